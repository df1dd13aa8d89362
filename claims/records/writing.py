"""Plain lists, mappings and texts to YAML that is pleasant to read and edit."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

Plain = Mapping[str, "Plain"] | Sequence["Plain"] | str

WIDTH = 100  # characters of text in a line
NEVER = 1_000_000_000  # no line break of the emitter's own: ours are known to be safe
NEEDS_QUOTES = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`]|: | #|:$")
# What YAML would fold, strip, normalise or escape: such texts are written in double quotes, with escapes.
DELICATE = re.compile(
    r"[^\n\x20-\x7e\xa1-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\ud7ff\uf900-\ufdff\ufe10-\ufefe"
    r"\uff00-\uffef\U00010000-\U0001faff]|^[ \n]|[ \n]$| \n|\n |  "
)


def as_yaml(record: Mapping[str, Plain], comment: str) -> str:
    """Give the YAML of a record, ``comment`` above it, a blank line between entries. Loading it gives ``record``."""
    blocks = ["".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())]
    for key, value in record.items():
        if isinstance(value, Mapping):
            blocks.append(_dumped({key: value}))
        else:
            items = [_dumped([item]) for item in value]
            blocks.append(f"{key}:\n{items[0]}")
            blocks.extend(items[1:])
    return "\n".join(blocks)


def _dumped(value: Any) -> str:  # noqa: ANN401 - what ruamel takes
    yaml = YAML()
    yaml.width = NEVER
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(_styled(value), stream)
    return stream.getvalue()


def _styled(value: Any) -> Any:  # noqa: ANN401 - what ruamel takes
    """Give ``value`` with the style of each text: plain where that can be, folded where it is long or has marks."""
    if isinstance(value, Mapping):
        return {key: _styled(item) for key, item in value.items()}
    if not isinstance(value, str):
        return [_styled(item) for item in value]
    value = str(value)  # a choice of Django is a text of its own class
    if not value or DELICATE.search(value):
        return DoubleQuotedScalarString(value)
    if "\n" in value:
        return LiteralScalarString(value)
    if len(value) > WIDTH or (NEEDS_QUOTES.search(value) and re.search(r"['\"]", value)):
        return _folded(value)
    return value


def _folded(text: str) -> FoldedScalarString:
    """Give a text that is written in lines of about WIDTH characters, broken at single spaces."""
    breaks, start = [], 0
    for space in (match.start() for match in re.finditer(" ", text)):
        following = text.find(" ", space + 1)
        if (len(text) if following == -1 else following) - start > WIDTH:
            breaks.append(space)
            start = space + 1
    folded: FoldedScalarString = FoldedScalarString(text)
    folded.fold_pos = breaks  # type: ignore[attr-defined] # how ruamel.yaml itself keeps them
    return folded

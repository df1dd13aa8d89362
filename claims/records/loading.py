"""YAML text to plain lists, mappings and texts, with the line of each part.

Only the shape of YAML is used: every value is a text, whatever it looks like ("no", 1.0, 2026-01-05), so that
nothing is ever turned into something the editor didn't write. Anchors, aliases and tags are refused: no objects
are made and a small file can't grow into a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from claims.records.places import Loc, Places

MAX_BYTES = 1_000_000
MAX_DEPTH = 12  # the format needs 6

Content = dict[str, "Content"] | list["Content"] | str


def load(data: bytes, file: str) -> tuple[dict[str, Content], Places]:
    """Give the content of a record's bytes, with the line of each part. A key without a value counts as left out.

    Raises ``RecordError`` for what is too large, not UTF-8, no YAML, or YAML that a record has no use for.
    """
    places = Places(file, {})
    if len(data) > MAX_BYTES:
        raise places.error(
            (), _("is larger than %s bytes; a record that long is surely something else.") % f"{MAX_BYTES:,}"
        )
    text = _decoded(data, places)
    try:
        return _Builder(file, iter(YAML(typ="safe", pure=True).parse(text))).build()
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = error.character if isinstance(error.character, int) else ord(error.character)
        message = _("the character U+%s isn't allowed in YAML; take it out.") % f"{code:04X}"
        raise Places(file, {(): line}).error((), message) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = _("is no valid YAML: %s. Put a text with : or # in it into quotes.") % (
            error.problem or error.context
        )
        raise Places(file, {(): mark.line + 1 if mark else 1}).error((), message) from error
    except YAMLError as error:
        raise places.error((), _("is no valid YAML: %s") % error) from error


def _decoded(data: bytes, places: Places) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("isn't UTF-8 text (byte %(place)s: %(byte)s). Save the file as UTF-8.") % {
            "place": error.start,
            "byte": f"{data[error.start]:#04x}",
        }
        raise Places(places.file, {(): line}).error((), message) from error


@dataclass
class _Builder:
    """Builds plain values out of YAML's events; ``lines`` grows on the way."""

    file: str
    events: Iterator[Event]
    lines: dict[Loc, int] = field(default_factory=dict)

    def build(self) -> tuple[dict[str, Content], Places]:
        next(self.events)  # the stream's start
        event = next(self.events)
        if not isinstance(event, DocumentStartEvent):
            self.refuse(event, (), _("is empty. A record lists actors, quotations and claims."))
        event = next(self.events)
        content = self.value(event, ())
        if not isinstance(content, dict):
            self.refuse(event, (), _("should begin with keys such as “quotations:” and “claims:”."))
        next(self.events)  # the document's end
        event = next(self.events)
        if not isinstance(event, StreamEndEvent):
            self.refuse(event, (), _("holds a second document after “---”; a record is one."))
        return content, Places(self.file, self.lines)

    def value(self, event: Any, loc: Loc) -> Content | None:  # noqa: ANN401 - an event, each with its own fields
        self.lines.setdefault(loc, event.start_mark.line + 1)
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor is not None):
            self.refuse(event, loc, _("uses an anchor or alias (& or *); write the text out, or put it into quotes."))
        if getattr(event, "tag", None) is not None:
            self.refuse(
                event, loc, _("has the tag “%s”; a record has none. Put a text with ! into quotes.") % event.tag
            )
        if len(loc) > MAX_DEPTH:
            self.refuse(event, loc, _("is nested deeper than any part of a record."))
        if isinstance(event, MappingStartEvent):
            return self.mapping(loc)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(loc)
        return self.text(event, loc)

    def mapping(self, loc: Loc) -> dict[str, Content]:
        content: dict[str, Content] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                self.refuse(event, loc, _("has a key that is no plain word."))
            key, line = event.value, event.start_mark.line + 1
            if key in seen:
                self.refuse(event, (*loc, key), _("is there already, in line %s; keep one of the two.") % seen[key])
            seen[key] = self.lines[*loc, key] = line
            value = self.value(next(self.events), (*loc, key))
            if value is not None:
                content[key] = value
        return content

    def sequence(self, loc: Loc) -> list[Content]:
        content: list[Content] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            value = self.value(event, (*loc, len(content)))
            if value is None:
                self.refuse(event, (*loc, len(content)), _("is an empty item; fill it in or take the dash away."))
            content.append(value)
        return content

    def text(self, event: ScalarEvent, loc: Loc) -> str | None:
        text: str = event.value
        if event.style is None and text == "":
            return None
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            self.refuse(event, loc, _("holds an escape that is no character of a text (\\0 or half an emoji)."))
        return text

    def refuse(self, event: Event, loc: Loc, message: str) -> NoReturn:
        line = event.start_mark.line + 1
        raise Places(self.file, {loc: line}).error(loc, message)

"""What the reading of files says is known to whoever translates it."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from django.utils.translation import override

from articles import reading
from articles.reading.decoding import _OTHER_FORMATS, Unreadable
from newsroom.refusals import in_their_language

# What is named in the place of an "x" and is translated with its sentence.
NAMED = defaultdict(lambda: [""]) | {
    "This": ["a folder", "a device or a pipe"],
    "The file": sorted({name for _signature, name in _OTHER_FORMATS}),
}


def sentences():
    """Give each sentence that a refusal of the reading is made of, "x" standing for what it names."""
    for path in Path(reading.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == Unreadable.__name__:
                [said] = node.args
                parts = said.values if isinstance(said, ast.JoinedStr) else [said]
                sentence = "".join(part.value if isinstance(part, ast.Constant) else "x" for part in parts)
                yield from (sentence.replace(" is x,", f" is {name},") for name in NAMED[sentence.split(" is x,")[0]])


@pytest.mark.parametrize("said", sorted(sentences()))
def test_every_refusal_is_translated(said):
    with override("es"):
        assert in_their_language(said) != said

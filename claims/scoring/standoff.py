"""Standoff annotations as the brat tool writes them: lines that name stretches of a text, and events that tie them.

    T1	Source 110 112	she          a stretch: name, role, character offsets (";" between the parts of one), its text
    E1	Attribution:T4 Content:T3 Cue:T2 Source:T1      an attribution, made of stretches; roles may be numbered

Other kinds of lines (notes, relations, attributes) are passed over.
"""

import re
from collections import defaultdict

from claims.extraction.proposal import Span
from claims.scoring.attributions import Attribution
from claims.scoring.stretches import Stretches, joined

_STRETCH = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"E\d+\t(\S+:T\d+(?: \S+:T\d+)* *)$")
_OTHER = re.compile(r"(?:[ARMN#]\d+|\*)\t")


class BrokenLine(ValueError):  # noqa: N818 (says what the line is)
    """A line of annotations that says nothing usable; the message says why, ``number`` where (from 1)."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


def attributions_in(annotations: str, text: str) -> list[Attribution]:
    """Read the attributions that ``annotations`` mark in ``text``, those without content left out.

    Raises BrokenLine. The text of a stretch may itself hold line ends: its further lines are passed over.
    """
    stretches: dict[str, Stretches] = {}
    events: list[tuple[int, str]] = []
    spills = False
    for number, line in enumerate(annotations.split("\n"), 1):
        if match := _STRETCH.match(line):
            stretches[match[1]] = _stretches(match[2], text, number)
            spills = any("\n" in text[span.start : span.end] for span in stretches[match[1]])
        elif match := _EVENT.match(line.rstrip("\r")):
            events.append((number, match[1]))
        elif line.strip() and not spills and not _OTHER.match(line):
            raise BrokenLine(number, f"not a line of brat's standoff format: {line.strip()[:60]!r}.")
    found = [_attribution(number, roles, stretches) for number, roles in events]
    return [attribution for attribution in found if attribution.content]


def _stretches(offsets: str, text: str, number: int) -> Stretches:
    spans = [Span(*map(int, part.split())) for part in offsets.split(";")]
    for span in spans:
        if not span.start < span.end <= len(text):
            raise BrokenLine(
                number, f"{span.start} to {span.end} is no stretch of the text, which has {len(text)} characters."
            )
    return tuple(spans)


def _attribution(number: int, roles: str, stretches: dict[str, Stretches]) -> Attribution:
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for role in roles.split():
        name, _, stretch = role.rpartition(":")
        if stretch not in stretches:
            raise BrokenLine(number, f"names {stretch}, which no line of the file describes.")
        found[name.rstrip("0123456789")].extend(stretches[stretch])
    return Attribution(joined(found["Content"]), joined(found["Source"]), joined(found["Cue"]))

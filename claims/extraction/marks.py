"""Quotation marks: where quoted runs begin and end in a paragraph.

Understands “ ”, " ", two apostrophes '' '', „ “, « », and single marks ‘ ’ and ' ' where a text uses
them for quotations. An apostrophe, a prime for inches or feet, and a decade ('90s) are no marks.
"""

import re
from dataclasses import dataclass

# Of three apostrophes in a row the outer two are the double mark, whether they open or close.
DOUBLE = re.compile(r"[“”„«»\"]|(?<!\S)''(?='(?!'))|(?<!'')''(?!')|``|‘‘|’’")
SINGLE = re.compile(r"[‘’']")

_OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
CLOSING = _CLOSING | {'"', "''"}  # marks that may end words left open in the paragraph before
_BEFORE_OPENING = frozenset("([{—–-‘'/:")
_AFTER_CLOSING = frozenset('.,;:!?)]}—–-…"”')


@dataclass(frozen=True, slots=True)
class Run:
    """A quoted run. ``start`` and ``end`` take in the marks, ``inner_start`` and ``inner_end`` don't.

    An unclosed run ends with its paragraph. Offsets are characters of the whole text, end exclusive.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def quoted_runs(text: str, start: int, end: int, *, single: bool = False) -> list[Run]:
    """Find all quoted runs of the paragraph ``text[start:end]``, in order, never overlapping.

    With ``single``, single marks count as well where no double mark stands around them.
    """
    runs = _double_runs(text, start, end)
    if not single:
        return runs
    gaps = zip([start, *(run.end for run in runs)], [*(run.start for run in runs), end], strict=True)
    singles = [run for gap_start, gap_end in gaps for run in _single_runs(text, gap_start, gap_end)]
    return sorted(runs + singles, key=lambda run: run.start)


def _double_runs(text: str, start: int, end: int) -> list[Run]:
    runs: list[Run] = []
    opened: re.Match[str] | None = None
    inner = False  # between “ and ” within straight marks
    for mark in DOUBLE.finditer(text, start, end):
        if opened is None:
            if _may_open(text, mark, start, end):
                opened = mark
        elif opened.group() == '"' and mark.group() == "“":
            inner = mark.start() > opened.end()
            opened = opened if inner else mark  # a paragraph that stands in marks as a whole
        elif inner and mark.group() == "”":
            inner = False
        elif _may_close(text, mark, end):
            if text[opened.end() : mark.start()].strip():
                runs.append(Run(opened.start(), mark.end(), opened.end(), mark.start()))
            opened, inner = None, False
        elif mark.group() not in _OPENING and text[mark.start() - 1].isspace():
            opened = mark  # two opening marks and no closing one: the nearer is believed
    if opened is not None and text[opened.end() : end].strip():
        runs.append(Run(opened.start(), end, opened.end(), end, closed=False))
    return runs


def _may_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.group() in _OPENING:
        return True
    if mark.group() in _CLOSING or mark.end() >= end or text[mark.end()].isspace():
        return False
    if mark.start() == start:
        return True
    before = text[mark.start() - 1]
    return not before.isdigit()  # 12" is a length


def _may_close(text: str, mark: re.Match[str], end: int) -> bool:
    if mark.group() in _CLOSING or mark.group() == "“":
        return mark.group() != "“" or mark.end() >= end or not text[mark.end()].isalnum()
    if mark.group() in _OPENING:
        return False
    before, after = text[mark.start() - 1], text[mark.end() : min(mark.end() + 1, end)]
    looks_opening = (before.isspace() or before in _BEFORE_OPENING) and after != "" and not after.isspace()
    return not looks_opening


def _single_runs(text: str, start: int, end: int) -> list[Run]:
    runs: list[Run] = []
    opened: int | None = None
    for mark in SINGLE.finditer(text, start, end):
        at = mark.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            opens = mark.group() != "’" and (before.isspace() or before in '([—–-:"“')
            if opens and (after.isupper() or after.islower()):
                opened = at
        elif mark.group() != "‘" and not before.isspace() and (after.isspace() or after in _AFTER_CLOSING):
            runs.append(Run(opened, at + 1, opened + 1, at))
            opened = None
    return runs

"""Quoted runs as the protocol counts them, apart from extraction's own reading of marks, which is what is scored."""

import re

from claims.extraction.proposal import Span

_MARK = re.compile(r"[“”\"„]|(?<!')''(?!')|``|‘‘|’’")
_OPENING, _CLOSING, _STRAIGHT = {"“", "„", "``", "‘‘"}, {"”", "’’"}, {'"', "''"}
_LEADS_IN = "([—–-‘'"


def quoted_runs(text: str) -> list[Span]:
    """Return what stands between double quotation marks, line by line, marks excluded; an open end is the line's."""
    runs: list[Span] = []
    base = 0
    for line in text.split("\n"):
        runs.extend(Span(base + run.start, base + run.end) for run in _runs_of(line))
        base += len(line) + 1
    return runs


def _runs_of(line: str) -> list[Span]:
    runs: list[Span] = []
    start: int | None = None
    for mark in _MARK.finditer(line):
        before, after = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
        straight = mark[0] in _STRAIGHT
        tight = bool(after) and not after.isspace()
        opens = tight and (not before or before.isspace() or before in _LEADS_IN)
        if start is None:
            if mark[0] in _OPENING or (straight and tight):
                start = mark.end()
        elif mark[0] in _CLOSING or (straight and not opens):
            runs.append(Span(start, mark.start()))
            start = None
        elif straight and before.isspace():  # the mark before was never closed
            start = mark.end()
    if start is not None and line[start:].strip():
        runs.append(Span(start, len(line)))
    return [run for run in runs if run.start < run.end]

"""Which characters of a text belong to which quotation; pure functions on plain values.

All offsets count characters (Unicode code points) of the whole text, end exclusive.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Stretch:
    """A piece of the text that is shown: a paragraph, say. ``start`` is its place in the whole text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Span:
    """What to mark: one passage of the quotation ``key``."""

    start: int
    end: int
    key: int


@dataclass(frozen=True)
class Segment:
    """A run of characters that belong to the same quotations: none, one or several."""

    text: str
    keys: tuple[int, ...] = ()  # the quotations it is part of, the outermost first
    opens: tuple[int, ...] = ()  # those that are shown here for the first time
    closes: tuple[int, ...] = ()  # those that are shown here for the last time


def marked(stretches: Sequence[Stretch], spans: Iterable[Span]) -> list[list[Segment]]:
    """Cut each stretch where a span starts or ends; the texts of its segments, joined, are the stretch's text.

    ``stretches`` stand in the order of the text and don't overlap. ``spans`` may nest, overlap and reach over
    several stretches; what lies outside every stretch is left out. A key opens and closes at most once in all.
    """
    inside = _spans_by_stretch(stretches, spans)
    cut = [_cut(stretch, within) for stretch, within in zip(stretches, inside, strict=True)]
    opens, closes = _first_and_last(cut)
    return [
        [
            Segment(
                text,
                keys,
                tuple(key for key in keys if opens[key] == (row, column)),
                tuple(key for key in keys if closes[key] == (row, column)),
            )
            for column, (text, keys) in enumerate(pieces)
        ]
        for row, pieces in enumerate(cut)
    ]


def _spans_by_stretch(stretches: Sequence[Stretch], spans: Iterable[Span]) -> list[list[Span]]:
    """Give each stretch the spans that it shares characters with, the outermost first."""
    ends = [stretch.end for stretch in stretches]
    inside: list[list[Span]] = [[] for _ in stretches]
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.key)):
        place = bisect_right(ends, span.start)
        while place < len(stretches) and stretches[place].start < span.end:
            inside[place].append(span)
            place += 1
    return inside


def _cut(stretch: Stretch, spans: Sequence[Span]) -> list[tuple[str, tuple[int, ...]]]:
    """Give the pieces of one stretch, each with the keys of the spans that cover it."""
    bounds = {bound for span in spans for bound in (span.start, span.end) if stretch.start < bound < stretch.end}
    edges = [stretch.start, *sorted(bounds), stretch.end]
    return [
        (
            stretch.text[start - stretch.start : end - stretch.start],
            tuple(dict.fromkeys(span.key for span in spans if span.start <= start and end <= span.end)),
        )
        for start, end in pairwise(edges)
        if start < end
    ]


def _first_and_last(
    cut: Sequence[Sequence[tuple[str, tuple[int, ...]]]],
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Give, for each key, the row and column of its first piece and of its last."""
    first: dict[int, tuple[int, int]] = {}
    last: dict[int, tuple[int, int]] = {}
    for row, pieces in enumerate(cut):
        for column, (_text, keys) in enumerate(pieces):
            for key in keys:
                first.setdefault(key, (row, column))
                last[key] = (row, column)
    return first, last

"""Finding a stretch of text again in a changed text: for certain, or not at all.

An anchor is what the W3C calls a text quote selector: the stretch itself and the characters around it
(Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#text-quote-selector). Hypothesis takes the
candidate that scores best (match-quote.ts in hypothesis/client); a newsroom must not guess, so here a stretch
is found in one place or not found. Tried in this order; the first that finds anything decides, and more than
one place means ambiguous:

1. the stretch between the 32 characters before it and after it;
2. the stretch beside those on one side, if there were at least 16;
3. the stretch alone.

A way counts only if it told the stretch from all others in the text it comes from: otherwise, with the right
one gone, a wrong one would be found. Each is tried to the letter first, then with white space and quotation
marks evened out: any white space is one space (so line ends don't matter), and curly marks are straight ones.
A place counts only where the stretch cuts words as it did before: "he" is not found in "the".

All offsets count characters (Unicode code points), end exclusive.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, pairwise

CONTEXT = 32  # characters on each side; what annotation tools commonly keep
_ENOUGH_CONTEXT = 16  # fewer, at a text's edge, tell nothing by themselves
_FARTHER = 500  # how many characters farther apart stretches that belong together may be found

_MARKS = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_WHITE = re.compile(r"\s+")

Span = tuple[int, int]


class Way(Enum):
    """A way of looking for a stretch: by what stands around it."""

    BETWEEN = "between its prefix and its suffix"
    AFTER = "after its prefix"
    BEFORE = "before its suffix"
    ALONE = "whatever stands around it"


@dataclass(frozen=True)
class Anchor:
    """A stretch of text, what stood around it, and the ways that told it from any other in its text."""

    exact: str
    prefix: str
    suffix: str
    ways: frozenset[Way]


@dataclass(frozen=True)
class Found:
    """Where a stretch stands now. ``changed`` when its white space or quotation marks differ from before.

    The text there, ``text[start:end]``, is then what reads the same and what a caller stores from now on;
    white space at its ends is left out.
    """

    start: int
    end: int
    changed: bool


class Searchable:
    """A text to search: make one and pass it along where one text is searched many times."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def even(self) -> "_EvenText":
        """The text with white space and quotation marks evened out."""
        return _EvenText(self.text)


def anchor_of(text: str | Searchable, start: int, end: int) -> Anchor:
    """Anchor the stretch from ``start`` up to ``end``, with CONTEXT characters on each side.

    Raises ValueError when the stretch is outside the text, empty or nothing but white space.
    """
    source = _searchable(text)
    exact = source.text[start:end] if start >= 0 else ""
    if not 0 <= start < end <= len(source.text) or not exact.strip():
        raise ValueError(f"No text stands between {start} and {end} of {len(source.text)} characters.")
    prefix = source.text[max(0, start - CONTEXT) : start]
    suffix = source.text[end : end + CONTEXT]
    sought = _Sought(exact, prefix, suffix).evened()
    ways = [way for way in Way if sought.tells(way) and len(sought.places(source.even.text, way)) == 1]
    return Anchor(exact, prefix, suffix, frozenset(ways))


def find(anchor: Anchor, text: str | Searchable) -> Found | None:
    """Find the anchored stretch in a text; None when it is gone or could be in more than one place.

    Costs a few searches through the text; a text searched for the first time is evened out once if need be.
    """
    target = _searchable(text)
    sought = _Sought(anchor.exact, anchor.prefix, anchor.suffix)
    even = sought.evened()
    for step in _STEPS:
        ways = anchor.ways.intersection(step)
        if places := {place for way in ways for place in sought.places(target.text, way)}:
            start = places.pop()
            return None if places else Found(start, start + len(sought.exact), changed=False)
        if places := {place for way in ways for place in even.places(target.even.text, way)}:
            start, end = target.even.source_span(first := places.pop(), first + len(even.exact))
            return None if places else Found(start, end, changed=target.text[start:end] != anchor.exact)
    return None


def find_all(anchors: Iterable[Anchor], text: str | Searchable) -> list[Found | None]:
    """Find each anchor by itself, in the order given; the text is evened out once at most."""
    target = _searchable(text)
    return [find(anchor, target) for anchor in anchors]


def find_together(old: str | Searchable, spans: Sequence[Span], new: str | Searchable) -> list[Found] | None:
    """Find stretches that belong together (a quotation's passages, source, cue and relay) in a changed text.

    First all in one piece, from the first one's start to the last one's end: so a word as common as "he" is
    found by the passage it stands beside. If something between them changed, each by itself; then they must
    stand in the same order as before and not much farther apart. Returns one Found for each of ``spans``, in
    the order given, or None when any is gone or ambiguous.

    Raises ValueError when ``spans`` is empty or one of them holds no text.
    """
    source, target = _searchable(old), _searchable(new)
    whole = min(start for start, _ in spans), max(end for _, end in spans)
    anchors = [anchor_of(source, *span) for span in spans]
    if place := find(anchor_of(source, *whole), target):
        return [_inside(source, span, whole, target, place) for span in spans]
    found = [place for place in find_all(anchors, target) if place]
    if len(found) < len(spans) or not _keep_together(spans, found):
        return None
    return found


def read_alike(one: str, other: str) -> bool:
    """Whether two stretches are the same but for white space and the shape of quotation marks."""
    return _evened(one).strip() == _evened(other).strip()


_STEPS = ((Way.BETWEEN,), (Way.AFTER, Way.BEFORE), (Way.ALONE,))


@dataclass(frozen=True)
class _Sought:
    """What is searched for in a text, to the letter."""

    exact: str
    prefix: str
    suffix: str

    def evened(self) -> "_Sought":
        """Return the same evened out, with the white space at the stretch's ends given to the context."""
        before = self.exact[: len(self.exact) - len(self.exact.lstrip())]
        after = self.exact[len(self.exact.rstrip()) :]
        return _Sought(_evened(self.exact.strip()), _evened(self.prefix + before), _evened(after + self.suffix))

    def tells(self, way: Way) -> bool:
        """Whether enough stands around the stretch to look for it this way."""
        beside = {Way.AFTER: self.prefix, Way.BEFORE: self.suffix}
        return way not in beside or len(beside[way]) >= _ENOUGH_CONTEXT

    def places(self, text: str, way: Way) -> list[int]:
        """Return the first two places of the stretch in the text: a third tells no more."""
        before = self.prefix if way in (Way.BETWEEN, Way.AFTER) else ""
        after = self.suffix if way in (Way.BETWEEN, Way.BEFORE) else ""
        needle = before + self.exact + after
        places: list[int] = []
        at = text.find(needle)
        while at >= 0 and len(places) < 2:
            start = at + len(before)
            if self._cuts_words_alike(text, start):
                places.append(start)
            at = text.find(needle, at + 1)
        return places

    def _cuts_words_alike(self, text: str, start: int) -> bool:
        end = start + len(self.exact)
        first, last = self.exact[0], self.exact[-1]
        cuts_first = _joined(text[max(0, start - 1) : start], first)
        cuts_last = _joined(last, text[end : end + 1])
        return cuts_first == _joined(self.prefix[-1:], first) and cuts_last == _joined(last, self.suffix[:1])


class _EvenText:
    """A text with white space and quotation marks evened out; its offsets and the text's, either way."""

    def __init__(self, source: str) -> None:
        self.text = _evened(source)
        runs = [run.span() for run in _WHITE.finditer(source) if run.end() - run.start() > 1]
        self._lost = list(accumulate((end - start - 1 for start, end in runs), initial=0))
        self._run_ends = [end for _, end in runs]
        self._even_run_ends = [end - lost for (_, end), lost in zip(runs, self._lost[1:], strict=True)]

    def even_offset(self, offset: int) -> int:
        """Return where the text's character at ``offset``, no white space, stands in the even text."""
        return offset - self._lost[bisect_right(self._run_ends, offset)]

    def source_span(self, start: int, end: int) -> Span:
        """Return the text's span for one of the even text that has no white space at its ends."""
        first, last = (at + self._lost[bisect_right(self._even_run_ends, at)] for at in (start, end - 1))
        return first, last + 1


def _inside(source: Searchable, span: Span, whole: Span, target: Searchable, place: Found) -> Found:
    """Return where a part of ``whole`` stands, now that the whole was found at ``place``."""
    start, end = span
    if not place.changed:
        moved = place.start - whole[0]
        return Found(start + moved, end + moved, changed=False)
    first, last = _without_white_ends(source.text, span)
    moved = target.even.even_offset(place.start) - source.even.even_offset(_without_white_ends(source.text, whole)[0])
    now = target.even.source_span(source.even.even_offset(first) + moved, source.even.even_offset(last - 1) + moved + 1)
    return Found(*now, changed=target.text[slice(*now)] != source.text[start:end])


def _keep_together(before: Sequence[Span], after: Sequence[Found]) -> bool:
    """Whether stretches found one by one stand in the order they had, apart if they were, and near enough."""
    pairs = sorted(zip(before, ((place.start, place.end) for place in after), strict=True))
    for (one, one_now), (two, two_now) in pairwise(pairs):
        apart, apart_now = one[1] <= two[0], one_now[1] <= two_now[0]
        if two_now[0] < one_now[0] or apart != apart_now:
            return False
    return _reach(now for _, now in pairs) <= _reach(before) + _FARTHER


def _reach(spans: Iterable[Span]) -> int:
    starts, ends = zip(*spans, strict=True)
    return int(max(ends) - min(starts))


def _without_white_ends(text: str, span: Span) -> Span:
    stretch = text[slice(*span)]
    return span[0] + len(stretch) - len(stretch.lstrip()), span[1] - len(stretch) + len(stretch.rstrip())


def _searchable(text: str | Searchable) -> Searchable:
    return text if isinstance(text, Searchable) else Searchable(text)


def _evened(text: str) -> str:
    return _WHITE.sub(" ", text.translate(_MARKS))


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word; either may be missing at the text's edge."""
    return left.isalnum() and right.isalnum()

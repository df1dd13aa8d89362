"""Two texts compared word by word: what stayed, what went, what came.

Nothing is lost on the way: the kept and removed pieces, joined, are the text before to the character; the kept and
added ones the text after. Pure functions on text; no Django and no database.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby


class Kind(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Change:
    """A piece of text, never "", and what became of it."""

    kind: Kind
    text: str


ENDS = '.,;:!?…()[]{}<>/|"“”„‘‚«»‹›–—。，、！？；：「」'
"""What stands for itself beside a word; hyphens and apostrophes belong to their word."""
LINE = re.compile(r"[^\n]*\n|[^\n]+")
SENTENCE = re.compile(r".+?(?:(?<=[.!?…\"”’»)\]])(?=\s)|\Z)", re.DOTALL)
WORD = re.compile(rf"\s*(?:[^\s{re.escape(ENDS)}]+|[{re.escape(ENDS)}])|\s+")

MOST_PAIRS = 1_000_000
"""Pairs of pieces that are weighed against each other at once, a tenth of a second or so."""
ALIKE = 0.3
"""The share of the shorter text that must have stayed, else the whole is told as replaced: scraps explain nothing."""


def changes(before: str, after: str) -> list[Change]:
    """Tell how ``before`` became ``after``, in the order of reading, what went ahead of what came.

    Neighbours differ in kind. Words are compared with the space before them. Texts are compared line by line first,
    then sentence by sentence, then by words where they differ. Where more than ``MOST_PAIRS`` are to be weighed, only
    pieces that stand once in each text hold them together: the time grows with the length, not with its square.
    """
    if before == after:
        return _as_changes(Kind.KEPT, before)
    found = _tidy(_compared(before, after, [LINE, SENTENCE, WORD]))
    stayed = sum(_letters(change.text) for change in found if change.kind is Kind.KEPT)
    if stayed < ALIKE * min(_letters(before), _letters(after)):
        return _replaced(before, after)
    return found


def text_before(told: Iterable[Change]) -> str:
    """Give the text before, out of its changes."""
    return "".join(change.text for change in told if change.kind is not Kind.ADDED)


def text_after(told: Iterable[Change]) -> str:
    """Give the text after, out of its changes."""
    return "".join(change.text for change in told if change.kind is not Kind.REMOVED)


def in_brief(told: Sequence[Change], around: int) -> list[Change]:
    """Leave out what was kept further than ``around`` characters from a change; "…" stands in its place.

    The texts can't be put together again from this. Cuts fall between words.
    """
    if len(told) < 2:  # all kept, all new or all gone: nothing to look for in it
        return list(told)
    last = len(told) - 1
    return [
        _shortened(change, around if n else 0, around if n < last else 0) if change.kind is Kind.KEPT else change
        for n, change in enumerate(told)
    ]


def _shortened(kept: Change, head: int, tail: int) -> Change:
    if len(kept.text) <= head + tail + 20:  # characters; less is not worth a gap
        return kept
    beginning, end = kept.text[:head], kept.text[len(kept.text) - tail :]
    if head:
        beginning = re.sub(r"\S*\Z", "", beginning)
    if tail:
        end = re.sub(r"\A\S*", "", end)
    return replace(kept, text=f"{beginning}…{end}")


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _compared(before: str, after: str, pieces: Sequence[re.Pattern[str]]) -> Iterator[Change]:
    """Compare by the first kind of ``pieces``, and what differs by the next; the last says it."""
    old, new = pieces[0].findall(before), pieces[0].findall(after)
    at = to = 0
    for start, begin, length in _same(old, new):
        gone, came = "".join(old[at:start]), "".join(new[to:begin])
        if gone and came and pieces[1:]:
            yield from _compared(gone, came, pieces[1:])
        else:
            yield from _replaced(gone, came)
        yield from _as_changes(Kind.KEPT, "".join(old[start : start + length]))
        at, to = start + length, begin + length


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give where the same pieces stand: in the old, in the new, how many; the last one is the end of both."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    end, stop = len(old) - tail, len(new) - tail
    return [(0, 0, head), *_same_between(old, new, (head, end, head, stop)), (end, stop, tail), (len(old), len(new), 0)]


def _same_between(
    old: Sequence[str], new: Sequence[str], within: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int]]:
    at, end, to, stop = within
    gaps: list[tuple[int, int]] = [(end, stop)]
    if (end - at) * (stop - to) > MOST_PAIRS:
        gaps = [*((at + a, to + b) for a, b in _holds(old[at:end], new[to:stop])), *gaps]
    for a, b in gaps:
        if (a - at) * (b - to) <= MOST_PAIRS:
            blocks = SequenceMatcher(None, old[at:a], new[to:b], autojunk=False).get_matching_blocks()
            yield from ((at + block.a, to + block.b, block.size) for block in blocks)
        if (a, b) != (end, stop):
            yield a, b, 1
        at, to = a + 1, b + 1


def _holds(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the most places in order at which both say what each says only once ("patience diff")."""
    here, there = Counter(old), Counter(new)
    place = {piece: n for n, piece in enumerate(new) if there[piece] == here[piece] == 1}
    ends: list[int] = []  # the smallest last place of each length of row
    rows: list[tuple[int, int, int]] = []  # where, where to, and the one before in its row
    last_of: list[int] = []
    for n, piece in enumerate(old):
        if piece in place:
            length = bisect_left(ends, place[piece])
            rows.append((n, place[piece], last_of[length - 1] if length else -1))
            ends[length : length + 1] = [place[piece]]
            last_of[length : length + 1] = [len(rows) - 1]
    held: list[tuple[int, int]] = []
    at = last_of[-1] if last_of else -1
    while at >= 0:
        a, b, at = rows[at]
        held.append((a, b))
    return held[::-1]


def _tidy(told: Iterable[Change]) -> list[Change]:
    """Bring together what belongs together: a lone mark that stayed between two changes changes with them."""
    whole = list(_joined(told))
    pieces: list[Change] = whole[:1]
    for change in whole[1:-1]:
        is_lone = change.kind is Kind.KEPT and not re.search(r"\w", change.text)
        pieces += _replaced(change.text, change.text) if is_lone else [change]
    return list(_joined([*pieces, *whole[1:][-1:]]))


def _joined(told: Iterable[Change]) -> Iterator[Change]:
    """Make one of neighbours of one kind, and put what went ahead of what came."""
    for is_kept, run in groupby(told, lambda change: change.kind is Kind.KEPT):
        pieces = list(run)
        if is_kept:
            yield Change(Kind.KEPT, text_before(pieces))
        else:
            yield from _replaced(text_before(pieces), text_after(pieces))


def _replaced(before: str, after: str) -> list[Change]:
    return [*_as_changes(Kind.REMOVED, before), *_as_changes(Kind.ADDED, after)]


def _as_changes(kind: Kind, text: str) -> list[Change]:
    return [Change(kind, text)] if text else []

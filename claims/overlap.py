"""How far two quotations stand in one place of a revision.

A stretch is a pair of start and end, in characters of the revision's text, end exclusive.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]

SAME_PLACE = 0.5  # two quotations that share this part of their characters are taken for one


def share(one: Iterable[Stretch], other: Iterable[Stretch]) -> float:
    """Give the characters that both cover as a part of those that either covers, 0 to 1."""
    first, second = list(one), list(other)
    both = sum(max(0, min(end, stop) - max(start, begin)) for start, end in first for begin, stop in second)
    either = sum(end - start for start, end in [*first, *second]) - both
    return both / either if either else 0.0


def in_one_place(one: Iterable[Stretch], other: Iterable[Stretch]) -> bool:
    """Say whether two quotations are to be taken for one."""
    return share(one, other) >= SAME_PLACE


class Places:
    """The stretches of many quotations of one revision, to ask quickly whether another stands in one place with one."""

    _PART = 2_000  # characters: only quotations that share such a part of the text are compared

    def __init__(self, quotations: Iterable[Sequence[Stretch]]) -> None:
        self._in_part: dict[int, list[Sequence[Stretch]]] = defaultdict(list)
        for stretches in quotations:
            for part in self._parts(stretches):
                self._in_part[part].append(stretches)

    def have_one_of(self, stretches: Sequence[Stretch]) -> bool:
        """Say whether one of the quotations is to be taken for the one of these stretches."""
        near = (other for part in self._parts(stretches) for other in self._in_part.get(part, ()))
        return any(in_one_place(stretches, other) for other in near)

    def _parts(self, stretches: Sequence[Stretch]) -> set[int]:
        return {part for start, end in stretches for part in range(start // self._PART, end // self._PART + 1)}

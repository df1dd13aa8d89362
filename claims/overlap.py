"""How far two quotations stand in one place of a revision.

A stretch is a pair of start and end, in characters of the revision's text, end exclusive.
"""

from collections.abc import Iterable

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

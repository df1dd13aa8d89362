"""How much is left of a list by each choice that it could be narrowed to further.

Counted are only the first of what the list shows (``claims/finding/first.py``); where it shows more, every number
says "at least".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from claims.finding.facets import Choice, Facet, Narrowing, choices_of
from claims.finding.first import SHOWN, First


@dataclass(frozen=True)
class Count:
    """How many there are, or at least so many."""

    number: int
    more: bool

    def __str__(self) -> str:
        number = number_format(self.number, force_grouping=True)
        return f"{number}+" if self.more else number


@dataclass(frozen=True)
class Group:
    """One facet on a page."""

    name: str
    label: str
    chosen: list[tuple[Choice, Count | None]]  # None: not among those counted
    values: list[tuple[Choice, Count]]  # the most frequent of the others
    more: bool  # whether there may be more values; claims/pages/values.py has them all


@dataclass(frozen=True)
class Counted:
    """A list's facets: how many in all, and for each facet its values with their numbers."""

    total: Count
    groups: list[Group]


def count(first: Callable[[str], First], narrowing: Narrowing) -> Counted:
    """Count what a list could be narrowed to.

    ``first("")`` gives the first of all that it shows; ``first("speaker")`` the same as if it weren't narrowed by that
    facet, for a further value of it widens the list. Each is called once, the second for each facet that is chosen;
    one query besides for all values that are rows of tables.
    """
    shown = first("")
    looked_at = {facet: first(facet.name) if facet.name in narrowing.choices else shown for facet in narrowing.facets}
    listed = choices_of({facet: found.times.get(facet.name, {}) for facet, found in looked_at.items()})
    groups = []
    for facet, found in looked_at.items():
        times = found.times.get(facet.name, {}).items()
        times_of = [(listed[facet][value], number) for value, number in times if value in listed[facet]]
        groups.append(_group(facet, narrowing.choices.get(facet.name, ()), times_of, more=not found.are_all))
    total = Count(len(shown.ranks), not shown.are_all)
    return Counted(total, [group for group in groups if group.chosen or group.values])


def _group(facet: Facet, chosen: Sequence[Choice], times_of: list[tuple[Choice, int]], *, more: bool) -> Group:
    counts = [(choice, Count(times, more)) for choice, times in times_of]
    by_key = {choice.key: times for choice, times in counts}
    others = [(choice, times) for choice, times in counts if choice not in chosen]
    named = [(choice, by_key.get(choice.key)) for choice in chosen]
    return Group(facet.name, str(facet.label), named, others[:SHOWN], more or len(counts) > SHOWN)

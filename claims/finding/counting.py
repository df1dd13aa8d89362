"""How much is left of a list by each choice that it could be narrowed to further.

Counted are the first ``COUNTED`` of what the list shows, which bounds what it costs; beyond that, every
number says "at least". While nothing changes that lists show, nothing is counted twice (``claims/keeping.py``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.formats import number_format

from claims.finding.facets import Choice, Facet, Narrowing, choices_of
from claims.keeping import remembered

COUNTED = 1_000
SHOWN = 8  # values of a facet

# Unfolded in the list of columns: as a join it takes half as long again.
COUNTS = """
    WITH found AS MATERIALIZED ({found}),
    counted AS (
        SELECT facet, count(*) AS times FROM (SELECT unnest(facets) AS facet FROM found) AS each GROUP BY facet
    ),
    ranked AS (
        SELECT facet, times,
            row_number() OVER (PARTITION BY split_part(facet, ':', 1) ORDER BY times DESC, facet) AS place
        FROM counted
    )
    SELECT '', count(*) FROM found
    UNION ALL (SELECT facet, times FROM ranked WHERE place <= %s ORDER BY times DESC, facet)
"""


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


def count(found: Callable[[str], QuerySet[Any]], narrowing: Narrowing) -> Counted:
    """Count what a list could be narrowed to.

    ``found("")`` gives the listings of all that it shows, in the order in which they are counted;
    ``found("speaker")`` the same as if it weren't narrowed by that facet, for a further value of it widens the list.
    Two queries, two more for each facet that is chosen, and one for all values that are rows of tables.
    """
    total, by_name = _counted(found(""))
    counted = {
        facet: _counted(found(facet.name)) if facet.name in narrowing.choices else (total, by_name)
        for facet in narrowing.facets
    }
    listed = choices_of({facet: values.get(facet.name, {}) for facet, (_size, values) in counted.items()})
    groups = []
    for facet, (size, values) in counted.items():
        choices = listed[facet]
        times_of = [(choices[value], times) for value, times in values.get(facet.name, {}).items() if value in choices]
        groups.append(_group(facet, narrowing.choices.get(facet.name, ()), times_of, more=size.more))
    return Counted(total, [group for group in groups if group.chosen or group.values])


def _group(facet: Facet, chosen: Sequence[Choice], times_of: list[tuple[Choice, int]], *, more: bool) -> Group:
    counts = [(choice, Count(times, more)) for choice, times in times_of]
    by_key = {choice.key: times for choice, times in counts}
    others = [(choice, times) for choice, times in counts if choice not in chosen]
    named = [(choice, by_key.get(choice.key)) for choice in chosen]
    return Group(facet.name, str(facet.label), named, others[:SHOWN], more or len(counts) > SHOWN)


def _counted(found: QuerySet[Any]) -> tuple[Count, dict[str, dict[str, int]]]:
    """Count the first of ``found``: all, and by facet and value."""
    query, values = found.values("facets")[:COUNTED].query.sql_with_params()
    total, *rows = remembered((query, *map(str, values)), lambda: _counts(query, values))
    by_name: dict[str, dict[str, int]] = {}
    for key, times in rows:
        name, _colon, value = key.partition(":")
        by_name.setdefault(name, {})[value] = times
    return Count(total[1], total[1] >= COUNTED), by_name


def _counts(query: str, values: tuple[Any, ...]) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(found=query), [*values, SHOWN + 1])
        rows: list[tuple[str, int]] = cursor.fetchall()
    return rows

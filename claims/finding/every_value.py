"""Every value that a list could be narrowed to by one facet, where the list itself shows the most frequent alone.

Counted are the first ``COUNTED`` of what the list shows, which bounds what it costs; beyond that, every number says
"at least", and a value that only further ones have is found by its name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from articles.models import Actor
from claims import public
from claims.finding.actors import actors_with
from claims.finding.counting import Count
from claims.finding.facets import Choice, Facet, Narrowing, choices_of
from claims.keeping import remembered

COUNTED = 10_000
ON_A_PAGE = 100
CALLED = 50  # values of one name, those with the most quotations first

# Compared byte by byte, which takes less time.
COUNTS = """
    WITH found AS MATERIALIZED ({found}),
    counted AS (
        SELECT facet, count(*) AS times FROM (SELECT unnest(facets) COLLATE "C" AS facet FROM found) AS each
        WHERE {which} GROUP BY facet
    )
    SELECT '', count(*) FROM found
    UNION ALL (SELECT facet, times FROM counted ORDER BY times DESC, facet OFFSET %s LIMIT %s)
"""


@dataclass(frozen=True)
class Values:
    """One page of the values of a facet, the most frequent first, and how many were counted for it."""

    counted: Count
    values: list[tuple[Choice, Count]]
    page: int
    has_more: bool


def values_of_facet(
    found: Callable[[str], QuerySet[Any]], narrowing: Narrowing, facet: Facet, *, called: str = "", page: int = 1
) -> Values:
    """Give page number ``page`` of the values that ``facet`` has in a list; ``called``: of those with that name.

    ``found("")`` gives the listings of all that the list shows, in their order; ``found("speaker")`` the same as if it
    weren't narrowed by that facet, for a further value of it widens the list. Three queries, one more for a name, and
    what the list needs itself.
    """
    listings = found(facet.name if facet.name in narrowing.choices else "")
    keys = _keys_called(facet, called) if called else None
    if keys is not None:
        listings = listings.filter(facets__overlap=keys)
    query, parameters = listings.values("facets")[:COUNTED].query.sql_with_params()
    which, which_ones = ("facet = ANY(%s)", keys) if keys is not None else ("starts_with(facet, %s)", f"{facet.name}:")
    place = [(page - 1) * ON_A_PAGE, ON_A_PAGE + 1]
    asked = COUNTS.format(found=query, which=which)
    total, *rows = remembered(
        (asked, *map(str, parameters), str(which_ones), *place),
        lambda: _asked(asked, [*parameters, which_ones, *place]),
    )
    counted = Count(total[1], total[1] >= COUNTED)
    times = {key.partition(":")[2]: number for key, number in rows[:ON_A_PAGE]}
    choices = choices_of({facet: times})[facet]
    values = [(choices[value], Count(n, counted.more)) for value, n in times.items() if value in choices]
    return Values(counted, values, page, len(rows) > ON_A_PAGE)


def have_names(facet: Facet) -> bool:
    """Tell whether the values of a facet can be looked for by name: there may be thousands of actors."""
    return facet.rows is not None and facet.rows().model is Actor


def _keys_called(facet: Facet, called: str) -> list[str]:
    """Give what stands in listings for the public actors found by ``called``. One query."""
    actors = public.actor_listings().filter(words=actors_with(called)).order_by("-times", "-actor_id")
    return [f"{facet.name}:{pk}" for pk in actors.values_list("pk", flat=True)[:CALLED]]


def _asked(query: str, parameters: list[Any]) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows: list[tuple[str, int]] = cursor.fetchall()
    return rows

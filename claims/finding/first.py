"""The first of what a list shows: which they are, and how many of them each choice would leave. One query for both.

Only the first ``LOOKED_AT`` are looked at, which bounds what a list and a search cost: ranking every hit of a common
word took a second at a million claims. While nothing changes that lists show, it is asked once (``claims/keeping.py``).
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQueryCombinable, SearchRank
from django.db import connection
from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from claims.keeping import remembered

LOOKED_AT = 1_000
SHOWN = 8  # values of a facet; one more is looked for, to tell whether there are any
SHARP = 1_000_000.0  # ranks are told apart to so many parts of one

# Values are unfolded in the list of columns, for as a join it takes half as long again, and compared byte by byte. What
# is found goes by the name of its table, which Django writes into the rank.
FIRST = """
    WITH found AS MATERIALIZED ({found}),
    counted AS (
        SELECT facet, count(*) AS times
        FROM (SELECT unnest(facets) COLLATE "C" AS facet FROM found) AS each GROUP BY facet
    ),
    ranked AS (
        SELECT facet, times,
            row_number() OVER (PARTITION BY split_part(facet, ':', 1) ORDER BY times DESC, facet) AS place
        FROM counted
    )
    SELECT array_agg(pk), array_agg({rank}), NULL, NULL FROM found AS {table}
    UNION ALL (SELECT NULL, NULL, facet, times FROM ranked WHERE place <= %s ORDER BY times DESC, facet)
"""


@dataclass(frozen=True)
class First:
    """The first of what a list shows."""

    ranks: dict[int, int]  # by id: how well each fits the words; 0 where nobody asks for that
    times: dict[str, dict[str, int]]  # by facet, then by value, the most frequent first

    @property
    def are_all(self) -> bool:
        """Whether the list shows no more."""
        return len(self.ranks) < LOOKED_AT


def first_of(listings: QuerySet[Any], words: SearchQueryCombinable | None = None) -> First:
    """Give the first ``LOOKED_AT`` of ``listings``, in their order, and how well each fits ``words``.

    Two queries at once. ``words`` may depend on the ``stemming`` of a listing, where listings have one.
    """
    of_words = [field.name for field in listings.model._meta.fields if words and field.name in {"words", "stemming"}]
    found, values = listings.values("pk", "facets", *of_words)[:LOOKED_AT].query.sql_with_params()
    rank, asked = _rank(listings, words) if words else ("0", ())
    query = FIRST.format(found=found, rank=rank, table=connection.ops.quote_name(listings.model._meta.db_table))
    every = (*values, *asked, SHOWN + 1)
    return remembered((query, *map(str, every)), lambda: _asked(query, every))


def _rank(listings: QuerySet[Any], words: SearchQueryCombinable) -> tuple[str, tuple[Any, ...]]:
    """Write down how well one of ``listings`` fits ``words``."""
    rank = Cast(SearchRank(F("words"), words) * Value(SHARP), IntegerField())
    query = listings.query.clone()
    written, values = query.get_compiler(connection=connection).compile(rank.resolve_expression(query))
    return written, tuple(values)


def _asked(query: str, values: tuple[Any, ...]) -> First:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        (ids, ranks, *_nothing), *counts = cursor.fetchall()
    times: dict[str, dict[str, int]] = {}
    for *_nothing, key, number in counts:
        name, _colon, value = key.partition(":")
        times.setdefault(name, {})[value] = number
    return First(dict(zip(ids or [], ranks or [], strict=True)), times)

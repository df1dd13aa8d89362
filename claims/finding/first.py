"""The first of what a list shows: which they are, and how many of them each choice would leave. One query for both.

Only the first ``LOOKED_AT`` are looked at, which bounds what a list and a search cost: ranking every hit of a common
word took a second at a million claims. While nothing changes that lists show, it is asked once (``claims/keeping.py``).
"""

import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
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

# What is found goes by the name of its table, which Django writes into the rank.
FIRST = "SELECT pk, facets, {rank} FROM ({found}) AS {table}"


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
    every = (*asked, *values)
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
        found: list[tuple[int, list[str], int]] = cursor.fetchall()
    return First({pk: rank for pk, _facets, rank in found}, _times(facets for _pk, facets, _rank in found))


def _times(found: Iterable[list[str]]) -> dict[str, dict[str, int]]:
    """Count the values of each facet, as far as they are looked for: the server takes twice as long for it."""
    counted: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, times in Counter(itertools.chain.from_iterable(found)).items():
        facet, _colon, value = key.partition(":")
        counted[facet].append((-times, value))
    most = {facet: heapq.nsmallest(SHOWN + 1, values) for facet, values in counted.items()}
    return {facet: {value: -times for times, value in values} for facet, values in most.items()}

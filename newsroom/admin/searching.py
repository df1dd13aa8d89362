"""Ways to search a list, each of which an index can serve.

A way is a function from what was typed to a condition. A list tries all of its ways, and the row's id, and shows
the rows that any of them finds; each way is a query of its own, so that each can use its own index.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet, Value

from newsroom.text_functions import SearchKey

Way = Callable[[str], Q]
LONGEST = 200
MOST_FOUND = 10_001  # rows by each of several ways, the newest: one more than a list counts
BIGGEST_ID = 2**63 - 1


def by_key(path: str) -> Way:
    """Find rows whose search key at ``path`` contains what was typed, without regard to case and accents."""
    return lambda typed: Q(**{f"{path}__contains": SearchKey(Value(typed))})


def by_text(path: str) -> Way:
    """Find rows whose text at ``path`` contains what was typed, without regard to case."""
    return lambda typed: Q(**{f"{path}__icontains": typed})


def by_start(path: str) -> Way:
    """Find rows whose value at ``path`` starts with what was typed."""
    return lambda typed: Q(**{f"{path}__startswith": typed})


def by_words(path: str) -> Way:
    """Find rows whose search vector at ``path`` has all words that were typed; the last may be unfinished."""

    def condition(typed: str) -> Q:
        words = re.findall(r"\w+", typed)
        if not words:
            return Q(pk__in=[])
        query = SearchQuery(" & ".join(words) + ":*", config="newsroom", search_type="raw")
        return Q(**{path: query})

    return condition


def search(rows: "QuerySet[Any]", ways: Sequence[Way], typed: str) -> "QuerySet[Any]":
    """Narrow ``rows`` to those that a way or the id finds; nothing typed narrows nothing. One query in all.

    Where there are several ways, each finds the newest ``MOST_FOUND`` rows only.
    NULs, which PostgreSQL can't compare, are left out, and what is longer than ``LONGEST`` is cut.
    """
    typed = " ".join(typed.replace("\0", "").split())[:LONGEST]
    if not typed:
        return rows
    conditions = [way(typed) for way in ways]
    if typed.isascii() and typed.isdigit() and int(typed) <= BIGGEST_ID:
        conditions.append(Q(pk=int(typed)))
    found = [rows.model._default_manager.filter(condition).order_by().values("pk") for condition in conditions]
    if not found:
        return rows.none()
    if not found[1:]:
        return rows.filter(pk__in=found[0])
    # For a single way PostgreSQL itself sees whether a word is rare or common; what several find is put together
    # whole before the first row is shown, which for a word that half of a million rows hold takes ten seconds.
    newest = [way.order_by("-pk")[:MOST_FOUND] for way in found]
    return rows.filter(pk__in=newest[0].union(*newest[1:], all=True))

"""Pages of a list whose length is counted only so far: an exact count of a million rows takes half a second."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

COUNT_LIMIT = 10_000


class AtLeast(int):
    """A count that stopped at its limit: a number to reckon with, "10,000+" to read."""

    def __str__(self) -> str:
        return f"{int(self):,}+"


def capped_count(rows: "QuerySet[Any]", limit: int = COUNT_LIMIT) -> int:
    """Count ``rows`` up to ``limit``; beyond it the answer is ``AtLeast(limit)``. One query, at most limit + 1 rows."""
    counted = rows.order_by()[: limit + 1].count()
    return AtLeast(limit) if counted > limit else counted


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Stops counting at ``COUNT_LIMIT``. What lies further is found by searching, not by leafing."""

    object_list: "QuerySet[Any]"

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as anybody leafs."""
        return capped_count(self.object_list)

"""Pages of a list whose length is counted only so far, from either end.

An exact count of a million rows takes half a second, and so does every page far down: PostgreSQL must walk over all
rows before it. So a list is counted and leafed through up to ``COUNT_LIMIT`` rows from its first row or, in reverse,
from its last: the oldest rows cost as little as the newest.
"""

from typing import Any

from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

COUNT_LIMIT = 10_000
FROM_THE_END = "from_end"  # in an address: count the pages from the last row


class AtLeast(int):
    """A count that stopped at its limit: a number to reckon with, "10,000+" to read."""

    def __str__(self) -> str:
        return f"{number_format(int(self), force_grouping=True)}+"


def capped_count(rows: "QuerySet[Any]", limit: int = COUNT_LIMIT) -> int:
    """Count ``rows`` up to ``limit``; beyond it the answer is ``AtLeast(limit)``. One query, at most limit + 1 rows."""
    counted = rows.order_by()[: limit + 1].count()
    return AtLeast(limit) if counted > limit else counted


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Stops counting at ``COUNT_LIMIT``. What lies further is found by searching, or from the list's end."""

    object_list: "QuerySet[Any]"

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as anybody leafs."""
        return capped_count(self.object_list)


class LongList(ChangeList):
    """A list that can be leafed through from either end, its rows in the same order."""

    from_end = False

    def get_filters_params(self, params: Any = None) -> Any:
        """Give what narrows the list; where it is read from isn't among that."""
        narrowing = super().get_filters_params(params)
        self.from_end = narrowing.pop(FROM_THE_END, None) is not None
        return narrowing

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> "QuerySet[Any]":
        """Give the rows, the last first if the list is read from its end."""
        rows: QuerySet[Any] = super().get_queryset(request, exclude_parameters)
        return rows.reverse() if self.from_end else rows

    def get_results(self, request: HttpRequest) -> None:
        """Fetch one page, and put its rows in the order of the list."""
        super().get_results(request)
        if self.from_end:
            self.result_list = list(self.result_list)[::-1]

    def url_for_result(self, result: Any) -> str:
        """Give a row's own page: the address of one is worked out, the others differ in their number only."""
        if not isinstance(result.pk, int):
            return super().url_for_result(result)
        before, _zero, after = self._address_of_none.rpartition("/0/")
        return f"{before}/{result.pk}/{after}"

    @cached_property
    def _address_of_none(self) -> str:
        return super().url_for_result(self.model(pk=0))

    @property
    def other_end(self) -> tuple[str, str] | None:
        """Name and address of the list's other end, where leafing doesn't lead there."""
        if self.from_end:
            return _("To the beginning of the list"), self.get_query_string(remove=[FROM_THE_END, PAGE_VAR])
        if isinstance(self.result_count, AtLeast):
            return _("To the end of the list"), self.get_query_string({FROM_THE_END: "1"}, remove=[PAGE_VAR])
        return None

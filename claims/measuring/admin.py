"""The admin's list of claims beside a stock one: what each takes to answer, in one process, on the same rows.

The stock screen is what one writes who wants the same list and knows no more than Django's tutorial: the same
columns, filters and order as ours, a search by ``search_fields``, and all else as it comes (100 rows a page; ours 50).
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR
from django.contrib.auth import get_user_model
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.utils.translation import gettext as _

from claims.models import Claim
from newsroom.admin.paging import FROM_THE_END


class StockClaimAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The list of claims as an ordinary one."""

    list_display = ("statement", "status", "first_published_at", "origin")
    list_filter = ("status", "origin", "first_published_at")
    search_fields = ("statement",)


@dataclass(frozen=True)
class Asked:
    """One page of both screens, by what their addresses ask for, and how much faster ours must be."""

    what: str
    stock: dict[str, str]
    ours: dict[str, str]
    wanted: float


@dataclass(frozen=True)
class Comparison:
    """How one page came out: seconds of each (its fastest run), how many rows each shows, and how many both do."""

    asked: Asked
    stock: float
    ours: float
    stock_rows: int
    our_rows: int
    both: int

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.stock / self.ours

    @property
    def is_enough(self) -> bool:
        """Whether that is as much as is wanted."""
        return self.ratio >= self.asked.wanted


def compare(runs: int) -> Iterator[Comparison]:
    """Ask both screens for the same pages ``runs`` times in turn, after once to warm up; give one page after another.

    Of each the fastest run counts: what else the machine does can only add to it.
    Raises ``Claim.DoesNotExist`` where there are no claims.
    """
    stock, ours = StockClaimAdmin(Claim, admin.site), admin.site.get_model_admin(Claim)
    for asked in _pages():
        theirs, mine = _shown(stock, asked.stock), _shown(ours, asked.ours)
        taken = [(_time(stock, asked.stock), _time(ours, asked.ours)) for _run in range(runs)]
        stock_took, ours_took = (min(times) for times in zip(*taken, strict=True))
        yield Comparison(asked, stock_took, ours_took, len(theirs), len(mine), len(theirs & mine))


def _pages() -> Iterator[Asked]:
    yield Asked(_("first page"), {}, {}, 8)
    pages = -(-Claim.objects.count() // StockClaimAdmin.list_per_page)
    yield Asked(_("last page"), {PAGE_VAR: str(pages)}, {FROM_THE_END: "1"}, 20)
    words = {SEARCH_VAR: _two_words()}
    yield Asked(_("search for two words"), words, words, 50)


def _two_words() -> str:
    """Give the two longest words of a statement in the middle of the table: they are in few others together."""
    middle = Claim.objects.order_by("pk")[Claim.objects.count() // 2]
    return " ".join(sorted(re.findall(r"\w+", middle.statement), key=len)[-2:])


def _answer(screen: "admin.ModelAdmin[Any]", asked: dict[str, str]) -> TemplateResponse:
    """Let a screen make its whole page, as for an editor who may do everything; no web server is between."""
    request = RequestFactory().get("/", asked)
    request.user = get_user_model()(username="measuring", is_staff=True, is_superuser=True)
    page = screen.changelist_view(request)
    assert isinstance(page, TemplateResponse)  # noqa: S101 - for the type checker
    page.render()
    return page


def _time(screen: "admin.ModelAdmin[Any]", asked: dict[str, str]) -> float:
    began = time.perf_counter()
    _answer(screen, asked)
    return time.perf_counter() - began


def _shown(screen: "admin.ModelAdmin[Any]", asked: dict[str, str]) -> set[int]:
    """Give the ids on a screen's page."""
    found: Any = (_answer(screen, asked).context_data or {})["cl"]
    return {row.pk for row in found.result_list}

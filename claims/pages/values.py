"""All values of one facet of a list: "/claims/values/speaker/?q=bridge" has everybody whose words the search found.

Each leads to the list narrowed to it. A list itself shows the most frequent values alone.
"""

from collections.abc import Callable, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from claims.finding import lists
from claims.finding.every_value import COUNTED, have_names, values_of_facet
from claims.finding.facets import Facet
from claims.finding.ordering import ActorsBy, ArticlesBy, By
from claims.finding.words import cleaned
from claims.keeping import kept_while_lists_stay
from claims.pages.choosing import (
    ChosenActors,
    ChosenArticles,
    ChosenClaims,
    chosen_actors,
    chosen_articles,
    chosen_claims,
)
from newsroom.paging import NoSuchPageError

ChosenList = ChosenActors | ChosenArticles | ChosenClaims
LAST_PAGE = 1_000  # more values than are ever counted


def value_pages() -> list[URLPattern]:
    """Give the addresses: one for each facet of each list, named "claims-values-speaker" and so on."""
    return [
        *_pages("claims", partial(chosen_claims, found_first=By.RELEVANCE), lists.CLAIMS),
        *_pages("actors", partial(chosen_actors, found_first=ActorsBy.RELEVANCE), lists.ACTORS),
        *_pages("articles", partial(chosen_articles, found_first=ArticlesBy.RELEVANCE), lists.ARTICLES),
    ]


def _pages(listed: str, choose: Callable[[HttpRequest], ChosenList], facets: Sequence[Facet]) -> list[URLPattern]:
    return [
        path(f"{listed}/values/{facet.name}/", _page(listed, choose, facet), name=f"{listed}-values-{facet.name}")
        for facet in facets
    ]


def _page(
    listed: str, choose: Callable[[HttpRequest], ChosenList], facet: Facet
) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    @kept_while_lists_stay
    def value_page(request: HttpRequest) -> HttpResponse:
        """Show the values of one facet of what the address asks for."""
        chosen = choose(request)
        called = cleaned(request.GET.get("named", "")) if have_names(facet) else ""
        values = values_of_facet(
            chosen.listings, chosen.narrowing, facet, called=called, page=_number(request.GET.get("page", "1"))
        )
        if not values.values and values.page > 1:
            raise NoSuchPageError
        context = {
            "chosen": chosen,
            "facet": facet,
            "is_chosen": facet.name in chosen.narrowing.choices,
            "taken": chosen.narrowing.choices.get(facet.name, ()),
            "values": values,
            "most_counted": number_format(COUNTED, force_grouping=True),
            "called": called,
            "have_names": have_names(facet),
            "list_address": reverse(f"pages:{listed}"),
        }
        return render(request, "pages/values.html", context)

    return value_page


def _number(page: str) -> int:
    if not (page.isascii() and page.isdigit() and len(page) <= len(str(LAST_PAGE)) and 0 < int(page) <= LAST_PAGE):
        raise NoSuchPageError
    return int(page)

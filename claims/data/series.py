"""Each list that is given out, said once: its rows, their order and how each is described."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles.models import Actor, Article
from claims import public
from claims.data import describing, shapes
from claims.models import Claim, Correction, Quote
from claims.pages import articles, corrections
from claims.pages.choosing import chosen_actors, chosen_articles, chosen_claims, chosen_quotes
from claims.pages.entries import entries, ties_of
from claims.pages.withdrawals import with_history
from newsroom.paging import Order

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


def _always(order: Order) -> Callable[[HttpRequest], Order]:
    return lambda _request: order


@dataclass(frozen=True)
class Series(Generic[Row, Item]):
    """A list without an end: taken page by page, described at a number of queries that a page's size doesn't change."""

    rows: Callable[[HttpRequest], QuerySet[Row]]  # what the address asks for; raises ``Http404`` where that is nothing
    order: Callable[[HttpRequest], Order]
    describe: Callable[[HttpRequest, Sequence[Row]], list[Item]]


def _claims(request: HttpRequest) -> QuerySet[Claim]:
    return chosen_claims(request).claims.defer("search", "note", "listing__words")


def _order_of_claims(request: HttpRequest) -> Order:
    return chosen_claims(request).order


def _describe_claims(request: HttpRequest, rows: Sequence[Claim]) -> list[shapes.ClaimShort]:
    return [describing.claim_short(request, entry) for entry in entries(rows)]


def _quotes(request: HttpRequest) -> QuerySet[Quote]:
    return chosen_quotes(request).whole().defer("revision__text", "note")


def describe_quotes(request: HttpRequest, rows: Sequence[Quote]) -> list[shapes.Quotation]:
    """Describe quotations, fetched ``whole()``. Four queries."""
    ties = ties_of(rows)
    return [describing.quotation(request, quote, ties[quote.pk]) for quote in rows]


def _actors(request: HttpRequest) -> QuerySet[Actor]:
    return chosen_actors(request).actors


def _order_of_actors(request: HttpRequest) -> Order:
    return chosen_actors(request).order


def _describe_actors(request: HttpRequest, rows: Sequence[Actor]) -> list[shapes.ActorWhole]:
    return [describing.actor_whole(request, actor) for actor in rows]


def _articles(request: HttpRequest) -> QuerySet[Article]:
    return chosen_articles(request).articles


def _order_of_articles(request: HttpRequest) -> Order:
    return chosen_articles(request).order


def _describe_articles(request: HttpRequest, rows: Sequence[Article]) -> list[shapes.ArticleWhole]:
    told = articles.times_told(rows)
    return [describing.article_whole(request, article, told.get(article.pk, 0)) for article in rows]


def _corrections(_request: HttpRequest) -> QuerySet[Correction]:
    return public.corrections_with_claims()


def _describe_corrections(request: HttpRequest, rows: Sequence[Correction]) -> list[shapes.Correction]:
    return [describing.correction(request, made) for made in rows]


def _withdrawals(_request: HttpRequest) -> QuerySet[Claim]:
    return public.withdrawn_with_reasons().defer("search", "note")


def _describe_withdrawals(request: HttpRequest, rows: Sequence[Claim]) -> list[shapes.Withdrawal]:
    return [describing.withdrawal(request, claim) for claim in with_history(rows)]


CLAIMS = Series(_claims, _order_of_claims, _describe_claims)
QUOTATIONS = Series(_quotes, _always(Order("id")), describe_quotes)  # those recorded last first
ACTORS = Series(_actors, _order_of_actors, _describe_actors)
ARTICLES = Series(_articles, _order_of_articles, _describe_articles)
CORRECTIONS = Series(_corrections, _always(corrections.NEWEST_FIRST), _describe_corrections)
WITHDRAWALS = Series(_withdrawals, _always(corrections.TAKEN_BACK_LAST_FIRST), _describe_withdrawals)

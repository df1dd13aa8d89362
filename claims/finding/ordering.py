"""The orders of lists, each paged by value and id, so that no page costs more than the first."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQueryCombinable, SearchRank
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, IntegerField, Lookup, QuerySet, TextChoices, Value
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from newsroom.paging import Order

Rows = TypeVar("Rows", bound=QuerySet[Any])

RANKED = 1_000  # the first so many of what a search found are put in order of relevance
SHARP = 1_000_000.0  # ranks are told apart to so many parts of one


class By(TextChoices):
    """How the list of claims is ordered."""

    RELEVANCE = "relevance", _("Best match")
    DATE = "date", _("Newest")
    TIMES = "times", _("Most repeated")


class ActorsBy(TextChoices):
    """How the list of actors is ordered."""

    RELEVANCE = "relevance", _("Best match")
    NAME = "name", _("By name")
    TIMES = "times", _("Most quoted")


class ArticlesBy(TextChoices):
    """How the list of articles is ordered."""

    RELEVANCE = "relevance", _("Best match")
    DATE = "date", _("Newest")
    TIMES = "times", _("Most quoted")


RELEVANCE = Order("relevance")
TIMES = Order("listing__times")
# Each list has its own, for two lists call an order alike.
ORDERS: dict[type[TextChoices], dict[str, Order]] = {
    By: {By.RELEVANCE: RELEVANCE, By.DATE: Order("listing__published_at"), By.TIMES: TIMES},
    ActorsBy: {
        ActorsBy.RELEVANCE: RELEVANCE,
        ActorsBy.NAME: Order("listing__sorts_as", descending=False),
        ActorsBy.TIMES: TIMES,
    },
    ArticlesBy: {
        ArticlesBy.RELEVANCE: RELEVANCE,
        ArticlesBy.DATE: Order("listing__published_on"),
        ArticlesBy.TIMES: TIMES,
    },
}


class Among(Lookup):
    """SQL: one of a list of numbers, given as one value; "in" gives each by itself and takes ten times as long."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Write the condition."""
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*values, self.rhs)


@dataclass(frozen=True)
class Ranked:
    """The first of what a search found, to be ordered by how well each fits."""

    ids: list[int]
    words: SearchQueryCombinable

    @property
    def are_all(self) -> bool:
        """Whether the search found no more."""
        return len(self.ids) < RANKED

    def among(self, rows: Rows) -> Rows:
        """Give those of ``rows`` that are among them."""
        return rows.filter(Among(F("pk"), self.ids))

    def with_relevance(self, rows: Rows) -> Rows:
        """Give those of ``rows``, which have a ``listing``, that are among them, each with ``relevance``."""
        rank = SearchRank(F("listing__words"), self.words)
        return self.among(rows).annotate(relevance=Cast(rank * Value(SHARP), IntegerField()))


def ranked(found: QuerySet[Any], words: SearchQueryCombinable) -> Ranked:
    """Give the first of the listings ``found``, at most ``RANKED``.

    Asks one query at once. Ranking every hit of a common word took a second at a million claims.
    """
    return Ranked(list(found.values_list("pk", flat=True)[:RANKED]), words)

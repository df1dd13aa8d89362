"""The orders of lists, each paged by value and id, so that no page costs more than the first."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    DateTimeField,
    ExpressionWrapper,
    F,
    Field,
    Func,
    IntegerField,
    Lookup,
    QuerySet,
    TextChoices,
    Value,
)
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from newsroom.paging import Order, Row

Listed = TypeVar("Listed", bound=QuerySet[Any])


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


class Among(Lookup):
    """SQL: one of a list of numbers, given as one value; "in" gives each by itself and takes ten times as long."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Write the condition."""
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*values, self.rhs)


@dataclass(frozen=True)
class ByRelevance(Order):
    """By how well each row fits a search, the best first; which they are is known before anything is asked."""

    field: str = "pk"
    ranks: Mapping[int, int] = dataclasses.field(default_factory=dict)  # by the ids of those that were found

    def some(self, rows: QuerySet[Row], place: str, size: int, *, backwards: bool = False) -> QuerySet[Row]:
        """Give the first ``size`` of those of ``rows`` that were found, beyond ``place``."""
        ids = [pk for _rank, pk in self.keys(rows, place, size, backwards=backwards)]
        place_among_them = Func(Value(ids), F("pk"), function="array_position", output_field=IntegerField())
        return rows.filter(Among(F("pk"), ids)).order_by(place_among_them)[:size]

    def keys(self, rows: QuerySet[Row], place: str, size: int, *, backwards: bool = False) -> list[tuple[Any, int]]:
        """Give the ranks and ids of the same. No query."""
        best = sorted(((rank, pk) for pk, rank in self.ranks.items()), reverse=not backwards)
        if place:
            bound = self._read(rows, place)
            best = [one for one in best if (one > bound if backwards else one < bound)]
        return best[:size]

    def place(self, _value: object, pk: int) -> str:
        """Write down where a row with this id stands."""
        return super().place(self.ranks[pk], pk)

    def _field(self, _rows: QuerySet[Any]) -> "Field[Any, Any]":
        return IntegerField()


def gathered_first(listings: Listed, day: str) -> Listed:
    """Give ``listings``, the last ``day`` first, so that PostgreSQL gathers them all before it puts them in order.

    Who is called by a frequent word may be a hundred actors. Left to itself, PostgreSQL then walks the newest listings
    and compares each with all their keys: ten to a hundred times slower, for it takes that to cost nothing.
    """
    unserved = ExpressionWrapper(F(day) + Value(timedelta()), output_field=DateTimeField())
    return listings.order_by(unserved.desc(), "-pk")


TIMES = Order("listing__times")
# Each list has its own, for two lists call an order alike. How well something fits is known of each search alone.
ORDERS: dict[type[TextChoices], dict[str, Order]] = {
    By: {By.DATE: Order("listing__published_at"), By.TIMES: TIMES},
    ActorsBy: {ActorsBy.NAME: Order("listing__sorts_as", descending=False), ActorsBy.TIMES: TIMES},
    ArticlesBy: {ArticlesBy.DATE: Order("listing__published_on"), ArticlesBy.TIMES: TIMES},
}

"""The orders of lists, each paged by value and id, so that no page costs more than the first."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, F, Field, Func, IntegerField, Lookup, QuerySet, TextChoices, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from newsroom.paging import Order, Row


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
    """By how well each row fits a search, the best first: ``ranks`` has those that come at all, by id."""

    field: str = "relevance"
    ranks: Mapping[int, int] = dataclasses.field(default_factory=dict)

    def some(self, rows: QuerySet[Row], place: str, size: int, *, backwards: bool = False) -> QuerySet[Row]:
        """Give the first ``size`` of ``rows`` beyond ``place``, each with its ``relevance``.

        Which they are is known before anything is asked.
        """
        best = sorted(((rank, pk) for pk, rank in self.ranks.items()), reverse=not backwards)
        if place:
            bound = self._read(rows, place)
            best = [one for one in best if (one > bound if backwards else one < bound)]
        ranks, ids = zip(*best[:size], strict=True) if best else ((), ())
        shown = rows.filter(Among(F("pk"), list(ids))).annotate(relevance=_taken(ranks, ids))
        return self.of(cast("QuerySet[Row]", shown), backwards=backwards)[:size]

    def _field(self, _rows: QuerySet[Any]) -> "Field[Any, Any]":
        return IntegerField()


def _taken(values: Iterable[int], ids: Iterable[int]) -> Func:
    """Give the expression for that of ``values`` which stands where a row's id stands in ``ids``."""
    numbers = ArrayField(BigIntegerField())
    place = Func(Value(list(ids), numbers), F("pk"), function="array_position", output_field=IntegerField())
    return Func(
        Value(list(values), numbers), place, template="(%(expressions)s]", arg_joiner=")[", output_field=IntegerField()
    )


TIMES = Order("listing__times")
# Each list has its own, for two lists call an order alike. How well something fits is known of each search alone.
ORDERS: dict[type[TextChoices], dict[str, Order]] = {
    By: {By.DATE: Order("listing__published_at"), By.TIMES: TIMES},
    ActorsBy: {ActorsBy.NAME: Order("listing__sorts_as", descending=False), ActorsBy.TIMES: TIMES},
    ArticlesBy: {ArticlesBy.DATE: Order("listing__published_on"), ArticlesBy.TIMES: TIMES},
}

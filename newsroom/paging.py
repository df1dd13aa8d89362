"""Long lists in pages that cost the same wherever they are: each page starts where a row of the last one stood.

No page is numbered and nothing is counted, so a list of a million rows answers as fast as one of ten, and rows
that come in meanwhile shift nothing. The place is in the address ("?after=2026-01-04,17"): the value that the
list is ordered by and the row's id. It names no row, so it tells nothing of rows that may not be seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.http import Http404
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)
Thing = TypeVar("Thing")
PAGE_SIZE = 25


class NoSuchPageError(Http404):
    """A list was asked for a page that it hasn't got; the list itself is there."""

    def __init__(self) -> None:
        super().__init__(_("This list has no such page."))


@dataclass(frozen=True)
class Order:
    """By ``field`` (a path such as ``article__published_on``, or an annotation), then by id, both in one direction.

    With ``nullable``, rows that have no value there come last in either direction; say so only where some have
    none, because PostgreSQL then needs an index in that very order.
    """

    field: str
    descending: bool = True
    nullable: bool = False

    def of(self, rows: QuerySet[Row], *, backwards: bool = False) -> QuerySet[Row]:
        """Put ``rows`` in this order, or in the very opposite one."""
        value = F(self.field)
        descending = self.descending is not backwards
        nulls: dict[str, Any] = {}
        if self.nullable:
            nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        if descending:
            return rows.order_by(value.desc(**nulls), F("pk").desc())
        return rows.order_by(value.asc(**nulls), F("pk").asc())

    def some(self, rows: QuerySet[Row], place: str, size: int, *, backwards: bool = False) -> QuerySet[Row]:
        """Give the first ``size`` of ``rows`` beyond ``place``, of all where it is empty; nearest first.

        Raises ``NoSuchPageError`` where it is no place in this list.
        """
        further = self.beyond(rows, place, backwards=backwards) if place else rows
        return self.of(further, backwards=backwards)[:size]

    def keys(self, rows: QuerySet[Row], place: str, size: int, *, backwards: bool = False) -> list[tuple[Any, int]]:
        """Give of the same rows the values that they are ordered by and the ids. One query."""
        return list(self.some(rows, place, size, backwards=backwards).values_list(self.field, "pk"))

    def beyond(self, rows: QuerySet[Row], place: str, *, backwards: bool = False) -> QuerySet[Row]:
        """Give the rows after ``place``, or before it. Raises ``NoSuchPageError`` where it is no place in this list."""
        value, pk = self._read(rows, place)
        descending = self.descending is not backwards
        further, bound = ("lt", "lte") if descending else ("gt", "gte")
        same_value = Q(**{self.field: value, f"pk__{further}": pk})
        if value is None:
            without = Q(**{f"{self.field}__isnull": True, f"pk__{further}": pk})
            return rows.filter(without | Q(**{f"{self.field}__isnull": False}) if backwards else without)
        # The plain bound lets PostgreSQL start in the middle of the index; the rest settles equal values.
        after = Q(**{f"{self.field}__{bound}": value}) & (Q(**{f"{self.field}__{further}": value}) | same_value)
        if self.nullable and not backwards:
            after |= Q(**{f"{self.field}__isnull": True})
        return rows.filter(after)

    def place_of(self, row: Model) -> str:
        """Write down where ``row`` stands."""
        value: Any = row
        for name in self.field.split("__"):
            value = getattr(value, name)
        return self.place(value, row.pk)

    def place(self, value: object, pk: int) -> str:
        """Write down where a row with this ``value`` to be ordered by and this id stands."""
        written = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
        return f"{written},{pk}"

    def _read(self, rows: QuerySet[Row], place: str) -> tuple[Any, int]:
        written, _comma, pk = place.rpartition(",")
        bad = NoSuchPageError()
        if not (pk.isascii() and pk.isdigit() and len(pk) <= 18) or "\0" in written:
            raise bad
        field = self._field(rows)
        if not written and self.nullable:
            return None, int(pk)
        try:
            value = field.to_python(written)
        except ValidationError:
            raise bad from None
        if value is None or (isinstance(value, datetime) and is_naive(value)):
            raise bad
        if isinstance(value, datetime):  # PostgreSQL knows fewer distances from UTC than Python
            try:
                value = value.astimezone(UTC)
            except OverflowError:  # to before the first year, or after the last
                raise bad from None
        return value, int(pk)

    def _field(self, rows: QuerySet[Row]) -> "Field[Any, Any]":
        if self.field in rows.query.annotations:
            computed: Field[Any, Any] = rows.query.annotations[self.field].output_field
            return computed
        model: Any = rows.model
        *relations, last = self.field.split("__")
        for name in relations:
            model = model._meta.get_field(name).related_model
        field: Field[Any, Any] = model._meta.get_field(last)
        return field


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """One page of a list, and the places where its neighbours begin (empty where there is none)."""

    rows: list[Thing]
    before: str
    after: str

    @property
    def is_first(self) -> bool:
        """Whether nothing comes before it."""
        return not self.before


def page_of(rows: QuerySet[Row], order: Order, asked: Mapping[str, str], size: int = PAGE_SIZE) -> Page[Row]:
    """Give the page that the parameters ``after`` or ``before`` in ``asked`` name, else the first. One query.

    Raises ``NoSuchPageError`` where they name no place in the list.
    """

    def some(place: str, number: int, *, backwards: bool) -> list[Row]:
        return list(order.some(rows, place, number, backwards=backwards))

    return _page(some, order.place_of, asked, size)


def page_of_ids(rows: QuerySet[Row], order: Order, asked: Mapping[str, str], size: int = PAGE_SIZE) -> Page[int]:
    """Give the ids of the same page's rows. One query, none where the order knows them; refused as above."""

    def some(place: str, number: int, *, backwards: bool) -> list[tuple[Any, int]]:
        return order.keys(rows, place, number, backwards=backwards)

    page = _page(some, lambda key: order.place(*key), asked, size)
    return Page([pk for _value, pk in page.rows], page.before, page.after)


class _Some(Protocol[Thing]):
    def __call__(self, place: str, number: int, *, backwards: bool) -> list[Thing]: ...


def _page(some: _Some[Thing], place_of: Callable[[Thing], str], asked: Mapping[str, str], size: int) -> Page[Thing]:
    before, after = asked.get("before", ""), asked.get("after", "")
    if asked.get("page", "") not in ("", "1"):  # no page is numbered: whoever typed it would take the first for theirs
        raise NoSuchPageError
    if before:
        found = some(before, size + 1, backwards=True)
        shown = found[:size][::-1]
        more_before, more_after = len(found) > size, True
    else:
        found = some(after, size + 1, backwards=False)
        shown = found[:size]
        more_before, more_after = bool(after), len(found) > size
    if not shown and (before or after):
        raise NoSuchPageError
    return Page(
        shown,
        before=place_of(shown[0]) if shown and more_before else "",
        after=place_of(shown[-1]) if shown and more_after else "",
    )

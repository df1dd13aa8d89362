"""What the record says of a thing and its parts, in the order of its acts, newest first."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, OuterRef, Subquery, Value

from newsroom.admin.naming import Labels
from newsroom.admin.telling import Act, Telling
from newsroom.history import event_model

EVENTS_A_PAGE = 50

Parts = Iterable[tuple[type[Model], str]]

if TYPE_CHECKING:
    PaginatorOfAny = Paginator[Any]
else:
    PaginatorOfAny = Paginator


class Record(PaginatorOfAny):
    """The events of a thing and of the parts on its page, newest first, in pages of ``EVENTS_A_PAGE``.

    ``parts`` are models with the field that names the thing. One query for the count, one for what a page holds.
    """

    def __init__(self, thing: Model, parts: Parts) -> None:
        self.thing = thing
        tables = [(type(thing), "pgh_obj_id"), *((model, f"{path}_id") for model, path in parts)]
        self.models = {model._meta.label: model for model, _path in tables if event_model(model)}
        found = [_references(model, path, thing.pk) for model, path in tables if event_model(model)]
        references = found[0].union(*found[1:], all=True).order_by("-pgh_created_at", "-pgh_id", "table")
        super().__init__(references, EVENTS_A_PAGE, allow_empty_first_page=True)

    def acts(self, page: "Page[Any]", label: Labels) -> list[Act]:
        """Tell what a page holds; ``label`` gives the names of a model's rows by key.

        Two queries a table, up to three for each that their foreign keys name, one for the users.
        """
        wanted: dict[str, list[int]] = {}
        for _at, pgh_id, table in page.object_list:
            wanted.setdefault(table, []).append(pgh_id)
        pairs = {
            (table, row.pgh_id): (old, row) for table, keys in wanted.items() for old, row in self._rows(table, keys)
        }
        rows = [pairs[table, pgh_id] for _at, pgh_id, table in page.object_list]
        telling = Telling(self.thing, rows, label)
        return [telling.act(list(done)) for _key, done in groupby(rows, lambda pair: _circumstance(pair[1]))]

    def _rows(self, table: str, keys: list[int]) -> Iterable[tuple[Any, Any]]:
        """Give each event, after the one before it of the same row (None if it was the first)."""
        events: Any = event_model(self.models[table])
        earlier = events._default_manager.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        before = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
        rows = events._default_manager.filter(pgh_id__in=keys).select_related("pgh_context").annotate(before=before)
        found = list(rows)
        previous = events._default_manager.in_bulk([row.before for row in found if row.before is not None])
        return ((previous.get(row.before), row) for row in found)


def _references(model: type[Model], path: str, pk: Any) -> Any:
    events: Any = event_model(model)
    rows = events._default_manager.filter(**{path: pk}).annotate(table=Value(model._meta.label))
    return rows.order_by().values_list("pgh_created_at", "pgh_id", "table")


def _circumstance(row: Any) -> tuple[Any, ...]:
    """Tell apart what was done at once; past the application, one transaction's changes bear the same time."""
    return row.pgh_context_id, row.db_role, row.pgh_created_at

"""Putting whole tables on record at once, as the triggers of ``newsroom.history`` would have done row by row."""

from typing import Any

import pghistory
from django.apps import apps
from django.db.backends.utils import CursorWrapper
from django.db.models import Model


def events_of(model: type[Model]) -> Any:  # noqa: ANN401 - a class that the history library makes
    """Give the table that keeps the changes of ``model``'s rows, or None where none does."""
    try:
        return apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    except LookupError:
        return None


def keeps_inserts(events: Any) -> bool:  # noqa: ANN401
    """Tell whether rows are on record from the beginning, and not only when they are deleted."""
    return any(isinstance(tracker, pghistory.InsertEvent) for tracker in events.pgh_trackers)


def record(cursor: CursorWrapper, model: type[Model], events: type[Model]) -> None:
    """Write one insert event for each row of ``model``, in the order of ids. One query."""
    known = {field.column for field in model._meta.concrete_fields}
    columns = [f'"{field.column}"' for field in events._meta.concrete_fields if field.column in known]
    # Asked for in a query of its own, the context is made once and not for each row.
    cursor.execute(
        f"INSERT INTO {events._meta.db_table}"  # noqa: S608 - names of our own tables
        f" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, {', '.join(columns)})"
        f" SELECT now(), 'insert', id, (SELECT _pgh_attach_context()), {', '.join(columns)}"
        f" FROM {model._meta.db_table} ORDER BY id"
    )


def off_record(model: type[Model], events: type[Model]) -> str:
    """Give the query for rows of ``model`` that are not on record."""
    name, table, kept = model._meta.model_name, model._meta.db_table, events._meta.db_table
    return (
        f"SELECT '{name} ' || id FROM {table} t"  # noqa: S608 - names of our own tables
        f" WHERE NOT EXISTS (SELECT FROM {kept} e WHERE e.pgh_obj_id = t.id AND e.pgh_label = 'insert')"
    )

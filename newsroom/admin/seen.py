"""What a form showed when it was opened: the newest event of the thing and of each of its parts.

A row's events are written by triggers under the row's lock, so their ids only grow: two equal states mean that nobody
changed, added or removed anything in between, whether by a form, in bulk or by raw SQL.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import IntegerField, Model, OuterRef, Subquery, Value

from newsroom.admin.naming import as_thing
from newsroom.history import event_model

Seen = dict[str, dict[str, int | None]]
"""By model and key the newest event; None where rows of a model never change and so have none."""


def seen(model: type[Model], pk: Any, parts: Iterable[tuple[type[Model], str]]) -> Seen:
    """Give the present state of a thing and of its parts, models with the field that names the thing. One query."""
    rows = [_newest(model, "pk", pk), *(_newest(part, path, pk) for part, path in parts)]
    found: Seen = {}
    for table, key, event in rows[0].union(*rows[1:], all=True):
        found.setdefault(table, {})[str(key)] = event
    return found


def newest_events(model: type[Model], keys: Sequence[Any]) -> dict[str, int | None]:
    """Give the newest event of each of some rows, by key. One query."""
    return {str(key): event for _table, key, event in _newest(model, "pk__in", keys)}


def _newest(model: type[Model], path: str, pk: Any) -> Any:
    events: Any = event_model(model)
    newest: Any = Value(None, IntegerField())
    if events is not None:
        of_row = events._default_manager.filter(pgh_obj_id=OuterRef("pk")).order_by("-pgh_id")
        newest = Subquery(of_row.values("pgh_id")[:1])
    rows = model._base_manager.filter(**{path: pk}).annotate(table=Value(model._meta.label), newest=newest)
    return rows.order_by().values_list("table", "pk", "newest")


def written(state: Seen) -> str:
    """Give a state as a form carries it."""
    return json.dumps(state, separators=(",", ":"), sort_keys=True)


def read(text: str | None) -> Seen | None:
    """Give the state that a form carries; None if it carries none that makes sense."""
    try:
        state = json.loads(text or "")
    except ValueError:
        return None
    tables = state.values() if isinstance(state, dict) else [None]
    sound = all(isinstance(rows, dict) and all(_is_row(*row) for row in rows.items()) for rows in tables)
    return state if state and sound else None


def _is_row(key: str, event: Any) -> bool:
    return key.isdecimal() and len(key) < 19 and _is_event(event)


def _is_event(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31)


def rows_as_seen(model: type[Model], state: Seen) -> Mapping[str, Any]:
    """Give the rows of ``model`` as they were in a state, by key, out of the record. One query.

    Rows of a model that is not on record never change: they are as they were.
    """
    events: Any = event_model(model)
    rows = state.get(model._meta.label, {})
    if events is None or not any(rows.values()):
        return {str(row.pk): row for row in model._base_manager.filter(pk__in=rows)}
    keys = [event for event in rows.values() if event is not None]
    return {str(event.pgh_obj_id): as_thing(event) for event in events._default_manager.filter(pk__in=keys)}

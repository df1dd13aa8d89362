"""What things are called in the record of changes: rows, their fields, and what their foreign keys point to."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, Field, ForeignKey, Model, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.history import event_model
from newsroom.zones import written

NOT_SHOWN = {"id", "created", "modified"}  # tell nothing that the event itself doesn't

Labels = Callable[[type[Model], set[Any]], dict[Any, str]]
Names = dict[tuple[type[Model], Any], str]


def kept_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """Give the fields of ``model`` that the record keeps and that are worth telling; ``untold`` of it are not."""
    events = event_model(model)
    kept = {column.name for column in events._meta.fields} if events else set()
    told = kept - NOT_SHOWN - {*getattr(model, "untold", ())}
    return [column for column in model._meta.fields if column.name in told]


def in_words(column: "Field[Any, Any]", value: Any, names: Names) -> str:
    """Give a stored value as an editor reads it; "–" for none."""
    if value in (None, ""):
        return "–"
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, ForeignKey):
        return names.get((column.related_model, value), f"{column.related_model._meta.verbose_name} {value}")
    return str(dict(column.flatchoices).get(value, value))


def naming(model: type[Model], owner: type[Model]) -> "Field[Any, Any] | None":
    """Give the field after which a part is named: the text it must have (a passage's words), else what it ties to."""
    columns = kept_fields(model)
    texts = [column for column in columns if is_text(column) and not column.blank]
    ties = [column for column in columns if column.related_model and not leads_to(column, owner) and not column.null]
    return next(iter([*texts, *ties]), None)


def leads_to(column: "Field[Any, Any]", owner: type[Model]) -> bool:
    """Tell whether a field names a row of ``owner``, or of the model whose proxy that is."""
    related = column.related_model
    return isinstance(related, type) and related._meta.concrete_model is owner._meta.concrete_model


def is_text(column: "Field[Any, Any]") -> bool:
    """Tell whether a field holds words of somebody's own."""
    return isinstance(column, CharField | TextField) and not column.choices


def names_in(rows: Sequence[Any], label: Labels, known: Names) -> Names:
    """Give what foreign keys in the events point to, by model and key; of deleted rows what they were last."""
    wanted: dict[type[Model], set[Any]] = {}
    for row in rows:
        for column in kept_fields(row.pgh_tracked_model):
            key = getattr(row, column.attname)
            if isinstance(column, ForeignKey) and key is not None and (column.related_model, key) not in known:
                wanted.setdefault(column.related_model, set()).add(key)
    names = dict(known)
    for model, keys in wanted.items():
        found = label(model, keys)
        names |= {(model, key): name for key, name in found.items()}
        names |= {(model, key): _called(was) for key, was in last_known(model, keys - found.keys()).items()}
    return names


def _called(was: Model) -> str:
    return _("%(name)s (deleted)") % {"name": capfirst(str(was))}


def last_known(model: type[Model], keys: set[Any]) -> dict[Any, Model]:
    """Give deleted rows as they were last, by key, out of the record. One query if there are any."""
    events: Any = event_model(model)
    if not keys or events is None:
        return {}
    newest = (
        events._default_manager.filter(pgh_obj_id__in=keys).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    )
    return {event.pgh_obj_id: as_thing(event) for event in newest}


def as_thing(event: Any) -> Model:
    """Make the thing, not stored, that an event tells of, as it was then."""
    model: type[Model] = event.pgh_tracked_model
    kept = {column.name for column in event._meta.fields}
    columns = [column for column in model._meta.concrete_fields if column.name in kept]
    thing = model(**{column.attname: getattr(event, column.attname) for column in columns})
    thing._state.adding = False
    return thing

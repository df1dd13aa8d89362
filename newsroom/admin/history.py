"""The page that shows a thing's record: who changed what and when, from the events that database triggers wrote."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, ForeignKey, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

MOST_EVENTS = 500
NOT_SHOWN = {"id", "created", "modified"}  # tell nothing that the event itself doesn't

Labels = Callable[[type[Model], set[Any]], dict[Any, str]]
Names = dict[tuple[type[Model], Any], str]


@dataclass(frozen=True)
class Change:
    """One field's change, in words; ``before`` is "" for what was added."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One change of one row."""

    at: datetime
    who: str
    what: str
    changes: list[Change]


def event_model(model: type[Model]) -> type[Model] | None:
    """Give the table of events of ``model``, or None if it is not on record (its rows never change)."""
    try:
        return apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    except LookupError:
        return None


def events_of(thing: Model, parts: Iterable[tuple[type[Model], str]], label: Labels) -> list[Event]:
    """Give the newest events of ``thing`` and of its parts, newest first, at most ``MOST_EVENTS`` of each table.

    ``parts`` are models with the field that names the thing; ``label`` gives the names of a model's rows by key.
    One query a table, one a table named by their foreign keys, one for the users; however many events.
    """
    rows: list[Any] = []
    for model, path in [(type(thing), "pgh_obj"), *parts]:
        events = event_model(model)
        if events is not None:
            found = events._default_manager.filter(**{f"{path}_id": thing.pk}).select_related("pgh_context")
            rows += found.order_by("-pgh_id")[:MOST_EVENTS]
    rows.sort(key=lambda row: (row.pgh_created_at, row.pgh_id))
    names = _names_in(rows, label)
    users = _users_of(rows)
    return list(reversed(_told(rows, type(thing), names, users)))


def _told(rows: Sequence[Any], owner: type[Model], names: Names, users: dict[str, str]) -> list[Event]:
    last: dict[tuple[type[Model], Any], Any] = {}
    told = []
    for row in rows:
        key = (row.pgh_tracked_model, row.pgh_obj_id)
        changes = _changes(last.get(key), row, owner, names)
        last[key] = row
        if changes or row.pgh_label != "update":
            told.append(Event(row.pgh_created_at, _who(row, users), _what(row), changes))
    return told


def _changes(before: Any, after: Any, owner: type[Model], names: Names) -> list[Change]:
    """Tell what changed; of a part's tie to its ``owner``, on whose page it is told, nothing need be said."""
    added = after.pgh_label == "insert"
    if after.pgh_label == "delete" or (before is None and not added):
        return []  # what it was before lies further back than we read
    changes = []
    for field in _kept_fields(after.pgh_tracked_model):
        old, new = None if added else getattr(before, field.attname), getattr(after, field.attname)
        is_tie = added and field.related_model is owner
        if old != new and not (added and new == "") and not is_tie:
            told_before = "" if added else _in_words(field, old, names)
            changes.append(Change(str(field.verbose_name), told_before, _in_words(field, new, names)))
    return changes


def _kept_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    events = event_model(model)
    kept = {field.name for field in events._meta.fields} if events else set()
    return [field for field in model._meta.local_fields if field.name in kept - NOT_SHOWN]


def _in_words(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), f"{field.related_model._meta.verbose_name} {value}")
    return str(dict(field.flatchoices).get(value, value))


def _names_in(rows: Sequence[Any], label: Labels) -> Names:
    """Give what foreign keys in the events point to, by model and key."""
    wanted: dict[type[Model], set[Any]] = {}
    for row in rows:
        for field in _kept_fields(row.pgh_tracked_model):
            if isinstance(field, ForeignKey):
                wanted.setdefault(field.related_model, set()).add(getattr(row, field.attname))
    return {(model, key): name for model, keys in wanted.items() for key, name in label(model, keys - {None}).items()}


def _users_of(rows: Sequence[Any]) -> dict[str, str]:
    keys = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context}
    users = get_user_model()._default_manager.filter(pk__in=keys - {None})
    return {str(user.pk): user.get_username() for user in users}


def _who(row: Any, users: dict[str, str]) -> str:
    context = row.pgh_context.metadata if row.pgh_context else {}
    if context.get("user") is not None:
        return users.get(str(context["user"]), _("user %(id)s") % {"id": context["user"]})
    return str(context.get("command") or _("database user %(role)s") % {"role": row.db_role})


def _what(row: Any) -> str:
    name = row.pgh_tracked_model._meta.verbose_name
    words = {"insert": _("%(thing)s added"), "update": _("%(thing)s changed"), "delete": _("%(thing)s deleted")}
    return words.get(row.pgh_label, "%(thing)s") % {"thing": name}

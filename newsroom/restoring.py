"""Puts a thing and its parts back as they stood at an earlier moment, from the record of changes.

What is put back is itself on record, so that it can be taken back like any other change.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import CASCADE, Model
from django.utils.translation import gettext as _

from newsroom.history import event_model
from newsroom.refusals import plain_message
from newsroom.undoing import DELETE, INSERT, Change, Kept, put_back

UNTOLD = {"created", "modified"}


def changes_since(
    thing: type[Model], pk: object, parts: Iterable[tuple[type[Model], str]], at: datetime
) -> list[Change]:
    """Give what became of a thing and of its parts after the moment ``at``, row by row, the thing first.

    ``parts`` are models with the field that names the thing. ``before`` is the event that tells what a row was then,
    ``after`` what it is now; None where there was or is no such row. Rows that belong to another thing by now, or did
    then, are left out. Where a part came or went, what hangs on it is among the changes too. Three queries a table.
    """
    own = list(_changes(thing, "pgh_obj", [pk], at))
    return [*own, *(change for part, path in parts for change in _with_what_hangs_on(part, path, [pk], at))]


def restore(changes: Sequence[Change], *, keeping: Kept | None = None) -> None:
    """Put rows back as they were: all of them or none. ``keeping`` names attributes that stay, by model.

    Deferred rules speak here. Raises ``ValidationError`` in plain words where a rule forbids it. One query a row.
    """
    try:
        with transaction.atomic():
            put_back(changes, keeping or {})
    except DatabaseError as refusal:
        raise ValidationError(_("It can't be restored. %(why)s") % {"why": plain_message(refusal)}) from refusal


def checked() -> None:
    """Let every rule look at what was restored. Raises ``ValidationError`` in plain words."""
    try:
        connection.check_constraints()
    except DatabaseError as refusal:
        raise ValidationError(_("It can't be restored. %(why)s") % {"why": plain_message(refusal)}) from refusal


def _with_what_hangs_on(model: type[Model], path: str, owners: Collection[Any], at: datetime) -> Iterator[Change]:
    changes = list(_changes(model, path, owners, at))
    yield from changes
    came_or_went = [change.pk for change in changes if change.before is None or change.after is None]
    for link in model._meta.related_objects if came_or_went else ():
        if link.on_delete is CASCADE and isinstance(link.related_model, type):
            yield from _with_what_hangs_on(link.related_model, link.field.name, came_or_went, at)


def _changes(model: type[Model], path: str, owners: Collection[Any], at: datetime) -> Iterator[Change]:
    events: Any = event_model(model)
    if events is None or not _is_kept_whole(events):
        return
    key = f"{path}_id"
    ever = events._default_manager.filter(**{f"{key}__in": owners}).values("pgh_obj_id")
    newest = events._default_manager.filter(pgh_obj_id__in=ever).order_by("pgh_obj_id", "-pgh_id")
    then = {event.pgh_obj_id: event for event in newest.filter(pgh_created_at__lte=at).distinct("pgh_obj_id")}
    for now in newest.distinct("pgh_obj_id"):
        was = then.get(now.pgh_obj_id)
        if any(event is not None and getattr(event, key) not in owners for event in (was, now)):
            continue
        change = Change(model, now.pgh_obj_id, _row(was), _row(now))
        if (change.before is None) != (change.after is None) or set(change.fields) - UNTOLD:
            yield change


def _is_kept_whole(events: Any) -> bool:  # noqa: ANN401 - any of the tables of events
    """Tell whether the table keeps what was added; where rows never change, only deletions are on record."""
    labels = {tracker.label for tracker in events.pgh_trackers or ()}
    return INSERT in labels


def _row(event: Any) -> Any:  # noqa: ANN401 - of any of the tables of events
    return None if event is None or event.pgh_label == DELETE else event

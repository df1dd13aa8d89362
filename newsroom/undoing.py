"""Takes back all that one action changed, from the record of changes that database triggers keep.

An action is what was done in one circumstance: one request, one command, one ``with pghistory.context()``, which gives
the circumstance's id on entering. What is taken back is itself on record, so that taking back can be taken back.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django_extensions.db.fields import ModificationDateTimeField

from newsroom.history import event_model
from newsroom.refusals import plain_message

INSERT, UPDATE, DELETE = "insert", "update", "delete"
Kept = Mapping[type[Model], Collection[str]]


@dataclass(frozen=True)
class Change:
    """What one circumstance made of one row; ``before`` and ``after`` are events, None where there was no row."""

    model: type[Model]
    pk: Any
    before: Any
    after: Any

    @property
    def fields(self) -> list[str]:
        """The attributes that differ; none where the row came or went."""
        if self.before is None or self.after is None:
            return []
        return [name for name in _stored(self.model) if getattr(self.before, name) != getattr(self.after, name)]


Instead = Callable[[Change], Mapping[str, Any]]


def as_before(_change: Change) -> Mapping[str, Any]:
    """Say that nothing of a row is to be another than it was."""
    return {}


def changes_in(circumstance: UUID, keeping: Kept | None = None) -> list[Change]:
    """Give what the circumstance changed, row by row. One query a table on record, two more where it changed rows.

    Raises ``ValidationError`` where a row was changed since (and that was not taken back), or where the record doesn't
    say what it was before.
    """
    return [change for events in _tables_of_events() for change in _changes(events, circumstance, keeping or {})]


def undo(
    circumstance: UUID,
    *,
    keeping: Kept | None = None,
    sparing: Collection[type[Model]] = (),
    instead: Instead = as_before,
) -> list[Change]:
    """Put every row back as it was before the circumstance: all of them or none. Gives what was taken back.

    ``keeping`` names attributes that are not emptied again, by model; ``sparing``, models of which what was added
    stays, as does what says of itself that it is ``never_undone`` (what readers were told); ``instead`` gives, for a
    row that was changed, attributes that become another than they were.
    Queries as ``changes_in``, and one a row. Raises ``ValidationError`` in plain words where a row was changed since,
    or where a rule of the database forbids it.
    """
    try:
        with transaction.atomic():
            changes = [
                change
                for change in changes_in(circumstance, keeping)
                if not (change.before is None and (change.model in sparing or _is_never_undone(change.model)))
            ]
            put_back(changes, {}, instead, unemptied=keeping or {})
            connection.check_constraints()
    except DatabaseError as refusal:
        raise ValidationError(_("It can't be taken back. %(why)s") % {"why": plain_message(refusal)}) from refusal
    return changes


def _is_never_undone(model: type[Model]) -> bool:
    return bool(getattr(model, "never_undone", False))


def _tables_of_events() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if hasattr(model, "pgh_tracked_model"))


def _changes(events: Any, circumstance: UUID, keeping: Kept) -> list[Change]:  # noqa: ANN401 - any table of events
    model = events.pgh_tracked_model
    here: dict[Any, list[Any]] = {}
    for event in events._default_manager.filter(pgh_context_id=circumstance).order_by("pgh_id"):
        here.setdefault(event.pgh_obj_id, []).append(event)
    if not here:
        return []
    list(model._base_manager.filter(pk__in=here).order_by("pk").select_for_update().values_list("pk"))
    elsewhere = events._default_manager.filter(pgh_obj_id__in=here).exclude(pgh_context_id=circumstance)
    newest = {event.pgh_obj_id: event for event in elsewhere.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")}
    kept = keeping.get(model, ())
    return [_change(model, pk, made, newest.get(pk), kept) for pk, made in here.items() if not _came_and_went(made)]


def _came_and_went(made: list[Any]) -> bool:
    return bool(made[0].pgh_label == INSERT and made[-1].pgh_label == DELETE)


def _change(
    model: type[Model],
    pk: Any,  # noqa: ANN401
    made: list[Any],
    newest_elsewhere: Any,  # noqa: ANN401
    kept: Collection[str],
) -> Change:
    what = {"what": f"{model._meta.verbose_name} {pk}"}
    if newest_elsewhere and newest_elsewhere.pgh_id > made[0].pgh_id:
        if not _is_as_left(model, made[-1], newest_elsewhere, kept):
            raise ValidationError(_("It can't be taken back: %(what)s was changed since.") % what)
        earlier = type(made[0])._default_manager.filter(pgh_obj_id=pk, pgh_id__lt=made[0].pgh_id)
        newest_elsewhere = earlier.order_by("-pgh_id").first()
    before = None if made[0].pgh_label == INSERT else newest_elsewhere
    if before is None and made[0].pgh_label != INSERT:
        raise ValidationError(_("It can't be taken back: nothing tells what %(what)s was before.") % what)
    return Change(model, pk, before, None if made[-1].pgh_label == DELETE else made[-1])


def _is_as_left(model: type[Model], left: Any, now: Any, kept: Collection[str]) -> bool:  # noqa: ANN401 - events
    """Tell whether what was changed since has been taken back since."""
    ignored = {*_modified_now(model), *kept}
    same = all(getattr(left, name) == getattr(now, name) for name in _stored(model) if name not in ignored)
    return same and DELETE not in (left.pgh_label, now.pgh_label)


def put_back(
    changes: Sequence[Change], keeping: Kept, instead: Instead = as_before, *, unemptied: Kept | None = None
) -> None:
    """Put rows back in the order that frees what is unique, parts before wholes.

    ``keeping`` names attributes that stay as they are, by model; ``unemptied``, those that stay where they were empty.
    Foreign keys are checked when all is done. A trigger that adds to a whole the part it lacks finds it there.
    """
    for change in changes:
        if change.before is None:
            _remove(change)
    for model in sorted({change.model for change in changes}, key=list(apps.get_models()).index, reverse=True):
        changed = [change for change in changes if change.model is model and change.before is not None]
        for change in reversed(changed):  # what was changed last first: it may have been what the earlier made way for
            empty = {name for name in (unemptied or {}).get(model, ()) if getattr(change.before, name) is None}
            _change_back(change, {*keeping.get(model, ()), *empty}, instead(change))
        for change in changed:
            if change.after is None:
                _add_back(change)


def _remove(change: Change) -> None:
    rows = change.model._base_manager.filter(pk=change.pk)
    rows._raw_delete(rows.db)  # what hangs on it was added in the same circumstance, and goes by itself


def _change_back(change: Change, kept: Collection[str], instead: Mapping[str, Any]) -> None:
    names = [name for name in change.fields if name not in kept]
    if names:
        values = {name: getattr(change.before, name) for name in names} | dict(instead) | _modified_now(change.model)
        change.model._base_manager.filter(pk=change.pk).update(**values)


def _add_back(change: Change) -> None:
    values = {name: getattr(change.before, name) for name in _stored(change.model)} | _modified_now(change.model)
    change.model(**values).save_base(raw=True, force_insert=True)  # raw: the dates are those it had


def _modified_now(model: type[Model]) -> dict[str, Any]:
    """Say that the row was modified now, as it was: caches ask for the date and must not see it go back."""
    return {field.attname: timezone.now() for field in _fields(model) if isinstance(field, ModificationDateTimeField)}


def _stored(model: type[Model]) -> list[str]:
    return [field.attname for field in _fields(model)]


def _fields(model: type[Model]) -> "Iterable[Field[Any, Any]]":
    """Give the fields that are on record; the others the database computes, and does so again."""
    events = event_model(model)
    stored = [field for field in model._meta.local_concrete_fields if not field.generated]
    on_record = {field.name for field in events._meta.get_fields()} if events else {field.name for field in stored}
    return [field for field in stored if field.name in on_record]

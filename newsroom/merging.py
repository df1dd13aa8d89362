"""Joining two things that are one, with what is needed to tell before it is done, and to undo it after.

For models with a ``merged_into`` and the guards that go with it (``newsroom.guards``). What may be merged, and what
else there is to say about it, the models' own modules know.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from newsroom import undoing
from newsroom.blanks import trimmed
from newsroom.history import circumstance
from newsroom.repointing import Part, gaps, locked, parts, repoint

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Ways:
    """How things of one model are merged."""

    staying: "Mapping[type[Model], StrPromise]"
    """Models whose rows never move, with the reason that an editor reads."""
    alike: Mapping[type[Model], Collection[str]]
    """Models with the fields by which two of their rows say the same, beyond what a constraint forbids."""
    filled: Collection[str]
    """Fields that the kept one takes over where it has nothing."""
    doubled: "StrPromise"
    """Why rows stay that the kept one has the like of."""


@dataclass(frozen=True)
class Plan:
    """What merging ``old`` into ``kept`` would do."""

    old: Any
    kept: Any
    parts: list[Part]
    filled: Mapping[str, Any]
    """What the kept one takes over where it has nothing, by field."""
    warnings: list[str]
    obstacles: list[str]
    """Why it can't be done; empty where it can."""


@dataclass(frozen=True)
class Merge:
    """A merge that was made, as the record tells."""

    circumstance: UUID
    at: datetime
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """Of the circumstance: ``user``, ``reason``, and ``merged``, the key of the one that the merge was asked for."""


def plan(old: Model, kept: Model, ways: Ways, *, warnings: list[str], obstacles: list[str]) -> Plan:
    """Give what a merge would do. No query until its rows are asked for."""
    found = parts(old, kept, staying=ways.staying, alike=ways.alike, why=ways.doubled)
    return Plan(old, kept, found, gaps(kept, old, ways.filled), warnings, obstacles)


def merge(
    old: Model,
    kept: Model,
    reason: str,
    planned: Callable[[Any, Any], Plan],
    *,
    also: Callable[[Any, Any], None] = lambda _old, _kept: None,
    **changes: object,
) -> None:
    """Merge ``old`` into ``kept`` and set ``changes`` on it: all in one transaction, in a circumstance that says why.

    ``planned`` plans it anew once both are locked; ``also`` does what the plan doesn't tell. Raises ``ValidationError``
    where no reason is given or there are obstacles. A query for each table that refers to the model, and a few more.
    """
    if not trimmed(reason):
        raise ValidationError(_("Say why the two are the same: whoever looks at the record will want to know."))
    with transaction.atomic(), circumstance(merged=old.pk, into=kept.pk, reason=trimmed(reason)):
        connection.check_constraints()  # what was done before is judged by how it was then
        made = planned(*locked(old, kept))
        if made.obstacles:
            raise ValidationError(made.obstacles)
        for part in made.parts:
            repoint(part.moving, part.link, made.kept)
        also(made.old, made.kept)
        type(old)._default_manager.filter(merged_into=old.pk).update(merged_into=made.kept)  # no chains
        _set(made.old, {"merged_into": made.kept} | changes)
        _set(made.kept, made.filled)  # last: some of it is unique among those that stand
        connection.check_constraints()
    old.refresh_from_db()
    kept.refresh_from_db()


def _set(thing: Any, values: Mapping[str, object]) -> None:  # noqa: ANN401 - of any model
    for name, value in values.items():
        setattr(thing, name, value)
    if values:
        thing.save(update_fields=[*values, "modified"])


def merge_of(thing: Any) -> Merge | None:  # noqa: ANN401 - of any model
    """Give the merge by which ``thing`` came where it is now; None if it stands, or nothing tells. One query."""
    if thing.merged_into_id is None:
        return None
    events = thing.pgh_event_model._default_manager.filter(pgh_obj_id=thing.pk, merged_into=thing.merged_into_id)
    known = list(events.exclude(pgh_context=None).select_related("pgh_context").order_by("-pgh_id"))
    asked_for = [event for event in known if event.pgh_context.metadata.get("merged") == thing.pk]
    for event in asked_for or known:  # else it came along with another
        return Merge(event.pgh_context_id, event.pgh_created_at, event.pgh_context.metadata)
    return None


def obstacles_to_undoing(thing: Any) -> list[str]:  # noqa: ANN401 - of any model
    """Say why the merge of ``thing`` can't be undone; empty where it can, as far as can be told before."""
    try:
        with transaction.atomic():
            undoing.changes_in(_undoable(thing).circumstance)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []


def undo(thing: Any, *, instead: undoing.Instead = undoing.as_before) -> None:  # noqa: ANN401 - of any model
    """Part ``thing`` again from what it was merged into: every row is as it was before.

    ``instead`` gives what becomes another than it was. Raises ``ValidationError`` that says what is in the way: what
    was changed since stays as it is.
    """
    with transaction.atomic(), circumstance(parted=thing.pk):
        connection.check_constraints()
        undoing.undo(_undoable(thing).circumstance, instead=instead)
    thing.refresh_from_db()


def _undoable(thing: Any) -> Merge:  # noqa: ANN401 - of any model
    made = merge_of(thing)
    if thing.merged_into_id is None:
        raise ValidationError(_("It is not merged."))
    if made is None:
        raise ValidationError(_("Nothing on record tells what the merge changed."))
    if made.metadata.get("merged") != thing.pk:
        raise ValidationError(_("It came along when another was merged: undo that merge first."))
    return made

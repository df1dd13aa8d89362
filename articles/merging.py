"""Joining two actors that are one, undoing that, and splitting what was joined wrongly.

Whatever refers to an actor, on any floor, is found by asking the models (``newsroom.repointing``).
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Actor, ActorName
from newsroom import merging, undoing
from newsroom.blanks import trimmed
from newsroom.history import circumstance
from newsroom.merging import Merge, Plan, Ways, merge_of, obstacles_to_undoing, undo
from newsroom.repointing import Link, Part, links_to, locked, repoint, taken
from newsroom.text_functions import SearchKey

__all__ = [
    "merge",
    "merge_of",
    "obstacles_to_rejoining",
    "obstacles_to_undoing",
    "plan",
    "rejoin",
    "split",
    "split_of",
    "splittable",
    "splitting",
    "undo",
]

ALREADY_THERE = gettext_lazy("The other has it already.")
NAMES_A_SOURCE = gettext_lazy(
    "Readers were told of an unnamed source. Who it was is no matter of names: change the speaker of each "
    "quotation, with a correction where it is public."
)
WAYS = Ways(
    staying={},
    alike={},
    filled=("description", "wikidata_id", "authority_link"),
    doubled=ALREADY_THERE,
)

Chosen = Mapping[str, Collection[int]]
"""Rows by the label of the link by which they refer to an actor (``label``)."""


def plan(actor: Actor, into: Actor) -> Plan:
    """Give what merging ``actor`` into ``into`` would do."""
    return merging.plan(actor, into, WAYS, warnings=_warnings(actor, into), obstacles=_obstacles(actor, into))


def merge(actor: Actor, *, into: Actor, reason: str) -> None:
    """Merge ``actor`` into ``into``: names, and all that refers to it, go over; its address leads to the other.

    Raises ``ValidationError`` that says what is in the way.
    """
    merging.merge(actor, into, reason, plan)


def _obstacles(actor: Actor, into: Actor) -> list[str]:
    if actor.pk == into.pk:
        return [_("An actor can't be merged into itself.")]
    said = [
        _("“%(actor)s” was merged into another: merge with that one.") % {"actor": one}
        for one in (actor, into)
        if one.merged_into_id is not None
    ]
    if (actor.kind == Actor.Kind.UNNAMED) != (into.kind == Actor.Kind.UNNAMED):
        said.append(str(NAMES_A_SOURCE))
    return said


def _warnings(actor: Actor, into: Actor) -> list[str]:
    said = []
    if actor.kind != into.kind:
        said.append(
            _("One is of the kind “%(one)s”, the other “%(other)s”; the latter stays.")
            % {"one": actor.get_kind_display(), "other": into.get_kind_display()}
        )
    if actor.wikidata_id and into.wikidata_id:
        said.append(
            _("Wikidata knows them as two: %(one)s and %(other)s; the latter stays.")
            % {"one": actor.wikidata_id, "other": into.wikidata_id}
        )
    return said


# Splitting


def label(link: Link) -> str:
    """Give the name by which rows of a link are chosen: ``claims.quote.speaker``."""
    return f"{link.model._meta.label_lower}.{link.name}"


def splittable(link: Link, actor: Actor) -> "QuerySet[Any]":
    """Give the rows that refer to ``actor`` by ``link`` and may go to another: all but the actor's own name."""
    rows = link.model._default_manager.filter(**{link.name: actor.pk})
    return rows.exclude(key=SearchKey(Value(actor.name))) if link.model is ActorName else rows


def splitting(actor: Actor, to: Actor, chosen: Chosen) -> list[Part]:
    """Give what of ``actor`` would go to ``to`` and what can't: it has the like. No query until rows are asked for.

    ``to`` may be one that isn't stored yet.
    """
    found = []
    for link in links_to(Actor):
        rows = splittable(link, actor).filter(pk__in=chosen.get(label(link), ()))
        doubled = rows.filter(taken(link, to)) if to.pk else rows.none()
        found.append(Part(link, rows.exclude(pk__in=doubled.values("pk")), doubled, ALREADY_THERE))
    return [part for part in found if chosen.get(label(part.link))]


def split(actor: Actor, *, to: Actor, chosen: Chosen, reason: str) -> None:
    """Let the chosen names and rows of ``actor`` go to ``to``: a new actor, or one merged into it, which then stands.

    The actor's own name stays with it. Raises ``ValidationError`` where nothing is chosen, ``to`` is another, or an
    unnamed source would get a name.
    """
    if (actor.kind == Actor.Kind.UNNAMED) != (to.kind == Actor.Kind.UNNAMED):
        raise ValidationError(NAMES_A_SOURCE)
    if not trimmed(reason):
        raise ValidationError(_("Say why they are two: whoever looks at the record will want to know."))
    if not any(chosen.values()):
        raise ValidationError(_("Choose what goes to the other."))
    with transaction.atomic(), circumstance(split=actor.pk, reason=trimmed(reason)):
        connection.check_constraints()
        _let_stand(actor, to)
        for part in splitting(actor, to, chosen):
            if part.link.model is ActorName:
                part.staying.delete()  # it has that name, and the actor has it no more
            repoint(part.moving, part.link, to)
        connection.check_constraints()
    actor.refresh_from_db()


def _let_stand(actor: Actor, to: Any) -> None:  # noqa: ANN401 - an actor, which may lack a key
    """Store the other if it is new, else take it out of ``actor``, with what is only ever one's."""
    if to.pk is None:
        to.full_clean(exclude=["slug"])
        to.save()
        return
    now, other = locked(actor, to)
    if other.merged_into_id != now.pk:
        raise ValidationError(_("“%(other)s” was not merged into this actor.") % {"other": other})
    if other.wikidata_id and other.wikidata_id == now.wikidata_id:
        now.wikidata_id = ""  # it came from there
        now.save(update_fields=["wikidata_id", "modified"])
    to.merged_into = None
    to.save(update_fields=["merged_into", "modified"])
    ActorName.objects.bulk_create([ActorName(actor=to, name=to.name)], ignore_conflicts=True)


# Undoing a split


def split_of(actor: Actor) -> Merge | None:
    """Give the newest split by which ``actor`` came to stand for itself; None if none did. One query."""
    if actor.merged_into_id is not None:
        return None
    events: Any = actor.pgh_event_model  # type: ignore[attr-defined]
    rows = events._default_manager.filter(pgh_obj_id=actor.pk, pgh_context__metadata__has_key="split")
    for event in rows.exclude(pgh_context__metadata__split=actor.pk).select_related("pgh_context").order_by("-pgh_id"):
        return Merge(event.pgh_context_id, event.pgh_created_at, event.pgh_context.metadata)
    return None


def obstacles_to_rejoining(actor: Actor) -> list[str]:
    """Say why the split of ``actor`` can't be undone; empty where it can, as far as can be told before."""
    try:
        with transaction.atomic():
            undoing.changes_in(_split(actor).circumstance)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []


def rejoin(actor: Actor) -> Actor:
    """Undo the split by which ``actor`` came to stand, and give the one it was split from: every row is as before.

    One that was made by the split goes; if readers may have met it, it is merged into the other instead, so that its
    address leads there. Raises ``ValidationError`` that says what is in the way.
    """
    made = _split(actor)
    with transaction.atomic(), circumstance(rejoined=actor.pk):
        connection.check_constraints()
        former = Actor.objects.get(pk=made.metadata["split"])
        try:
            undoing.undo(made.circumstance)
        except ValidationError:
            undoing.undo(made.circumstance, sparing=(Actor, ActorName))
            actor.refresh_from_db()
            if actor.merged_into_id is None:
                merge(actor, into=former, reason=_("The split is undone."))
    return former


def _split(actor: Actor) -> Merge:
    made = split_of(actor)
    if made is None:
        raise ValidationError(_("It was not split from another."))
    return made

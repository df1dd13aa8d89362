"""Merging, parting and splitting actors whom readers may have met: what they are told of it.

The joining itself is that of ``articles.merging``. That one name is another's is told on the page of the actor that is
kept, in words of our own, since the reason is for those who work here. A split changes who said what: it needs a note
of its editor's, which each public claim that it changes carries.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles import merging
from articles.merging import (
    Chosen,
    label,
    merge_of,
    obstacles_to_rejoining,
    obstacles_to_undoing,
    plan,
    split_of,
    splittable,
    splitting,
)
from articles.models import Actor, Article
from claims import notices, public
from claims.correcting import correct
from claims.models import Claim, ClaimSubject, Evidence, Quote, RelayActor, Reply
from claims.models.claim import ClaimQuerySet
from claims.notices import for_readers
from claims.readers import have_met
from newsroom import undoing
from newsroom.blanks import trimmed

__all__ = [
    "is_told",
    "label",
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

# What readers are told, in words of our own.
MERGED = gettext_noop("“%(one)s” and “%(other)s” are one, and told as “%(other)s” since.")
PARTED = gettext_noop("“%(one)s” and “%(other)s” are not one, and told apart again.")
REJOINED = gettext_noop("“%(one)s” and “%(other)s” are one, and told as “%(other)s” again.")
TAKEN_OUT = gettext_noop("Something was told here that is of somebody else.")

# How rows that name an actor lead to the claims that readers meet it in.
TO_CLAIMS: Mapping[type[Any], str] = {
    Claim: "pk__in",
    Quote: "quotes__in",
    RelayActor: "quotes__relays__relayactor__in",
    ClaimSubject: "subjects__in",
    Reply: "replies__in",
    Evidence: "evidence__in",
}


@transaction.atomic
def merge(actor: Actor, *, into: Actor, reason: str) -> None:
    """Merge ``actor`` into ``into``, and tell readers who have met it whose name it is told under now.

    Raises ``ValidationError`` that says what is in the way.
    """
    if have_met(actor) and not plan(actor, into).obstacles and trimmed(reason):
        words = {"one": actor.name, "other": into.name}
        notices.note(into, for_readers(MERGED, **words), by=None)
    merging.merge(actor, into=into, reason=reason)


@transaction.atomic
def undo(actor: Actor) -> None:
    """Part ``actor`` again from what it was merged into, and tell readers, where they know it or miss something.

    They are told of it at both: either may be the only one that they still see. Raises ``ValidationError`` that says
    what is in the way.
    """
    kept, is_met = actor.merged_into, have_met(actor)
    words = for_readers(PARTED, one=actor.name, other=kept.name) if kept is not None else ""
    if kept is not None and is_met:
        notices.note(kept, words, by=None)
    elif kept is not None and _loses(actor, kept):
        notices.note(kept, for_readers(TAKEN_OUT), by=None)
    merging.undo(actor)
    if is_met:
        notices.note(actor, words, by=None)


def _loses(actor: Actor, kept: Actor) -> bool:
    """Tell whether undoing the merge would take something from ``kept`` that readers were told of it."""
    made = merge_of(actor)
    if made is None or not have_met(kept):
        return False
    told = {*notices.FIELDS[Actor]}
    changes = undoing.changes_in(made.circumstance)
    return any(change.model is Actor and change.pk == kept.pk and told & {*change.fields} for change in changes)


def is_told(actor: Actor, to: Actor, chosen: Chosen) -> bool:
    """Tell whether splitting would change what readers were told, so that it needs a note."""
    return bool(_articles(actor, to, chosen)) or _claims(actor, to, chosen).exists()


@transaction.atomic
def split(
    actor: Actor, *, to: Actor, chosen: Chosen, reason: str, note: str = "", by: AbstractBaseUser | None = None
) -> None:
    """Let the chosen rows of ``actor`` go to ``to``; ``note`` tells readers, on each public claim that it changes.

    Raises ``ValidationError`` where readers would not be told, and as ``articles.merging.split`` does.
    """
    if is_told(actor, to, chosen):
        if not trimmed(note):
            raise ValidationError(_("Readers were told that the two are one: write the note that they read."))
        for claim in _claims(actor, to, chosen).order_by("pk"):
            correct(claim, note=note, by=by)
        notices.note(actor, note, by=by)
    elif have_met(actor) and _gives_up(actor, to):
        notices.note(actor, note or for_readers(TAKEN_OUT), by=by)
    merging.split(actor, to=to, chosen=chosen, reason=reason)


def _gives_up(actor: Actor, to: Actor) -> bool:
    """Tell whether the other takes along the Wikidata id that came from it."""
    return bool(to.pk and actor.wikidata_id) and to.wikidata_id == actor.wikidata_id


@transaction.atomic
def rejoin(actor: Actor) -> Actor:
    """Undo the split by which ``actor`` came to stand, tell readers, and return the one it was split from.

    Raises ``ValidationError`` that says what is in the way.
    """
    made = split_of(actor)
    if made is not None and have_met(actor):
        former = Actor.objects.get(pk=made.metadata["split"])
        words = for_readers(REJOINED, one=actor.name, other=former.name)
        spoken = public.tellings().filter(Q(quote__speaker=actor) | Q(quote__relays__actors=actor)).values("claim")
        named = Q(about=actor) | Q(said_by=actor) | Q(replies__actor=actor) | Q(evidence__publisher=actor)
        for claim in public.claims().filter(Q(pk__in=spoken) | named).distinct().order_by("pk"):
            correct(claim, note=words, by=None)
        notices.note(former, words, by=None)
    return merging.rejoin(actor)


def _claims(actor: Actor, to: Actor, chosen: Chosen) -> ClaimQuerySet:
    """Return the public claims that name ``actor`` by one of the chosen rows."""
    named = Q(pk__in=[])
    for part in splitting(actor, to, chosen):
        path = TO_CLAIMS.get(part.link.model)
        if path is not None:
            named |= Q(pk__in=public.claims().filter(**{path: part.moving.order_by()}).values("pk"))
    return public.claims().filter(named)


def _articles(actor: Actor, to: Actor, chosen: Chosen) -> Iterable[Article]:
    """Return a chosen article that readers have met, if there is one."""
    for part in splitting(actor, to, chosen):
        if part.link.model is Article:
            return [article for article in part.moving if have_met(article)][:1]
    return []

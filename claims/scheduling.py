"""Publishing at a time set beforehand: schedule, unschedule, and publish what is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.gate import in_words, missing_for_publication
from claims.models import Claim, Lapse
from claims.models.claim import ClaimQuerySet
from claims.publishing import publish, settle
from newsroom.history import circumstance
from newsroom.refusals import plain_message


@dataclass(frozen=True)
class Outcome:
    """What became of one claim whose time had come."""

    claim: Claim
    held_back: tuple[str, ...]  # why; empty: it was published


@transaction.atomic
def schedule(claim: Claim, *, at: datetime, by: AbstractBaseUser) -> None:
    """Let a claim be published at ``at``, in the name of ``by``.

    Raises ``ValidationError`` that lists what would be missing then.
    """
    if claim.status == Claim.Status.PUBLISHED:
        raise ValidationError(_("It is published already."))
    if at <= timezone.now():
        raise ValidationError(_("That time is past: choose a later one, or publish the claim now."))
    missing = missing_for_publication(claim, by, at=at)
    if missing:
        raise ValidationError(
            [_("“%(claim)s” still needs %(what)s.") % {"claim": claim, "what": what} for what in missing]
        )
    settle(claim)
    claim.publish_at = at
    claim.scheduled_by_id = by.pk
    claim.save()


@transaction.atomic
def unschedule(claim: Claim) -> None:
    """Let a claim wait for an editor again. Raises ``ValidationError`` where it isn't scheduled."""
    if claim.publish_at is None:
        raise ValidationError(_("It is not scheduled."))
    claim.publish_at = claim.scheduled_by = None
    claim.save()
    settle(claim)


def scheduled() -> ClaimQuerySet:
    """Return the claims that wait for their time, the next first."""
    return Claim.objects.filter(publish_at__isnull=False).order_by("publish_at", "pk")


def unsettled(claims: QuerySet[Claim] | None = None) -> QuerySet[Lapse]:
    """Return the notices on ``claims`` (all: None) that nobody has seen to, the newest first.

    That one was taken off the schedule by a change, was held back when its time came, was changed in review.
    """
    found = Lapse.objects.filter(settled=False).order_by("-lapsed_at", "-pk")
    return found if claims is None else found.filter(claim__in=claims)


def publish_due(now: datetime | None = None) -> Iterator[Outcome]:
    """Publish what is due, the earliest first, each claim in a transaction of its own; tell what became of each.

    What is held back stays scheduled and is tried again the next time; what was changed is off the schedule by itself.
    Two may run at once: a claim that one has in hand is left out by the other, and one that somebody is changing.
    """
    due = list(Claim.objects.due(now or timezone.now()).values_list("pk", flat=True))
    for key in due:
        try:
            with transaction.atomic():
                locked = Claim.objects.due(now or timezone.now()).select_for_update(skip_locked=True, of=["self"])
                claim = locked.select_related("scheduled_by").filter(pk=key).first()
                if claim is None:  # published, unscheduled or in other hands meanwhile
                    continue
                with circumstance(command="publish_due", asked_by=claim.scheduled_by_id):
                    _publish(claim)
            yield Outcome(claim, ())
        except ValidationError as refusal:
            yield _held_back(key, refusal.messages)
        except DatabaseError as refusal:
            yield _held_back(key, [plain_message(refusal)])


def told(lapse: Lapse) -> str:
    """Return a notice in one sentence: “taken off the schedule: Ada changed the statement”."""
    if lapse.kind == Lapse.Kind.HELD_BACK:
        return _("held back: %(why)s") % {"why": lapse.why}
    words = {"what": lapse.get_kind_display(), "who": lapse.by_name, "parts": in_words(lapse.parts)}
    return _("%(what)s: %(who)s changed %(parts)s") % words


def _refuse_what_was_changed(claim: Claim) -> None:
    """Raise ``ValidationError`` where a claim isn’t what was scheduled; the database takes it off by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claims_parts_changed(scheduled, claims_let_pass(claim_id)) FROM claims_letpass"
            " WHERE claim_id = %s AND scheduled IS NOT NULL",
            [claim.pk],
        )
        [changed] = cursor.fetchone() or [[]]
    if changed:
        parts = in_words(changed)
        raise ValidationError(_("It is not what was scheduled any more: %(parts)s changed.") % {"parts": parts})


def _held_back(key: int, why: Sequence[str]) -> Outcome:
    """Note why a claim was held back, once as long as it is for the same reason."""
    claim, words = Claim.objects.get(pk=key), " ".join(why)
    held = claim.lapses.filter(kind=Lapse.Kind.HELD_BACK, settled=False)
    if not held.filter(why=words).exists():
        held.update(settled=True)
        claim.lapses.create(kind=Lapse.Kind.HELD_BACK, why=words, publish_at=claim.publish_at)
    return Outcome(claim, tuple(why))


def _publish(claim: Claim) -> None:
    _refuse_what_was_changed(claim)
    by = claim.scheduled_by
    if isinstance(by, PermissionsMixin) and not (by.is_active and by.has_perm("claims.publish_claim")):
        raise ValidationError(_("%(name)s, who scheduled it, may not publish any more.") % {"name": by})
    publish(claim, by=by)
    connection.check_constraints()

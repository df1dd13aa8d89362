"""Publishing at a time set beforehand: schedule, unschedule, and publish what is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.gate import missing_for_publication
from claims.models import Claim
from claims.publishing import publish
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


def publish_due(now: datetime | None = None) -> Iterator[Outcome]:
    """Publish what is due, the earliest first, each claim in a transaction of its own; tell what became of each.

    What is held back stays scheduled and is tried again the next time. Two may run at once: a claim that one has in
    hand is left out by the other.
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
            yield Outcome(Claim.objects.get(pk=key), tuple(refusal.messages))
        except DatabaseError as refusal:
            yield Outcome(Claim.objects.get(pk=key), (plain_message(refusal),))


def _publish(claim: Claim) -> None:
    by = claim.scheduled_by
    if isinstance(by, PermissionsMixin) and not (by.is_active and by.has_perm("claims.publish_claim")):
        raise ValidationError(_("%(name)s, who scheduled it, may not publish any more.") % {"name": by})
    publish(claim, by=by)
    connection.check_constraints()

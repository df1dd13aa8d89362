"""The verbs that decide what readers see of a claim: submit, send back, publish, withdraw, suspend."""

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.correcting import correct
from claims.gate import missing_for_publication, newest_review
from claims.models import Addendum, Claim
from claims.rating import let_be_read
from claims.standing import waiting_review
from newsroom.blanks import trimmed

__all__ = ["add_to_reason", "missing_for_publication", "publish", "send_back", "submit", "suspend", "withdraw"]


@transaction.atomic
def submit(claim: Claim) -> None:
    """Hand a draft on for review. Raises ``ValidationError`` where it is no draft."""
    if claim.status != Claim.Status.DRAFT:
        raise ValidationError(_("Only a draft is handed on for review."))
    claim.status = Claim.Status.IN_REVIEW
    claim.sent_back_note = ""
    claim.save()


@transaction.atomic
def send_back(claim: Claim, *, note: str) -> None:
    """Give a claim in review back to its reporter as a draft, with what is to be done.

    Raises ``ValidationError`` where nothing is said or the claim isn't in review.
    """
    if not trimmed(note):
        raise ValidationError(_("Say what the reporter should do."))
    if claim.status != Claim.Status.IN_REVIEW:
        raise ValidationError(_("Only a claim in review is sent back."))
    claim.status = Claim.Status.DRAFT
    claim.sent_back_note = trimmed(note)
    _take_off_schedule(claim)
    claim.save()


@transaction.atomic
def publish(claim: Claim, *, by: AbstractBaseUser | None) -> None:
    """Make a claim public; ``by`` is None for an editorial record only. Published again, it keeps its first date.

    Who publishes it approves its newest rating, if that waits for a second person; a record names its own.
    If its statement was changed while it was taken back, a correction tells what it said before. Raises
    ``ValidationError`` that lists all that is missing.
    """
    if claim.status == Claim.Status.PUBLISHED:
        raise ValidationError(_("It is published already."))
    missing = missing_for_publication(claim, by)
    if missing:
        raise ValidationError(
            [_("“%(claim)s” still needs %(what)s.") % {"claim": claim, "what": what} for what in missing]
        )
    said_before, why = _last_read(claim), claim.withdrawn_reason
    review, waiting = newest_review(claim), waiting_review(claim) if by else None
    if waiting is not None:
        let_be_read(waiting, by=by)
    claim.status = Claim.Status.PUBLISHED
    claim.published_by_id = by.pk if by else None
    claim.published_alone = review is not None and by is not None and review.reviewer_id == by.pk
    claim.first_published_at = claim.first_published_at or timezone.now()
    claim.withdrawn_reason = claim.sent_back_note = ""
    _take_off_schedule(claim)
    claim.full_clean(exclude=["slug"])
    claim.save()
    if said_before not in ("", claim.statement):
        note = _("Published again in other words after it was taken back: %(why)s") % {"why": why}
        correct(claim, note=note, by=by, said_before=said_before)


@transaction.atomic
def withdraw(claim: Claim, *, reason: str) -> None:
    """Withdraw a public claim; its address answers 410 with ``reason``, which readers see.

    Raises ``ValidationError`` where no reason is given or the claim isn't public.
    """
    if not trimmed(reason):
        raise ValidationError(_("Say why the claim is withdrawn: readers who follow a link to it will see it."))
    if claim.status != Claim.Status.PUBLISHED:
        raise ValidationError(_("Only a published claim can be withdrawn."))
    claim.status = Claim.Status.WITHDRAWN
    claim.withdrawn_reason = trimmed(reason)
    claim.save()


@transaction.atomic
def add_to_reason(claim: Claim, text: str, *, by: AbstractBaseUser) -> None:
    """Tell readers more of why a claim was withdrawn: what they were told stays, this stands below it, dated.

    Raises ``ValidationError`` where nothing is said or readers see the claim.
    """
    if not claim.is_withdrawn:
        raise ValidationError(_("Only to the reason of a claim that is withdrawn now can something be added."))
    if not trimmed(text):
        raise ValidationError(_("Say what is to be added to the reason."))
    Addendum.objects.create(claim=claim, text=trimmed(text), added_by_id=by.pk)


@transaction.atomic
def suspend(claim: Claim, *, reason: str) -> None:
    """Take a public claim back into review, because what it rested on is gone; readers see ``reason``."""
    claim.status = Claim.Status.IN_REVIEW
    claim.withdrawn_reason = reason
    claim.save()


def _take_off_schedule(claim: Claim) -> None:
    claim.publish_at = claim.scheduled_by = None


def _last_read(claim: Claim) -> str:
    """Give the statement as readers last read it; "" if they never did. At most one query."""
    if claim.first_published_at is None:
        return ""
    events = apps.get_model("claims", "ClaimEvent")._default_manager.filter(pgh_obj=claim.pk)
    read = events.filter(status=Claim.Status.PUBLISHED).order_by("-pgh_id").values_list("statement", flat=True)
    return str(read.first() or "")

"""The verbs that decide what readers see of a claim: submit, send back, publish, withdraw, suspend."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.correcting import correct, rating_last_read, read_otherwise
from claims.gate import in_words, missing_for_publication, newest_review
from claims.models import Addendum, Claim, Lapse, Review
from claims.rating import let_be_read
from claims.standing import last_read, waiting_review
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
    settle(claim)


@transaction.atomic
def publish(claim: Claim, *, by: AbstractBaseUser | None) -> None:
    """Make a claim public; ``by`` is None for an editorial record only. Published again, it keeps its first date.

    Who publishes it approves its newest rating, if that waits for a second person; a record names its own. Readers who
    could read it before are told when and why it went, and what is otherwise now. Raises
    ``ValidationError`` that lists all that is missing.
    """
    if claim.status == Claim.Status.PUBLISHED:
        raise ValidationError(_("It is published already."))
    missing = missing_for_publication(claim, by)
    if missing:
        raise ValidationError(
            [_("“%(claim)s” still needs %(what)s.") % {"claim": claim, "what": what} for what in missing]
        )
    review, waiting = newest_review(claim), waiting_review(claim) if by else None
    told = _told_again(claim, waiting)
    if by is not None and waiting is not None:
        let_be_read(waiting, by=by, is_told=bool(told))
    claim.status = Claim.Status.PUBLISHED
    claim.published_by_id = by.pk if by else None
    claim.published_alone = review is not None and by is not None and review.reviewer_id == by.pk
    claim.settle_address()
    claim.first_published_at = claim.first_published_at or timezone.now()
    claim.withdrawn_reason = claim.sent_back_note = ""
    _take_off_schedule(claim)
    claim.full_clean(exclude=["slug"])
    claim.save()
    settle(claim)
    if told:
        correct(claim, note=told, by=by)


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


def settle(claim: Claim) -> None:
    """Put the notices on a claim aside: somebody has seen to it. One query."""
    claim.lapses.filter(settled=False).update(settled=True)


def _take_off_schedule(claim: Claim) -> None:
    claim.publish_at = claim.scheduled_by = None


def _told_again(claim: Claim, waiting: Review | None) -> str:
    """Return what readers are told when they can read ``claim`` again; "" if they never could. At most four queries.

    What it said before is not repeated: it was withdrawn. ``waiting`` is the rating that is approved by that.
    """
    if claim.first_published_at is None:
        return ""
    day = date_format(timezone.localtime(claim.taken_back_at), "DATE_FORMAT") if claim.taken_back_at else "–"
    words = {"day": day, "why": claim.withdrawn_reason}
    sentences = [_("Published again after it was withdrawn on %(day)s: %(why)s") % words]
    otherwise = read_otherwise(claim)
    changed = [part for part in otherwise if part != Lapse.Part.RATING]
    if changed:
        sentences.append(_("Changed since: %(parts)s.") % {"parts": in_words(changed)})
    before, now = rating_last_read(claim), waiting or last_read(claim)
    if before is not None and now is not None and before.pk != now.rating_id:
        ratings = {"before": before, "now": now.rating}
        sentences.append(_("The rating was changed from “%(before)s” to “%(now)s”.") % ratings)
    return " ".join(sentences)

"""The verbs of a rating: rate, say that it holds, and approve what somebody else rated.

A rating belongs to the statement that it was given for, and readers see it once a second person stands behind it: who
publishes the claim, or who approves the newest review of a public one. ``claims_rating_read`` in the database decides
which one readers see (``claims.public``); here it is written.
"""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.correcting import correct
from claims.gate import newest_review
from claims.models import Approval, Claim, Review
from claims.standing import holds, last_read, waiting_review


@transaction.atomic
def rate(review: Review, *, by: AbstractBaseUser) -> None:
    """Sign and store a new review, in the name of ``by`` and as of now. On a public claim it waits to be approved.

    Raises ``ValidationError`` where the one who published the claim would rate it alone.
    """
    claim = _locked(review.claim_id)
    review.reviewer_id, review.reviewer_name = by.pk, ""
    if claim.status == Claim.Status.PUBLISHED and claim.published_by_id == by.pk:
        if settings.REQUIRE_SECOND_PERSON:
            raise ValidationError(_("You published this claim, so somebody else must rate it."))
        claim.published_alone = True
        claim.save()
        review.claim.published_alone = True
    review.save()
    review.refresh_from_db(fields=["reviewer_name", "reviewed_at", "wording"])
    if claim.status == Claim.Status.PUBLISHED and not settings.REQUIRE_SECOND_PERSON:
        let_be_read(review, by=by)


@transaction.atomic
def uphold(claim: Claim, *, by: AbstractBaseUser, why: str = "") -> Review:
    """Say that the newest rating holds for the claim's present words: a new review with the same verdict.

    ``why`` is its explanation; "" repeats the one before. Raises ``ValidationError`` where there is none, or it was
    given for these very words, and as ``rate`` does.
    """
    before = newest_review(claim)
    if before is None:
        raise ValidationError(_("It was not rated yet."))
    if holds(before, claim):
        raise ValidationError(_("Its rating was given for these words: it holds already."))
    review = Review(claim=claim, rating=before.rating, explanation=why.strip() or before.explanation)
    rate(review, by=by)
    return review


@transaction.atomic
def approve(claim: Claim, *, by: AbstractBaseUser) -> None:
    """Let readers see the newest rating of a public claim, which somebody else gave.

    Raises ``ValidationError`` where none waits, or it is not ``by``'s to approve.
    """
    claim = _locked(claim.pk)
    review = waiting_review(claim)
    if claim.status != Claim.Status.PUBLISHED:
        raise ValidationError(_("Readers don’t see the claim. Who publishes it approves its rating."))
    if review is None:
        raise ValidationError(_("No rating of this claim waits to be approved."))
    if review.reviewer_id == by.pk and settings.REQUIRE_SECOND_PERSON:
        raise ValidationError(_("You gave this rating, so somebody else must approve it."))
    let_be_read(review, by=by)


def let_be_read(review: Review, *, by: AbstractBaseUser, is_told: bool = False) -> None:
    """Store that ``by`` stands behind a review, alone or not; tell readers if that changes the rating that they read.

    ``is_told`` is where another note does.
    """
    before = last_read(review.claim)
    Approval.objects.create(review=review, approved_by_id=by.pk, alone=by.pk == review.reviewer_id)
    if not is_told and before is not None and (before.reviewed_at, before.pk) < (review.reviewed_at, review.pk):
        note_change(review, before, by=by)


def note_change(review: Review, before: Review, *, by: AbstractBaseUser | None) -> None:
    """Tell readers of a claim that its rating is another one than ``before``, in the words of the new review."""
    claim = review.claim
    if claim.first_published_at is not None and before.rating_id != review.rating_id:
        ratings = {"before": before.rating, "now": review.rating}
        note = _("The rating was changed from “%(before)s” to “%(now)s”.") % ratings
        correct(claim, note=f"{note} {review.explanation}", by=by)


def _locked(key: int) -> Claim:
    """Give a claim, which nobody else changes or rates by these verbs until the transaction ends."""
    return Claim.objects.select_for_update(of=("self",)).defer("search").get(pk=key)

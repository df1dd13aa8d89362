"""The verb of a fact-checker: rate a claim."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.correcting import correct
from claims.gate import newest_review
from claims.models import Claim, Review


@transaction.atomic
def rate(review: Review, *, by: AbstractBaseUser) -> None:
    """Sign and store a new review. On a public claim a rating that changes is noted as a correction, in its words.

    Raises ``ValidationError`` where the one who published the claim would rate it alone.
    """
    claim = review.claim
    review.reviewer_id = by.pk
    before = newest_review(claim)
    if claim.status == Claim.Status.PUBLISHED and claim.published_by_id == by.pk:
        if settings.REQUIRE_SECOND_PERSON:
            raise ValidationError(_("You published this claim, so somebody else must rate it."))
        claim.published_alone = True
        claim.save()
    review.save()
    note_change(review, before, by=by)


def note_change(review: Review, before: Review | None, *, by: AbstractBaseUser | None) -> None:
    """Tell readers of a public claim that its rating is another one than ``before``, in the words of the new review."""
    claim = review.claim
    newest = newest_review(claim)
    if claim.status != Claim.Status.PUBLISHED or before is None or newest != review:
        return
    if before.rating_id != review.rating_id:
        ratings = {"before": before.rating, "now": review.rating}
        note = _("The rating was changed from “%(before)s” to “%(now)s”.") % ratings
        correct(claim, note=f"{note} {review.explanation}", by=by)

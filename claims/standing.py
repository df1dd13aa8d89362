"""How the rating of a claim stands among editors: for which words it was given, who is behind it, what is against it.

What readers see of it is decided in one place, ``claims.public``.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.gate import newest_review
from claims.models import Approval, Assertion, Claim, Evidence, Quote, Review
from claims.public import HOLDS

HALF_TRUE = 3  # of the scale's five steps: above it stands what is true, below it what is false


def holds(review: Review, claim: Claim) -> bool:
    """Tell whether a review was given for the statement of its claim as it is now, small fixes of spelling apart."""
    if review.wording == claim.statement:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_reads_on(%s, %s, %s)", [claim.pk, review.wording, claim.statement])
        return bool(cursor.fetchone()[0])


def waiting_review(claim: Claim) -> Review | None:
    """Return the newest review if it was given for the present words and no second person stands behind it.

    With the setting REQUIRE_SECOND_PERSON on, one that was approved alone while it was off waits too. Three queries
    at most.
    """
    review = newest_review(claim)
    if review is None or not holds(review, claim):
        return None
    return None if _enough().filter(review=review).exists() else review


def waiting() -> QuerySet[Review]:
    """Return the reviews that wait for a second person: the newest of claims that are public or in review."""
    asked = Q(claim__status__in=(Claim.Status.PUBLISHED, Claim.Status.IN_REVIEW))
    later = Review.objects.filter(claim=OuterRef("claim")).filter(
        Q(reviewed_at__gt=OuterRef("reviewed_at")) | Q(reviewed_at=OuterRef("reviewed_at"), pk__gt=OuterRef("pk"))
    )
    newest = Review.objects.filter(asked, ~Exists(_enough().filter(review=OuterRef("pk"))), ~Exists(later))
    return newest.filter(HOLDS)


def _enough() -> QuerySet[Approval]:
    """Return the approvals that let a review be: one of a second person's, or any where the setting asks for none."""
    approvals = Approval.objects.all()
    return approvals.filter(alone=False) if settings.REQUIRE_SECOND_PERSON else approvals


def last_read(claim: Claim) -> Review | None:
    """Return the newest review that a second person stands behind, whatever words it was given for. One query."""
    approved = claim.reviews.filter(pk__in=Approval.objects.values("review")).select_related("rating")
    return approved.order_by("-reviewed_at", "-pk").first()


def cautions(claim: Claim) -> Iterator[str]:
    """Say what speaks against the newest rating of a claim, which is no obstacle. At most five queries."""
    review = newest_review(claim)
    if review is None:
        return
    words = {"rating": review.rating, "words": review.wording}
    if not holds(review, claim):
        yield (
            _(
                "Its rating, “%(rating)s”, was given for other words, “%(words)s”, so readers don’t see it. "
                "Review it anew, or say that it holds."
            )
            % words
        )
        return
    yield from _against_evidence(claim, review)
    yield from _before_it_was_told(claim, review)


def _against_evidence(claim: Claim, review: Review) -> Iterator[str]:
    value, words = review.rating.value or HALF_TRUE, {"rating": review.rating}
    bearings = set(claim.evidence.values_list("bearing", flat=True)) - {Evidence.Bearing.CONTEXT.value}
    if value < HALF_TRUE and bearings == {Evidence.Bearing.SUPPORTS.value}:
        yield _("It is rated “%(rating)s”, but its evidence only supports it. Look at both once more.") % words
    if value > HALF_TRUE and bearings == {Evidence.Bearing.UNDERMINES.value}:
        yield _("It is rated “%(rating)s”, but its evidence only undermines it. Look at both once more.") % words


def _before_it_was_told(claim: Claim, review: Review) -> Iterator[str]:
    """Say so where the review is older than every article that asserts the claim, which was said nowhere else."""
    ties = claim.assertions.filter(stance=Assertion.Stance.ASSERTS, quote__in=Quote.objects.confirmed())
    if claim.said_where.strip() or ties.filter(quote__revision__article__published_on=None).exists():
        return
    told = ties.aggregate(first=Min("quote__revision__article__published_on"))["first"]
    if told is not None and review.reviewed_at.date() < told:
        days = {"day": date_format(review.reviewed_at, "DATE_FORMAT"), "told": date_format(told, "DATE_FORMAT")}
        yield _("Its review is dated %(day)s, before the first article that tells the claim (%(told)s).") % days

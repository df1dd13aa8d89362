"""A rating belongs to its wording, and readers see none of one person alone, whoever writes into the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims import public
from claims.merging import merge
from claims.models import Approval, Claim, Review
from tests.factories import (
    ApprovalFactory,
    ClaimFactory,
    CorrectionFactory,
    EvidenceFactory,
    RatingFactory,
    ReviewFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

SECOND_PERSON = "that takes a second person"
AHEAD = "has no date in the future"


def waiting(**review):
    """Give a review of a public claim that nobody approved."""
    claim = review.pop("claim", None) or ClaimFactory(published=True)
    EvidenceFactory(claim=claim)
    return ReviewFactory(claim=claim, approved=False, **review)


def read(claim):
    found = public.ratings_read([claim.pk])[claim.pk]
    return found.rating, found.otherwise


def reword(claim, words, kind="correction"):
    said = {"said_before": claim.statement, "says_now": words}
    Claim.objects.filter(pk=claim.pk).update(statement=words)
    CorrectionFactory(claim=claim, kind=kind, **said)
    claim.refresh_from_db()


# The review itself


def test_it_is_given_for_what_the_claim_says_whatever_is_given():
    claim = ClaimFactory(statement="The bridge is safe")
    review = ReviewFactory(claim=claim, wording="The bridge fell")
    review.refresh_from_db()
    assert review.wording == "The bridge is safe"


def test_an_account_signs_with_its_own_name_and_the_present_moment():
    before = timezone.now()
    review = ReviewFactory(reviewer_name="Somebody Else", reviewed_at="2020-01-01T00:00Z")
    review.refresh_from_db()
    assert review.reviewer_name == ""
    assert before - timedelta(seconds=5) < review.reviewed_at < timezone.now() + timedelta(seconds=5)


def test_a_record_names_its_reviewer_and_the_day():
    review = ReviewFactory(named=True, reviewed_at="2020-01-01T00:00Z", wording="As it was")
    review.refresh_from_db()
    assert (review.reviewer_name, review.reviewed_at.year, review.wording) == ("Ana Ruiz", 2020, "As it was")


def test_no_review_is_of_the_future():
    with refused(AHEAD):
        ReviewFactory(named=True, reviewed_at="2099-01-01T00:00Z")
    with refused(AHEAD):
        sql(
            "INSERT INTO claims_review (claim_id, rating_id, explanation, reviewer_name, reviewed_at)"
            " SELECT %s, id, 'So it is.', 'Ana Ruiz', '2099-01-01' FROM claims_rating LIMIT 1",
            ClaimFactory().pk,
        )


# The second person


def by_orm(review, **fields):
    Approval.objects.create(review=review, **fields)


def in_bulk(review, **fields):
    Approval.objects.bulk_create([Approval(review=review, **fields)])


def by_sql(review, *, approved_by=None, approved_name=""):
    sql(
        "INSERT INTO claims_approval (review_id, approved_by_id, approved_name, approved_at, alone)"
        " VALUES (%s, %s, %s, now(), false)",
        review.pk,
        approved_by and approved_by.pk,
        approved_name,
    )


@pytest.mark.parametrize("approve", [by_orm, in_bulk, by_sql])
def test_nobody_approves_what_they_rated(approve):
    review = waiting()
    with refused(SECOND_PERSON):
        approve(review, approved_by=review.reviewer)
    approve(review, approved_by=UserFactory())
    assert read(review.claim) == (review.rating_id, False)


@pytest.mark.parametrize("approve", [by_orm, in_bulk, by_sql])
def test_nor_under_their_name(approve):
    reviewer = UserFactory(first_name="Iris", last_name="Vogel")
    with refused(SECOND_PERSON):
        approve(waiting(reviewer=reviewer), approved_name=" iris vogel")
    with refused(SECOND_PERSON):
        approve(waiting(named=True, reviewer_name="Iris Vogel"), approved_by=reviewer)
    with refused("approval_names_its_editor"):
        approve(waiting(), approved_name=" ")


def test_who_stands_alone_is_on_record_and_another_can_still_approve():
    review = waiting()
    ApprovalFactory(review=review, approved_by=review.reviewer, alone=True)
    assert read(review.claim) == (review.rating_id, False)
    ApprovalFactory(review=review)
    with refused("Somebody has approved this rating already."):
        ApprovalFactory(review=review)


def test_an_approval_says_whose_it_is_and_stays():
    approval = ApprovalFactory(
        review=waiting(),
        approved_by=UserFactory(first_name="Kim", last_name="Rivera"),
        approved_name="Somebody Else",
        approved_at="2020-01-01T00:00Z",
    )
    approval.refresh_from_db()
    assert (approval.approved_name, approval.approved_at.date()) == ("Kim Rivera", timezone.now().date())
    with refused("never changed or deleted"):
        Approval.objects.update(alone=True)
    with refused("never changed or deleted"):
        sql("DELETE FROM claims_approval")
    connection.check_constraints()
    with refused("can't be emptied"):
        sql("TRUNCATE claims_approval")


def test_a_record_approves_after_the_review_and_not_ahead_of_now():
    given = {"approved_by": None, "approved_name": "Kim Rivera"}
    review = waiting(named=True, reviewed_at="2026-01-05T10:00Z")
    with refused("before it was given"):
        ApprovalFactory(review=review, approved_at="2026-01-04T00:00Z", **given)
    with refused(AHEAD):
        ApprovalFactory(review=review, approved_at="2099-01-01T00:00Z", **given)
    ApprovalFactory(review=review, approved_at="2026-01-05T00:00Z", **given)  # the day alone


def test_what_a_newer_review_overtook_is_never_read():
    first = waiting()
    second = waiting(claim=first.claim)
    with refused("rated anew since"):
        ApprovalFactory(review=first)
    assert read(first.claim) == (None, False)
    ApprovalFactory(review=second)
    assert list(public.reviews()) == [second]


def test_what_was_given_for_other_words_is_not_approved():
    review = waiting()
    reword(review.claim, "The bridge stands")
    with refused("it must be reviewed anew"):
        ApprovalFactory(review=review)


def test_nor_what_stayed_with_a_merged_claim():
    review = waiting()
    merge(review.claim, into=ClaimFactory(published=True), reason="The same.")
    with refused("merged into another"):
        ApprovalFactory(review=review)


# What readers read


def test_a_correction_ends_a_rating_and_the_words_of_before_bring_it_back():
    review = ReviewFactory(claim=waiting().claim)
    claim, words = review.claim, review.claim.statement
    reword(claim, "The bridge stands")
    assert read(claim) == (None, True)
    reword(claim, words)
    assert read(claim) == (review.rating_id, False)


def test_small_fixes_keep_it_one_after_the_other():
    review = ReviewFactory(claim=waiting().claim)
    claim = review.claim
    reword(claim, claim.statement.replace("number", "nubmer"), kind="small_fix")
    reword(claim, claim.statement + ".", kind="small_fix")
    assert read(claim) == (review.rating_id, False)
    reword(claim, "The bridge fell")
    assert read(claim) == (None, True)


def test_an_older_rating_of_these_words_does_not_come_back_after_a_newer_one():
    first = ReviewFactory(claim=waiting().claim, rating=RatingFactory(slug="false"))
    claim, words = first.claim, first.claim.statement
    reword(claim, "The bridge stands")
    ReviewFactory(claim=claim, rating=RatingFactory(slug="true"))
    reword(claim, words)
    assert read(claim) == (None, True)


def test_until_the_newest_is_approved_readers_read_what_stood_before():
    first = ReviewFactory(claim=waiting().claim, rating=RatingFactory(slug="true"))
    second = ReviewFactory(claim=first.claim, rating=RatingFactory(slug="false"), approved=False)
    assert read(first.claim) == (first.rating_id, False)
    assert list(public.reviews()) == [first]
    ApprovalFactory(review=second)
    assert read(first.claim) == (second.rating_id, False)


@pytest.mark.parametrize("rated_first", [True, False])
def test_the_listing_says_what_readers_read(rated_first):
    """After each step the list of claims narrows by the same rating, or by none in these words."""

    def facet():
        found = Claim.objects.get(pk=claim.pk).listing.facets
        return next(facet for facet in found if facet.startswith("rating:"))

    claim = ClaimFactory(published=True)
    EvidenceFactory(claim=claim)
    rated = f"rating:{RatingFactory().pk}"
    review = ReviewFactory(claim=claim, approved=False)
    assert facet() == "rating:none"
    ApprovalFactory(review=review)
    assert facet() == rated
    reword(claim, claim.statement + ".", kind="small_fix")
    assert facet() == rated
    reword(claim, "The bridge stands")
    assert facet() == "rating:other-words"
    kept = ClaimFactory(published=True)
    old, kept = (claim, kept) if rated_first else (kept, claim)
    merge(old, into=kept, reason="The same.")
    connection.check_constraints()
    claim = kept
    assert facet() == "rating:other-words"
    assert Review.objects.count() == 1

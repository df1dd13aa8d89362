"""Reviews are only added, and a rated, published claim has an explanation and evidence."""

import pytest
from django.db import connection

from claims.models import Claim, Evidence, Rating, Review
from tests.factories import ActorFactory, ClaimFactory, EvidenceFactory, RatingFactory, ReviewFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

NEVER = "A review is never changed or deleted"


def save_review(review):
    review.explanation = "Never mind."
    review.save()


def update_review(review):
    Review.objects.update(rating=RatingFactory(slug="true"))


def bulk_update_review(review):
    review.explanation = "Never mind."
    Review.objects.bulk_update([review], ["explanation"])


def delete_review(review):
    review.delete()


def sql_update_review(review):
    sql("UPDATE claims_review SET explanation = 'Never mind.'")


def sql_delete_review(review):
    sql("DELETE FROM claims_review")


@pytest.mark.parametrize(
    "change", [save_review, update_review, bulk_update_review, delete_review, sql_update_review, sql_delete_review]
)
def test_reviews_are_only_added(change):
    review = ReviewFactory()
    with refused(NEVER):
        change(review)


def test_reviews_cannot_be_emptied_away():
    with refused("can't be emptied"):
        sql("TRUNCATE claims_review CASCADE")


def test_a_review_is_explained_and_signed():
    with refused("review_is_explained"):
        ReviewFactory(explanation="")
    with refused("review_is_explained"):
        ReviewFactory(explanation=" \n")
    with refused("review_names_its_reviewer"):
        ReviewFactory(reviewer=None)
    ReviewFactory(reviewer=None, reviewer_name="Ana Ruiz")


def test_the_newest_review_comes_first():
    first = ReviewFactory()
    second = ReviewFactory(claim=first.claim)
    assert list(first.claim.reviews.all()) == [second, first]


def add_by_save(claim):
    ReviewFactory(claim=claim)


def add_in_bulk(claim):
    Review.objects.bulk_create(
        [ReviewFactory.build(claim=claim, rating=Rating.objects.first(), reviewer=None, reviewer_name="A")]
    )


def add_by_sql(claim):
    sql(
        "INSERT INTO claims_review (claim_id, rating_id, explanation, reviewer_name, reviewed_at)"
        " SELECT %s, id, 'So it is.', 'Ana Ruiz', now() FROM claims_rating LIMIT 1",
        claim.pk,
    )


@pytest.mark.parametrize("add", [add_by_save, add_in_bulk, add_by_sql])
def test_a_published_claim_is_rated_on_evidence_only(add):
    claim = ClaimFactory(published=True)
    with refused("is rated, so it needs evidence"):
        add(claim)
    EvidenceFactory(claim=claim)
    add(claim)
    connection.check_constraints()


def test_a_rated_draft_is_published_with_evidence_only():
    claim = ReviewFactory().claim
    Claim.objects.update(said_where="A speech", said_by=ActorFactory())
    with refused("is rated, so it needs evidence"):
        Claim.objects.update(status="published", origin="record", first_published_at="2026-01-04T00:00Z")
    assert claim.reviews.exists()


def test_the_last_evidence_of_a_rated_claim_stays():
    claim = ClaimFactory(published=True)
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim)
    with refused("is rated, so it needs evidence"):
        claim.evidence.all().delete()
    with refused("is rated, so it needs evidence"):
        Evidence.objects.update(claim=ClaimFactory())
    with refused("is rated, so it needs evidence"):
        sql("DELETE FROM claims_evidence")


def test_the_scale():
    assert list(Rating.objects.values_list("name", "value")) == [
        ("True", 5),
        ("Mostly true", 4),
        ("Half true", 3),
        ("Mostly false", 2),
        ("False", 1),
        ("Unproven", None),
    ]
    with refused("rating_value_is_on_the_scale"):
        Rating.objects.filter(slug="true").update(value=6)


@pytest.mark.parametrize("change", [{"name": "Pants on fire"}, {"value": None}])
def test_a_rating_that_was_given_means_what_it_meant(change):
    rating = ReviewFactory(rating=Rating.objects.get(slug="true")).rating
    with refused("would change their reviews"):
        Rating.objects.filter(pk=rating.pk).update(**change)
    Rating.objects.filter(slug="mostly-true").update(**change)

"""What was let pass has the rating that readers read, and who approved it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.correcting import rating_last_read
from claims.models import Approval, Claim
from claims.publishing import publish, withdraw
from claims.scheduling import schedule, unsettled
from tests.factories import AssertionFactory, ClaimFactory, EvidenceFactory, RatingFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_approval_takes_a_claim_off_the_schedule():
    claim = AssertionFactory(quote__confirmed=True).claim
    EvidenceFactory(claim=claim)
    review = ReviewFactory(claim=claim, approved=False)
    schedule(claim, at=timezone.now() + timedelta(hours=1), by=UserFactory())
    connection.check_constraints()
    Approval.objects.create(review=review, approved_by=UserFactory())
    connection.check_constraints()
    claim.refresh_from_db()
    assert claim.publish_at is None
    assert unsettled().get().parts == ["rating"]


def test_what_nobody_approved_is_not_what_readers_last_read():
    claim = ClaimFactory(published=True)
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, rating=RatingFactory(slug="true"), approved=True)
    ReviewFactory(claim=claim, rating=RatingFactory(slug="false"), approved=False)
    withdraw(Claim.objects.get(pk=claim.pk), reason="It was forged.")
    assert rating_last_read(claim).slug == "true"


def test_a_rating_approved_while_it_was_withdrawn_is_told_when_it_is_published_again():
    claim = ClaimFactory(published=True)
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, rating=RatingFactory(slug="true"), approved=True)
    withdraw(Claim.objects.get(pk=claim.pk), reason="It was forged.")
    ReviewFactory(claim=claim, rating=RatingFactory(slug="false"), approved=True)
    publish(Claim.objects.get(pk=claim.pk), by=UserFactory())
    connection.check_constraints()
    assert "The rating was changed from “True” to “False”." in claim.corrections.get().note

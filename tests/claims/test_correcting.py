"""Readers learn what was changed and what it said before; ratings change by new reviews."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.correcting import correct, restate
from claims.merging import merge, undo
from claims.models import Claim, Correction
from claims.publishing import publish, withdraw
from claims.rating import approve, rate
from claims.signing import sign_off
from tests.factories import ClaimFactory, EvidenceFactory, RatingFactory, ReviewFactory, UserFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db


def test_restating_keeps_what_it_said_before():
    claim, editor = ClaimFactory(published=True, statement="The bridge is safe"), UserFactory()
    restate(claim, "The bridge is closed", note="It was closed in May.", by=editor)
    connection.check_constraints()
    correction = Correction.objects.get()
    assert (correction.said_before, correction.says_now) == ("The bridge is safe", "The bridge is closed")
    assert correction.corrected_by == editor


def test_a_correction_needs_words_and_readers():
    with pytest.raises(ValidationError, match="Nobody has read"):
        correct(ClaimFactory(), note="It was wrong.", by=UserFactory())
    with pytest.raises(ValidationError, match="Say what was wrong"):
        restate(ClaimFactory(published=True), "Another", note=" ", by=UserFactory())


def test_published_again_in_other_words_it_says_so_but_not_the_old_ones():
    claim = ClaimFactory(published=True, statement="The bridge is safe")
    withdraw(claim, reason="It spoke of another bridge.")
    claim.statement = "The old bridge is safe"
    claim.save()
    publish(claim, by=UserFactory())
    connection.check_constraints()
    correction = claim.corrections.get()
    assert (correction.said_before, correction.says_now) == ("", "")
    assert correction.note.endswith("It spoke of another bridge. Changed since: the statement.")


def test_published_again_in_the_same_words_it_says_that_it_was_withdrawn():
    claim = ClaimFactory(published=True)
    withdraw(claim, reason="It rested on a forged letter.")
    publish(claim, by=UserFactory())
    assert claim.corrections.get().note.endswith("It rested on a forged letter.")


def reviewed(claim, rating, by=None):
    review = ReviewFactory.build(claim=claim, rating=RatingFactory(slug=rating), explanation="The report says so.")
    rate(review, by=by or UserFactory())
    connection.check_constraints()
    return review


def approved(claim, rating):
    """Rate it, and let another editor approve that."""
    reviewed(claim, rating)
    approve(claim, by=UserFactory())
    connection.check_constraints()


def rateable(**fields):
    claim = ClaimFactory(**fields)
    EvidenceFactory(claim=claim)
    return claim


def test_a_rating_of_a_public_claim_that_changes_is_told_in_the_words_of_the_review():
    claim = rateable(published=True)
    approved(claim, "true")
    approved(claim, "true")
    reviewed(claim, "false")
    assert not Correction.objects.exists()
    approve(claim, by=UserFactory())
    assert Correction.objects.get().note == ("The rating was changed from “True” to “False”. The report says so.")


def test_a_rating_of_a_draft_is_no_news():
    claim = rateable()
    reviewed(claim, "true")
    reviewed(claim, "false")
    assert not Correction.objects.exists()


def test_who_published_a_claim_does_not_rate_it(settings):
    claim = rateable(published=True)
    with pytest.raises(ValidationError, match="You published this claim"):
        reviewed(claim, "true", by=claim.published_by)
    settings.REQUIRE_SECOND_PERSON = False
    reviewed(claim, "true", by=claim.published_by)
    assert Claim.objects.get().published_alone


def test_who_rated_a_claim_does_not_publish_it_alone(settings):
    claim = rateable(said_where="A speech.")
    reviewer = UserFactory()
    reviewed(claim, "true", by=reviewer)
    with pytest.raises(ValidationError, match="somebody else to publish it, since you rated it"):
        publish(claim, by=reviewer)
    settings.REQUIRE_SECOND_PERSON = False
    publish(claim, by=reviewer)
    connection.check_constraints()
    assert Claim.objects.get().published_alone


def test_a_sign_off_is_void_once_the_statement_changes():
    claim, lawyer = ClaimFactory(is_sensitive=True, said_where="A speech."), UserFactory(first_name="Jo")
    sign_off(claim, by=lawyer, note="Fine.")
    assert (claim.is_signed_off, claim.signed_off_name, claim.signed_off_by) == (True, "Jo", lawyer)
    claim.statement = "Another"
    claim.save()
    assert not claim.is_signed_off
    with pytest.raises(ValidationError, match="the statement changed since the last one"):
        publish(claim, by=lawyer)
    sign_off(claim, by=lawyer)
    publish(claim, by=lawyer)
    assert claim.sign_off_note == "Fine."


def test_only_what_is_sensitive_is_signed_off():
    with pytest.raises(ValidationError, match="Only a claim that is marked"):
        sign_off(ClaimFactory(), by=UserFactory())


class TestWhereItWasSaid:
    def test_readers_are_told_when_it_changes_however_it_is_changed(self):
        claim = ClaimFactory(published=True, said_where="A speech in May.")
        change = f"UPDATE claims_claim SET said_where = 'A speech in June.' WHERE id = {claim.pk}"
        with refused("needs a correction"):
            sql(change)
        with refused("needs a correction"):
            sql(f"UPDATE claims_claim SET said_where = '', said_by_id = NULL WHERE id = {claim.pk}")
        with transaction.atomic():
            sql(change)
            correct(claim, note="It was June.", by=UserFactory())
        claim.refresh_from_db()
        assert claim.said_where == "A speech in June."

    def test_what_is_only_added_and_what_nobody_reads_needs_no_note(self):
        public, draft = ClaimFactory(published=True, said_where=""), ClaimFactory(said_where="A speech.")
        for claim in (public, draft):
            sql(f"UPDATE claims_claim SET said_where = 'On the radio.' WHERE id = {claim.pk}")
            connection.check_constraints()

    def test_a_merge_that_gave_it_can_be_undone(self):
        kept, old = ClaimFactory(published=True, said_where=""), ClaimFactory(said_where="A speech.")
        merge(old, into=kept, reason="The same.")
        kept.refresh_from_db()
        assert kept.said_where == "A speech."
        undo(old)
        kept.refresh_from_db()
        assert kept.said_where == ""

"""What readers see of a claim changes by these verbs alone."""

import threading
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from claims.models import Assertion, Claim
from claims.publishing import missing_for_publication, publish, submit, suspend, withdraw
from tests.factories import AssertionFactory, ClaimFactory, EvidenceFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_publishing_records_who_and_when():
    claim, editor = AssertionFactory(quote__confirmed=True).claim, UserFactory()
    publish(claim, by=editor)
    connection.check_constraints()
    claim.refresh_from_db()
    assert (claim.status, claim.published_by) == (Claim.Status.PUBLISHED, editor)
    assert claim.first_published_at is not None


def test_what_is_missing_is_listed_in_plain_words():
    claim = AssertionFactory().claim
    ReviewFactory(claim=claim)
    assert missing_for_publication(claim) == [
        "a confirmed quotation that asserts it, or a statement of where it was said and by whom",
        "a speaker of its quotation, “the bridge is safe” (for somebody not named, of the kind “unnamed source”)",
        "the confirmation of its quotation, “the bridge is safe”",
        "evidence for its rating",
    ]
    with pytest.raises(ValidationError) as refusal:
        publish(claim, by=UserFactory())
    assert len(refusal.value.messages) == 4
    assert Claim.objects.get(pk=claim.pk).status == Claim.Status.DRAFT


def test_rated_with_evidence_and_said_elsewhere():
    claim = ClaimFactory(said_where="A speech on 3 January 2026")
    ReviewFactory(claim=claim)
    EvidenceFactory(claim=claim)
    publish(claim, by=UserFactory())
    connection.check_constraints()


def test_only_a_record_publishes_without_a_name():
    claim = AssertionFactory(quote__confirmed=True).claim
    with pytest.raises(ValidationError, match="records when and by whom"):
        publish(claim, by=None)
    claim.refresh_from_db()
    claim.origin = Claim.Origin.RECORD
    publish(claim, by=None)


def test_withdrawn_and_published_again_keeps_its_first_date():
    claim = ClaimFactory(published=True)
    first = claim.first_published_at
    withdraw(claim, reason="It rested on a forged letter.")
    assert not Claim.objects.public().exists()
    assert Claim.objects.taken_back().get().withdrawn_reason == "It rested on a forged letter."
    publish(claim, by=UserFactory())
    claim.refresh_from_db()
    assert claim.first_published_at == first
    assert claim.withdrawn_reason == ""


def test_withdrawing_needs_a_reason_and_a_public_claim():
    claim = ClaimFactory(published=True)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw(claim, reason="  ")
    with pytest.raises(ValidationError, match="Only a published claim"):
        withdraw(ClaimFactory(), reason="It was wrong.")
    assert Claim.objects.public().get() == claim


def test_suspending_goes_back_to_review_with_the_reason():
    claim = ClaimFactory(published=True)
    suspend(claim, reason="The article changed.")
    assert Claim.objects.taken_back().get().status == Claim.Status.IN_REVIEW


def test_submitting_hands_on_drafts_only():
    claim = ClaimFactory()
    submit(claim)
    assert Claim.objects.get().status == Claim.Status.IN_REVIEW
    with pytest.raises(ValidationError, match="Only a draft"):
        submit(claim)


@pytest.mark.django_db(transaction=True)
def test_two_editors_cannot_each_take_one_of_the_last_two_quotations():
    """Each alone would leave one; together none. The rule locks the claim, so the second one is refused."""
    claim = ClaimFactory(published=True)
    AssertionFactory(claim=claim, quote__confirmed=True)
    ties = list(claim.assertions.values_list("pk", flat=True))
    both_deleted = threading.Barrier(2, timeout=2)  # or the second waits for the first: what is told of both is locked
    refusals = []

    def untie(pk):
        try:
            with transaction.atomic():
                Assertion.objects.filter(pk=pk).delete()
                with suppress(threading.BrokenBarrierError):
                    both_deleted.wait()
        except DatabaseError as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=untie, args=[pk]) for pk in ties]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(refusals) == 1
    assert claim.assertions.count() == 1

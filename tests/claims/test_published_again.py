"""What readers last read is compared with what they read next, however it became public again."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.merging import merge
from claims.correcting import correct, read_otherwise
from claims.models import Claim, Correction, Quote
from claims.publishing import publish, withdraw
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    RatingFactory,
    ReviewFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

AGAIN = "UPDATE claims_claim SET status = 'published', withdrawn_reason = '' WHERE id = %s"


@pytest.fixture
def claim():
    claim = ClaimFactory(published=True, statement="The minister took bribes", said_where="A speech in May.")
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, rating=RatingFactory(slug="true"))
    withdraw(Claim.objects.get(pk=claim.pk), reason="It rested on a forged letter.")
    return Claim.objects.get(pk=claim.pk)


def another_quotation(claim):
    claim.assertions.all().delete()
    AssertionFactory(claim=claim, quote=QuoteFactory(confirmed=True))


CHANGES = {
    "the statement": lambda c: Claim.objects.filter(pk=c.pk).update(statement="The minister took no bribes"),
    "where it was said, or who said it": lambda c: Claim.objects.filter(pk=c.pk).update(said_where="A speech in June."),
    "the quotations": another_quotation,
    "the quotations (speaker)": lambda c: Quote.objects.update(speaker=ActorFactory(), confirmed_at=timezone.now()),
    "the quotations (stance)": lambda c: c.assertions.update(stance="denies"),
    "the quotations (rejected)": lambda c: Quote.objects.update(state="rejected"),
    "The rating": lambda c: ReviewFactory(claim=c, rating=RatingFactory(slug="false"), approved=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_correction_tells_what_is_otherwise_and_not_what_was_withdrawn(claim, change, request):
    change(claim)
    publish(Claim.objects.get(pk=claim.pk), by=UserFactory())
    connection.check_constraints()
    note = Correction.objects.get()
    assert "Published again after it was withdrawn on " in note.note
    assert "It rested on a forged letter." in note.note
    assert request.node.callspec.id.split(" (")[0] in note.note
    assert "took bribes" not in note.note + note.said_before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_asks_for_it_too(claim, change):
    change(claim)
    with refused("its change needs a correction"):
        sql(AGAIN, claim.pk)
    sql(AGAIN, claim.pk)
    correct(claim, note="It was otherwise.", by=UserFactory())
    connection.check_constraints()


def test_that_it_was_withdrawn_is_told_also_where_nothing_is_otherwise(claim):
    AssertionFactory(claim=claim, quote=QuoteFactory(confirmed=True))  # only added
    assert read_otherwise(claim) == []
    publish(claim, by=UserFactory())
    connection.check_constraints()
    assert Correction.objects.get().note.endswith("It rested on a forged letter.")


def test_a_speaker_that_was_merged_is_the_same(claim):
    merge(claim.quotes.get().speaker, into=ActorFactory(), reason="The same.")
    assert read_otherwise(claim) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [1, 2])
def test_in_one_transaction_it_is_not_taken_back_changed_and_published(times):
    with transaction.atomic():
        claim = ClaimFactory(published=True, statement="The minister took bribes", said_where="A speech.")
    with refused("its change needs a correction"):
        for _ in range(times):
            sql("UPDATE claims_claim SET status = 'withdrawn', withdrawn_reason = 'x' WHERE id = %s", claim.pk)
            sql("UPDATE claims_claim SET statement = 'The minister took no bribes' WHERE id = %s", claim.pk)
            sql(AGAIN, claim.pk)


@pytest.mark.django_db(transaction=True)
def test_nor_merged_changed_and_parted():
    with transaction.atomic():
        claim, other = ClaimFactory(published=True, said_where="A speech."), ClaimFactory(published=True)
    merged = "UPDATE claims_claim SET status = 'merged', merged_into_id = %s, withdrawn_reason = 'x' WHERE id = %s"
    with refused("its change needs a correction"):
        sql(merged, other.pk, claim.pk)
        sql("UPDATE claims_claim SET statement = 'Another' WHERE id = %s", claim.pk)
        sql("UPDATE claims_claim SET status = 'published', merged_into_id = NULL WHERE id = %s", claim.pk)
    with transaction.atomic():
        sql(merged, other.pk, claim.pk)
        sql("UPDATE claims_claim SET status = 'published', merged_into_id = NULL WHERE id = %s", claim.pk)

"""What is public has been confirmed, stays borne out, and leaves a reason when it goes."""

from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Assertion, Claim, Quote
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, CorrectionFactory, QuoteFactory, UserFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

NEEDS_A_QUOTATION = "needs at least one confirmed quotation that asserts it"


def as_published() -> dict[str, object]:
    return {"status": "published", "first_published_at": timezone.now(), "published_by": UserFactory()}


def save_published():
    Claim(statement="Nobody said it", **as_published()).save()


def bulk_create_published():
    Claim.objects.bulk_create([Claim(statement="Nobody said it", slug="nobody", **as_published())])


def update_to_published():
    ClaimFactory()
    Claim.objects.update(**as_published())


def sql_to_published():
    ClaimFactory()
    sql(
        "UPDATE claims_claim SET status = 'published', first_published_at = now(), published_by_id = %s",
        UserFactory().pk,
    )


def publish_on_a_proposal():
    AssertionFactory(quote=QuoteFactory(speaker=ActorFactory()))
    Claim.objects.update(**as_published())


@pytest.mark.parametrize(
    "publish",
    [save_published, bulk_create_published, update_to_published, sql_to_published, publish_on_a_proposal],
)
def test_nothing_is_public_without_a_confirmed_quotation(publish):
    with refused(NEEDS_A_QUOTATION):
        publish()


def delete_assertion(claim):
    claim.assertions.all().delete()


def sql_delete_assertion(claim):
    sql("DELETE FROM claims_assertion")


def move_assertion(claim):
    Assertion.objects.update(claim=ClaimFactory())


def tie_another_quotation_instead(claim):
    Assertion.objects.update(quote=QuoteFactory())


def deny_it_instead(claim):
    Assertion.objects.update(stance=Assertion.Stance.DENIES)


def reject_quotation(claim):
    Quote.objects.update(state=Quote.State.REJECTED)


def sql_orphan_quotation(claim):
    sql("UPDATE claims_quote SET state = 'orphaned'")


@pytest.mark.parametrize(
    "undermine",
    [
        delete_assertion,
        sql_delete_assertion,
        move_assertion,
        tie_another_quotation_instead,
        deny_it_instead,
        reject_quotation,
        sql_orphan_quotation,
    ],
)
def test_a_public_claim_stays_borne_out(undermine):
    claim = ClaimFactory(published=True)
    with refused(NEEDS_A_QUOTATION):
        undermine(claim)


def test_one_of_two_quotations_may_go():
    claim = ClaimFactory(published=True)
    AssertionFactory(claim=claim)
    Quote.objects.filter(state=Quote.State.CONFIRMED).exclude(assertions__claim=claim).delete()
    AssertionFactory(claim=claim, quote__confirmed=True)
    claim.assertions.first().delete()
    connection.check_constraints()


def test_where_it_was_said_stands_in_for_a_quotation():
    claim = ClaimFactory(said_where="A speech on state television, 3 January 2026", **as_published())
    connection.check_constraints()
    for nowhere in ("", " \n"):
        with refused(NEEDS_A_QUOTATION):
            CorrectionFactory(claim=claim)  # readers are told; still nothing bears it out
            Claim.objects.filter(pk=claim.pk).update(said_where=nowhere, said_by=None)


def test_publishing_names_an_editor_and_a_date():
    AssertionFactory(quote__confirmed=True)
    with refused("editor_publishes_by_name"):
        Claim.objects.update(status="published", first_published_at=timezone.now())
    with refused("published_claim_has_its_date"):
        Claim.objects.update(status="published", published_by=UserFactory())


def test_what_is_taken_back_says_why():
    ClaimFactory(published=True)
    for status in ("draft", "in_review", "withdrawn"):
        with refused("claim_taken_back_says_why"):
            Claim.objects.update(status=status)
        with refused("claim_taken_back_says_why"):
            sql("UPDATE claims_claim SET status = %s", status)
    with refused("claim_taken_back_says_why"):
        Claim.objects.update(status="withdrawn", withdrawn_reason=" \n")
    Claim.objects.update(status="withdrawn", withdrawn_reason="It rested on a forged letter.")


def test_what_was_public_is_never_deleted():
    claim = ClaimFactory(published=True)
    Claim.objects.update(status="withdrawn", withdrawn_reason="It rested on a forged letter.")
    with refused("Withdraw it with a reason"):
        claim.delete()
    with refused("Withdraw it with a reason"):
        sql("DELETE FROM claims_assertion; DELETE FROM claims_claim")


@pytest.mark.parametrize(
    "change", [{"slug": "new"}, {"id": 4_000_000}, {"first_published_at": None}, {"first_published_at": datetime.max}]
)
def test_what_was_public_keeps_its_address_and_date(change):
    ClaimFactory(published=True)
    Claim.objects.update(status="withdrawn", withdrawn_reason="It rested on a forged letter.")
    if isinstance(change.get("first_published_at"), datetime):
        change = {"first_published_at": timezone.now()}
    with refused("keeps its address and the date"):
        Claim.objects.update(**change)


def test_a_draft_can_be_deleted():
    AssertionFactory().claim.delete()
    assert not Claim.objects.exists()
    assert Quote.objects.exists()


def test_a_claim_needs_a_statement():
    with refused("claim_has_a_statement"):
        ClaimFactory(statement="")


def test_a_quotation_is_tied_to_a_claim_once():
    tie = AssertionFactory()
    with refused("quotation_is_tied_to_a_claim_once"):
        AssertionFactory(claim=tie.claim, quote=tie.quote, stance="denies")


def test_found_by_the_stem_of_its_words_without_accents():
    claim = ClaimFactory(statement="Bridges in Mérida were closed")
    ClaimFactory(statement="Something else")
    assert list(Claim.objects.filter(search="merida bridge")) == [claim]

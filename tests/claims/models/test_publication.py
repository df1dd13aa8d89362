"""What was public changes with a note only; a reply is asked or waived; a link is one of the web."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from claims.models import Addendum, Claim, Correction, Evidence, Reply
from tests.factories import (
    ClaimFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    ReplyFactory,
    UserFactory,
)
from tests.rules import refused, sql

NEEDS_A_NOTE = "its change needs a correction"


def save(claim):
    claim.statement = "The bridge is closed"
    claim.save()


def update(claim):
    Claim.objects.update(statement="The bridge is closed")


def by_sql(claim):
    sql("UPDATE claims_claim SET statement = 'The bridge is closed'")


def another_stance(claim):
    claim.assertions.update(stance="asserts")
    sql("UPDATE claims_assertion SET stance = 'doubts'")


CHANGES = [save, update, by_sql, another_stance]


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_public_changes_with_a_note_only(change):
    claim = ClaimFactory(published=True, said_where="A speech.")
    with refused(NEEDS_A_NOTE):
        change(claim)


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_with_a_note_in_the_same_transaction_it_changes(change):
    claim = ClaimFactory(published=True, said_where="A speech.")
    change(claim)
    CorrectionFactory(claim=claim)
    connection.check_constraints()


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_a_note_on_a_small_fix_does_for_a_slip_only(change):
    claim = ClaimFactory(published=True, said_where="A speech.", statement="The bridge is closd")
    if change is another_stance:
        with refused(NEEDS_A_NOTE):
            change(claim)
            CorrectionFactory(claim=claim, kind="small_fix")
    else:
        change(claim)
        CorrectionFactory(claim=claim, kind="small_fix")
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_an_older_note_does_not_serve():
    claim = ClaimFactory(published=True)
    CorrectionFactory(claim=claim)
    with refused(NEEDS_A_NOTE):
        Claim.objects.update(statement="The bridge is closed")
    with refused("A correction keeps its claim"):
        sql("UPDATE claims_correction SET made_in = claims_this_transaction()")
    with refused(NEEDS_A_NOTE):
        CorrectionFactory(claim=ClaimFactory(published=True))
        Claim.objects.filter(pk=claim.pk).update(statement="The bridge is closed")
    with transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(statement="The bridge is closed")
        with transaction.atomic():  # a savepoint is no other transaction
            CorrectionFactory(claim=claim)


@pytest.mark.django_db
def test_what_is_not_public_changes_freely():
    ClaimFactory()
    Claim.objects.update(statement="The bridge is closed")
    connection.check_constraints()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["claim", "kind", "note", "corrected_at", "corrected_by", "said_before", "says_now"])
def test_a_correction_keeps_what_it_is_of(field):
    CorrectionFactory()
    changes = {
        "claim": ClaimFactory(),
        "kind": "small_fix",
        "corrected_at": timezone.now(),
        "corrected_by": UserFactory(),
    }
    with refused("A correction keeps its claim"):
        Correction.objects.update(**{field: changes.get(field, "Something else")})


@pytest.mark.django_db
def test_a_correction_is_not_dated_ahead():
    with refused("A correction can't be dated ahead"):
        CorrectionFactory(corrected_at=timezone.now() + timedelta(days=1))


def reworded(claim):
    claim.withdrawn_reason = "It was never said."
    claim.save()


def reworded_by_sql(_claim):
    sql("UPDATE claims_claim SET withdrawn_reason = 'It was never said.'")


def reworded_with_another_status(_claim):
    sql("UPDATE claims_claim SET withdrawn_reason = 'It was never said.', status = 'draft'")


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["withdrawn", "in_review"])
@pytest.mark.parametrize("change", [reworded, reworded_by_sql, reworded_with_another_status])
def test_a_reason_that_readers_read_is_never_reworded(change, status):
    claim = ClaimFactory(published=True)
    claim.status, claim.withdrawn_reason = status, "It was misheard."
    claim.save()
    with refused("Readers were told why this claim went: that stays."):
        change(claim)
    addition = Addendum.objects.create(claim=claim, text="Twice.", added_by=UserFactory())
    for change_addition in (lambda: Addendum.objects.update(text="Once."), addition.delete):
        with refused("What readers were told stays: add to it instead."):
            change_addition()


@pytest.mark.django_db
def test_nothing_is_added_to_the_reason_of_what_readers_see_or_never_saw():
    for claim in (ClaimFactory(), ClaimFactory(published=True)):
        with refused("Only to the reason of a claim that is withdrawn now"):
            Addendum.objects.create(claim=claim, text="Twice.", added_by=UserFactory())


@pytest.mark.django_db
def test_a_correction_that_readers_can_see_is_never_deleted():
    CorrectionFactory()
    with refused("so it can't be deleted"):
        Correction.objects.all().delete()
    with refused("so it can't be deleted"):
        sql("DELETE FROM claims_correction")
    CorrectionFactory(claim=ClaimFactory()).delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"asked_at": None}, "reply_is_asked_or_waived"),
        ({"asked_at": None, "waived_reason": " "}, "reply_is_asked_or_waived"),
        ({"waived_reason": "It is his own.", "waived_name": "Jo"}, "reply_is_asked_or_waived"),
        ({"asked_at": None, "waived_reason": "It is his own."}, "waiver_names_its_editor"),
        ({"answered_at": timezone.now() - timedelta(days=1)}, "reply_answer_comes_after_asking"),
        ({"deadline": timezone.now() - timedelta(days=1)}, "reply_deadline_is_after_asking"),
        ({"answer": "It is safe."}, "reply_answer_has_its_date"),
    ],
)
def test_a_reply_is_asked_or_waived_in_order(fields, rule):
    with refused(rule):
        ReplyFactory(**fields)


@pytest.mark.django_db
def test_replies_that_are_due_and_overdue():
    now = timezone.now()
    asked = {"asked_at": now - timedelta(days=9)}
    late = ReplyFactory(deadline=now - timedelta(days=1), **asked)
    later = ReplyFactory(deadline=now - timedelta(days=2), **asked)
    soon = ReplyFactory(deadline=now + timedelta(days=1), **asked)
    without = ReplyFactory(**asked)
    ReplyFactory(deadline=now - timedelta(days=1), answered_at=now, **asked)
    ReplyFactory(asked_at=None, waived_reason="It is his own.", waived_by=UserFactory())
    assert list(Reply.objects.overdue()) == [later, late]
    assert list(Reply.objects.due()) == [soon]
    assert set(Reply.objects.open()) == {late, later, soon, without}


@pytest.mark.django_db
def test_evidence_in_the_database_has_links_of_the_web_only():
    EvidenceFactory(link="https://medium.com/@jo/report?x=1#y")
    for link in ("javascript:alert(1)", "ftp://example.org/", "https://jo:pass@example.org/", "https:///report", "x"):
        with refused("evidence_has_web_links"):
            Evidence.objects.update(link=link)
        with refused("evidence_has_web_links"):
            Evidence.objects.update(archived_link=link)


@pytest.mark.django_db
def test_only_a_confirmed_quotation_is_evidence():
    EvidenceFactory(quote=QuoteFactory(confirmed=True)).full_clean()
    with pytest.raises(ValidationError, match="confirm it first"):
        EvidenceFactory(quote=QuoteFactory()).full_clean()

"""No claim is public that didn't pass the gate, whoever writes into the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.merging import merge
from claims.models import Claim, ClaimSubject
from claims.publishing import publish
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    CorrectionFactory,
    EvidenceFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

LATER = timezone.now() + timedelta(days=300)


def borne_out(**fields):
    return AssertionFactory(quote__confirmed=True, **{f"claim__{name}": to for name, to in fields.items()}).claim


def by_orm(claim):
    Claim.objects.filter(pk=claim.pk).update(
        status="published", first_published_at=timezone.now(), published_by=UserFactory()
    )


def by_sql(claim):
    sql(
        "UPDATE claims_claim SET status = 'published', first_published_at = now(), published_by_id = %s WHERE id = %s",
        UserFactory().pk,
        claim.pk,
    )


def as_a_record(claim):
    sql(
        "UPDATE claims_claim SET status = 'published', first_published_at = now(), origin = 'record' WHERE id = %s",
        claim.pk,
    )


PAST_THE_VERBS = [by_orm, by_sql, as_a_record]
CLOSED = [
    ({"embargo_until": LATER}, "can't be public before its embargo ends"),
    ({"is_sensitive": True}, "its present statement needs a sign-off"),
]


@pytest.mark.parametrize("past", PAST_THE_VERBS)
@pytest.mark.parametrize(("fields", "words"), CLOSED, ids=["embargo", "sign-off"])
def test_the_gate_is_closed_to_all(past, fields, words):
    claim = borne_out(**fields)
    with refused(words):
        past(claim)


@pytest.mark.parametrize(("fields", "words"), CLOSED, ids=["embargo", "sign-off"])
def test_it_closes_behind_no_public_claim(fields, words):
    claim = ClaimFactory(published=True)
    with refused(words):
        Claim.objects.filter(pk=claim.pk).update(**fields)


def signed_off(claim, **fields):
    values = {"signed_off_at": timezone.now(), "signed_off_name": "Jo", "signed_off_statement": claim.statement}
    Claim.objects.filter(pk=claim.pk).update(**values | fields)
    return Claim.objects.get(pk=claim.pk)


def test_a_sign_off_holds_for_its_statement_only():
    claim = signed_off(borne_out(is_sensitive=True, statement="The bridge is safe"))
    by_sql(claim)
    connection.check_constraints()
    with refused("its present statement needs a sign-off"):
        CorrectionFactory(claim=claim)
        sql("UPDATE claims_claim SET statement = 'The bridge is closed'")


def test_a_sign_off_says_who_signed_what():
    for lacking in ({"signed_off_name": ""}, {"signed_off_statement": ""}):
        with refused("sign_off_is_whole"):
            signed_off(ClaimFactory(), **lacking)


def accusing(claim=None):
    return ClaimSubjectFactory(claim=claim or borne_out(), accused=True, actor__name="Ana Ruiz")


UNHEARD = "accuses Ana Ruiz, so their reply must have been asked"


@pytest.mark.parametrize("past", PAST_THE_VERBS)
def test_nobody_is_accused_in_public_unheard(past):
    accused = accusing()
    ReplyFactory(claim=accused.claim)  # somebody else's
    ReplyFactory(actor=accused.actor)  # to another claim
    ClaimSubjectFactory(claim=accused.claim)  # not accused
    with refused(UNHEARD):
        past(accused.claim)


def test_nor_is_who_is_accused_later():
    claim = ClaimFactory(published=True)
    subject = ClaimSubjectFactory(claim=claim, actor__name="Ana Ruiz")
    connection.check_constraints()
    with refused(UNHEARD):
        CorrectionFactory(claim=claim)
        ClaimSubjectFactory(claim=claim, accused=True, actor__name="Ana Ruiz")
    with refused(UNHEARD):
        CorrectionFactory(claim=claim)
        ClaimSubject.objects.filter(pk=subject.pk).update(accused=True)


def test_who_is_accused_is_heard_under_the_name_they_were_merged_into():
    accused = accusing()
    same = ClaimSubjectFactory(claim=accused.claim).actor
    ReplyFactory(claim=accused.claim, actor=accused.actor)
    merge(accused.actor, into=same, reason="The same person.")
    publish(Claim.objects.get(pk=accused.claim.pk), by=UserFactory())
    connection.check_constraints()
    assert not accused.claim.subjects.unheard().exists()
    with refused(UNHEARD):
        CorrectionFactory(claim=accused.claim)
        accused.claim.replies.all().delete()


def test_all_who_are_accused_are_heard():
    heard = accusing()
    ReplyFactory(claim=heard.claim, actor=heard.actor)
    ClaimSubjectFactory(claim=heard.claim, accused=True, actor__name="Jo Field")
    with refused("accuses Jo Field"):
        by_orm(heard.claim)


@pytest.mark.parametrize("reply", [{}, {"asked_at": None, "waived_reason": "It is his own.", "waived_name": "Jo"}])
def test_a_reply_asked_or_waived_opens_it_and_stays(reply):
    accused = accusing()
    claim = ReplyFactory(claim=accused.claim, actor=accused.actor, **reply).claim
    publish(claim, by=UserFactory())
    connection.check_constraints()
    with refused(UNHEARD):
        CorrectionFactory(claim=claim)
        claim.replies.all().delete()
    with refused(UNHEARD):
        CorrectionFactory(claim=claim)
        sql("UPDATE claims_reply SET claim_id = %s", ClaimFactory().pk)
    with refused(UNHEARD):
        CorrectionFactory(claim=claim)
        sql("UPDATE claims_reply SET actor_id = %s", ActorFactory().pk)


def rated(claim=None):
    claim = claim or borne_out()
    EvidenceFactory(claim=claim)
    return ReviewFactory(claim=claim)


def test_nobody_rates_and_publishes_alone():
    review = rated()
    with refused("was rated and published by one person"):
        Claim.objects.update(status="published", first_published_at=timezone.now(), published_by=review.reviewer)
    Claim.objects.update(
        status="published", first_published_at=timezone.now(), published_by=review.reviewer, published_alone=True
    )
    connection.check_constraints()


def test_the_publisher_rates_no_public_claim_anew():
    claim = rated(ClaimFactory(published=True)).claim
    with refused("was rated and published by one person"):
        ReviewFactory(claim=claim, reviewer=claim.published_by)


def test_the_newest_rating_counts():
    review = rated()
    ReviewFactory(claim=review.claim)
    publish(review.claim, by=review.reviewer)
    connection.check_constraints()


def test_a_schedule_has_an_editor_and_keeps_the_embargo():
    claim, now = borne_out(), timezone.now()
    with refused("schedule_names_its_editor"):
        Claim.objects.update(publish_at=now)
    with refused("schedule_respects_the_embargo"):
        Claim.objects.update(publish_at=now, scheduled_by=UserFactory(), embargo_until=LATER)
    publish(claim, by=UserFactory())
    with refused("published_claim_waits_for_nothing"):
        Claim.objects.update(publish_at=now, scheduled_by=UserFactory())

"""Whichever way something becomes public, it passes the same gate."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from claims.gate import missing_for_publication
from claims.merging import merge, plan, undo
from claims.models import Assertion, Claim, Reply
from claims.publishing import publish
from claims.scheduling import schedule
from claims.signing import sign_off
from tests.factories import (
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    QuoteFactory,
    ReplyFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

NOW = timezone.now()
AHEAD, BEHIND = NOW + timedelta(days=2), NOW - timedelta(days=2)


def borne_out(**fields):
    return AssertionFactory(quote__confirmed=True, **{f"claim__{name}": to for name, to in fields.items()}).claim


def published(claim):
    sql(
        "UPDATE claims_claim SET status = 'published', first_published_at = now(), published_by_id = %s WHERE id = %s",
        UserFactory().pk,
        claim.pk,
    )


class TestReplies:
    @pytest.mark.parametrize("field", ["asked_at", "answered_at"])
    def test_none_is_dated_ahead(self, field):
        with refused("no date in the future"):
            ReplyFactory(**{"asked_at": BEHIND, field: AHEAD})
        reply = ReplyFactory(asked_at=BEHIND)
        with refused("no date in the future"):
            sql(f"UPDATE claims_reply SET {field} = now() + interval '1 day' WHERE id = %s", reply.pk)

    def test_who_has_time_to_answer_holds_it_back(self):
        claim = borne_out()
        ReplyFactory(claim=claim, asked_at=BEHIND, deadline=AHEAD, actor__name="Ana Ruiz")
        [missing] = missing_for_publication(claim)
        assert missing.startswith("the answer of Ana Ruiz, or the end of their time to give it")
        assert missing_for_publication(claim, at=AHEAD) == []
        with pytest.raises(ValidationError, match="the answer of Ana Ruiz"):
            schedule(claim, at=NOW + timedelta(days=1), by=UserFactory())
        with refused("waits for the answer of Ana Ruiz"):
            published(claim)

    @pytest.mark.parametrize(
        "change",
        [
            {"answered_at": NOW, "answer": "No."},
            {"deadline": NOW - timedelta(hours=1)},
            {"unawaited_reason": "She fled.", "unawaited_name": "Ed"},
        ],
    )
    def test_an_answer_the_end_of_the_time_or_a_reason_lets_it_pass(self, change):
        claim = borne_out()
        ReplyFactory(claim=claim, asked_at=BEHIND, deadline=AHEAD)
        Reply.objects.update(**change)
        assert missing_for_publication(claim) == []
        publish(claim, by=UserFactory())
        connection.check_constraints()

    @pytest.mark.parametrize("fields", [{"deadline": None}, {"unawaited_name": ""}, {"unawaited_reason": "\u200b"}])
    def test_the_reason_says_something_of_a_deadline_by_name(self, fields):
        with refused("reply_is_not_awaited_by_name"):
            whole = {"deadline": AHEAD, "unawaited_reason": "She fled.", "unawaited_name": "Ed"}
            ReplyFactory(**(whole | fields))

    def test_of_a_public_claim_more_may_be_asked(self):
        claim = ClaimFactory(published=True)
        connection.check_constraints()
        ReplyFactory(claim=claim, deadline=AHEAD)
        Claim.objects.update(note="Asked again.")
        connection.check_constraints()

    def test_who_is_accused_later_was_given_time_too(self):
        claim = ClaimFactory(published=True)
        connection.check_constraints()
        reply = ReplyFactory(claim=claim, deadline=AHEAD)
        with refused("waits for the answer of"):
            ClaimSubjectFactory(claim=claim, actor=reply.actor, accused=True)


DRAFTS = {
    "an embargo": lambda: borne_out(embargo_until=AHEAD),
    "a legal sign-off": lambda: borne_out(is_sensitive=True),
    "a reply asked of": lambda: ClaimSubjectFactory(claim=borne_out(), accused=True).claim,
    "the answer of": lambda: ReplyFactory(claim=borne_out(), asked_at=BEHIND, deadline=AHEAD).claim,
}


class TestMerging:
    @pytest.mark.parametrize(("lacks", "draft"), DRAFTS.items(), ids=DRAFTS)
    def test_what_may_not_be_public_is_not_by_joining_what_is(self, lacks, draft):
        claim, kept = draft(), ClaimFactory(published=True)
        [obstacle] = plan(claim, kept).obstacles
        assert "would be public at once, and it still needs" in obstacle
        assert lacks.removeprefix("an ") in obstacle
        with pytest.raises(ValidationError, match="still needs"):
            merge(claim, into=kept, reason="The same.")

    @pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
    def test_nor_past_the_application(self, draft):
        claim, kept = draft(), ClaimFactory(published=True)
        connection.check_constraints()
        with refused(""):
            for table in ("assertion", "claimsubject", "reply"):
                sql(f"UPDATE claims_{table} SET claim_id = %s WHERE claim_id = %s", kept.pk, claim.pk)
            sql("UPDATE claims_claim SET status = 'merged', merged_into_id = %s WHERE id = %s", kept.pk, claim.pk)

    def test_two_drafts_are_joined_freely_and_what_may_pass_passes(self):
        merge(borne_out(embargo_until=AHEAD), into=ClaimFactory(), reason="The same.")
        signed = borne_out(is_sensitive=True)
        sign_off(signed, by=UserFactory())
        kept = ClaimFactory(published=True)
        merge(signed, into=kept, reason="The same.")
        connection.check_constraints()
        assert kept.assertions.count() == 2
        undo(signed)
        assert (signed.status, kept.assertions.count()) == ("draft", 1)

    def test_what_was_signed_off_gets_no_other_quotations_by_a_merge(self):
        kept = borne_out(is_sensitive=True)
        sign_off(kept, by=UserFactory())
        publish(kept, by=UserFactory())
        claim = borne_out()
        connection.check_constraints()
        with pytest.raises(ValidationError, match="first link these quotations on its page"):
            merge(claim, into=kept, reason="The same.")
        with refused("changed since it was signed off"):
            Assertion.objects.filter(claim=claim).update(claim=kept)
        with transaction.atomic():
            AssertionFactory(claim=kept, quote=claim.quotes.get())
            sign_off(Claim.objects.get(pk=kept.pk), by=UserFactory())
            connection.check_constraints()
        merge(claim, into=kept, reason="The same.")

    def test_undone_a_public_claim_passes_the_gate_again(self):
        claim, kept = ClaimFactory(published=True), ClaimFactory(published=True)
        merge(claim, into=kept, reason="The same.")
        connection.check_constraints()
        Claim.objects.filter(pk=claim.pk).update(is_sensitive=True)
        connection.check_constraints()
        with refused("legally sensitive"):
            sql("UPDATE claims_claim SET status = 'published', merged_into_id = NULL WHERE id = %s", claim.pk)


def test_the_first_publication_is_not_ahead():
    with refused("no date in the future: look at the date of the first publication"):
        ClaimFactory(published=True, first_published_at=AHEAD)


def test_only_a_confirmed_quotation_is_read_and_so_is_its_stance():
    tie = AssertionFactory(claim=ClaimFactory(published=True), quote=QuoteFactory(), stance="denies")
    tie.stance = "doubts"
    tie.save()
    connection.check_constraints()

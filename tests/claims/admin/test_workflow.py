"""The way of a claim from draft to readers, as those who work here go it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Correction, Evidence, Reply
from tests.admin_forms import add_row, confirm, errors_of, fields_of, messages_of, send
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    EvidenceFactory,
    QuoteFactory,
    RatingFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def page_of(claim):
    return reverse("admin:claims_claim_change", args=[claim.pk])


def borne_out(**fields):
    return AssertionFactory(quote__confirmed=True, **{f"claim__{name}": to for name, to in fields.items()}).claim


@pytest.fixture
def editor(client):
    user = UserFactory(first_name="Jo", last_name="Field")
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return user


def test_all_that_is_missing_stands_on_the_page_before_anything_is_pressed(client, editor):
    ends = timezone.now() + timedelta(days=3)
    claim = AssertionFactory(claim__is_sensitive=True, claim__embargo_until=ends, claim__status="in_review").claim
    ClaimSubjectFactory(claim=claim, accused=True, actor__name="Ana Ruiz")
    ReviewFactory(claim=claim, reviewer=editor)
    page = client.get(page_of(claim)).content.decode()
    for words in [
        "a confirmed quotation that asserts it",
        "a speaker of its quotation, “the bridge is safe”",
        "the confirmation of its quotation",
        "evidence for its rating",
        "somebody else to publish it, since you rated it",
        "a reply asked of Ana Ruiz, whom it accuses",
        "a legal sign-off",
        "the end of its embargo",
    ]:
        assert f"<li>{words}" in page
        assert words in errors_of(send(client, page_of(claim), button="publish"))
    assert Claim.objects.get().status == Claim.Status.IN_REVIEW


def test_what_is_missing_is_told_to_the_one_who_looks(client, editor):
    claim = borne_out(status="in_review")
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, reviewer=UserFactory())
    assert "nothing: it can be published" in client.get(page_of(claim)).content.decode()
    ReviewFactory(claim=claim, reviewer=editor)
    assert "since you rated it" in client.get(page_of(claim)).content.decode()


def test_rated_and_published_in_one_step_is_refused(client, editor):
    claim = borne_out(status="in_review")
    EvidenceFactory(claim=claim)
    sent = add_row(fields_of(client, page_of(claim)), "reviews", rating=RatingFactory().pk, explanation="So it is.")
    sent |= {"_verb": "publish"}
    assert "since you rated it" in errors_of(client.post(page_of(claim), sent))
    assert not claim.reviews.exists()


def test_sent_back_with_a_note_that_the_reporter_reads(client, editor):
    claim = ClaimFactory(status="in_review")
    asked = send(client, page_of(claim), button="send_back").url
    assert confirm(client, asked, reason="").status_code == 200
    confirm(client, asked, reason="Who said it first?")
    claim.refresh_from_db()
    assert claim.status == Claim.Status.DRAFT
    assert "Who said it first?" in client.get(page_of(claim)).content.decode()
    send(client, page_of(claim), button="submit")
    claim.refresh_from_db()
    assert (claim.status, claim.sent_back_note) == (Claim.Status.IN_REVIEW, "")


def test_scheduled_for_a_day_and_taken_off_again(client, editor, settings):
    settings.TIME_ZONE = "UTC"
    claim = borne_out(status="in_review")
    asked = send(client, page_of(claim), button="schedule").url
    assert 'type="datetime-local"' in client.get(asked).content.decode()
    said = messages_of(confirm(client, asked, reason="2001-01-04T10:00"))
    assert "That time is past" in said[-1]
    assert confirm(client, asked, reason="tomorrow").status_code == 200
    confirm(client, asked, reason="2126-01-04T10:00")
    claim.refresh_from_db()
    assert (claim.publish_at.isoformat(), claim.scheduled_by) == ("2126-01-04T10:00:00+00:00", editor)
    assert 'value="schedule"' not in client.get(page_of(claim)).content.decode()
    send(client, page_of(claim), button="unschedule")
    claim.refresh_from_db()
    assert claim.publish_at is None


def test_an_embargo_beyond_the_schedule_is_refused_in_plain_words(client, editor):
    claim = borne_out(publish_at=timezone.now() + timedelta(days=1), scheduled_by=editor)
    later = {"embargo_until_0": "2126-01-04", "embargo_until_1": "10:00"}
    assert "scheduled before its embargo ends" in errors_of(send(client, page_of(claim), **later))


def test_a_public_sensitive_statement_changes_with_its_sign_off_and_note(client, editor):
    claim = borne_out(is_sensitive=True)
    send(client, page_of(claim), button="sign_off")
    send(client, page_of(claim), button="publish")
    assert "by Jo Field on" in client.get(page_of(claim)).content.decode()
    change = {"statement": "Another", "correction_note": "It was another."}
    assert "its present statement needs a sign-off" in errors_of(send(client, page_of(claim), **change))
    assert messages_of(send(client, page_of(claim), button="sign_off", **change))[-1] == "Signed off: 1 claim."
    claim.refresh_from_db()
    assert (claim.statement, claim.is_signed_off, claim.status) == ("Another", True, "published")
    assert Correction.objects.get().says_now == "Another"


def test_a_sign_off_of_other_words_is_said_to_hold_no_longer(client, editor):
    claim = borne_out(is_sensitive=True)
    send(client, page_of(claim), button="sign_off")
    send(client, page_of(claim), statement="Another")
    assert "which holds no longer" in client.get(page_of(claim)).content.decode()


def accusing():
    return ClaimSubjectFactory(claim=borne_out(), accused=True, actor__name="Ana Ruiz").claim


def reply_row(client, claim, **values):
    accused = claim.subjects.first()
    actor = accused.actor if accused else ActorFactory()
    return add_row(fields_of(client, page_of(claim)), "replies", actor=actor.pk, **values)


def test_who_asks_for_a_reply_or_waives_it_signs(client, editor):
    claim = accusing()
    client.post(page_of(claim), reply_row(client, claim, asked_at_0="2026-01-04", asked_at_1="10:00"))
    assert (Reply.objects.get().asked_by, Reply.objects.get().waived_by) == (editor, None)
    Reply.objects.all().delete()
    client.post(page_of(claim), reply_row(client, claim, waived_reason="It is his own word.") | {"_verb": "publish"})
    reply = Reply.objects.get()
    assert (reply.waived_by, reply.waived_name, reply.asked_by) == (editor, "Jo Field", None)
    assert Claim.objects.public().get() == claim


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "When was the reply asked?"),
        (
            {"asked_at_0": "2026-01-04", "asked_at_1": "10:00", "waived_reason": "It is his own."},
            "either asked or not",
        ),
        (
            {
                "asked_at_0": "2026-01-04",
                "asked_at_1": "10:00",
                "answered_at_0": "2026-01-03",
                "answered_at_1": "10:00",
            },
            "before it was asked for",
        ),
        ({"asked_at_0": "2026-01-04", "asked_at_1": "10:00", "answer": "No."}, "needs the date it came"),
        ({"asked_at_0": "2126-01-04", "asked_at_1": "10:00"}, "This lies in the future"),
        (
            {"asked_at_0": "2026-01-04", "asked_at_1": "10:00", "unawaited_reason": "She fled."},
            "No deadline was given",
        ),
    ],
)
def test_a_reply_in_disorder_is_refused_in_plain_words(client, editor, values, words):
    claim = borne_out()
    answer = client.post(page_of(claim), reply_row(client, claim, **values))
    assert words in answer.content.decode()
    assert not Reply.objects.exists()


def test_why_a_deadline_was_not_awaited_is_signed_and_told_to_readers(client, editor):
    claim = accusing()
    asked = {"asked_at_0": "2026-01-04", "asked_at_1": "10:00", "deadline_0": "2126-01-04", "deadline_1": "10:00"}
    client.post(page_of(claim), reply_row(client, claim, **asked))
    refusal = errors_of(send(client, page_of(claim), button="publish"))
    assert "the answer of Ana Ruiz, or the end of their time to give it" in refusal
    send(client, page_of(claim), button="publish", **{"replies-0-unawaited_reason": "The bridge may fall."})
    reply = Reply.objects.get()
    assert (reply.unawaited_by, reply.unawaited_name) == (editor, "Jo Field")
    claim.refresh_from_db()
    page = client.get(f"/claims/{claim.slug}/").content.decode()
    assert "We published before the time to answer was over." in page
    assert "The bridge may fall." in page
    told = client.get(f"/claims/{claim.slug}.json").json()
    assert told["replies"][0]["unawaited_reason"] == "The bridge may fall."


def test_what_takes_a_claim_off_the_schedule_is_said_at_once_and_on_its_page(client, editor):
    claim = borne_out(publish_at=timezone.now() + timedelta(days=1), scheduled_by=editor)
    connection.check_constraints()
    said = messages_of(send(client, page_of(claim), statement="Another"))
    assert any("taken off the schedule: Jo Field changed the statement" in one for one in said)
    assert "taken off the schedule: Jo Field changed the statement" in client.get(page_of(claim)).content.decode()
    claim.refresh_from_db()
    assert claim.publish_at is None


def test_the_reply_to_a_public_accusation_stays(client, editor):
    claim = accusing()
    ReplyFactory(claim=claim, actor=claim.subjects.get().actor)
    send(client, page_of(claim), button="publish")
    answer = send(client, page_of(claim), correction_note="Nobody was asked.", **{"replies-0-DELETE": "on"})
    assert "accuses Ana Ruiz, so their reply must have been asked" in errors_of(answer)


def test_who_is_accused_is_ticked_among_those_it_is_about(client, editor):
    claim = borne_out()
    subject = ClaimSubjectFactory(claim=claim, actor__name="Ana Ruiz")
    send(client, page_of(claim), **{"subjects-0-accused": "on"})
    assert claim.subjects.get().accused
    assert "a reply asked of Ana Ruiz, whom it accuses" in errors_of(send(client, page_of(claim), button="publish"))
    ReplyFactory(claim=claim, actor=subject.actor)
    send(client, page_of(claim), button="publish")
    assert Claim.objects.public().get() == claim


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("link", "javascript:alert(1)", "Enter a valid URL."),
        ("link", "https://jo:secret@example.org/", "no name and password"),
        ("archived_link", "ftp://example.org/", "begins with https://"),
    ],
)
def test_evidence_links_to_the_web_only(client, editor, field, value, words):
    claim = ClaimFactory()
    row = {"bearing": "supports", "title": "A report", field: value}
    answer = client.post(page_of(claim), add_row(fields_of(client, page_of(claim)), "evidence", **row))
    assert words in answer.content.decode()
    assert not Evidence.objects.exists()


def test_only_a_confirmed_quotation_is_taken_for_evidence(client, editor):
    claim = ClaimFactory()
    row = {"bearing": "supports", "title": "He said so", "quote": QuoteFactory().pk}
    answer = client.post(page_of(claim), add_row(fields_of(client, page_of(claim)), "evidence", **row))
    assert "Only a confirmed quotation is evidence" in answer.content.decode()


def test_published_again_after_a_withdrawal(client, editor):
    claim = ClaimFactory(published=True)
    first = claim.first_published_at
    confirm(client, send(client, page_of(claim), button="withdraw").url, reason="It was wrong.")
    send(client, page_of(claim), button="publish")
    claim.refresh_from_db()
    assert (claim.status, claim.first_published_at, claim.withdrawn_reason) == ("published", first, "")

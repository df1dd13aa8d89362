"""What is scheduled is published when its time has come, or held back with the reason."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from claims.models import Claim
from claims.publishing import send_back
from claims.scheduling import publish_due, schedule, unschedule
from tests.factories import AssertionFactory, ClaimFactory, QuoteFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=1)


@pytest.fixture
def editor():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="editor"))
    return user


def borne_out(**fields):
    return AssertionFactory(quote__confirmed=True, **{f"claim__{name}": to for name, to in fields.items()}).claim


def scheduled(editor, **fields):
    claim = borne_out(**fields)
    schedule(claim, at=SOON, by=editor)
    return claim


def test_it_is_published_in_the_name_of_who_scheduled_it(editor):
    claim = scheduled(editor)
    assert list(publish_due()) == []
    [outcome] = publish_due(LATER)
    connection.check_constraints()
    assert (outcome.claim, outcome.held_back) == (claim, ())
    claim.refresh_from_db()
    assert (claim.status, claim.published_by, claim.publish_at) == (Claim.Status.PUBLISHED, editor, None)
    assert list(publish_due(LATER)) == []


def test_each_is_tried_by_itself_the_earliest_first(editor):
    claims = [scheduled(editor) for _ in range(3)]
    Claim.objects.filter(pk=claims[2].pk).update(publish_at=NOW)
    claims[0].assertions.update(quote=QuoteFactory())
    outcomes = list(publish_due(LATER))
    assert [outcome.claim for outcome in outcomes] == [claims[2], claims[0], claims[1]]
    assert [bool(outcome.held_back) for outcome in outcomes] == [False, True, False]
    assert "still needs a confirmed quotation" in outcomes[1].held_back[0]
    claims[0].refresh_from_db()
    assert (claims[0].status, claims[0].publish_at) == (Claim.Status.DRAFT, SOON)


def test_who_may_publish_no_more_publishes_nothing(editor):
    scheduled(editor)
    editor.groups.clear()
    [outcome] = publish_due(LATER)
    assert outcome.held_back == (f"{editor}, who scheduled it, may not publish any more.",)
    assert not Claim.objects.public().exists()


def test_a_record_schedules_without_a_name():
    claim = borne_out(origin="record", publish_at=NOW)
    [outcome] = publish_due(LATER)
    assert outcome.held_back == ()
    assert Claim.objects.public().get() == claim


@pytest.mark.parametrize(
    ("fields", "at", "words"),
    [
        ({}, NOW - timedelta(days=1), "That time is past"),
        ({"embargo_until": LATER}, SOON, "still needs the end of its embargo"),
        ({"is_sensitive": True}, SOON, "still needs a legal sign-off"),
    ],
)
def test_what_lacks_something_is_not_scheduled(editor, fields, at, words):
    with pytest.raises(ValidationError) as refusal:
        schedule(borne_out(**fields), at=at, by=editor)
    assert words in refusal.value.messages[0]


def test_an_embargo_that_is_over_by_then_is_none(editor):
    schedule(borne_out(embargo_until=SOON), at=LATER, by=editor)


def test_a_public_claim_is_not_scheduled(editor):
    with pytest.raises(ValidationError, match="published already"):
        schedule(ClaimFactory(published=True), at=SOON, by=editor)


def test_off_the_schedule(editor):
    claim = scheduled(editor)
    unschedule(claim)
    with pytest.raises(ValidationError, match="not scheduled"):
        unschedule(claim)
    assert list(publish_due(LATER)) == []


def test_what_is_sent_back_is_off_the_schedule(editor):
    send_back(scheduled(editor, status="in_review"), note="Who said it first?")
    claim = Claim.objects.get()
    assert (claim.status, claim.publish_at, claim.sent_back_note) == ("draft", None, "Who said it first?")


def test_the_command_says_what_it_did(editor, capsys):
    call_command("publish_due")
    assert capsys.readouterr() == ("", "")
    good, bad = scheduled(editor, slug="good"), scheduled(editor, slug="bad")
    Claim.objects.update(publish_at=NOW - timedelta(hours=1))
    Claim.objects.filter(pk=bad.pk).update(is_sensitive=True)
    with pytest.raises(SystemExit) as end:
        call_command("publish_due")
    assert end.value.code == 1
    printed = capsys.readouterr()
    assert printed.out == "published: good\n"
    assert printed.err.startswith("held back: bad: “")
    assert "still needs a legal sign-off" in printed.err
    assert Claim.objects.public().get() == good

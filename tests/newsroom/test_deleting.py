"""Deleting one thing: what somebody changed since the page was opened is told first."""

import pytest

from articles.models import Actor, ActorName
from claims.models import Claim
from tests.admin_forms import _Fields, delete, fields_of
from tests.factories import ActorFactory, ActorNameFactory, ClaimFactory, TopicFactory
from tests.newsroom.test_admin_history import page_of

pytestmark = pytest.mark.django_db


def shown_in(answer):
    parser = _Fields()
    parser.feed(answer.content.decode())
    return parser.sent


def test_what_nobody_touched_goes_at_once(admin_client):
    for thing in (ClaimFactory(), TopicFactory(), ActorFactory()):
        assert delete(admin_client, page_of(thing, "delete")).status_code == 302
        assert not type(thing).objects.filter(pk=thing.pk).exists()


def test_what_somebody_changed_meanwhile_is_told_and_stays_until_it_is_confirmed_again(admin_client):
    claim = ClaimFactory(statement="The bridge is safe")
    opened = fields_of(admin_client, page_of(claim, "delete"))
    Claim.objects.filter(pk=claim.pk).update(statement="The bridge is closed")
    answer = admin_client.post(page_of(claim, "delete"), opened)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody changed it while you were looking" in text
    assert "changed the statement of this claim" in text
    assert "<ins" in text
    assert Claim.objects.filter(pk=claim.pk).exists()
    assert admin_client.post(page_of(claim, "delete"), shown_in(answer)).status_code == 302
    assert not Claim.objects.exists()


def test_a_part_that_somebody_added_counts_too(admin_client):
    actor = ActorFactory()
    opened = fields_of(admin_client, page_of(actor, "delete"))
    ActorNameFactory(actor=actor, name="Minister Ruiz")
    text = admin_client.post(page_of(actor, "delete"), opened).content.decode()
    assert "added the actor name “Minister Ruiz”" in text
    assert ActorName.objects.filter(actor=actor).count() == 2


@pytest.mark.parametrize("shown", ["", "nonsense", "[]", None])
def test_who_does_not_say_what_they_saw_is_asked_again(admin_client, shown):
    actor = ActorFactory()
    sent = {"post": "yes"} | ({} if shown is None else {"_seen": shown})
    answer = admin_client.post(page_of(actor, "delete"), sent)
    assert "doesn’t say what it showed" in answer.content.decode()
    assert Actor.objects.filter(pk=actor.pk).exists()


def test_what_somebody_else_deleted_meanwhile_is_said(admin_client):
    actor = ActorFactory()
    opened = fields_of(admin_client, page_of(actor, "delete"))
    Actor.objects.filter(pk=actor.pk).delete()
    assert admin_client.post(page_of(actor, "delete"), opened).headers["Location"] == "/admin/"

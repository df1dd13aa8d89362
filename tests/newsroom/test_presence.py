"""Who else has a page open is said at load, and to the script that asks."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.models import Presence
from newsroom.presence import visit
from tests.factories import TopicFactory, UserFactory
from tests.newsroom.test_admin import address

pytestmark = pytest.mark.django_db


def signed_in(**names):
    client = Client()
    client.force_login(UserFactory(is_superuser=True, **names))
    return client


def page_of(thing, page="change"):
    return address(admin.site._registry[type(thing)], page, thing.pk)


def test_the_second_reads_who_has_it_open():
    topic, other = TopicFactory(), TopicFactory()
    anna, ben = signed_in(first_name="Anna", last_name="Berg"), signed_in()
    assert anna.get(page_of(topic)).context["others"] == []
    page = ben.get(page_of(topic))
    assert "Anna Berg has this open since " in page.content.decode()
    assert ben.get(page_of(other)).context["others"] == []


def test_the_script_is_told_and_tells():
    topic = TopicFactory()
    anna, ben = signed_in(first_name="Anna"), signed_in(username="ben")
    anna.get(page_of(topic))
    (told,) = ben.post(page_of(topic, "open")).json()["others"]
    assert told.startswith("Anna has this open since")
    assert anna.post(page_of(topic, "open")).json()["others"][0].startswith("ben has this open")
    ben.post(page_of(topic, "open"), {"left": "1"})
    assert anna.post(page_of(topic, "open")).json()["others"] == []


def test_who_said_nothing_for_minutes_is_gone_and_comes_back_anew():
    anna, ben = UserFactory(), UserFactory()
    visit(anna.pk, "claims.Topic", "1")
    begun = timezone.now() - timedelta(minutes=30)
    Presence.objects.update(since=begun, seen_at=timezone.now() - timedelta(minutes=5))
    assert visit(ben.pk, "claims.Topic", "1") == []
    visit(anna.pk, "claims.Topic", "1")
    assert [visitor.since > begun for visitor in visit(ben.pk, "claims.Topic", "1")] == [True]


def test_old_rows_are_swept():
    anna, ben = UserFactory(), UserFactory()
    visit(anna.pk, "claims.Topic", "1")
    Presence.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    visit(ben.pk, "claims.Topic", "2")
    assert [row.user for row in Presence.objects.all()] == [ben]


def test_it_costs_one_query_however_many_there_are():
    topic = TopicFactory()

    def cost():
        client = signed_in()
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(topic))
        return sum("newsroom_presence" in query["sql"] for query in queries)

    assert {cost() for _ in range(3)} == {1}


def test_only_who_may_change_it_is_told(client):
    client.force_login(UserFactory())
    assert client.post(page_of(TopicFactory(), "open")).status_code == 403
    assert signed_in().get(page_of(TopicFactory(), "open")).status_code == 405

"""Merging actors and splitting one, from the admin."""

import pghistory
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.merging import merge
from articles.models import Actor
from articles.registry import known_as
from claims.models import Quote
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    ArticleFactory,
    AssertionFactory,
    BylineFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    QuoteFactory,
    RelayActorFactory,
    ReplyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def page(name, actor, into=None):
    return reverse(f"admin:articles_actor_{name}", args=[actor.pk]) + (f"?into={into.pk}" if into else "")


def sent(to, *quotes, **more):
    return {"to": to, "claims.quote.speaker": [quote.pk for quote in quotes], "reason": "Two sisters."} | more


@pytest.fixture
def actor():
    actor = ActorFactory(name="Ana Ruiz")
    QuoteFactory.create_batch(2, confirmed=True, speaker=actor)
    return actor


NEW = {"new-name": "Ana Maria Ruiz", "new-kind": "person", "new-description": ""}


class TestMerging:
    def test_who_is_called_the_same_is_suggested(self, admin_client, actor):
        other = ActorNameFactory(name="ANA RUIZ").actor
        answer = admin_client.get(page("merge", actor))
        assert [label for label, _, _ in answer.context["choices"]] == [f"{other} (person)"]
        found = admin_client.get(page("merge", actor), {"q": other.name}).context["choices"]
        assert [label for label, _, _ in found] == [f"{other} (person)"]

    def test_it_is_merged_and_parted_again(self, admin_client, actor):
        kept = ActorFactory(name="Minister Ruiz")
        text = admin_client.get(page("merge", actor, kept)).content.decode()
        assert "Quotations (2)" in text
        assert "Actor names (1)" in text
        answer = admin_client.post(page("merge", actor, kept), {"do": "merge", "reason": "The same."})
        assert answer.headers["Location"] == page("change", kept)
        assert Quote.objects.filter(speaker=kept).count() == 2
        assert not admin_client.get(page("change", actor)).context["has_change_permission"]
        assert admin_client.post(page("part", actor)).headers["Location"] == page("change", actor)
        assert Quote.objects.filter(speaker=actor).count() == 2

    def test_a_merged_actor_is_not_offered_for_choice(self, admin_client, actor):
        merge(actor, into=ActorFactory(name="Minister Ruiz"), reason="The same.")
        offered = {"app_label": "claims", "model_name": "quote", "field_name": "speaker", "term": "ruiz"}
        found = admin_client.get("/admin/autocomplete/", offered).json()["results"]
        assert [one["text"] for one in found] == ["Minister Ruiz (person)"]


class TestSplitting:
    def test_it_shows_what_would_happen_first(self, admin_client, actor):
        quote = actor.quotes.first()
        answer = admin_client.post(page("split", actor), sent("new", quote, do="look", **NEW))
        text = answer.content.decode()
        assert "What would go to “Ana Maria Ruiz”" in text
        assert "Quotations (1)" in text
        assert "Two sisters." in text
        assert not Actor.objects.filter(name="Ana Maria Ruiz").exists()
        assert [row[2] for offer in answer.context["offers"] for row in offer.rows].count(True) == 1

    def test_it_splits_off_a_new_one(self, admin_client, actor):
        quote = actor.quotes.first()
        answer = admin_client.post(page("split", actor), sent("new", quote, do="split", **NEW))
        other = Actor.objects.get(name="Ana Maria Ruiz")
        assert answer.headers["Location"] == page("change", other)
        assert list(other.quotes.all()) == [quote]

    def test_it_gives_back_to_one_that_was_merged(self, admin_client, actor):
        kept = ActorFactory(name="Minister Ruiz")
        merge(actor, into=kept, reason="The same.")
        quote = kept.quotes.first()
        admin_client.post(page("split", kept), sent(str(actor.pk), quote, do="split"))
        assert list(Actor.objects.get(pk=actor.pk).quotes.all()) == [quote]
        assert actor in known_as("Ana Ruiz")

    def test_it_is_undone(self, admin_client, actor):
        quote = actor.quotes.first()
        admin_client.post(page("split", actor), sent("new", quote, do="split", **NEW))
        other = Actor.objects.get(name="Ana Maria Ruiz")
        assert page("rejoin", other) in admin_client.get(page("change", other)).content.decode()
        assert page("rejoin", actor) not in admin_client.get(page("change", actor)).content.decode()
        text = admin_client.get(page("rejoin", other)).content.decode()
        assert "Split from “Ana Ruiz” on" in text
        assert "Two sisters." in text
        assert admin_client.post(page("rejoin", other)).headers["Location"] == page("change", actor)
        assert actor.quotes.count() == 2
        assert page("rejoin", other) not in admin_client.get(page("change", other)).content.decode()

    def test_what_is_in_the_way_of_undoing_is_told_and_nothing_happens(self, admin_client, actor):
        quote = actor.quotes.first()
        admin_client.post(page("split", actor), sent("new", quote, do="split", **NEW))
        other = Actor.objects.get(name="Ana Maria Ruiz")
        with pghistory.context():
            Quote.objects.filter(pk=quote.pk).update(note="Looked at.")
        assert "was changed since" in admin_client.get(page("rejoin", other)).content.decode()
        assert "was changed since" in admin_client.post(page("rejoin", other)).content.decode()
        assert list(other.quotes.all()) == [quote]
        assert "not split from another" in admin_client.get(page("rejoin", actor)).content.decode()

    def test_nothing_chosen_and_no_reason_are_told(self, admin_client, actor):
        answer = admin_client.post(page("split", actor), sent("new", do="split", **NEW))
        assert "Choose what goes to the other." in answer.content.decode()
        answer = admin_client.post(
            page("split", actor), sent("new", *actor.quotes.all(), do="split", **NEW) | {"reason": ""}
        )
        assert "Say why they are two" in answer.content.decode()
        assert "Ana Maria Ruiz" in answer.content.decode()

    def test_a_new_one_needs_a_name(self, admin_client, actor):
        answer = admin_client.post(page("split", actor), sent("new", *actor.quotes.all(), do="split"))
        assert "This field is required." in answer.content.decode()

    @pytest.mark.parametrize("to", ["", "x", "0", "99999999999"])
    def test_odd_destinations_do_no_harm(self, admin_client, actor, to):
        answer = admin_client.post(page("split", actor), sent(to, *actor.quotes.all(), do="split"))
        assert answer.status_code == 200
        assert actor.quotes.count() == 2

    def test_readers_see_another_speaker_so_they_are_told(self, admin_client):
        claim = ClaimFactory(published=True)
        quote = claim.quotes.get()
        address = page("split", quote.speaker)
        answer = admin_client.post(address, sent("new", quote, do="split", **NEW))
        assert "write the note" in answer.context["refusal"][0]
        assert 'id="note"' in answer.content.decode()
        note = "It was her sister who said so."
        assert admin_client.post(address, sent("new", quote, do="split", note=note, **NEW)).status_code == 302
        assert claim.corrections.get().note == quote.speaker.corrections.get().note == note

    def test_only_who_may(self, client, actor):
        editor = UserFactory()
        editor.user_permissions.set(Permission.objects.filter(codename__in=["change_actor", "view_actor"]))
        client.force_login(editor)
        assert client.get(page("split", actor)).status_code == 403
        assert client.get(page("merge", actor)).status_code == 403
        assert client.post(page("rejoin", actor)).status_code == 403

    @pytest.mark.parametrize("name", ["split", "merge"])
    def test_it_costs_the_same_with_many_rows(self, admin_client, name):
        def queries(count):
            actor, other = ActorFactory(), ActorFactory()
            for make in (QuoteFactory,):
                make.create_batch(count, speaker=actor)
            for make in (ActorNameFactory, BylineFactory, ClaimSubjectFactory, RelayActorFactory, ReplyFactory):
                make.create_batch(count, actor=actor)
            ArticleFactory.create_batch(count, publisher=actor)
            AssertionFactory.create_batch(count, quote__speaker=actor)
            address = page(name, actor, other if name == "merge" else None)
            admin_client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert admin_client.get(address).status_code == 200
            return [query["sql"] for query in queries]

        few, many = queries(1), queries(4)
        assert len(few) == len(many), many

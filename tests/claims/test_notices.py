"""What readers were told of actors, articles and topics changes only with a note, in the database too."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from articles.models import Actor, Article, Byline
from claims import public
from claims.models import Correction, Topic
from claims.notices import note, note_change, note_import, told
from claims.publishing import withdraw
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    BylineFactory,
    ClaimFactory,
    ClaimTopicFactory,
    TopicFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(published=True)


@pytest.fixture
def speaker(claim):
    return claim.quotes.get().speaker


@pytest.fixture
def article(claim):
    return claim.quotes.get().revision.article


def changed(thing, words="It was wrong.", **fields):
    """Change a thing with its note, as the admin does."""
    with transaction.atomic():
        before = told(thing)
        type(thing).objects.filter(pk=thing.pk).update(**fields)
        note_change(thing, before, words, by=UserFactory())
        connection.check_constraints()


class TestTheDatabaseRefuses:
    def test_another_name_description_or_kind_of_an_actor(self, speaker):
        Actor.objects.filter(pk=speaker.pk).update(description="Minister")  # what was empty is only added
        connection.check_constraints()
        for field, value in {"name": "'Somebody'", "description": "'General'", "kind": "'group'"}.items():
            with refused("only together with a note"):
                sql(f"UPDATE articles_actor SET {field} = {value} WHERE id = %s", speaker.pk)

    def test_a_name_for_an_unnamed_source_even_with_a_note(self):
        claim = ClaimFactory(published=True, quote__quote__speaker__kind="unnamed")
        with refused("never turns from the one into the other"):
            note(claim.quotes.get().speaker, "It was Ana Ruiz.", by=None)
            sql("UPDATE articles_actor SET kind = 'person' WHERE kind = 'unnamed'")

    def test_another_headline_date_publisher_or_byline_of_an_article(self, article):
        BylineFactory(article=article, name="Ana Ruiz")
        other = ActorFactory()
        values = {"headline": "'Other'", "published_on": "'2020-01-01'", "publisher_id": str(other.pk)}
        for field, value in values.items():
            with refused("only together with a note"):
                sql(f"UPDATE articles_article SET {field} = {value} WHERE id = %s", article.pk)
        with refused("only together with a note"):
            Byline.objects.update(name="Bo Li")
        with refused("only together with a note"):
            Byline.objects.all().delete()

    def test_another_name_of_a_topic(self, claim):
        topic = ClaimTopicFactory(claim=claim).topic
        with refused("its name changes only together with a note"):
            Topic.objects.filter(pk=topic.pk).update(name="Traitors")

    def test_what_nobody_has_met_is_free(self):
        Actor.objects.filter(pk=ActorFactory(description="x").pk).update(name="Other", kind="unnamed", description="y")
        Article.objects.filter(pk=ArticleFactory().pk).update(headline="Other")
        Topic.objects.filter(pk=TopicFactory().pk).update(name="Other")
        BylineFactory().delete()
        connection.check_constraints()

    def test_to_take_back_or_reword_what_readers_were_told(self, speaker):
        made = note(speaker, "It was wrong.", by=None)
        for change in ({"note": "Never mind."}, {"actor": ActorFactory()}):
            with refused("readers were told so"):
                Correction.objects.filter(pk=made.pk).update(**change)
        with refused("stays told"):
            Correction.objects.filter(pk=made.pk).delete()

    def test_a_note_on_nothing_or_on_two_things(self, claim, speaker):
        for things in ({}, {"claim": claim, "actor": speaker}):
            with refused("of one claim, actor, article or topic"):
                Correction.objects.create(note="x", **things)


def test_a_note_tells_what_was_said_before(speaker):
    changed(speaker, "He is a general.", name="Vladimir Padrino", kind="group")
    made = speaker.corrections.get()
    assert made.note == "He is a general."
    assert (made.said_before, made.says_now) == (f"{speaker.name}; person", "Vladimir Padrino; group")


def test_a_name_and_back_are_two_notes(claim):
    topic = ClaimTopicFactory(claim=claim, topic__name="War").topic
    changed(topic, "It is more than that.", name="War and peace")
    changed(topic, "It is not.", name="War")
    told_then = topic.corrections.order_by("pk").values_list("said_before", "says_now")
    assert list(told_then) == [("War", "War and peace"), ("War and peace", "War")]


def test_no_words_no_change(speaker):
    with pytest.raises(ValidationError, match=r"say in “Note on the change” .* \(name\)"):
        changed(speaker, " ", name="Somebody")


def test_an_unnamed_source_is_not_named():
    claim = ClaimFactory(published=True, quote__quote__speaker__kind="unnamed")
    speaker = claim.quotes.get().speaker
    with pytest.raises(ValidationError, match="Readers were told of an unnamed source"):
        changed(speaker, "It was her.", kind="person")


def test_what_was_only_added_needs_no_words(speaker):
    changed(speaker, "", description="Minister")
    assert not Correction.objects.exists()


def test_an_import_tells_by_itself_each_time(article):
    for headline in ("The bridge is open", "The bridge is shut"):
        before = told(article)
        Article.objects.filter(pk=article.pk).update(headline=headline)
        note_import(article, before, by_publisher=True)
    connection.check_constraints()
    notes = article.corrections.order_by("pk").values_list("note", "said_before", "says_now")
    first = article.headline
    assert list(notes) == [
        ("Changed by its publisher: headline.", first, "The bridge is open"),
        ("Changed by its publisher: headline.", "The bridge is open", "The bridge is shut"),
    ]


def test_once_met_is_met_for_good_but_the_note_is_told_only_while_it_is_public(claim, speaker):
    withdraw(claim, reason="It was somebody else.")
    with refused("only together with a note"):
        Actor.objects.filter(pk=speaker.pk).update(name="Somebody")
    claim.refresh_from_db()
    changed(speaker, "Readers will want to know.", name="Somebody")
    assert not public.corrections().exists()
    sql("UPDATE claims_claim SET status = 'published', withdrawn_reason = ''")
    assert public.corrections().get().actor == speaker


def test_readers_find_it_on_its_page_and_among_the_corrections(client, claim, speaker, article):
    topic = ClaimTopicFactory(claim=claim).topic
    changed(speaker, "He is a general.", name="General Padrino")
    changed(article, "It was printed a day before.", published_on="2026-01-01")
    changed(topic, "It is about more.", name="War and peace")
    page = client.get(f"/actors/{speaker.slug}/").content.decode()
    assert "He is a general." in page
    assert f'id="correction-{speaker.corrections.get().pk}"' in page
    assert "It was printed a day before." in client.get(f"/articles/{article.slug}/").content.decode()
    for address in ("/corrections/", "/corrections.json", "/corrections.atom"):
        text = client.get(address).content.decode()
        for words in ("He is a general.", "It was printed a day before.", "It is about more."):
            assert words in text
    table = b"".join(client.get("/corrections.csv")).decode()
    assert "actor,General Padrino" in table
    listed = client.get("/corrections.json").json()["items"]
    assert {(one["of"], one["name"], one["claim"]) for one in listed} == {
        ("actor", "General Padrino", None),
        ("article", article.headline, None),
        ("topic", "War and peace", None),
    }
    assert all(one["url"].startswith("http://testserver/") for one in listed)

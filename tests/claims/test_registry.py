"""Merges and splits of actors that readers have met are told to them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles.models import Actor
from claims.models import Correction
from claims.registry import is_told, merge, rejoin, split, undo
from tests.factories import ActorFactory, ActorNameFactory, ArticleFactory, ClaimFactory, QuoteFactory, UserFactory

pytestmark = pytest.mark.django_db
WHY = "INTERNAL: source X says so."


@pytest.fixture
def claim():
    return ClaimFactory(published=True)


@pytest.fixture
def quote(claim):
    return claim.quotes.select_related("speaker").get()


def notes():
    return list(Correction.objects.order_by("pk").values_list("note", flat=True))


def chosen(*quotes):
    return {"claims.quote.speaker": [quote.pk for quote in quotes]}


def test_a_merge_is_told_on_the_one_that_is_kept_without_its_reason(client, quote):
    kept = ActorFactory(name="General Padrino")
    merge(quote.speaker, into=kept, reason=WHY)
    [said] = notes()
    assert said == f"“{quote.speaker}” and “General Padrino” are one, and told as “General Padrino” since."
    assert kept.corrections.get()
    assert "told as" in client.get(f"/actors/{kept.slug}/").content.decode()


def test_undoing_it_is_told_too_and_what_was_told_stays(client, quote):
    old = quote.speaker
    kept = ActorFactory(name="General Padrino")
    merge(old, into=kept, reason=WHY)
    old.refresh_from_db()
    undo(old)
    connection.check_constraints()
    assert len(notes()) == 3
    assert "told apart again" in notes()[1]
    assert notes()[1] == notes()[2]
    assert "told apart again" in client.get(f"/actors/{old.slug}/").content.decode()
    quote.refresh_from_db()
    assert quote.speaker == old
    assert kept.corrections.count() == 2


def test_a_note_stays_where_it_was_made_and_is_read_on_the_kept_ones_page(client, quote):
    old, kept = quote.speaker, ActorFactory()
    Correction.objects.create(actor=old, note="He is a general.")
    merge(old, into=kept, reason=WHY)
    assert old.corrections.count() == 1
    assert "He is a general." in client.get(f"/actors/{kept.slug}/").content.decode()


def test_a_merge_of_one_that_nobody_has_met_tells_nothing(quote):
    merge(ActorFactory(), into=quote.speaker, reason=WHY)
    assert notes() == []


def test_what_came_from_one_that_nobody_has_met_goes_with_a_note_that_does_not_name_it(quote):
    unknown = ActorFactory(name="Secret", description="A general")
    merge(unknown, into=quote.speaker, reason=WHY)
    unknown.refresh_from_db()
    undo(unknown)
    connection.check_constraints()
    assert notes() == ["Something was told here that is of somebody else."]


def test_publishers_that_are_one_need_no_note_on_each_article(quote):
    outlet = quote.revision.article.publisher
    merge(outlet, into=ActorFactory(kind="media_outlet"), reason=WHY)
    outlet.refresh_from_db()
    undo(outlet)
    connection.check_constraints()
    assert all("told" in words for words in notes())


def test_a_split_that_readers_see_needs_a_note_which_each_claim_carries(claim, quote):
    actor, other = quote.speaker, Actor(name="Ana Maria Ruiz", kind="person")
    assert is_told(actor, other, chosen(quote))
    with pytest.raises(ValidationError, match="write the note that they read"):
        split(actor, to=other, chosen=chosen(quote), reason=WHY)
    editor = UserFactory()
    split(
        actor, to=Actor(name="Ana Maria Ruiz", kind="person"), chosen=chosen(quote), reason=WHY, note="Two.", by=editor
    )
    connection.check_constraints()
    assert claim.corrections.get().note == actor.corrections.get().note == "Two."
    assert claim.corrections.get().corrected_by == editor


def test_so_does_one_of_an_outlet(quote):
    article = quote.revision.article
    articles = {"articles.article.publisher": [article.pk]}
    new = Actor(name="The Other Post", kind="media_outlet")
    with pytest.raises(ValidationError, match="write the note"):
        split(article.publisher, to=new, chosen=articles, reason=WHY)
    split(
        article.publisher, to=Actor(name="The Other Post", kind="media_outlet"), chosen=articles, reason=WHY, note="2"
    )
    connection.check_constraints()


def test_undoing_a_split_is_told_on_each_claim(claim, quote):
    actor = quote.speaker
    QuoteFactory(confirmed=True, speaker=actor)
    new = Actor(name="Ana Maria Ruiz", kind="person")
    split(actor, to=new, chosen=chosen(quote), reason=WHY, note="Two.")
    assert rejoin(new) == actor
    connection.check_constraints()
    assert claim.corrections.count() == 2
    assert any("are one, and told as" in words for words in notes())


def test_what_readers_have_not_seen_is_split_without_a_note(quote):
    hidden = QuoteFactory(confirmed=True, speaker=quote.speaker)
    alias = ActorNameFactory(actor=quote.speaker)
    rows = chosen(hidden) | {"articles.actorname.actor": [alias.pk]}
    split(quote.speaker, to=Actor(name="Ana Maria Ruiz", kind="person"), chosen=rows, reason=WHY)
    ArticleFactory()
    assert notes() == []


@pytest.mark.parametrize(("kind", "new_kind"), [("unnamed", "person"), ("person", "unnamed")])
def test_an_unnamed_source_is_never_split_into_somebody_named(kind, new_kind):
    hidden = QuoteFactory(confirmed=True, speaker__kind=kind)
    new = Actor(name="Ana Ruiz", kind=new_kind)
    with pytest.raises(ValidationError, match="Readers were told of an unnamed source"):
        split(hidden.speaker, to=new, chosen=chosen(hidden), reason=WHY, note="It was her.")

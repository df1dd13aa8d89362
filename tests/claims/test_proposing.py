"""What extraction finds becomes proposed quotations, once each, with speakers only where the registry can tell."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from articles.importing import store
from articles.models import Actor
from articles.reading import read_file, read_text
from claims.extraction import extract
from claims.models import Quote
from claims.proposing import propose
from tests.factories import ActorFactory, ActorNameFactory, UserFactory

pytestmark = pytest.mark.django_db

HEAD = "Bridge Is Safe\n\nMonday, March 2, 2026 by Ada Brown\n\n"


def found_in(source):
    return extract(source.text, source.paragraphs)


def proposed(body, file_name="bridge.txt"):
    """Store an article with this body and propose what is found in it."""
    source = read_text(f"{HEAD}{body}\n")
    revision = store(source, file_name).revision
    warnings = propose(revision, found_in(source))
    connection.check_constraints()
    return list(Quote.objects.filter(revision=revision).whole().order_by("pk")), warnings


def test_the_seed_article_gives_its_quotations_and_actors():
    source = read_file(Path(settings.BASE_DIR / "seeds" / "cold-blooded-murder.txt"))
    revision = store(source, "cold-blooded-murder.txt").revision

    assert propose(revision, found_in(source)) == []
    connection.check_constraints()

    quotes = Quote.objects.filter(revision=revision)
    assert quotes.count() >= 13
    assert set(quotes.values_list("state", "origin")) == {("proposed", "machine")}
    padrino = Actor.objects.get(name="Vladimir Padrino")
    assert padrino.description == "Venezuelan Defense Minister"
    for name in ("Padrino", "General Padrino", "Venezuelan Defense Minister Vladimir Padrino", "PADRINO"):
        assert Actor.objects.named(name).get() == padrino
    assert padrino.quotes.count() == 4
    unnamed = Actor.objects.filter(kind=Actor.Kind.UNNAMED).values_list("name", flat=True)
    assert set(unnamed) == {"intelligence sources", "international media reports"}
    post = Actor.objects.get(name="The New York Post")
    assert post.kind == Actor.Kind.MEDIA_OUTLET
    assert post.relays.count() == 2


def test_a_quotation_is_stored_with_all_its_parts_word_for_word():
    (quote,), _ = proposed('"The bridge is safe," Mayor Maria López said in an interview with The Harbour Post.')
    text = quote.revision.text
    passage, relay = quote.passages.get(), quote.relays.get()
    assert passage.text == text[passage.start : passage.end] == '"The bridge is safe,"'
    assert quote.source_text == text[quote.source_start : quote.source_end] == "Mayor Maria López"
    assert quote.cue_text == text[quote.cue_start : quote.cue_end] == "said"
    assert relay.text == text[relay.start : relay.end]
    assert [actor.name for actor in relay.actors.all()] == ["The Harbour Post"]
    assert (quote.kind, quote.speaker.name) == ("direct", "Maria López")
    assert 0 < quote.confidence <= 1


def test_offsets_count_characters_also_behind_an_emoji():
    (quote,), _ = proposed('😀 The mayor smiled 🌉. "The bridge is safe," Maria López said.')
    assert quote.passages.get().text == '"The bridge is safe,"'


@pytest.mark.parametrize("state", Quote.State.values)
def test_what_a_quotation_of_any_state_stands_for_is_not_proposed_again(state):
    (quote,), _ = proposed('"The bridge is safe," Maria López said.')
    quote.state = state
    quote.confirmed_at, quote.confirmed_by = (quote.created, UserFactory()) if state == "confirmed" else (None, None)
    quote.save()
    propose(quote.revision, found_in(read_text(quote.revision.text)))
    assert Quote.objects.get() == quote


def test_a_quotation_whose_bounds_an_editor_moved_a_little_is_not_proposed_again():
    (quote,), _ = proposed('"The bridge is safe," Maria López said.')
    passage = quote.passages.get()
    passage.start, passage.end, passage.text = passage.start + 1, passage.end - 2, passage.text[1:-2]
    passage.save()
    propose(quote.revision, found_in(read_text(quote.revision.text)))
    assert Quote.objects.get() == quote


def test_an_actor_in_the_registry_is_found_without_regard_to_case_and_accents():
    known = ActorFactory(name="MARÍA LOPEZ")
    (quote,), _ = proposed('"The bridge is safe," Maria López said.')
    assert quote.speaker == known
    assert Actor.objects.filter(kind=Actor.Kind.PERSON).count() == 1


def test_of_two_actors_with_the_same_full_name_none_is_chosen_and_the_report_says_so():
    ActorFactory(name="Maria López", description="Mayor")
    ActorFactory(name="Maria López", description="goalkeeper")
    (quote,), (warning, _) = proposed('"The bridge is safe," Maria López said.')
    assert quote.speaker is None
    assert "Mayor" in warning
    assert "goalkeeper" in warning


def test_people_with_one_family_name_stay_apart():
    quotes, _ = proposed(
        '"The bridge is safe," Maria López said.\n\n"It is not," Pedro López said.\n\n"Wait and see," López added.'
    )
    assert [quote.speaker and quote.speaker.name for quote in quotes] == ["Maria López", "Pedro López", None]


def test_a_family_name_alone_is_the_one_actor_who_has_it_and_otherwise_nobody():
    (quote,), _ = proposed('"The bridge is safe," López said.')
    assert quote.speaker is None
    assert quote.source_text == "López"
    assert not Actor.objects.named("López").exists()

    maria = ActorNameFactory(name="López", actor__name="Maria López").actor
    (quote,), _ = proposed('"The bridge is rather safe," López said.', "second.txt")
    assert quote.speaker == maria

    ActorNameFactory(name="López", actor__name="Pedro López")
    (quote,), (warning, _) = proposed('"The bridge is quite safe," López said.', "third.txt")
    assert quote.speaker is None
    assert "Pedro López" in warning


def test_an_article_that_names_somebody_in_full_never_takes_another_of_the_family():
    ActorNameFactory(name="López", actor__name="Maria López")
    quotes, _ = proposed('"The bridge is safe," Pedro López said.\n\n"Very safe," López added.')
    assert {quote.speaker.name for quote in quotes} == {"Pedro López"}


def test_unnamed_sources_are_known_by_the_words_for_them():
    (first,), _ = proposed("According to intelligence sources, the bridge was closed for a night.")
    (second,), _ = proposed("According to intelligence sources, the tunnel was closed for a night.", "tunnel.txt")
    assert first.speaker == second.speaker
    assert first.speaker.kind == Actor.Kind.UNNAMED


def test_a_way_of_writing_that_an_editor_took_away_does_not_come_back():
    proposed('"The bridge is safe," Mayor Maria López said.')
    maria = Actor.objects.get(name="Maria López")
    assert maria.names.filter(name="López").exists() or maria.names.filter(name="Mayor Maria López").exists()
    maria.names.exclude(name="Maria López").delete()

    proposed('"The bridge is very safe," Mayor Maria López said.', "second.txt")
    assert [name.name for name in maria.names.all()] == ["Maria López"]


def test_a_new_way_of_writing_is_added_to_the_actor():
    maria = ActorFactory(name="Maria López")
    proposed('"The bridge is safe," Mayor Maria López said. "Very safe," López added.')
    assert {"Maria López", "Mayor Maria López", "López"} <= {name.name for name in maria.names.all()}


def test_a_description_that_an_editor_wrote_stays():
    maria = ActorFactory(name="Maria López", description="engineer")
    proposed('"The bridge is safe," Mayor Maria López said.')
    maria.refresh_from_db()
    assert maria.description == "engineer"


def test_common_words_do_not_become_an_organisation():
    quotes, _ = proposed('"The bridge is safe," the company said.')
    assert quotes
    assert not Actor.objects.filter(name__iexact="company").exclude(kind=Actor.Kind.UNNAMED).exists()


def test_proposals_without_a_speaker_are_told_with_their_sources():
    _, warnings = proposed(
        "Anna Keller met Peter Keller on the pier.\n\n"
        '"The ferry is late," Keller said.\n\nNobody answered.\n\n"It is always late," Keller said.'
    )
    assert warnings[-1] == "2 proposals have no speaker yet (“Keller”)."

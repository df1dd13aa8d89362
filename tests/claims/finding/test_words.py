from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.finding.words import LONGEST, cleaned, search
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    QuoteFactory,
)

pytestmark = pytest.mark.django_db


def found(asked):
    return {listing.claim.statement for listing in search(cleaned(asked)).listings}


def said(speaker):
    return quotation(article_with("“A.”"), "“A.”", speaker=speaker)


def test_words_are_found_by_their_stem_and_without_their_accents():
    published("The bridges of Málaga are safe", said("Ana"))
    assert found("bridge malaga") == {"The bridges of Málaga are safe"}
    assert found("tunnel") == set()


def test_phrases_choices_and_exclusions_work_as_on_the_web():
    published("The old bridge is safe", said("Ana"))
    published("The bridge is old", said("Ana"))
    assert found('"old bridge"') == {"The old bridge is safe"}
    assert found("bridge -safe") == {"The bridge is old"}
    assert len(found("safe or old")) == 2


def test_a_name_finds_what_its_actor_said_and_what_is_about_it():
    ana = ActorFactory(name="Ana Ruiz")
    ActorNameFactory(actor=ana, name="Minister Ruíz")
    published("The bridge is safe", said(ana))
    ClaimSubjectFactory(claim=published("She resigned", said("Bob")), actor=ana)
    published("Something else", said("Bob"))
    assert found("  minister  RUIZ ") == {"The bridge is safe", "She resigned"}
    assert list(search("minister ruiz").actors) == [ana]


def quoted(words):
    return quotation(article_with(f"He spoke of {words} then."), words, speaker="Bob")


def test_the_words_of_what_was_quoted_are_found():
    published("The bridge is safe", quoted("“a cold-blooded murder”"))
    published("The road is safe", quoted("“the murder of a cold-blooded man”"))
    assert found("murders") == {"The bridge is safe", "The road is safe"}
    assert found('"cold-blooded murder"') == {"The bridge is safe"}
    assert found("“cold-blooded murder”") == {"The bridge is safe"}
    assert found("then") == set()


def test_a_word_left_out_is_left_out_of_the_statement_as_well():
    published("The bridge is safe", quoted("“it holds”"))
    published("The road is good", quoted("“it holds”"))
    assert found("holds -safe") == {"The road is good"}


@pytest.mark.parametrize("asked", ["Keller", "anna", "keller anna", "KELLER, Änna", "minister keller"])
def test_words_of_a_name_find_its_actor_in_any_order(asked):
    anna = ActorFactory(name="Anna Keller")
    ActorNameFactory(actor=anna, name="Minister Anna Keller")
    published("The bridge is safe", said(anna))
    published("Something else", said("Annabel Kellerman"))
    assert found(asked) == {"The bridge is safe"}
    assert list(search(asked).actors) == [anna]


def test_words_of_two_names_of_an_actor_make_no_name():
    anna = ActorFactory(name="Anna Keller")
    ActorNameFactory(actor=anna, name="The Minister")
    published("The bridge is safe", said(anna))
    assert found("minister keller") == set()


def test_where_only_a_name_was_found_the_page_says_no_more(client):
    revision = article_with("“A.”", publisher__name="The Courier")
    published("The bridge is safe", quotation(revision, "“A.”", speaker="Bob"))
    text = text_of(client.get("/claims/", {"q": "courier"}))
    assert "By this name The Courier" in text
    assert "Only the name above was found" in text
    assert "Nothing found" not in text
    assert "called so" not in text


def test_a_question_costs_the_same_however_much_it_finds(client):
    costs = []
    for _size in range(2):
        for number in range(3):
            published("The bridge is safe", quoted(f"“bridge {number}”"))
            published("It holds", said(f"Bridge Watcher {number}"))
        costs.append(queries_for(client, "/claims/?q=bridge"))
    assert costs[0] == costs[1]


def test_what_is_not_public_is_never_found():
    hidden = ActorFactory(name="Hidden Person")
    published("The bridge is safe", said("Ana"))
    unconfirmed = QuoteFactory(speaker=ActorFactory())
    AssertionFactory(claim=published("The road is safe", said("Ana")), quote=unconfirmed)
    AssertionFactory(claim=ClaimFactory(), quote=quoted("“a secret”"))
    ClaimSubjectFactory(claim=ClaimFactory(statement="A secret draft"), actor=hidden)
    assert found("secret") == set()
    assert "“the bridge is safe”" in unconfirmed.content
    assert found("bridge") == {"The bridge is safe"}
    assert found("Hidden Person") == set()
    assert not search("Hidden Person").actors.exists()


def test_the_page_shows_the_question_what_was_found_and_the_actor(client):
    published("The bridge is safe", said("Ana Ruiz"))
    response = client.get("/claims/", {"q": "ana ruiz"})
    text = text_of(response)
    assert "“ana ruiz”" in text
    assert "By this name Ana Ruiz" in text
    assert "Ana Ruiz: The bridge is safe" in text
    assert 'value="ana ruiz"' in response.content.decode()
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_nothing_found_says_how_to_go_on(client):
    text = text_of(client.get("/claims/", {"q": "<xyzzy>"}))
    assert "Nothing found" in text
    assert "Try fewer words" in text


@pytest.mark.parametrize("asked", ["", "   ", "\0", "\n\t"])
def test_an_empty_question_shows_the_whole_list(client, asked):
    published("The bridge is safe", said("Ana"))
    assert "The bridge is safe" in text_of(client.get("/claims/", {"q": asked}))


@pytest.mark.parametrize("asked", ["the", "'", '"', "-", "a & | ! <-> :*", "x" * 5000, "'; DROP TABLE", "😀"])
def test_odd_questions_are_answered(client, asked):
    assert client.get("/claims/", {"q": asked}).status_code == 200


class TestAnyQuestion(TestCase):
    @settings(max_examples=30)
    @given(st.text(max_size=300))
    def test_it_can_be_asked(self, asked):
        question = cleaned(asked)
        assert len(question) <= LONGEST
        if question:
            assert list(search(question).listings) == []


class TestAnotherLanguage:
    """A claim is found by the stems of the article it was told in first, and by English ones."""

    def told(self, statement, words="“lo dijo”", **article):
        return published(statement, quotation(article_with(f"Dijo {words} ayer.", **article), words, speaker="Ana"))

    def test_its_words_are_found_by_its_own_stems(self):
        self.told("Los puentes nuevos son seguros", "“completamente revisados”", language="es-VE")
        published("The bridges are safe", said("Bob"))
        assert found("puente segura") == {"Los puentes nuevos son seguros"}
        assert found("revisadas") == {"Los puentes nuevos son seguros"}
        assert found('"puente nuevo"') == {"Los puentes nuevos son seguros"}
        assert found("bridge") == {"The bridges are safe"}

    def test_what_was_stated_in_english_is_found_by_english_stems(self):
        self.told("Soldiers were murdered", "“los asesinaron”", language="es")
        assert found("soldier murder") == found("asesinar") == {"Soldiers were murdered"}

    def test_a_word_is_left_out_by_its_own_stems(self):
        self.told("Los puentes son seguros", language="es")
        self.told("Los puentes son viejos", language="es")
        published("The puentes are safe", said("Bob"))
        assert found("puentes -segura") == {"Los puentes son viejos", "The puentes are safe"}
        assert found("puentes -safes") == {"Los puentes son seguros", "Los puentes son viejos"}

    def test_no_phrase_is_found_across_the_end_of_a_statement(self):
        self.told("El puente es viejo", "“bastante seguro”", language="es")
        assert found('"viejo bastante"') == found('"seguro el puente"') == set()
        assert found('"bastante seguro"') == {"El puente es viejo"}

    def test_it_follows_the_language_of_the_article(self):
        claim = self.told("Los puentes son seguros")
        assert found("segura") == set()
        article = claim.quotes.get().revision.article
        article.language = "es"
        article.save()
        assert found("segura") == {"Los puentes son seguros"}

    def test_what_was_told_in_two_languages_is_in_that_of_the_first_article(self):
        late = quotation(article_with("He said “it holds” then.", published_on=date(2026, 1, 2)), "“it holds”")
        early = article_with("Dijo “aguanta” ayer.", published_on=date(2026, 1, 1), language="es")
        claim = published("Los puentes son seguros", late, quotation(early, "“aguanta”"))
        assert claim.listing.stemming == "newsroom_spanish"
        assert found("aguantar") == found("holding") == {"Los puentes son seguros"}

    def test_its_words_are_marked(self, client):
        self.told("Los puentes son seguros", "“completamente revisados”", language="es")
        self.told("Soldiers were murdered", language="es")
        assert "<mark>puentes</mark>" in client.get("/claims/", {"q": "puente"}).content.decode()
        assert "<mark>revisados</mark>" in client.get("/claims/", {"q": "revisadas"}).content.decode()
        assert "<mark>murdered</mark>" in client.get("/claims/", {"q": "murders"}).content.decode()

    def test_the_best_match_comes_first(self, client):
        self.told("Aquí aguantan", "“los puentes”", language="es")
        self.told("Los puentes aguantan", language="es")
        rows = client.get("/claims/", {"q": "puente"}).context["listed"]
        assert [row.entry.claim.statement for row in rows] == ["Los puentes aguantan", "Aquí aguantan"]

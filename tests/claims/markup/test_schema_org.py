import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.markup.schema_org import TYPES, script
from claims.models import Claim, Quote, Rating
from claims.publishing import withdraw
from newsroom.publisher import Publisher
from tests.claims.markup.vocabulary import checked
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import ActorFactory, AssertionFactory, EvidenceFactory, ReviewFactory, UserFactory
from tests.rules import set_aside

PUBLISHER = Publisher(
    "The Ledger",
    "https://ledger.example",
    "https://ledger.example/principles",
    "https://ledger.example/corrections",
    "https://ledger.example/method",
)


def markup_of(client, claim, question="", language=""):
    """Give what the page of ``claim`` tells machines, as they read it; None where it tells nothing."""
    page = client.get(f"{language}/claims/{claim.slug}/{question}").content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def told(speaker=None, statement="The bridge is safe", **article):
    fields = {"headline": "On the bridge", "published_on": date(2026, 1, 4), "link": "https://example.com/a"} | article
    revision = article_with("He said “it holds” then.", **fields)
    speaker = speaker or ActorFactory(name="Ana Ruiz", description="Minister of Works", wikidata_id="Q312")
    return published(statement, quotation(revision, "“it holds”", speaker=speaker))


def rated(slug="half-true", **review):
    claim = told()
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, rating=Rating.objects.get(slug=slug), explanation="Two piers are cracked.", **review)
    return claim


@pytest.mark.django_db
class TestClaim:
    def test_it_has_its_author_and_where_it_appeared_first(self, client):
        claim = told(publisher__name="The Courier")
        later = article_with("She said “it does” again.", headline="Later", published_on=date(2026, 2, 1))
        AssertionFactory(claim=claim, quote=quotation(later, "“it does”"))
        node = markup_of(client, claim)
        checked(node)
        assert node["@type"] == "Claim"
        assert node["text"] == "The bridge is safe"
        assert node["url"] == f"http://testserver/claims/{claim.slug}/"
        assert node["author"]["@type"] == "Person"
        assert node["author"]["name"] == "Ana Ruiz"
        assert node["author"]["sameAs"] == ["https://www.wikidata.org/entity/Q312"]
        assert node["firstAppearance"]["url"] == "https://example.com/a"
        assert node["firstAppearance"]["publisher"]["name"] == "The Courier"
        assert [article["headline"] for article in node["appearance"]] == ["On the bridge", "Later"]

    @pytest.mark.parametrize("kind", list(TYPES))
    def test_an_actor_of_any_kind_can_be_its_author(self, client, kind):
        node = markup_of(client, told(speaker=ActorFactory(name="Somebody", kind=kind)))
        checked(node)
        assert node["author"]["name"] == "Somebody"

    def test_a_source_that_is_not_named_is_no_person_but_told_of_in_words(self, client):
        speaker = ActorFactory(name="intelligence sources", kind="unnamed")
        node = markup_of(client, told(speaker=speaker))
        checked(node)
        assert "author" not in node
        assert node["creditText"] == "intelligence sources"

    def test_an_outlets_own_statement_has_the_outlet_for_author(self, client):
        revision = article_with("The bridge is safe.", publisher__name="The Courier")
        outlet = revision.article.publisher
        own = quotation(revision, "The bridge is safe", speaker=outlet, kind=Quote.Kind.OWN_VOICE, origin="editor")
        assert markup_of(client, published("It is safe", own))["author"]["name"] == "The Courier"

    @pytest.mark.parametrize("stance", ["denies", "doubts"])
    def test_who_denies_or_doubts_it_is_not_its_author_and_that_is_no_appearance(self, client, stance):
        quote = quotation(article_with("“No,” he said."), "“No,”", speaker="Ana Ruiz")
        node = markup_of(client, published("It is safe", quote, stance=stance))
        checked(node)
        assert node["author"]["name"] == "Otto Rey"  # who said it elsewhere
        assert [work["@type"] for work in node["appearance"]] == ["CreativeWork"]
        assert node["firstAppearance"] == node["appearance"][0]
        assert "Ana Ruiz" not in json.dumps(node)

    def test_what_was_said_elsewhere_has_its_author_and_where_it_was_said(self, client):
        node = markup_of(client, published("It is safe", said_where="A speech."))
        checked(node)
        assert node["author"]["name"] == "Otto Rey"
        [speech] = node["appearance"]
        assert (speech["@type"], speech["description"]) == ("CreativeWork", "A speech.")
        assert speech["author"] == node["author"]

    @pytest.mark.parametrize("stance", ["", "denies", "doubts"])
    def test_nobody_is_its_author_where_nobody_noted_of_old_who_said_it(self, client, stance):
        quotes = [quotation(article_with("“No,” he said."), "“No,”")] if stance else []
        claim = published("It is safe", *quotes, stance=stance, said_where="A speech.")
        with set_aside():
            Claim.objects.update(said_by=None)
        node = markup_of(client, claim)
        checked(node)
        assert not {"author", "creditText", "appearance", "firstAppearance"} & set(node)

    def test_quotations_that_are_not_public_are_no_appearance(self, client):
        claim = told()
        hidden = quotation(article_with("He said “psst” then.", headline="Hidden"), "“psst”")
        hidden.state = Quote.State.PROPOSED
        hidden.save()
        AssertionFactory(claim=claim, quote=hidden)
        assert "Hidden" not in json.dumps(markup_of(client, claim))

    def test_links_that_lead_to_no_web_page_are_left_out(self, client):
        speaker = ActorFactory(name="X", authority_link="javascript:alert(1)")
        assert "javascript" not in json.dumps(markup_of(client, told(speaker=speaker, link="javascript:alert(2)")))

    def test_only_the_first_page_of_a_claim_carries_it(self, client, monkeypatch):
        monkeypatch.setattr("claims.pages.claims.TELLINGS_ON_A_PAGE", 1)
        claim = told()
        AssertionFactory(claim=claim, quote=quotation(article_with("“It does,” she said."), "“It does,”"))
        assert markup_of(client, claim)
        assert markup_of(client, claim, "?page=2") is None

    def test_what_was_taken_back_carries_none(self, client):
        claim = told()
        withdraw(claim, reason="It was misheard.")
        assert markup_of(client, claim) is None


@pytest.mark.django_db
class TestClaimReview:
    @pytest.fixture(autouse=True)
    def _policies(self, settings):
        settings.PUBLISHER = PUBLISHER

    def test_the_newsroom_is_its_author_and_the_claimant_that_of_the_claim(self, client):
        node = markup_of(client, rated("mostly-false"))
        checked(node)
        assert node["@type"] == "ClaimReview"
        assert node["claimReviewed"] == "The bridge is safe"
        assert node["author"]["name"] == "The Ledger"
        assert node["author"]["correctionsPolicy"] == "https://ledger.example/corrections"
        assert node["itemReviewed"]["@type"] == "Claim"
        assert node["itemReviewed"]["author"]["name"] == "Ana Ruiz"
        assert node["url"] == node["itemReviewed"]["url"]
        assert node["reviewBody"] == "Two piers are cracked."

    def test_one_page_tells_of_it_and_all_languages_know_the_claim_by_one_address(self, client):
        claim = rated()
        review, spanish = markup_of(client, claim), markup_of(client, claim, language="/es")
        assert review["inLanguage"] == "en"
        assert spanish == {"@context": "https://schema.org"} | review["itemReviewed"]
        assert spanish["url"] == f"http://testserver/claims/{claim.slug}/"

    def test_every_step_of_the_scale_lies_between_one_and_five_and_has_its_name(self, client):
        claim = rated()
        for rating in Rating.objects.exclude(value=None):
            ReviewFactory(claim=claim, rating=rating)
            given_rating = markup_of(client, claim)["reviewRating"]
            assert (given_rating["ratingValue"], given_rating["alternateName"]) == (rating.value, rating.name)
            assert (given_rating["worstRating"], given_rating["bestRating"]) == (1, 5)

    def test_unproven_has_a_name_and_no_number(self, client):
        node = markup_of(client, rated("unproven"))
        checked(node)
        assert node["reviewRating"]["alternateName"] == "Unproven"
        assert not {"ratingValue", "bestRating", "worstRating"} & set(node["reviewRating"])

    def test_no_person_who_works_here_is_named(self, client):
        reviewer = UserFactory(username="iris-v", first_name="Iris", last_name="Vogel")
        claim = rated(reviewer=reviewer)
        written = json.dumps(markup_of(client, claim))
        assert "Vogel" not in written
        assert "iris-v" not in written

    def test_an_unrated_claim_is_a_claim_only(self, client):
        assert markup_of(client, told())["@type"] == "Claim"

    def test_a_newsroom_that_named_no_policies_gives_out_no_review(self, client, settings):
        settings.PUBLISHER = None
        claim = rated()
        assert markup_of(client, claim)["@type"] == "Claim"
        assert "ClaimReview" not in client.get(f"/claims/{claim.slug}/").content.decode()

    def test_it_stands_on_no_list(self, client):
        rated()
        for address in ["/", "/claims/", "/actors/ana-ruiz/", "/corrections/"]:
            assert "ld+json" not in client.get(address).content.decode()


@given(st.dictionaries(st.text(), st.text()))
def test_no_text_ends_its_element_and_all_comes_back(node):
    written = script(node)
    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == node


@pytest.mark.django_db
def test_a_statement_can_not_break_out(client):
    claim = told(statement="</script><script>alert(1)</script><!-- & ]]>")
    assert markup_of(client, claim)["text"] == claim.statement
    assert "<script>alert" not in client.get(f"/claims/{claim.slug}/").content.decode()

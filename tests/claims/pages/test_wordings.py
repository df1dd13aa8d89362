from datetime import date
from html import unescape

import pytest

from tests.claims.pages.building import article_with, made_public, published, queries_for, quotation, text_of
from tests.factories import AssertionFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def claim_in_words(*wordings, language="en"):
    """Give a published claim told once in each of these wordings, a day apart."""
    claim = ClaimFactory(statement="Much of the team was killed")
    for number, words in enumerate(wordings):
        revision = article_with(f"He told of {words} then.", published_on=date(2026, 1, 1 + number), language=language)
        AssertionFactory(claim=claim, quote=quotation(revision, words, speaker="Ana Ruiz"))
    return made_public(claim)


def page_of(client, claim, query=""):
    return text_of(client.get(f"/claims/{claim.slug}/{query}"))


def test_a_wording_is_set_word_by_word_against_the_first(client):
    claim = claim_in_words("“a large part of the team fell”", "“a significant portion of the team fell”")
    text = page_of(client, claim)
    assert "“a [removed: large part ] [added: significant portion ] of the team fell” against 1" in text


def test_the_same_words_in_other_case_and_marks_are_one_wording_with_both_tellings(client):
    claim = claim_in_words("“Much of the team fell.”", "much of the “team” fell", "“all of the team fell”")
    response = client.get(f"/claims/{claim.slug}/")
    first, second = response.context["wordings"]
    assert [len(first.tellings), len(second.tellings)] == [2, 1]


def test_a_wording_with_nothing_in_common_stands_by_itself(client):
    claim = claim_in_words("“nobody came back”", "“they lost everyone”", "“they lost almost everyone”")
    nothing, other, like_it = client.get(f"/claims/{claim.slug}/").context["wordings"]
    assert nothing.against is None
    assert other.against is None
    assert like_it.against is other


def test_one_wording_is_not_told_twice(client):
    assert "How the wording changed" not in page_of(client, claim_in_words("“they fell”", "“They fell.”"))


def test_who_denies_it_has_no_wording_of_it(client):
    claim = claim_in_words("“much of the team fell”")
    denial = quotation(article_with("She said “much of the team did not fall”."), "“much of the team did not fall”")
    AssertionFactory(claim=claim, quote=denial, stance="denies")
    assert "How the wording changed" not in page_of(client, claim)


def test_a_later_page_is_set_against_the_first_telling_too(client, monkeypatch):
    monkeypatch.setattr("claims.pages.claims.TELLINGS_ON_A_PAGE", 1)
    claim = claim_in_words("“a large part of the team fell”", "“a small part of the team fell”")
    assert "How the wording changed" not in page_of(client, claim)
    assert "a [removed: large ] [added: small ] part" in page_of(client, claim, "?page=2")


def test_another_language_is_not_compared(client):
    claim = claim_in_words("“el equipo de Maduro”", language="es")
    english = quotation(article_with("He told of “el equipo de Madrid” then.", language="en"), "“el equipo de Madrid”")
    AssertionFactory(claim=claim, quote=english)
    assert [one.against for one in client.get(f"/claims/{claim.slug}/").context["wordings"]] == [None, None]


def test_what_is_told_there_costs_no_query_more(client):
    claim = claim_in_words("“one of them fell”")
    costs = []
    for size in (2, 6):
        for number in range(size):
            words = f"“{size + number} of them fell”"
            AssertionFactory(claim=claim, quote=quotation(article_with(f"So {words}."), words))
        costs.append(queries_for(client, f"/claims/{claim.slug}/"))
    assert costs[0] == costs[1]


def test_the_page_says_how_to_cite_it_and_as_of_when_it_was_checked(client):
    claim = published("The bridge is safe", said_where="A speech.")
    text = page_of(client, claim, "?utm_source=elsewhere")
    cited = f"“Otto Rey: The bridge is safe – Not checked”, Newsroom, http://testserver/claims/{claim.slug}/, accessed"
    assert cited in text
    assert "Checked as of" not in text


def test_the_page_gives_the_lines_that_show_its_claim_on_another(client):
    claim = published("The <b>bridge</b> is safe", said_where="A speech.")
    html = client.get(f"/claims/{claim.slug}/").content.decode()
    lines = unescape(html.partition("<pre")[2].partition("</pre>")[0])
    offered = client.get("/oembed", {"url": f"http://testserver/claims/{claim.slug}/"}).json()["html"]
    assert offered in lines
    assert f"/claims/{claim.slug}/embed/" in offered
    assert "<iframe" not in html

import pytest

from claims.models import Claim, Quote
from claims.pages.home import LATEST, most_quoted
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def said(speaker):
    return quotation(article_with("“A.”"), "“A.”", speaker=speaker)


def test_a_new_installation_says_that_nothing_is_published_yet(client):
    assert "Nothing has been published yet." in text_of(client.get("/"))


def test_the_latest_claims_are_shown_with_their_speakers_and_no_more_than_fit(client):
    for number in range(LATEST + 1):
        published(f"Claim {number:02}", said(f"Speaker {number:02}"))
    text = text_of(client.get("/"))
    assert f"Speaker {LATEST:02}: Claim {LATEST:02} Not checked" in text
    assert "Claim 00" not in text


def test_the_most_quoted_come_first_counted_by_public_quotations(client):
    often, once, never = (ActorFactory(name=name) for name in ("Often", "Once", "Never"))
    published("A", said(once), said(often), said(often))
    AssertionFactory(claim=Claim.objects.get(), quote=said(often))
    AssertionFactory(claim=ClaimFactory(), quote=said(never))
    assert [(quoted.actor, quoted.times) for quoted in most_quoted()] == [(often, 3), (once, 1)]
    assert "Often 3 quotations" in text_of(client.get("/"))


def test_one_quotation_that_bears_two_claims_counts_once():
    quote = said("Ana")
    published("A", quote)
    published("B", quote)
    assert [quoted.times for quoted in most_quoted()] == [1]


def test_an_outlets_own_voice_quotes_nobody():
    revision = article_with("The bridge is safe.")
    own = quotation(
        revision, "The bridge is safe", speaker=revision.article.publisher, kind=Quote.Kind.OWN_VOICE, origin="editor"
    )
    published("The bridge is safe", own)
    assert most_quoted() == []


def test_its_cost_does_not_grow_with_its_rows(client):
    costs = []
    for _size in range(2):
        for number in range(3):
            published("A", said(f"Speaker {number}"))
        costs.append(queries_for(client, "/"))
    assert costs[0] == costs[1]


def test_social_networks_get_its_name_and_a_picture(client):
    for address in ("/", "/claims/", "/corrections/", "/about/"):
        page = client.get(address).text
        assert '<meta property="og:image" content="http://testserver/card.png">' in page
    assert (
        '<meta property="og:title"\n        content="Newsroom – who said what, word for word">' in client.get("/").text
    )
    picture = client.get("/card.png")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert client.get("/es/card.png").content != picture.content


def test_a_name_that_the_font_lacks_a_letter_of_has_no_picture(client, settings):
    settings.SITE_NAME = "新聞"
    assert "og:image" not in client.get("/").text
    assert client.get("/card.png").status_code == 404

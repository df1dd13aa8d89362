"""The picture of a claim: who said what and how it stands, of public claims alone."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from claims.models import Rating
from claims.pages.card import card_of
from claims.pages.drawing import HEIGHT, WIDTH, Card, drawn
from claims.pages.entries import entries
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation
from tests.factories import ClaimFactory, EvidenceFactory, ReviewFactory

CARD = Card("Ana Ruiz", "The bridge is safe", "Not checked", "Newsroom")


def told(statement="The bridge is safe"):
    return published(statement, quotation(article_with("She said “it holds”."), "“it holds”"))


def opened(picture):
    return Image.open(BytesIO(picture))


@pytest.mark.django_db
class TestTheAddress:
    def test_it_is_a_picture_that_the_page_names(self, client):
        claim = told()
        answer = client.get(f"/claims/{claim.slug}/card.png")
        assert answer.headers["Content-Type"] == "image/png"
        picture = opened(answer.content)
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        head = client.get(f"/claims/{claim.slug}/").content.decode().partition("</head>")[0]
        assert f'property="og:image" content="http://testserver/claims/{claim.slug}/card.png"' in head
        assert 'property="og:image:alt" content="Ana Ruiz: The bridge is safe – Not checked"' in head

    def test_it_says_whose_word_it_is_and_how_it_stands(self):
        claim = told("The bridge is safe.")
        assert card_of(entries([claim])[0]) == CARD
        EvidenceFactory(claim=claim)
        ReviewFactory(claim=claim, rating=Rating.objects.get(slug="false"))
        assert card_of(entries([claim])[0]).standing == "False"

    def test_it_changes_with_the_rating_and_is_read_again_only_then(self, client):
        claim = told()
        address = f"/claims/{claim.slug}/card.png"
        first = client.get(address)
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        EvidenceFactory(claim=claim)
        ReviewFactory(claim=claim)
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
        assert queries_for(client, address) <= 5

    def test_what_is_not_public_has_none(self, client):
        assert client.get(f"/claims/{ClaimFactory().slug}/card.png").status_code == 404
        claim = told()
        withdraw(claim, reason="It was misheard.")
        answer = client.get(f"/claims/{claim.slug}/card.png")
        assert (answer.status_code, answer.headers["Content-Type"]) == (410, "text/plain; charset=utf-8")
        assert "bridge" not in answer.content.decode()

    def test_letters_that_the_font_lacks_are_not_left_out(self, client):
        claim = told("The bridge (桥) is safe")
        assert client.get(f"/claims/{claim.slug}/card.png").status_code == 404
        assert "og:image" not in client.get(f"/claims/{claim.slug}/").content.decode()


@pytest.mark.parametrize("words", ["Dijo que “el puente” está bien – ¿sí?", "Мост безопасен", "Η γέφυρα", "łódź č"])
def test_letters_of_europe_can_be_drawn(words):
    assert Card(words, words, words, words).can_be_drawn


@pytest.mark.parametrize("words", ["x" * 1000, "word " * 200, "a " * 500, "“", "W" * 60 + " a"])
def test_whatever_is_said_has_room(words):
    picture = opened(drawn(Card(words, words, "Not checked", "Newsroom"))).convert("L")
    margins = [(0, 0, 60, HEIGHT), (WIDTH - 60, 0, WIDTH, HEIGHT), (0, HEIGHT - 40, WIDTH, HEIGHT)]
    for margin in margins:
        assert picture.crop(margin).getextrema()[0] > 200


@settings(max_examples=20)
@given(st.text(max_size=300))
def test_any_text_is_drawn_or_said_not_to_be(text):
    card = Card(text, text, "Not checked", "Newsroom")
    assert not card.can_be_drawn or opened(drawn(card)).size == (WIDTH, HEIGHT)

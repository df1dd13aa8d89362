import re

import pytest

from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, quotation, text_of
from tests.claims.pages.whole_site import ADDRESSES, fill
from tests.factories import ClaimFactory, EvidenceFactory, ReviewFactory

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/claims/the-bridge-is-safe/"


@pytest.fixture
def claim():
    revision = article_with("He said “it holds”.", publisher__name="The Courier")
    return published("The bridge is safe", quotation(revision, "“it holds”"))


class TestCard:
    def test_it_shows_whose_word_it_is_how_it_stands_and_the_way_here(self, client, claim):
        EvidenceFactory(claim=claim)
        ReviewFactory(claim=claim)
        response = client.get("/claims/the-bridge-is-safe/embed/")
        assert "Ana Ruiz: The bridge is safe Half true The Courier" in text_of(response)
        page = response.content.decode()
        assert f'<a href="{PAGE}" target="_blank" rel="noopener">' in page
        assert f'<link rel="canonical" href="{PAGE}">' in page
        assert "<script" not in page

    def test_an_unchecked_claim_is_said_to_be_one(self, client, claim):
        text = text_of(client.get("/claims/the-bridge-is-safe/embed/"))
        assert "Not checked" in text
        assert "that doesn’t make it true" in text

    def test_it_is_the_only_page_that_others_may_frame(self, client):
        fill()
        card = client.get("/claims/the-bridge-is-safe/embed/")
        assert "frame-ancestors *" in card["Content-Security-Policy"]
        assert "X-Frame-Options" not in card.headers
        for address in [*ADDRESSES, "/admin/login/", "/claims.json", "/oembed"]:
            response = client.get(address)
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"], address
            assert response["X-Frame-Options"] == "DENY", address

    def test_that_it_was_taken_back_is_shown_in_the_frame_too(self, client, claim):
        withdraw(claim, reason="It was misheard.")
        response = client.get("/claims/the-bridge-is-safe/embed/")
        assert response.status_code == 410
        assert "It was misheard." in text_of(response)
        assert "bridge is safe" not in response.content.decode()
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response.headers

    def test_what_never_was_public_has_none(self, client):
        ClaimFactory(slug="a-draft")
        for slug in ("a-draft", "nothing"):
            assert client.get(f"/claims/{slug}/embed/").status_code == 404


class TestOEmbed:
    def asked(self, client, **question):
        return client.get("/oembed", {"url": PAGE} | question)

    def test_the_page_says_where_to_ask_and_the_answer_shows_the_card(self, client, claim):
        page = client.get(PAGE).content.decode()
        [address] = re.findall(r'type="application/json\+oembed".*?href="([^"]+)"', page, flags=re.S)
        answer = client.get(address.replace("&amp;", "&")).json()
        assert (answer["version"], answer["type"]) == ("1.0", "rich")
        assert answer["title"] == "Ana Ruiz: The bridge is safe – Not checked"
        assert answer["provider_name"] == "Newsroom"
        [source] = re.findall(r'<iframe src="([^"]+)"', answer["html"])
        assert client.get(source).status_code == 200
        assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]

    @pytest.mark.parametrize("limits", [(100, 50), (320, 200), (5000, 5000), (1, 1)])
    def test_it_keeps_within_what_is_allowed(self, client, claim, limits):
        answer = self.asked(client, maxwidth=limits[0], maxheight=limits[1]).json()
        assert 0 < answer["width"] <= min(limits[0], 600)
        assert 0 < answer["height"] <= limits[1]

    def test_a_longer_statement_gets_more_room_a_narrower_card_as_well(self, client, claim):
        published("The bridge is safe " * 20, said_where="A speech.", slug="long")
        short = self.asked(client).json()["height"]
        long = self.asked(client, url="http://testserver/claims/long/").json()["height"]
        narrow = self.asked(client, url="http://testserver/claims/long/", maxwidth=300).json()["height"]
        assert short < long < narrow

    def test_the_address_of_the_card_will_do(self, client, claim):
        assert self.asked(client, url=f"{PAGE}embed/").status_code == 200

    @pytest.mark.parametrize("path", ["claims/the-bridge-is-safe", "claims/the-bridge-is-safe/embed"])
    def test_an_address_typed_without_its_last_slash_will_do(self, client, claim, path):
        answer = self.asked(client, url=f"http://testserver/{path}")
        assert answer.status_code == 200
        assert answer.json()["title"] == "Ana Ruiz: The bridge is safe – Not checked"

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "x",
            "http://testserver/",
            "http://testserver/claims/nothing/",
            "http://testserver/claims/a-draft/",
            "http://testserver/actors/ana-ruiz/",
            "http://elsewhere.example/claims/the-bridge-is-safe/",
            "ftp://testserver/claims/the-bridge-is-safe/",
            "http://[/claims/the-bridge-is-safe/",
            "/claims/the-bridge-is-safe/",
        ],
    )
    def test_what_is_no_address_of_a_public_claim_is_not_found(self, client, claim, address):
        ClaimFactory(slug="a-draft")
        response = self.asked(client, url=address)
        assert response.status_code == 404
        assert response.json() == {"detail": "This is no address of a public claim."}

    def test_another_format_is_not_implemented(self, client, claim):
        assert self.asked(client, format="xml").status_code == 501
        assert self.asked(client, format="json").status_code == 200

    @pytest.mark.parametrize("width", ["x", "-1", "0", "1.5", "²"])
    def test_a_width_that_is_none_is_refused_by_name(self, client, claim, width):
        response = self.asked(client, maxwidth=width)
        assert response.status_code == 400
        assert "maxwidth" in response.json()["detail"]

    def test_what_was_taken_back_is_gone_with_its_reason(self, client, claim):
        withdraw(claim, reason="It was misheard.")
        response = self.asked(client)
        assert response.status_code == 410
        assert response.json()["withdrawals"][0]["reason"] == "It was misheard."

    def test_no_text_breaks_out_of_its_frame(self, client):
        published('"><script>alert(1)</script>', said_where="A speech.", slug="the-bridge-is-safe")
        assert "<script>" not in self.asked(client).json()["html"]

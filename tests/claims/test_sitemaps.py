from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings

from claims import sitemaps
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation
from tests.claims.pages.whole_site import fill
from tests.factories import ApprovalFactory, ClaimFactory, CorrectionFactory, EvidenceFactory, ReviewFactory

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return [node.text for node in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")]


def all_pages(client):
    return [page for part in listed(client, "/sitemap.xml") for page in listed(client, part)]


def test_it_names_every_public_page_once_and_each_answers(client):
    fill()
    ClaimFactory(slug="a-draft")
    pages = all_pages(client)
    assert len(pages) == len(set(pages))
    assert {client.get(page).status_code for page in pages} == {200}
    for page in ["", "claims/", "claims/the-bridge-is-safe/", "actors/ana-ruiz/", "articles/link-only/", "about/data/"]:
        assert f"http://testserver/{page}" in pages
        assert f"http://testserver/es/{page}" in pages


def test_each_page_tells_of_itself_in_all_languages(client):
    [first, *_others] = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)
    told = {link.get("hreflang"): link.get("href") for link in first.iter("{http://www.w3.org/1999/xhtml}link")}
    here = "http://testserver/"
    assert told == {"en": here, "x-default": here, "es": "http://testserver/es/"}


def test_what_is_not_public_is_not_in_it(client):
    ClaimFactory(slug="a-draft")
    withdraw(published("Gone", quotation(article_with("He said “it”."), "“it”")), reason="Misheard.")
    assert listed(client, "/sitemap.xml") == ["http://testserver/sitemap-pages.xml"]


def test_many_pages_come_in_parts_that_never_shift(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IN_A_PART", 2)
    claims = [published(f"Claim {number}", said_where="A speech.") for number in range(5)]
    before = {part: listed(client, part) for part in listed(client, "/sitemap.xml")}
    assert all(0 < len(pages) <= 2 * len(settings.LANGUAGES) for part, pages in before.items() if "claim" in part)
    withdraw(claims[0], reason="Misheard.")
    published("Claim 5", said_where="A speech.")
    for part, pages in before.items():
        if part in listed(client, "/sitemap.xml") and "claim" in part:
            kept = [page for page in pages if not page.endswith("/claim-0/")]
            assert listed(client, part)[: len(kept)] == kept


def test_a_claim_says_when_readers_were_told_something_new(client):
    claim = published("It holds", said_where="A speech.")
    EvidenceFactory(claim=claim)

    def changed():
        [part] = [part for part in listed(client, "/sitemap.xml") if "claim" in part]
        nodes = ElementTree.fromstring(client.get(part).content).iter(f"{SITEMAP}lastmod")
        return [datetime.fromisoformat(node.text) for node in nodes]  # in each language

    review = ReviewFactory(claim=claim, approved=False)
    assert changed() == [claim.first_published_at] * 2
    ApprovalFactory(review=review)
    assert changed() == [review.approvals.get().approved_at] * 2
    corrected = CorrectionFactory(claim=claim).corrected_at
    assert changed() == [corrected] * 2


@pytest.mark.parametrize("section", ["claim-x", "claim-", "nothing-0", "claim--1", "claim-" + "9" * 30, "user-0"])
def test_a_part_that_is_none_is_not_found(client, section):
    assert client.get(f"/sitemap-{section}.xml").status_code == 404


def test_its_cost_does_not_grow_with_its_pages(client):
    costs = []
    for size in range(2):
        for number in range(3):
            published(f"Claim {size} {number}", said_where="A speech.")
        parts = listed(client, "/sitemap.xml")
        costs.append([queries_for(client, address) for address in ["/sitemap.xml", *parts]])
    assert costs[0] == costs[1]


def test_machines_are_told_where_it_is_and_kept_out_of_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text

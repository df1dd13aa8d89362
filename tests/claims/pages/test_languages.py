"""Readers' pages in each language: its address decides, and says where the others are."""

import pytest
from django.test import override_settings
from django.urls import clear_url_caches

from tests.claims.pages.building import text_of
from tests.claims.pages.test_every_page import Outline
from tests.claims.pages.whole_site import fill

pytestmark = pytest.mark.django_db

SPANISH = {"Accept-Language": "es-VE, es;q=0.9, en;q=0.5"}


def alternates(response):
    return {
        link["hreflang"]: link["href"]
        for link in Outline(response).all("link")
        if link.get("rel") == "alternate" and "hreflang" in link
    }


@pytest.fixture
def site():
    fill()


@pytest.mark.parametrize(
    "address", ["/claims/", "/claims/the-bridge-is-safe/", "/actors/ana-ruiz/", "/articles/whole/"]
)
def test_a_page_says_its_language_and_where_the_others_are(client, site, address):
    english, spanish = client.get(address), client.get(f"/es{address}")
    for page, language, own in ((english, "en", address), (spanish, "es", f"/es{address}")):
        outline = Outline(page)
        assert page["Content-Language"] == language
        assert [html["lang"] for html in outline.all("html")] == [language]
        [lasting] = [link["href"] for link in outline.all("link") if link.get("rel") == "canonical"]
        assert lasting == f"http://testserver{own}"
        here = f"http://testserver{address}"
        assert alternates(page) == {"en": here, "x-default": here, "es": f"http://testserver/es{address}"}
        switch = {link["hreflang"]: link["href"] for link in outline.all("a") if "hreflang" in link}
        assert switch == {"en": here, "es": f"http://testserver/es{address}"}
    assert "Afirmaciones" in text_of(spanish)
    assert "Skip to the content" not in text_of(spanish)


def test_the_browser_changes_nothing_but_the_way_to_the_front_page(client, site):
    for address in ("/claims/", "/claims/the-bridge-is-safe/", "/nowhere/", "/claims.json", "/claims.atom"):
        plain, asked = client.get(address), client.get(address, headers=SPANISH)
        assert (plain.content, plain.headers) == (asked.content, asked.headers), address
        assert "Accept-Language" not in plain.get("Vary", ""), address


def test_the_front_page_is_that_of_the_browsers_language(client, site):
    led = client.get("/", headers=SPANISH)
    assert (led.status_code, led["Location"]) == (302, "/es/")
    assert "no-cache" in led["Cache-Control"]
    assert {"Accept-Language", "Referer"} <= set(led["Vary"].split(", "))
    assert "Referer" in client.get("/")["Vary"]
    assert client.get("/", headers=SPANISH | {"Referer": "http://testserver/es/"}).status_code == 200
    for asked in ("fr, en;q=0.5", "*", "en-GB, es;q=0.5", ";;q=x"):
        assert client.get("/", headers={"Accept-Language": asked}).status_code == 200, asked
    assert client.get("/es/", headers={"Accept-Language": "en"}).status_code == 200


def test_narrowed_lists_keep_what_narrows_them(client, site):
    page = client.get("/es/claims/?rating=half-true&utm_source=x")
    assert alternates(page)["en"] == "http://testserver/claims/?rating=half-true"


@pytest.mark.parametrize(
    "address", ["/en/claims/", "/es-MX/claims/", "/es/claims.json", "/es/sitemap.xml", "/es/admin/"]
)
def test_nothing_has_two_addresses(client, address):
    assert client.get(address).status_code == 404


def test_links_of_a_page_stay_in_its_language(client, site):
    for address in ("/es/", "/es/claims/the-bridge-is-safe/", "/es/articles/whole/", "/es/claims/claim-bcdfghjk/"):
        links = [link["href"] for link in Outline(client.get(address)).all("a") if "hreflang" not in link]
        pages = [link for link in links if link.startswith("/") and not link.endswith((".json", ".csv"))]
        assert pages
        assert [link for link in pages if not link.startswith("/es/")] == [], address


def test_what_was_said_bears_the_language_of_its_article(client, site):
    quoted = Outline(client.get("/es/claims/the-bridge-is-safe/")).all("blockquote")
    assert quoted
    assert {tag.get("lang") for tag in quoted if tag.get("dir") == "auto"} >= {"en"}


def test_feeds_and_cards_are_in_the_language_of_their_address(client, site):
    feed = client.get("/es/claims.atom").content.decode()
    assert 'xml:lang="es"' in feed
    assert "http://testserver/es/claims/the-bridge-is-safe/" in feed
    card = client.get("/es/claims/the-bridge-is-safe/embed/")
    assert [html["lang"] for html in Outline(card).all("html")] == ["es"]
    told = client.get("/oembed", {"url": "http://testserver/es/claims/the-bridge-is-safe/"}).json()
    assert "http://testserver/es/claims/the-bridge-is-safe/embed/" in told["html"]


@pytest.fixture
def mainly_spanish():
    clear_url_caches()
    with override_settings(LANGUAGE_CODE="es"):
        yield
    clear_url_caches()


def test_the_main_language_of_an_installation_has_no_prefix(client, site, mainly_spanish):
    page = client.get("/claims/the-bridge-is-safe/")
    assert page["Content-Language"] == "es"
    assert alternates(page)["x-default"] == "http://testserver/claims/the-bridge-is-safe/"
    assert client.get("/en/claims/the-bridge-is-safe/")["Content-Language"] == "en"
    assert client.get("/es/claims/the-bridge-is-safe/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_pages_kept_in_memory_are_kept_for_each_language(client):
    fill()
    for address in ("/claims/", "/actors/", "/articles/"):
        first = {path: client.get(path).content for path in (address, f"/es{address}")}
        again = {path: client.get(path, headers=SPANISH).content for path in reversed(first)}
        assert first == again
        assert b'<html lang="en">' in first[address]
        assert b'<html lang="es">' in first[f"/es{address}"]

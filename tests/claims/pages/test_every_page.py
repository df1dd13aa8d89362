"""What holds for every page of readers: well-formed, ordered, escaped, without script, and of no method but reading."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.html import parse_html

from claims.models import Rating
from newsroom.languages import same_page
from tests.claims.pages.building import published, text_of
from tests.claims.pages.whole_site import ADDRESSES, fill


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Give the answer of every address, and of every link of ours on those pages; asked once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        client = Client(headers={"host": "localhost"})
        answers = {address: client.get(address) for address in ADDRESSES}
        links = {
            attrs["href"].partition("#")[0].removeprefix("http://localhost")
            for answer in answers.values()
            for tag, attrs in Outline(answer).tags
            if tag == "a" or attrs.get("rel") == "alternate"
        }
        followed = {link: client.get(link).status_code for link in links if link.startswith("/")}
        transaction.set_rollback(True)
    connection.close()  # beside a browser, what tears the database down would not find this connection
    return answers, followed


@pytest.fixture(params=ADDRESSES)
def page(request, site):
    answers, _followed = site
    return answers[request.param]


class Outline(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, response):
        super().__init__()
        self.tags = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


def test_it_is_well_formed_and_every_id_is_there_once(page):
    parse_html(page.content.decode())
    ids = [attrs["id"] for _tag, attrs in Outline(page).tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_what_points_to_an_id_finds_it(page):
    outline = Outline(page)
    ids = {attrs["id"] for _tag, attrs in outline.tags if "id" in attrs}
    for _tag, attrs in outline.tags:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if name in attrs:
                assert attrs[name] in ids
        if attrs.get("href", "").startswith("#"):
            assert attrs["href"][1:] in ids


def test_it_has_a_language_a_title_one_main_part_and_the_way_to_it(page):
    outline = Outline(page)
    assert outline.all("html") == [{"lang": "en"}]
    assert len(outline.all("title")) == len(outline.all("main")) == len(outline.all("header")[:1]) == 1
    assert re.search(r"<title>\S[^<]+ · Newsroom</title>|<title>Newsroom – \S[^<]+</title>", page.content.decode())
    assert outline.all("a")[0] == {"class": "skip", "href": "#content"}
    assert outline.all("main")[0]["id"] == "content"


def test_its_headings_start_at_one_and_skip_no_level(page):
    levels = [int(tag[1]) for tag, _attrs in Outline(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_it_has_a_description_and_a_lasting_address_unless_no_search_engine_should_keep_it(page):
    outline = Outline(page)
    described = [meta for meta in outline.all("meta") if meta.get("name") == "description" and meta["content"].strip()]
    canonical = [link["href"] for link in outline.all("link") if link.get("rel") == "canonical"]
    if {"name": "robots", "content": "noindex"} in outline.all("meta"):
        assert page.status_code != 200 or page.request["QUERY_STRING"].startswith("q=")
    else:
        assert len(described) == 1
        query = page.request["QUERY_STRING"]
        assert canonical == ["http://localhost" + page.request["PATH_INFO"] + ("?" + query if query else "")]


LOADED = {"icon", "apple-touch-icon", "stylesheet"}
ICONS = {"/favicon.ico", "/apple-touch-icon.png"}


def test_it_carries_no_inline_script_no_inline_style_and_nothing_from_elsewhere(page):
    outline = Outline(page)
    assert outline.all("style") == outline.all("iframe") == []
    ours = [{"src": f"/static/newsroom/{name}.js", "defer": None} for name in ("search", "languages", "copy")]
    data = {"type": "application/ld+json"}  # which no browser runs
    assert all(script in (*ours, data) for script in outline.all("script"))
    for _tag, attrs in outline.tags:
        assert not {"style", "srcset"} & set(attrs)
        assert not [name for name in attrs if name.startswith("on")]
    loaded = [attrs["src"] for _tag, attrs in outline.tags if "src" in attrs]
    loaded += [link["href"] for link in outline.all("link") if link.get("rel") in LOADED]
    assert {link["rel"] for link in outline.all("link")} <= {*LOADED, "canonical", "alternate"}
    assert all(address.startswith("/static/") or address in ICONS for address in loaded)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_answers_as_it_should(site, address):
    answers, _followed = site
    assert answers[address].status_code == ADDRESSES[address]


def test_every_link_of_ours_leads_somewhere(site):
    _answers, followed = site
    gone = [address for address, status in ADDRESSES.items() if status == 410]
    expected = {same_page(address, language): 410 for address in gone for language in ("en", "es")}
    assert {link: status for link, status in followed.items() if status != 200} == expected
    assert "/claims/the-bridge-is-safe/" in followed
    assert "/es/claims/the-bridge-is-safe/" in followed


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/claims/", "/actors/", "/articles/", "/corrections/", "/about/"])
def test_it_is_only_read(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.django_db
def test_the_lasting_address_keeps_the_place_in_a_list_and_drops_what_tells_nothing(client):
    claims = [published(f"Claim {number}", said_where="A speech.") for number in range(26)]
    place = client.get("/claims/").context["page"].after
    page = Outline(client.get("/claims/", {"after": place, "utm_source": "x"}))
    [canonical] = [link["href"] for link in page.all("link") if link.get("rel") == "canonical"]
    assert "after=" in canonical
    assert "utm_source" not in canonical
    assert str(claims[1].pk) in canonical


@pytest.mark.django_db
@pytest.mark.parametrize("number", [400, 403, 404, 500])
def test_error_pages_need_neither_request_nor_database(number, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(f"{number}.html")
    parse_html(page)
    assert f"Error {number}" in page
    assert 'href="/claims/"' in page


@pytest.mark.django_db
def test_a_mistake_of_ours_is_answered_with_our_page(client, monkeypatch):
    def breaks(*arguments):
        raise RuntimeError("broken")

    monkeypatch.setattr("claims.pages.home.most_quoted", breaks)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong here" in text_of(response)


@pytest.mark.django_db
def test_the_name_of_the_newsroom_is_a_setting(client, settings):
    settings.SITE_NAME = "The Ledger"
    page = client.get("/").content.decode()
    assert "<title>The Ledger – " in page


@pytest.mark.django_db
def test_the_about_page_has_the_scale_and_places_for_the_newsroom(client):
    text = text_of(client.get("/about/"))
    for rating in Rating.objects.all():
        assert rating.explanation in text
    assert text.count("hasn’t said this yet") == 5

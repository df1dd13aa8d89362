"""All values that a list could be narrowed to by one facet, each with its number and its way into the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.finding import counting, every_value
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import ActorFactory, ClaimTopicFactory, TopicFactory

pytestmark = pytest.mark.django_db


def said_by(*speakers, about="the bridge", **article):
    """Publish a claim that each of ``speakers`` asserts."""
    quotes = [
        quotation(article_with("He said “it holds”.", **article), "“it holds”", speaker=name) for name in speakers
    ]
    return published(f"It is so of {about}", *quotes)


def shown(client, address, **asked):
    page = client.get(address, asked)
    return {choice.label: str(count) for choice, count in page.context["values"].values}


@pytest.fixture
def many():
    """Nine claims by a different speaker each, and one more by the first of them."""
    speakers = [ActorFactory(name=f"Speaker {letter}", slug=f"speaker-{letter.lower()}") for letter in "ABCDEFGHI"]
    for speaker in speakers:
        said_by(speaker)
    said_by(speakers[0], about="the tunnel")
    return speakers


def test_the_list_leads_to_all_values_where_it_shows_some(client, many):
    page = client.get("/claims/")
    group = next(group for group in page.context["counted"].groups if group.name == "speaker")
    assert (len(group.values), group.more) == (counting.SHOWN, True)
    assert 'href="/claims/values/speaker/"' in page.text
    assert "/claims/values/kind/" not in page.text
    everybody = shown(client, "/claims/values/speaker/")
    assert everybody == {"Speaker A": "2"} | {f"Speaker {letter}": "1" for letter in "BCDEFGHI"}
    assert next(iter(everybody)) == "Speaker A"


def test_what_was_asked_of_the_list_goes_along_there_and_back(client, many):
    page = client.get("/claims/", {"q": "bridge", "kind": "direct"})
    assert 'href="/claims/values/speaker/?q=bridge&amp;kind=direct"' in page.text
    values = client.get("/claims/values/speaker/", {"q": "tunnel", "kind": "direct"})
    assert [(c.label, str(n)) for c, n in values.context["values"].values] == [("Speaker A", "1")]
    assert 'href="/claims/?q=tunnel&amp;kind=direct&amp;order=relevance"' in values.text  # as the list itself has it
    back = "/claims/?q=tunnel&amp;speaker=speaker-a&amp;kind=direct"
    assert f'href="{back}"' in values.text
    found = client.get(back.replace("&amp;", "&"))
    assert [marked.entry.claim.statement for marked in found.context["listed"]] == ["It is so of the tunnel"]


def test_of_a_facet_that_is_chosen_other_values_are_offered_and_the_chosen_can_be_taken_away(client, many):
    page = client.get("/claims/values/speaker/", {"speaker": "speaker-b"})
    assert len(page.context["values"].values) == 9
    assert 'href="/claims/?speaker=speaker-a&amp;speaker=speaker-b"' in page.text
    assert '<a aria-current="true" href="/claims/">' in page.text


def test_pages_hold_each_value_once(client, many, monkeypatch):
    monkeypatch.setattr(every_value, "ON_A_PAGE", 4)
    pages = [shown(client, "/claims/values/speaker/", page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [4, 4, 1]
    assert len({name for page in pages for name in page}) == 9
    first = client.get("/claims/values/speaker/")
    assert 'rel="next" href="?page=2"' in first.text
    assert 'rel="prev"' not in first.text
    assert 'rel="next"' not in client.get("/claims/values/speaker/", {"page": 3}).text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 30, "²", "1\0"])
def test_pages_that_are_none_are_not_found(client, many, page):
    assert client.get("/claims/values/speaker/", {"page": page}).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/claims/values/", "/claims/values/name/", "/actors/values/speaker/", "/claims/values/speaker/?topic=no"],
)
def test_values_of_what_is_no_facet_are_not_found(client, many, address):
    assert client.get(address).status_code == 404


def test_beyond_what_is_counted_numbers_are_at_least_and_names_still_find_everybody(client, many, monkeypatch):
    monkeypatch.setattr(every_value, "COUNTED", 3)
    some = client.get("/claims/values/speaker/")
    assert len(some.context["values"].values) < 9
    assert "Counted are the first 10,000 of the list" in some.text
    for speaker in many:
        assert shown(client, "/claims/values/speaker/", named=speaker.name)[speaker.name] in ("1", "2")
    assert shown(client, "/claims/values/speaker/", named="nobody") == {}


def test_names_find_only_who_has_that_part_in_the_list(client, many):
    ActorFactory(name="Speaker Silent")
    said_by(ActorFactory(name="Somebody else"), publisher=ActorFactory(name="Speaker Daily"))
    assert "Speaker Daily" not in shown(client, "/claims/values/speaker/", named="speaker")
    assert list(shown(client, "/claims/values/outlet/", named="speaker")) == ["Speaker Daily"]
    assert shown(client, "/claims/values/speaker/", named="speaker b", q="tunnel") == {}
    assert client.get("/claims/values/topic/", {"named": "x"}).context["called"] == ""


@pytest.mark.parametrize("named", ["\0", "-", '"', "a" * 5_000, "\x02\x03", "' OR 1=1"])
def test_odd_names_find_nobody_or_everybody_and_break_nothing(client, many, named):
    assert client.get("/claims/values/speaker/", {"named": named}).status_code == 200


def test_queries_do_not_grow_with_values(client):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/claims/values/topic/").status_code == 200
            assert client.get("/claims/values/speaker/", {"named": "actor", "kind": "direct"}).status_code == 200
        return len(asked)

    def grow(number):
        for _ in range(number):
            ClaimTopicFactory(claim=said_by(ActorFactory()), topic=TopicFactory())

    grow(2)
    few = queries()
    grow(6)
    assert len(client.get("/claims/values/topic/").context["values"].values) == 8
    assert queries() == few <= 6


def test_actors_and_articles_have_theirs(client, many):
    assert set(shown(client, "/actors/values/role/")) == {"Is quoted", "Publishes"}
    assert set(shown(client, "/articles/values/speaker/")) == {actor.name for actor in many}
    assert shown(client, "/articles/values/language/") == {"English": "10"}
    assert client.get("/es/articles/values/language/").context["values"].values[0][0].label == "Inglés"


def test_search_engines_keep_no_search(client, many):
    noindex = '<meta name="robots" content="noindex">'
    assert noindex in client.get("/claims/values/speaker/", {"q": "bridge"}).text
    assert noindex in client.get("/claims/values/speaker/", {"named": "a"}).text
    assert noindex not in client.get("/claims/values/speaker/").text

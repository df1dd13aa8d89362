import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from claims.markup.annotations import AROUND, around
from claims.models import Quote
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation
from tests.factories import AssertionFactory
from tests.rules import set_aside

PARAGRAPHS = [
    "In a letter 😀👩‍👩‍👧 she said “it ‘really’ holds” today, and later “it holds” once more.",
    "قال الوزير «الجسر آمن» يوم الاثنين، وقال «الجسر آمن» مرة أخرى.",
    "“Yes,” she said. “Nobody asked.” e\u0301",
]
PASSAGES = [
    ("“it ‘really’ holds”",),
    ("‘really’",),
    ("«الجسر آمن»",),
    ("“Yes,”", "“Nobody asked.”"),
]


def annotated(client, article):
    response = client.get(f"/articles/{article.slug}/annotations.json")
    assert response.status_code == 200
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    return response.json()


def article_of(display):
    revision = article_with(*PARAGRAPHS, headline="Whole", display=display, link="https://example.com/a")
    published("The bridge is safe", *(quotation(revision, *passages) for passages in PASSAGES))
    return revision


def selectors_of(collection):
    """Give each target's selectors, by their type."""
    for annotation in collection["first"]["items"]:
        for target in annotation["target"]:
            yield {selector["type"]: selector for selector in target["selector"]}


def found_again(text, selector):
    """Find a TextQuoteSelector in ``text`` by its words alone: a matcher that knows nothing of how it was made."""
    words = [selector.get("prefix", ""), selector["exact"], selector.get("suffix", "")]
    pattern = "(?<={})({})(?={})".format(*(re.escape(part) for part in words))
    return [(match.start(), match.end()) for match in re.finditer(pattern, text)]


@pytest.mark.django_db
@pytest.mark.parametrize("display", list(Article.Display))
def test_every_quotation_is_found_again_in_the_plain_text(client, display):
    revision = article_of(display)
    selectors = list(selectors_of(annotated(client, revision.article)))
    assert len(selectors) == sum(len(passages) for passages in PASSAGES)
    for by_type in selectors:
        quote, position = by_type["TextQuoteSelector"], by_type["TextPositionSelector"]
        place = (position["start"], position["end"])
        assert revision.text[slice(*place)] == quote["exact"]
        matches = found_again(revision.text, quote)
        assert place in matches
        if display != Article.Display.LINK_ONLY:
            assert matches == [place]  # the words around tell it from its like


@pytest.mark.django_db
def test_no_more_of_the_text_is_given_out_than_the_article_may_show(client):
    link_only = annotated(client, article_of(Article.Display.LINK_ONLY).article)
    for by_type in selectors_of(link_only):
        assert not {"prefix", "suffix"} & set(by_type["TextQuoteSelector"])
    revision = article_of(Article.Display.EXCERPT)
    for by_type in selectors_of(annotated(client, revision.article)):
        quote = by_type["TextQuoteSelector"]
        shown = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert any(shown in paragraph for paragraph in PARAGRAPHS)
    assert "once more.\\n\\n" in json.dumps(annotated(client, article_of(Article.Display.WHOLE).article))


@pytest.mark.django_db
def test_each_says_who_says_what_how_it_stands_and_where_its_text_is(client):
    revision = article_of(Article.Display.WHOLE)
    collection = annotated(client, revision.article)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) == len(PASSAGES)
    ids = [annotation["id"] for annotation in collection["first"]["items"]]
    assert len(set(ids)) == len(ids)
    annotation = collection["first"]["items"][0]
    described, linked = annotation["body"]
    assert described["value"] == "Ana Ruiz asserts: The bridge is safe – Not checked"
    assert linked["source"] == "http://testserver/claims/the-bridge-is-safe/"
    source = annotation["target"][0]["source"]
    assert source["id"] == f"http://testserver/articles/{revision.article.slug}/"
    assert source["via"] == "https://example.com/a"
    assert source["schema:sha256"] == revision.sha256


@pytest.mark.django_db
def test_only_public_quotations_are_in_it(client):
    revision = article_of(Article.Display.WHOLE)
    proposed = quotation(revision, "“it holds”")
    proposed.state = Quote.State.PROPOSED
    proposed.save()
    AssertionFactory(claim=published("Another", said_where="A speech."), quote=proposed)
    assert annotated(client, revision.article)["total"] == len(PASSAGES)


@pytest.mark.django_db
def test_those_of_every_revision_count_in_their_own_text(client):
    first = article_of(Article.Display.WHOLE)
    with set_aside():  # as it could be before a text that leaves confirmed quotations behind was refused
        second = article_with("New: he said “new words” now.", article=first.article, number=2)
    published("Another", quotation(second, "“new words”"))
    hashes = [
        annotation["target"][0]["source"]["schema:sha256"]
        for annotation in annotated(client, first.article)["first"]["items"]
    ]
    assert hashes == [second.sha256] + [first.sha256] * len(PASSAGES)


@pytest.mark.django_db
def test_what_was_taken_back_answers_with_the_reason(client):
    revision = article_with("He said “it holds”.")
    withdraw(published("It holds", quotation(revision, "“it holds”")), reason="It was misheard.")
    response = client.get(f"/articles/{revision.article.slug}/annotations.json")
    assert response.status_code == 410
    assert response.json()["withdrawals"][0]["reason"] == "It was misheard."
    assert "It holds" not in response.content.decode()


@pytest.mark.django_db
def test_its_cost_does_not_grow_with_its_quotations(client):
    revision = article_with(*(f"He said “words {number}”." for number in range(6)), display="excerpt")
    costs = []
    for start in (0, 3):
        for number in range(start, start + 3):
            published(f"Claim {number}", quotation(revision, f"“words {number}”", speaker=f"Speaker {number}"))
        costs.append(queries_for(client, f"/articles/{revision.article.slug}/annotations.json"))
    assert costs[0] == costs[1]


@given(st.text(max_size=200), st.data())
def test_what_stands_around_is_in_the_text_and_inside_the_bounds(text, data):
    low, start, end, high = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    prefix, suffix = around(text, start, end, (low, high))
    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)
    assert len(prefix) <= min(AROUND, start - low)
    assert len(suffix) <= min(AROUND, high - end)

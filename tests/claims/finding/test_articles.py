"""The list of articles: found by the words that readers may read and no others, narrowed, ordered, counted."""

import re
from datetime import date

import pytest

from articles.models import Article
from claims import public
from claims.models import ArticleListing, Assertion, Passage, Quote
from claims.publishing import suspend, withdraw
from tests.claims.pages.building import article_with, marks_in, published, queries_for, quotation, text_of
from tests.factories import ActorFactory, AssertionFactory, BylineFactory, ClaimFactory, CorrectionFactory

pytestmark = pytest.mark.django_db
PARAGRAPHS = [
    ("publisher", "Imprinted"),
    ("summary", "Summarised beforehand."),
    "Surrounded by “quoted matter” inside.",
    ("heading", "Titled midway"),
    "Elsewhere stands unquoted.",
    ("notice", "Noticed afterwards."),
]


def told(*paragraphs, words="“quoted matter”", speaker="Ana Ruiz", **article):
    """Give a public article."""
    quote = quotation(article_with(*(paragraphs or PARAGRAPHS), **article), words, speaker=speaker)
    published("It is so", quote)
    return quote.revision.article


def listed(client, **asked):
    return [row.article for row in client.get("/articles/", asked).context["listed"]]


def agree():
    """Tell whether exactly the public articles are listed."""
    both = (public.listed_articles(), public.articles())
    return len({frozenset(rows.values_list("pk", flat=True)) for rows in both}) == 1


class TestAListing:
    @pytest.mark.parametrize(
        "change",
        [
            lambda claim, _quote: withdraw(claim, reason="So."),
            lambda claim, _quote: suspend(claim, reason="So."),
            lambda _claim, quote: Quote.objects.filter(pk=quote.pk).update(state=Quote.State.REJECTED),
            lambda claim, quote: Assertion.objects.filter(claim=claim, quote=quote).delete(),
            lambda claim, _quote: AssertionFactory(claim=claim, quote=quotation(article_with("“B.”"), "“B.”")),
        ],
    )
    def test_it_follows_every_change_of_what_is_public(self, change):
        quote = quotation(article_with("“A.”"), "“A.”")
        claim = published("It is so", quote, said_where="A speech.")
        before = set(public.articles())
        assert agree()
        change(claim, quote)
        assert set(public.articles()) != before
        assert agree()

    def test_an_article_of_what_is_not_public_is_not_listed(self):
        AssertionFactory(claim=ClaimFactory(), quote=quotation(article_with("“A.”"), "“A.”"))
        assert not ArticleListing.objects.exists()

    def test_it_follows_the_article_itself(self, client):
        article = told(headline="Old words", published_on=date(2025, 1, 1), language="en")
        CorrectionFactory(claim=None, article=article)  # readers know its headline and date
        Article.objects.filter(pk=article.pk).update(headline="New words", published_on=None, language="es-VE")
        BylineFactory(article=article, name="Jane Doe")
        assert listed(client, q="old") == []
        assert listed(client, q="new") == listed(client, q="jane doe") == [article]
        assert not {"year:2025", "language:en"} & set(ArticleListing.objects.get().facets)
        assert listed(client, language="es") == [article]
        assert client.get("/articles.json").json()["items"][0]["published_on"] is None


@pytest.mark.parametrize("display", Article.Display.values)
def test_what_its_page_shows_is_searched_and_nothing_else(client, display):
    """A search that found more would tell of words that readers may not read."""
    article = told(display=display, headline="Headed so", publisher__name="The Courier")
    page = client.get(article.get_absolute_url())
    shown = text_of(page).partition("Headed so")[2].partition("Every quotation shown")[0].lower()
    words = {word for part in PARAGRAPHS for word in re.findall(r"\w{5,}", part if isinstance(part, str) else part[1])}
    assert len(words) > 10
    for word in words:
        assert (listed(client, q=word) == [article]) == (word.lower() in shown), word
    assert [word for word in words if word.lower() in shown]


@pytest.mark.parametrize("display", ["excerpt", "link_only"])
def test_words_around_a_quotation_are_no_longer_found_once_less_may_be_read(client, display):
    article = told(display="whole")
    assert listed(client, q="unquoted") == [article]
    Article.objects.filter(pk=article.pk).update(display=display)
    assert listed(client, q="unquoted") == []
    assert "unquoted" not in text_of(client.get("/articles/", {"q": "quoted"}))
    assert marks_in(client.get("/articles/", {"q": "surrounded"})) == (["Surrounded"] if display == "excerpt" else [])


def test_of_a_changed_article_the_newest_text_is_searched(client):
    article = told("Once “quoted matter” stood.", "Vanished meanwhile.", display="whole")
    newest = article_with("Rewritten entirely: “quoted matter” stood.", article=article, number=2)
    moved = newest.text.index("“quoted")
    Quote.objects.update(revision=newest)
    Passage.objects.update(start=moved, end=moved + len("“quoted matter”"))
    assert listed(client, q="vanished") == []
    assert listed(client, q="rewritten") == [article]
    assert listed(client, q="quoted") == [article]


def test_only_public_quotations_make_a_paragraph_readable(client):
    revision = article_with("It says “quoted matter” here.", "Secretly “another thing” there.", display="excerpt")
    published("It is so", quotation(revision, "“quoted matter”"))
    hidden = quotation(revision, "“another thing”")
    AssertionFactory(claim=ClaimFactory(), quote=hidden)
    assert listed(client, q="secretly") == listed(client, q="another") == []
    published("It is so too", hidden)
    assert listed(client, q="secretly") == [revision.article]


class TestTheSearch:
    def test_words_are_found_by_the_stems_of_the_articles_own_language(self, client):
        spanish = told("Dijo “las canciones alegres” ayer.", words="“las canciones alegres”", language="es")
        english = told("He said “the bridges” then.", words="“the bridges”", language="en-GB")
        other = told("Hän sanoi “sillat” silloin.", words="“sillat”", language="xx")
        assert listed(client, q="canción alegre") == [spanish]
        assert listed(client, q="bridge") == [english]
        assert listed(client, q="silta") == []
        assert listed(client, q="SILLAT") == [other]

    def test_what_is_left_out_is_left_out_in_every_language(self, client):
        told("He said “safe roads” then.", words="“safe roads”", language="en")
        spanish = told("Dijo “roads seguras” ayer.", words="“roads seguras”", language="es")
        assert listed(client, q="roads -safe") == [spanish]
        assert len(listed(client, q="safe or seguras")) == 2

    def test_no_phrase_is_found_across_two_pieces(self, client):
        article = told("One “quoted matter” ends.", "Begins another.", display="whole", headline="Begins a heading")
        assert listed(client, q='"ends begins"') == listed(client, q='"heading quoted"') == []
        assert listed(client, q='"begins another"') == [article]

    def test_a_name_finds_what_it_published_and_what_quotes_it(self, client):
        paper = ActorFactory(name="The Courier")
        ours = told("Ours: “quoted matter”.", publisher=paper)
        of_ana = told("Hers: “quoted matter”.", speaker="Ximena Duarte", headline="Something")
        assert listed(client, q="courier") == [ours]
        assert listed(client, q="duarte ximena") == [of_ana]

    def test_words_are_marked_in_the_headline_or_in_what_can_be_read_and_escaped(self, client):
        told("A “quoted <b>matter</b> of bridges” here.", words="“quoted <b>matter</b> of bridges”")
        told("A “quoted matter” here.", headline="Bridges & roads")
        page = client.get("/articles/", {"q": "bridge"})
        assert marks_in(page) == ["Bridges"]
        assert "<b>matter" not in page.content.decode()
        assert marks_in(client.get("/articles/", {"q": "quoted roads"})) == ["roads"]
        assert marks_in(client.get("/articles/", {"q": "matter"})) == ["matter"]

    def test_near_spellings_are_offered_where_nothing_was_found(self, client):
        told("A “quoted matter” here.", headline="The parliament met")
        assert "Did you mean parliament?" in text_of(client.get("/articles/", {"q": "parlament"}))

    def test_nothing_found_says_how_to_go_on(self, client):
        text = text_of(client.get("/articles/", {"q": "<xyzzy>"}))
        assert "Nothing found" in text
        assert "only those are searched" in text


class TestTheList:
    def test_choices_work_together_and_several_of_one_facet_mean_any(self, client):
        ana = ActorFactory(name="Ana Ruiz")
        by_ana = told("A “quoted matter” here.", speaker=ana, published_on=date(2025, 1, 1), display="whole")
        by_bob = told("A “quoted matter” here.", speaker="Bob", published_on=date(2024, 1, 1), display="link_only")
        told("A “quoted matter” here.", speaker="Carl", published_on=date(2025, 2, 1))
        assert listed(client, speaker=["ana-ruiz", "bob"]) == [by_ana, by_bob]
        assert listed(client, speaker=["ana-ruiz", "bob"], year="2024") == [by_bob]
        assert listed(client, display="whole") == listed(client, publisher=by_ana.publisher.slug) == [by_ana]
        page = client.get("/articles/", {"year": "2025"})
        years = next(group for group in page.context["counted"].groups if group.name == "year")
        assert [(choice.value, count.number) for choice, count in years.values] == [("2024", 1)]
        assert len(client.get("/articles.json?speaker=bob&speaker=ana-ruiz").json()["items"]) == 2
        assert client.get("/articles.csv?speaker=bob").getvalue().decode().count("\r\n") == 2

    @pytest.mark.parametrize("asked", ["order=name", "year=99", "language=%00", "display=no", "speaker=nobody"])
    def test_what_names_nothing_is_no_list(self, client, asked):
        assert client.get(f"/articles/?{asked}").status_code == 404

    @pytest.mark.parametrize("order", ["relevance", "date", "times"])
    def test_each_order_meets_every_article_once_undated_ones_last(self, client, order):
        for number in range(30):
            told("A “quoted matter” here.", published_on=date(2025, 1, 1 + number % 5) if number % 7 else None)
        asked = {"q": "quoted", "order": order}
        first = client.get("/articles/", asked).context["page"]
        second = client.get("/articles/", asked | {"after": first.after}).context["page"]
        met = [*first.rows, *second.rows]
        assert len({article.pk for article in met}) == len(met) == 30
        if order == "date":
            assert [article.published_on is None for article in met] == [False] * 25 + [True] * 5

    def test_its_queries_do_not_grow_with_its_rows(self, client):
        addresses = ("/articles/", "/articles/?q=quoted&order=times", "/articles/?year=2025&year=2024")
        costs = []
        for _size in range(2):
            for number in range(3):
                told("A “quoted matter” here.", published_on=date(2025, 1, 1 + number), headline="So")
            costs.append([queries_for(client, address) for address in addresses])
        assert costs[0] == costs[1]

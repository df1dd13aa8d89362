import re
from datetime import date

import pytest

from articles.models import Article
from claims.models import Quote
from tests.claims.pages.building import article_with, made_public, marks_in, published, queries_for, quotation, text_of
from tests.factories import ActorFactory, AssertionFactory, BylineFactory, ClaimFactory
from tests.rules import set_aside

pytestmark = pytest.mark.django_db


def page_of(client, revision):
    response = client.get(f"/articles/{revision.article.slug}/")
    assert response.status_code == 200
    return response


def anchors_in(response):
    return re.findall(r'id="(quote-\d+)"', response.content.decode())


class TestMarks:
    def test_each_public_quotation_is_marked_and_leads_to_its_claim(self, client):
        revision = article_with("He said “the bridge is safe” today.", display="whole")
        quote = quotation(revision, "“the bridge is safe”")
        claim = published("The bridge is safe", quote)
        response = page_of(client, revision)
        assert marks_in(response) == ["“the bridge is safe”"]
        assert anchors_in(response) == [f"quote-{quote.pk}"]
        page = response.content.decode()
        assert (
            f'<a href="/claims/{claim.slug}/" aria-describedby="note-{quote.pk}" tabindex="-1">“the bridge is safe”</a>'
            in page
        )
        assert "1 Ana Ruiz asserts: The bridge is safe Not checked" in text_of(response)

    def test_each_quotation_can_be_linked_to_here_and_at_its_publisher(self, client):
        revision = article_with("He said “the bridge is safe” today.", link="https://example.com/a")
        quote = quotation(revision, "“the bridge is safe”")
        published("The bridge is safe", quote)
        page = page_of(client, revision).content.decode()
        assert re.search(rf'href="#quote-{quote.pk}"\s+tabindex="-1"\s+aria-label="Quotation 1"', page)
        assert 'href="https://example.com/a#:~:text=the%20bridge%20is%20safe"' in page

    def test_a_denial_is_noted_as_a_denial(self, client):
        revision = article_with("He said “it is not safe” today.")
        published("The bridge is safe", quotation(revision, "“it is not safe”"), stance="denies")
        assert "Ana Ruiz denies: The bridge is safe" in text_of(page_of(client, revision))

    def test_nested_quotations_have_an_anchor_and_a_link_each(self, client):
        revision = article_with("He told of “a call: ‘run’ they said” today.")
        outer = quotation(revision, "“a call: ‘run’ they said”")
        inner = quotation(revision, "‘run’", speaker="They")
        published("There was a call", outer)
        published("They were told to run", inner)
        response = page_of(client, revision)
        assert marks_in(response) == ["“a call: ", "‘run’", " they said”"]
        assert anchors_in(response) == [f"quote-{outer.pk}", f"quote-{inner.pk}"]
        page = response.content.decode()
        assert re.search(r'<a href="/claims/they-were-told-to-run/"[^>]*>‘run’</a>', page)
        assert re.search(r'<a href="/claims/there-was-a-call/"[^>]*> they said”</a>', page)

    def test_two_quotations_of_the_same_words_both_have_their_anchor(self, client):
        revision = article_with("Both said “it holds” today.")
        quotes = [quotation(revision, "“it holds”", speaker=name) for name in ("One", "Other")]
        published("The bridge holds", *quotes)
        assert sorted(anchors_in(page_of(client, revision))) == sorted(f"quote-{quote.pk}" for quote in quotes)

    def test_one_quotation_in_several_passages_has_one_anchor(self, client):
        revision = article_with("“A,” he said. “B.”")
        quote = quotation(revision, "“A,”", "“B.”")
        published("A and B", quote)
        response = page_of(client, revision)
        assert marks_in(response) == ["“A,”", "“B.”"]
        assert anchors_in(response) == [f"quote-{quote.pk}"]

    def test_the_headline_is_marked_as_well(self, client):
        revision = article_with(("headline", "Mayor: ‘It holds’"), "Text.", headline="Mayor: ‘It holds’")
        published("The bridge holds", quotation(revision, "‘It holds’"))
        heading = re.search(r"<h1.*?</h1>", page_of(client, revision).content.decode(), re.S).group()
        assert "<mark" in heading

    def test_a_headline_that_an_editor_changed_stands_with_the_quoted_one_below(self, client):
        revision = article_with(("headline", "Mayor: ‘It holds’"), "Text.", headline="Corrected headline")
        published("The bridge holds", quotation(revision, "‘It holds’"))
        response = page_of(client, revision)
        assert re.search(r"<h1[^>]*>Corrected headline</h1>", response.content.decode())
        assert marks_in(response) == ["‘It holds’"]

    def test_what_is_not_public_is_not_marked(self, client):
        revision = article_with("He said “the bridge is safe” and “nobody knows”.", display="whole")
        published("The bridge is safe", quotation(revision, "“the bridge is safe”"))
        AssertionFactory(claim=ClaimFactory(), quote=quotation(revision, "“nobody knows”"))
        assert marks_in(page_of(client, revision)) == ["“the bridge is safe”"]

    def test_everything_imported_is_escaped(self, client):
        script = "<script>alert(1)</script>"
        revision = article_with(
            f"{script} said “{script} & <b>bold</b>”.",
            display="whole",
            headline=f"Head {script}",
            copyright_notice=script,
            language='"><script>',
            publisher__name=f"Paper {script}",
            link="javascript:alert(1)",
        )
        BylineFactory(article=revision.article, name=script)
        quote = quotation(revision, f"“{script} & <b>bold</b>”", speaker=f"Speaker {script}")
        claim = published(f"Claim {script}", quote)
        for address in [
            "/",
            "/claims/",
            f"/claims/{claim.slug}/",
            "/actors/",
            f"/actors/{quote.speaker.slug}/",
            "/articles/",
        ]:
            page = client.get(address).content.decode()
            assert "<script>" not in page, address
            assert "<b>bold" not in page, address
        response = page_of(client, revision)
        assert "<script>" not in response.content.decode()
        assert "javascript:" not in response.content.decode()
        assert marks_in(response) == [f"“{script} & <b>bold</b>”"]


class TestHowMuchIsShown:
    PARAGRAPHS = [
        ("publisher", "The Courier"),
        ("headline", "A crossing"),
        ("repeated", "A crossing"),
        ("placeholder", "Description not available"),
        "Before it.",
        "He said “the bridge is safe” today.",
        "Between them.",
        "She said “nobody asked” then.",
        "After it.",
        ("notice", "© The Courier"),
    ]

    def shown(self, client, display):
        revision = article_with(
            *self.PARAGRAPHS, display=display, headline="A crossing", copyright_notice="© The Courier"
        )
        quotes = [quotation(revision, "“the bridge is safe”"), quotation(revision, "“nobody asked”")]
        published("The bridge is safe", *quotes)
        response = page_of(client, revision)
        assert sorted(anchors_in(response)) == sorted(f"quote-{quote.pk}" for quote in quotes)
        assert text_of(response).count("© The Courier") == 1
        return text_of(response)

    def test_the_whole_text_is_shown_without_what_the_page_already_says(self, client):
        text = self.shown(client, Article.Display.WHOLE)
        for part in ["Before it.", "Between them.", "After it."]:
            assert part in text
        assert "Description not available" not in text
        assert text.count("A crossing") == 1
        assert "Text left out" not in text

    def test_an_excerpt_is_the_paragraphs_with_quotations_and_says_where_text_is_left_out(self, client):
        text = self.shown(client, Article.Display.EXCERPT)
        for part in ["Before it.", "Between them.", "After it."]:
            assert part not in text
        assert "He said “the bridge is safe” today." in text
        assert text.count("Text left out") == 3

    def test_of_an_article_that_may_only_be_linked_the_quotations_stand_alone(self, client):
        text = self.shown(client, Article.Display.LINK_ONLY)
        assert "“the bridge is safe”" in text
        assert "today" not in text

    def test_a_question_is_a_heading_below_the_heading_of_its_section(self, client):
        revision = article_with(
            ("question", "First?"), ("heading", "Answers"), ("question", "Second?"), "He said “yes”.", display="whole"
        )
        published("It is so", quotation(revision, "“yes”"))
        page = page_of(client, revision).content.decode()
        assert re.findall(r"<(h[23])[^>]*>([^<]+[s?])<", page) == [
            ("h2", "First?"),
            ("h2", "Answers"),
            ("h3", "Second?"),
        ]

    def test_a_quotation_of_an_earlier_revision_stands_apart(self, client):
        old = article_with("He said “an old word” once.")
        published("A word was said", quotation(old, "“an old word”"))
        with set_aside():  # as it could be before a text that leaves confirmed quotations behind was refused
            article_with("He said “a new word” since.", article=old.article, number=2)
        response = page_of(client, old)
        assert "Quotations from it" in text_of(response)
        assert marks_in(response) == ["“an old word”"]
        assert "once" not in text_of(response)


def test_no_link_is_promised_where_there_is_none(client):
    for link, promised in [("", False), ("https://example.com/a", True)]:
        revision = article_with("He said “yes”.", display="link_only", link=link)
        published("It is so", quotation(revision, "“yes”"))
        text = text_of(page_of(client, revision))
        assert "Only what is quoted is shown here" in text
        assert ("at its publisher" in text) is promised


def test_an_outlets_own_voice_is_noted_as_its_own(client):
    revision = article_with("The bridge is safe.", publisher__name="The Courier")
    own = quotation(
        revision, "The bridge is safe", speaker=revision.article.publisher, kind=Quote.Kind.OWN_VOICE, origin="editor"
    )
    published("The bridge is safe", own)
    assert "The Courier the outlet itself" in text_of(page_of(client, revision))


class TestTheList:
    def test_it_shows_articles_with_public_quotations_newest_first(self, client):
        for headline, on in [("Undated", None), ("Older", date(2026, 1, 1)), ("Newer", date(2026, 2, 1))]:
            published(headline, quotation(article_with("“A.”", headline=headline, published_on=on), "“A.”"))
        article_with("“A.”", headline="Unquoted")
        text = text_of(client.get("/articles/"))
        assert text.index("Newer") < text.index("Older") < text.index("Undated")
        assert "Unquoted" not in text

    def test_it_narrows_to_a_publisher(self, client):
        courier, post = ActorFactory(name="The Courier"), ActorFactory(name="The Post")
        for outlet in (courier, post):
            published("A", quotation(article_with("“A.”", headline=f"Of {outlet}", publisher=outlet), "“A.”"))
        text = text_of(client.get("/articles/?publisher=the-post"))
        assert "Of The Post" in text
        assert "Of The Courier" not in text
        assert client.get("/articles/?publisher=nobody").status_code == 404

    def test_its_cost_does_not_grow_with_its_rows(self, client):
        costs = []
        for _size in range(2):
            for _number in range(3):
                revision = article_with("“A.”")
                BylineFactory(article=revision.article)
                published("A", quotation(revision, "“A.”"))
            costs.append(queries_for(client, "/articles/"))
        assert costs[0] == costs[1]


def test_the_cost_of_an_article_does_not_grow_with_its_quotations(client):
    words = [f"“word {number}”" for number in range(6)]
    revision = article_with(*(f"He said {word}." for word in words))
    claims = [ClaimFactory(), ClaimFactory()]
    costs = []
    for part in (words[:3], words[3:]):
        for word in part:
            quote = quotation(revision, word, speaker=f"Speaker of {word}")
            for claim in claims:
                AssertionFactory(claim=claim, quote=quote)
        for claim in claims:
            made_public(claim)
        costs.append(queries_for(client, f"/articles/{revision.article.slug}/"))
    assert costs[0] == costs[1]


class TestTheListOfItsQuotations:
    def test_a_text_of_many_has_one_by_speaker(self, client):
        revision = article_with(*(f"She said “words {number}”." for number in range(6)))
        ana, bob = ActorFactory(name="Ana Ruiz"), ActorFactory(name="Bob Stone")
        quotes = [quotation(revision, f"“words {n}”", speaker=bob if n == 2 else ana) for n in range(6)]
        published("It holds", *quotes)
        response = page_of(client, revision)
        assert "Quotations by speaker Ana Ruiz 1 2 4 5 6 Bob Stone 3" in text_of(response)
        assert f'href="#note-{quotes[0].pk}"' in response.text

    def test_a_text_of_few_has_none(self, client):
        revision = article_with("She said “words”.")
        published("It holds", quotation(revision, "“words”"))
        assert "Quotations by speaker" not in text_of(page_of(client, revision))

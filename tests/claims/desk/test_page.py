"""The page of the desk: all quotations in their places, whatever their state; it costs the same with many of them."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.desk.keys import GROUPS
from claims.models import Quote
from claims.pages.marking import Stretch, marked
from claims.templatetags.desk import text_of
from tests.claims.desk.at_the_desk import address, laid_out, proposed
from tests.factories import ActorFactory, AssertionFactory, QuoteFactory, RelayActorFactory
from tests.timing import grows_with_length

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Ana said “the bridge is safe, she said, and strong” on Monday.", "Nobody asked why. The toll is low."


class Shown(HTMLParser):
    """The text of each paragraph by its start, and the links in it."""

    def __init__(self, page):
        super().__init__()
        self.paragraphs, self.links, self._at = {}, [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "data-start" in attrs:
            self._at = int(attrs["data-start"])
            self.paragraphs[self._at] = ""
        elif tag == "a" and "data-quotes" in attrs:
            self.links.append(attrs)

    def handle_endtag(self, tag):
        if tag in ("p", "h1", "h3", "h4"):
            self._at = None

    def handle_data(self, data):
        if self._at is not None:
            self.paragraphs[self._at] += data


def test_each_state_is_told_by_words_and_a_sign_in_its_place(admin_client):
    revision = laid_out(FIRST, SECOND)
    said = {
        "proposed": proposed(revision, "the bridge is safe"),
        "confirmed": proposed(revision, "The toll", confirmed=True),
        "rejected": proposed(revision, "asked why", state="rejected"),
    }
    shown = Shown(admin_client.get(address(said["proposed"])).text)
    links = {link["data-quotes"]: link for link in shown.links}
    for state, sign in [("proposed", "?"), ("confirmed", "✓"), ("rejected", "×")]:
        link = links[str(said[state].pk)]
        assert state in link["class"]
        assert link["aria-describedby"] == f"is-{state}"
        assert link["data-after"].endswith(sign)
    assert links[str(said["proposed"].pk)]["aria-current"] == "true"


def test_nested_overlapping_and_parted_quotations_are_all_there(admin_client):
    revision = laid_out(FIRST, SECOND)
    outer = proposed(revision, "“the bridge is safe, she said, and strong”")
    inner = proposed(revision, "the bridge is safe", "and strong")
    over = proposed(revision, "strong” on Monday")
    shown = Shown(admin_client.get(address(outer)).text)
    assert [link["data-quotes"].split() for link in shown.links] == [
        [str(one.pk) for one in ones]
        for ones in [[outer], [outer, inner], [outer], [outer, inner], [outer, inner, over], [outer, over], [over]]
    ]
    assert shown.paragraphs[0] == FIRST


def test_an_orphan_is_listed_apart_with_what_to_do(admin_client):
    orphan = QuoteFactory(state=Quote.State.ORPHANED)
    laid_out(FIRST, article=orphan.revision.article, number=2)
    page = admin_client.get(address(orphan)).text
    assert "No longer in the article" in page
    assert "To find it again" in page
    assert f'<li id="quote-{orphan.pk}">' in page
    assert 'data-verb="confirm"' not in page


def test_an_article_without_quotations_says_how_to_begin(admin_client):
    page = admin_client.get(reverse("desk:article", args=[laid_out(FIRST).article_id])).text
    assert "Select words in it to make a quotation of them" in page


def test_furniture_is_left_out_unless_a_quotation_stands_in_it(admin_client):
    revision = laid_out(FIRST, SECOND)
    quote = proposed(revision, "The toll")
    revision.paragraphs.all()._raw_delete("default")
    section = revision.sections.get()
    from tests.factories import ParagraphFactory

    ParagraphFactory(section=section, kind="placeholder", start=0, end=len(FIRST))
    ParagraphFactory(section=section, kind="repeated", start=len(FIRST) + 2, end=len(FIRST) + 2 + len(SECOND))
    assert list(Shown(admin_client.get(address(quote)).text).paragraphs) == [len(FIRST) + 2]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_paragraph_is_written_to_the_character(text):
    text = text.replace("\0", "")
    written = str(text_of(marked([Stretch(0, text or "-")], [])[0], None, None))
    read = Shown(f'<p data-start="0">{written}</p>'.replace("\r\n", "\n").replace("\r", "\n")).paragraphs[0]
    assert read == (text or "-")


def test_the_page_costs_the_same_with_few_and_with_many(admin_client):
    def quote_in(revision):
        quote = proposed(revision, "the bridge is safe", confirmed=True)
        AssertionFactory(quote=quote)
        RelayActorFactory(relay__quote=quote, relay__text="on Monday")
        return quote

    def queries(quote):
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(address(quote)).status_code == 200
        return len(captured)

    few, many = laid_out(FIRST, SECOND), laid_out(*[FIRST] * 6)
    one = quote_in(few)
    several = [quote_in(many) for _ in range(6)]
    queries(one)
    assert queries(one) == queries(several[0])


def test_a_page_takes_time_with_its_quotations_not_with_their_square(admin_client):
    def long(count):
        paragraphs = [f"{number} {FIRST} " + "Much else was told here. " * 9 for number in range(count)]
        revision = laid_out(*(paragraph.strip() for paragraph in paragraphs))
        speaker = ActorFactory()
        return [proposed(revision, f"{number} Ana said", speaker=speaker) for number in range(count)]

    few, many = long(20), long(200)
    assert len(Shown(admin_client.get(address(many[100])).text).links) == 200
    assert grows_with_length(lambda quotes: admin_client.get(address(quotes[9])), few, many)


def test_suggestions_find_speakers_by_any_name_and_claims_by_words_or_likeness(admin_client):
    quote = proposed(laid_out(FIRST), "the bridge is safe, she said, and strong")
    AssertionFactory(claim__statement="The bridge is safe, she said, and it is strong.")
    where = [address(quote).partition("?")[0] + f"{quote.pk}/suggestions/{what}/" for what in ("speakers", "claims")]
    ActorFactory(name="José Mujica").names.create(name="El Pepe")
    assert "José Mujica" in admin_client.get(where[0], {"typed": "mujic"}).text
    assert "“El Pepe”" in admin_client.get(where[0], {"typed": "el pep"}).text
    assert "Nobody in the registry" in admin_client.get(where[0], {"typed": "zz\0zz"}).text
    assert "it is strong" in admin_client.get(where[1]).text
    assert "it is strong" in admin_client.get(where[1], {"typed": "strong bridge"}).text
    assert "No other claim" in admin_client.get(where[1], {"typed": "weak"}).text


def test_the_next_article_is_one_that_waits(admin_client):
    first, second, done = [proposed(laid_out(FIRST), "Ana said") for _ in range(3)]
    done.state = "rejected"
    done.save()
    article = [quote.revision.article_id for quote in (first, second)]
    start = admin_client.get(reverse("desk:start"))
    assert start["Location"] == reverse("desk:article", args=[article[1]])
    for here, there in [(0, 1), (1, 0)]:
        following = admin_client.get(reverse("desk:next", args=[article[here]]))
        assert following["Location"] == reverse("desk:article", args=[article[there]])
    Quote.objects.filter(pk=first.pk).update(state="rejected")
    alone = admin_client.get(reverse("desk:next", args=[article[1]]), follow=True)
    assert "No other article waits for an editor." in alone.text


def test_no_key_means_two_things_and_the_manual_has_them_all():
    keys = [key for group in GROUPS for key in group.keys]
    assert len({key.key for key in keys}) == len(keys)
    from django.conf import settings

    manual = (settings.BASE_DIR / "docs" / "editors.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(.)` \| (.+) \|$", manual, re.MULTILINE))
    assert told == {key.key: str(key.does) for key in keys}

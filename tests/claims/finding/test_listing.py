"""A listing stands exactly while its claim is published, and holds what is public of it; held by the database."""

from datetime import date

import pytest

from claims.finding import first as first_found
from claims.models import Assertion, Listing, Quote
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    AssertionFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    ReviewFactory,
    TopicFactory,
)
from tests.rules import sql

pytestmark = pytest.mark.django_db


def said(words="“it holds”", speaker="Ana Ruiz", **article):
    return quotation(article_with(f"She said {words} then.", **article), words, speaker=speaker)


def facets_of(claim):
    return set(Listing.objects.get(claim=claim).facets)


def test_it_goes_in_the_statement_that_takes_its_claim_from_the_public():
    claim = published("The bridge is safe", said())
    assert Listing.objects.filter(claim=claim).exists()
    sql("UPDATE claims_claim SET status = 'withdrawn', withdrawn_reason = 'So.' WHERE id = %s", claim.pk)
    assert not Listing.objects.exists()


def test_it_follows_quotations_reviews_subjects_topics_and_articles():
    quote = said(published_on=date(2025, 3, 1))
    claim = published("The bridge is safe", quote, said_where="A speech.")
    article = quote.revision.article
    assert {f"speaker:{quote.speaker_id}", "year:2025", "rating:none", f"outlet:{article.publisher_id}"} <= facets_of(
        claim
    )
    topic, subject = ClaimTopicFactory(claim=claim), ClaimSubjectFactory(claim=claim)
    EvidenceFactory(claim=claim)
    review = ReviewFactory(claim=claim)
    CorrectionFactory(claim=None, article=article)  # readers know its date
    article.published_on = date(2024, 1, 1)
    article.save()
    assert {f"topic:{topic.topic_id}", f"about:{subject.actor_id}", f"rating:{review.rating_id}", "year:2024"} <= (
        facets_of(claim)
    )
    topic.delete()
    assert f"topic:{topic.topic_id}" not in facets_of(claim)
    Quote.objects.filter(pk=quote.pk).update(state=Quote.State.REJECTED)
    told = {key for key in facets_of(claim) if key.startswith(("speaker", "year", "outlet", "kind"))}
    assert told == {f"speaker:{claim.said_by_id}"}  # who said it in the speech
    assert Listing.objects.get(claim=claim).times == 0


def test_no_phrase_is_found_across_the_end_of_a_statement(client):
    published("The bridge is cold", said("“blooded murder”"))
    assert client.get("/claims/", {"q": '"cold blooded"'}).context["listed"] == []
    assert len(client.get("/claims/", {"q": '"blooded murder"'}).context["listed"]) == 1


class TestTheList:
    def test_choices_work_together_and_are_counted(self, client):
        ana, topic = ActorFactory(name="Ana Ruiz"), TopicFactory(name="Bridges")
        safe = published("The bridge is safe", said(speaker=ana, published_on=date(2025, 1, 1)))
        ClaimTopicFactory(claim=safe, topic=topic)
        published("The road is safe", said(speaker=ana, published_on=date(2024, 1, 1)))
        published("The tower is safe", said(speaker="Bob", published_on=date(2025, 1, 1)))
        page = client.get("/claims/", {"speaker": ana.slug, "q": "safe"})
        assert page.context["counted"].total.number == 2
        years = next(group for group in page.context["counted"].groups if group.name == "year")
        assert {choice.value: count.number for choice, count in years.values} == {"2025": 1, "2024": 1}
        both = client.get("/claims/", {"speaker": ana.slug, "year": "2025", "q": "safe"})
        assert [row.entry.claim for row in both.context["listed"]] == [safe]
        data = client.get("/claims.json", {"speaker": ana.slug, "year": "2025", "q": "safe"}).json()
        assert [item["statement"] for item in data["items"]] == ["The bridge is safe"]

    def test_several_values_of_one_facet_mean_any_and_each_can_be_taken_away(self, client):
        topic = TopicFactory(name="Bridges")
        for name in ("Ana", "Bob", "Carl"):
            claim = published(f"{name} said so", said(speaker=name))
            if name != "Bob":
                ClaimTopicFactory(claim=claim, topic=topic)
        page = client.get("/claims/?speaker=carl&speaker=bob&speaker=bob&utm_source=x")
        assert {row.entry.claim.statement for row in page.context["listed"]} == {"Bob said so", "Carl said so"}
        assert page.context["counted"].total.number == 2
        speakers = next(group for group in page.context["counted"].groups if group.name == "speaker")
        assert [(choice.value, count.number) for choice, count in speakers.chosen] == [("bob", 1), ("carl", 1)]
        assert [(choice.value, count.number) for choice, count in speakers.values] == [("ana", 1)]
        html = page.content.decode()
        assert '<link rel="canonical" href="http://testserver/claims/?speaker=bob&amp;speaker=carl">' in html
        assert 'class="chip" href="/claims/?speaker=carl"' in html
        assert 'href="/claims/?speaker=ana&amp;speaker=bob&amp;speaker=carl"' in html
        assert 'href="/claims.json?speaker=bob&amp;speaker=carl"' in html
        narrower = client.get("/claims/", {"speaker": ["bob", "carl"], "topic": topic.slug})
        assert [row.entry.claim.statement for row in narrower.context["listed"]] == ["Carl said so"]
        assert len(client.get("/claims.json?speaker=bob&speaker=carl").json()["items"]) == 2
        assert client.get("/claims.csv?speaker=bob&speaker=carl").getvalue().count(b"said so") == 2
        assert client.get("/claims.atom?speaker=bob&speaker=carl").content.count(b"<entry>") == 2

    @pytest.mark.parametrize(
        "asked", ["speaker=ana&speaker=nobody", "&".join(f"year={year}" for year in range(2000, 2021)), "topic=%00"]
    )
    def test_several_values_of_which_one_names_nothing_are_no_list(self, client, asked):
        published("Ana said so", said(speaker="Ana"))
        assert client.get(f"/claims/?{asked}").status_code == 404

    @pytest.mark.parametrize("order", ["relevance", "date", "times"])
    def test_each_order_meets_every_claim_once(self, client, order):
        claims = {published(f"The bridge is safe {n}", *(said() for _ in range(1 + n % 3))).pk for n in range(30)}
        first = client.get("/claims/", {"q": "bridge", "order": order}).context
        asked = {"q": "bridge", "order": order, "after": first["page"].after}
        second = client.get("/claims/", asked).context
        met = [row.entry.claim.pk for row in [*first["listed"], *second["listed"]]]
        assert len(met) == len(set(met))
        assert set(met) == claims

    def test_where_not_all_that_was_found_is_compared_the_page_says_so(self, client, monkeypatch):
        for number in range(3):
            published(f"The bridge is safe {number}", said())
        assert "are compared" not in client.get("/claims/?q=bridge").text
        monkeypatch.setattr(first_found, "LOOKED_AT", 2)
        page = client.get("/claims/?q=bridge")
        assert "are compared" in page.text
        assert len(page.context["listed"]) == 2

    def test_who_is_called_by_a_word_and_what_holds_it_are_found_together(self, client):
        named = published("Water is wet", said(speaker="Ministry of Bridges"))
        holding = published("The bridges are safe", said())
        for order in ("relevance", "date"):
            listed = client.get("/claims/", {"q": "bridges", "order": order}).context["listed"]
            assert {row.entry.claim for row in listed} == {named, holding}

    @pytest.mark.parametrize("asked", ["order=no", "year=99", "year=abcd", "kind=no", "rating=no", "speaker=nobody"])
    def test_what_names_nothing_is_no_list(self, client, asked):
        assert client.get(f"/claims/?{asked}").status_code == 404

    def test_words_are_marked_and_escaped(self, client):
        published("The <b>bridge</b> & road", said())
        published("It stands", said("“a <i>bridge</i> of stone”"))
        page = client.get("/claims/", {"q": "bridge"}).content.decode()
        assert "<b>bridge" not in page
        assert "<i>bridge" not in page
        published("The bridges & roads", said())
        assert "<mark>bridges</mark> &amp; roads" in client.get("/claims/", {"q": "bridge"}).content.decode()

    def test_near_spellings_are_offered_where_nothing_was_found(self, client):
        published("The parliament met", said(speaker="Ximena Duarte"))
        assert "Did you mean parliament?" in text_of(client.get("/claims/", {"q": "parlament"}))
        assert "Did you mean duarte?" in text_of(client.get("/claims/", {"q": "Duartte"}))
        assert "Did you mean duarte?" in text_of(client.get("/claims/", {"q": "durte"}))

    def test_no_other_name_of_an_actor_is_offered(self, client):
        ana = ActorFactory(name="Ximena Duarte")
        ActorNameFactory(actor=ana, name="Informant Falcon")
        published("The parliament met", said(speaker=ana))
        assert "falcon" not in text_of(client.get("/claims/", {"q": "falcn"})).replace("falcn", "").lower()

    def test_what_choices_leave_out_is_not_said_to_be_nowhere(self, client):
        published("The bridge is safe", said(speaker="Ana Ruiz"))
        published("The tower is safe", said(speaker="Bob Stone"))
        page = client.get("/claims/", {"q": "ana", "speaker": "bob-stone"})
        assert "No published claim is all of that. Remove a choice above." in text_of(page)
        assert "Only the name above" not in text_of(page)

    def test_a_search_names_its_feed_to_feed_readers(self, client):
        published("The bridge is safe", said())
        head = client.get("/claims/", {"q": "bridge"}).content.decode().partition("</head>")[0]
        assert 'href="/claims.atom?q=bridge"' in head
        assert 'content="noindex"' in head

    def test_its_queries_do_not_grow_with_its_rows(self, client):
        for number in range(2):
            published(f"The bridge is safe {number}", said())
        few = [queries_for(client, address) for address in ("/claims/", "/claims/?q=bridge&order=times")]
        for number in range(20):
            published(f"The bridge is good {number}", said())
        many = [queries_for(client, address) for address in ("/claims/", "/claims/?q=bridge&order=times")]
        assert many == few


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_of_a_page_never_outlives_a_change(client):
    claim = published("The bridge is safe", said())
    assert "The bridge is safe" in text_of(client.get("/claims/"))
    withdraw(claim, reason="It was somebody else.")
    assert "The bridge is safe" not in text_of(client.get("/claims/"))


def test_who_denies_or_doubts_a_claim_is_none_of_those_who_said_it(client):
    says, denies = said(), said("“it does not hold”", speaker="Ben Cole")
    claim = published("The bridge is safe", says)
    AssertionFactory(claim=claim, quote=denies, stance=Assertion.Stance.DENIES)
    assert {f"speaker:{says.speaker_id}", f"against:{denies.speaker_id}"} <= facets_of(claim)
    assert f"speaker:{denies.speaker_id}" not in facets_of(claim)
    for quote, part, other in [(says, "speaker", "against"), (denies, "against", "speaker")]:
        assert "The bridge is safe" in client.get(f"/claims/?{part}={quote.speaker.slug}").text
        assert "The bridge is safe" not in client.get(f"/claims/?{other}={quote.speaker.slug}").text
    assert "The bridge is safe" not in client.get(f"/claims.json?speaker={denies.speaker.slug}").text
    assert "Ben Cole" in client.get("/actors/?role=said").text
    assert "Ben Cole" not in client.get("/actors/?rating=none").text

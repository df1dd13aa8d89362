"""The list of actors: found by name, narrowed, ordered, counted; a listing stands exactly while its actor is public."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from articles.merging import merge as merge_actors
from articles.models import Actor, ActorName
from claims import public
from claims.models import ActorListing, ActorTally, Assertion, ClaimSubject, Quote, RelayActor
from claims.publishing import suspend, withdraw
from tests.claims.pages.building import article_with, marks_in, published, queries_for, quotation, text_of
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RatingFactory,
    RelayActorFactory,
    RelayFactory,
    ReviewFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def said(speaker="Ana Ruiz", words="“it holds”", **article):
    return quotation(article_with(f"In a letter came {words} then.", **article), words, speaker=speaker)


def listed(client, **asked):
    return [actor.name for actor, _marked in client.get("/actors/", asked).context["listed"]]


def facets_of(actor):
    return set(ActorListing.objects.get(actor=actor).facets)


def no_longer_about_anybody(claim):
    """Readers were told whom it is about: that goes together with a note."""
    CorrectionFactory(claim=claim)
    ClaimSubject.objects.filter(claim=claim).delete()


def agree():
    """Tell whether exactly the public actors are listed."""
    return set(public.listed_actors().values_list("pk", flat=True)) == set(public.actors().values_list("pk", flat=True))


class TestAListing:
    @pytest.fixture
    def quote(self):
        quote = said()
        RelayActorFactory(relay=RelayFactory(quote=quote, text="In a letter"), actor=ActorFactory(name="The Post"))
        return quote

    @pytest.fixture
    def claim(self, quote):
        claim = published("The bridge is safe", quote, said_where="A speech.")
        ClaimSubjectFactory(claim=claim, actor=ActorFactory(name="The Bridge Office"))
        return claim

    def test_everybody_in_a_public_part_is_listed_with_it(self, claim, quote):
        assert agree()
        assert "role:said" in facets_of(quote.speaker)
        assert facets_of(quote.revision.article.publisher) == {"kind:media_outlet", "role:published"}
        assert facets_of(Actor.objects.get(name="The Post")) == {"kind:media_outlet", "role:relayed"} or (
            facets_of(Actor.objects.get(name="The Post")) == {"kind:person", "role:relayed"}
        )
        assert facets_of(Actor.objects.get(name="The Bridge Office")) == {"kind:person", "role:about"}

    @pytest.mark.parametrize(
        "change",
        [
            lambda claim, _quote: withdraw(claim, reason="So."),
            lambda claim, _quote: suspend(claim, reason="So."),
            lambda _claim, quote: Quote.objects.filter(pk=quote.pk).update(state=Quote.State.REJECTED),
            lambda _claim, quote: Quote.objects.filter(pk=quote.pk).update(speaker=ActorFactory(name="Bob")),
            lambda claim, quote: Assertion.objects.filter(claim=claim, quote=quote).delete(),
            lambda claim, _quote: no_longer_about_anybody(claim),
            lambda _claim, quote: RelayActor.objects.filter(relay__quote=quote).delete(),
            lambda _claim, quote: RelayActor.objects.filter(relay__quote=quote).update(actor=ActorFactory()),
            lambda _claim, quote: quote.relays.all().delete(),
            lambda _claim, quote: merge_actors(quote.speaker, into=ActorFactory(name="A. Ruiz"), reason="The same."),
            lambda claim, _quote: AssertionFactory(claim=claim, quote=said("Bob")),
        ],
    )
    def test_it_follows_every_change_of_who_is_public(self, claim, quote, change):
        before = set(public.actors())
        change(claim, quote)
        assert set(public.actors()) != before
        assert agree()
        for listing in ActorListing.objects.all():
            tallied = ActorTally.objects.filter(actor=listing.actor, times__gt=0).values_list("fact", flat=True)
            assert set(listing.facets) == {*tallied, f"kind:{listing.actor.kind}"}

    def test_a_claim_that_is_not_public_tells_nothing(self):
        AssertionFactory(claim=ClaimFactory(), quote=said())
        assert not ActorListing.objects.exists()
        assert not ActorTally.objects.exists()

    def test_it_follows_ratings_topics_kind_and_names(self, claim, quote):
        topic = ClaimTopicFactory(claim=claim)
        EvidenceFactory(claim=claim)
        review = ReviewFactory(claim=claim, rating=RatingFactory(slug="false"))
        assert {f"topic:{topic.topic_id}", f"rating:{review.rating_id}"} <= facets_of(quote.speaker)
        assert "rating:none" not in facets_of(quote.speaker)
        CorrectionFactory(claim=None, actor=quote.speaker)  # readers know the one who is renamed
        Actor.objects.filter(pk=quote.speaker_id).update(kind="group", name="Émile")
        listing = ActorListing.objects.get(actor=quote.speaker)
        assert "kind:group" in listing.facets
        assert listing.sorts_as == "emile"
        topic.delete()
        assert f"topic:{topic.topic_id}" not in facets_of(quote.speaker)

    def test_claims_are_tallied_not_quotations(self):
        ana = ActorFactory(name="Ana Ruiz")
        published("The bridge is safe", said(ana), said(ana))
        claim = published("The road is safe", said(ana))
        assert ActorListing.objects.get(actor=ana).times == 2
        withdraw(claim, reason="So.")
        assert ActorListing.objects.get(actor=ana).times == 1


class TestTheSearch:
    def test_names_and_other_names_are_found_without_case_and_accents(self, client):
        ana = ActorFactory(name="Ana Ruíz", description="Minister of Works")
        ActorNameFactory(actor=ana, name="General Ruiz")
        published("The bridge is safe", said(ana), said("Bob Ruizson"))
        for asked in ["ruiz", "RUÍZ ana", "general", "works", '"ana ruiz"', "ruiz -bob", "ana or xyz"]:
            assert listed(client, q=asked) == ["Ana Ruíz"], asked
        assert listed(client, q='"ruiz general"') == []
        assert listed(client, q='"ana ruiz general"') == []
        assert listed(client, q="ruiz -minister") == []

    def test_words_are_marked_and_other_names_stay_unsaid(self, client):
        ana = ActorFactory(name="Ana <Ruiz>")
        ActorName.objects.create(actor=ana, name="The Hidden Alias")
        published("The bridge is safe", said(ana))
        assert marks_in(client.get("/actors/", {"q": "ana"})) == ["Ana"]
        page = client.get("/actors/", {"q": "hidden"})
        assert [actor for actor, _marked in page.context["listed"]] == [ana]
        assert "Alias" not in text_of(page)

    def test_names_written_nearly_so_are_offered_where_nobody_is_called_so(self, client):
        published("The bridge is safe", said("Ximena Duarte"))
        ActorFactory(name="Ximena Duartes, unknown to the public")
        page = client.get("/actors/", {"q": "ximena duartte"})
        assert [actor.name for actor in page.context["near"]] == ["Ximena Duarte"]
        assert "Written nearly so: Ximena Duarte" in text_of(client.get("/actors/", {"q": "durte"}))
        assert client.get("/actors/", {"q": "durum"}).context["near"] == []
        assert "Written nearly so: Ximena Duarte" in text_of(page)
        assert "unknown" not in text_of(page)

    def test_nothing_found_says_how_to_go_on(self, client):
        text = text_of(client.get("/actors/", {"q": "<xyzzy>"}))
        assert "Nothing found" in text
        assert "Try fewer words" in text
        assert "Search claims for the same" in text


class TestTheList:
    def test_choices_work_together_and_several_of_one_facet_mean_any(self, client):
        topic = TopicFactory(name="Bridges")
        for name, kind in [("Ana", "person"), ("Army", "armed_force"), ("Group", "group")]:
            claim = published(f"{name} said it", said(ActorFactory(name=name, kind=kind)))
            if name != "Group":
                ClaimTopicFactory(claim=claim, topic=topic)
        assert listed(client, topic=topic.slug) == ["Ana", "Army"]
        assert listed(client, kind=["person", "group"], role="said") == ["Ana", "Group"]
        assert listed(client, kind=["person", "group"], topic=topic.slug) == ["Ana"]
        page = client.get("/actors/", {"kind": "person", "role": "said"})
        kinds = next(group for group in page.context["counted"].groups if group.name == "kind")
        assert {choice.value: count.number for choice, count in kinds.values} == {"armed_force": 1, "group": 1}
        assert [(choice.value, count.number) for choice, count in kinds.chosen] == [("person", 1)]
        assert page.context["counted"].total.number == 1
        assert [item["name"] for item in client.get("/actors.json?kind=person&role=said").json()["items"]] == ["Ana"]
        table = client.get("/actors.csv?kind=person&role=said").getvalue().decode()
        assert ",Ana," in table
        assert ",Army," not in table

    @pytest.mark.parametrize("asked", ["order=date", "kind=no", "role=no", "rating=no", "topic=nothing"])
    def test_what_names_nothing_is_no_list(self, client, asked):
        assert client.get(f"/actors/?{asked}").status_code == 404
        assert client.get(f"/actors.json?{asked}").status_code == 404

    @pytest.mark.parametrize("order", ["relevance", "name", "times"])
    def test_each_order_meets_every_actor_once(self, client, monkeypatch, order):
        monkeypatch.setattr("claims.pages.actors.ON_A_LIST", 4)
        paper = ActorFactory(name="The Courier")
        for number in range(9):
            speaker = ActorFactory(name=f"Ana {number % 3}")
            for claim in range(1 + number % 2):
                published(f"It is {number} {claim}", said(speaker, publisher=paper))
        asked = {"q": "ana", "order": order}
        met = []
        while True:
            page = client.get("/actors/", asked).context["page"]
            met += [actor.pk for actor in page.rows]
            if not page.after:
                break
            asked["after"] = page.after
        assert len(met) == len(set(met)) == 9

    def test_who_is_quoted_most_comes_first(self, client):
        published("One", said("Bob"))
        ana = ActorFactory(name="Zoe")
        published("Two", said(ana))
        published("Three", said(ana))
        assert listed(client, role="said", order="times") == ["Zoe", "Bob"]

    def test_its_queries_do_not_grow_with_its_rows(self, client):
        addresses = ("/actors/", "/actors/?q=ana&order=times", "/actors/?role=said&role=about&kind=person")
        costs = []
        for _size in range(2):
            for number in range(3):
                published("It is so", said(f"Ana {number}"))
            costs.append([queries_for(client, address) for address in addresses])
        assert costs[0] == costs[1]


@pytest.mark.django_db(transaction=True)
def test_what_two_transactions_at_once_tell_of_an_actor_is_all_told():
    with transaction.atomic():
        ana = ActorFactory(name="Ana Ruiz")
        topics = [TopicFactory(name=name) for name in ("Bridges", "Roads")]
        claims = [published(f"It is so {topic}", said(ana)) for topic in topics]
    server = connection.connection.info

    def file_under(claim, topic):
        with psycopg.connect(server.dsn, password=server.password) as other:
            other.execute("INSERT INTO claims_claimtopic (claim_id, topic_id) VALUES (%s, %s)", [claim.pk, topic.pk])

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            ClaimTopicFactory(claim=claims[0], topic=topics[0])
            filing = other.submit(file_under, claims[1], topics[1])
            with pytest.raises(TimeoutError):
                filing.result(timeout=0.5)  # it waits for what this transaction tells of her
        filing.result(timeout=10)
    assert {f"topic:{topic.pk}" for topic in topics} <= facets_of(ana)

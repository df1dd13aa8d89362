from datetime import timedelta

import pytest
from django.utils import timezone

from articles.merging import merge
from claims.data import things
from claims.publishing import publish, withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    BylineFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    revision = article_with(
        "In a letter the minister said “it holds” then.",
        headline="On the bridge",
        link="https://example.com/a",
        publisher__name="The Courier",
    )
    quote = quotation(
        revision, "“it holds”", source_text="the minister", source_start=12, source_end=24, cue_text="said",
        cue_start=25, cue_end=29,
    )  # fmt: skip
    RelayActorFactory(relay=RelayFactory(quote=quote, text="In a letter"), actor__name="Ministry of Works")
    BylineFactory(article=revision.article, name="Rosa Reporter")
    return published("The bridge is safe", quote)


def whole(client, claim):
    response = client.get(f"/claims/{claim.slug}.json")
    assert response.status_code == 200
    return response.json()


def test_a_claim_has_its_tellings_word_for_word(client, claim):
    [telling] = whole(client, claim)["tellings"]
    assert telling["stance"] == "asserts"
    quote = telling["quotation"]
    assert quote["text"] == "“it holds”"
    assert quote["passages"] == [{"start": 30, "end": 40, "text": "“it holds”"}]
    assert quote["speaker"]["name"] == "Ana Ruiz"
    assert quote["source_as_written"] == "the minister"
    assert quote["cue"] == "said"
    assert quote["relays"][0]["actors"][0]["name"] == "Ministry of Works"
    assert quote["article"]["link"] == "https://example.com/a"
    assert quote["revision_sha256"] == claim.quotes.get().revision.sha256
    assert quote["claims"][0]["standing"] == "Not checked"


def test_a_claim_has_all_that_goes_with_it(client, claim):
    EvidenceFactory(
        claim=claim,
        title="Photographs",
        link="https://example.org/1",
        quote=claim.quotes.get(),
        publisher=ActorFactory(name="Harbour Post"),
        interests="It belongs to the builder.",
    )
    hidden = quotation(article_with("He said “psst”."), "“psst”")
    EvidenceFactory(claim=claim, title="Hidden", quote=hidden)
    ReviewFactory(claim=claim, reviewer=UserFactory(username="iris-v", first_name="Iris", last_name="Vogel"))
    ReviewFactory(claim=claim, reviewer=UserFactory(username="otto-k"))
    ReplyFactory(
        claim=claim, actor=ActorFactory(name="Works Office"), answer="We stand by it.", answered_at=timezone.now()
    )
    CorrectionFactory(claim=claim, note="The year was wrong.")
    ClaimSubjectFactory(claim=claim, actor=ActorFactory(name="Bridge Company"))
    ClaimTopicFactory(claim=claim)
    data = whole(client, claim)
    assert [(item["title"], item["link"], bool(item["quotation"])) for item in data["evidence"]] == [
        ("Photographs", "https://example.org/1", True),
        ("Hidden", "", False),
    ]
    assert [(item["publisher"], item["interests"]) for item in data["evidence"]] == [
        ("Harbour Post", "It belongs to the builder."),
        (None, ""),
    ]
    assert sorted(review["reviewer"] for review in data["reviews"]) == ["An editor", "Iris Vogel"]
    assert data["replies"][0]["asked"] == "Works Office"
    assert data["corrections"][0]["note"] == "The year was wrong."
    assert data["about"][0]["name"] == "Bridge Company"
    assert len(data["topics"]) == 1
    assert "iris-v" not in str(data)
    assert "otto-k" not in str(data)


def test_a_claim_published_again_says_that_it_had_been_taken_back(client, claim):
    withdraw(claim, reason="It was misheard.")
    publish(claim, by=UserFactory())
    [past] = whole(client, claim)["withdrawals"]
    assert past["reason"] == "It was misheard."


def test_many_tellings_are_cut_short_and_all_are_on_a_list(client, claim, monkeypatch):
    monkeypatch.setattr(things, "TELLINGS", 2)
    for number in range(3):
        revision = article_with(
            f"“Words {number},” she said.", published_on=timezone.now().date() + timedelta(number + 1)
        )
        AssertionFactory(claim=claim, quote=quotation(revision, f"“Words {number},”"))
    data = whole(client, claim)
    assert [telling["quotation"]["text"] for telling in data["tellings"]] == ["“it holds”", "“Words 0,”"]
    assert len(client.get(data["quotations"]).json()["items"]) == 4


def test_an_article_is_described_and_never_given_out(client, claim):
    article = claim.quotes.get().revision.article
    data = client.get(f"/articles/{article.slug}.json").json()
    assert data["headline"] == "On the bridge"
    assert data["bylines"] == ["Rosa Reporter"]
    assert data["times_quoted"] == 1
    assert "In a letter" not in str(data)
    for name in ("quotations", "annotations", "url"):
        assert client.get(data[name]).status_code == 200


def test_an_actor_leads_to_what_it_said_and_what_is_said_about_it(client, claim):
    data = client.get("/actors/ana-ruiz.json").json()
    assert data["kind"] == "person"
    assert len(client.get(data["quotations"]).json()["items"]) == 1
    assert client.get(data["claims_about"]).json()["items"] == []
    assert client.get(data["articles"]).json()["items"] == []


def test_what_was_taken_back_says_why_and_never_what(client, claim):
    article = claim.quotes.get().revision.article
    withdraw(claim, reason="It was misheard.")
    for address in (f"/claims/{claim.slug}.json", f"/articles/{article.slug}.json"):
        response = client.get(address)
        assert response.status_code == 410
        assert response["Content-Type"].startswith("application/json")
        assert response.json()["withdrawals"][0]["reason"] == "It was misheard."
        assert "bridge is safe" not in response.content.decode()
    assert client.get("/actors/ana-ruiz.json").json() == {
        "detail": "No published claim names this actor any more",
        "withdrawals": [],
    }


def test_an_actor_merged_into_another_leads_to_the_data_of_that(client, claim):
    other = ActorFactory(name="Ana María Ruiz")
    ruiz = claim.quotes.get().speaker
    quote = quotation(article_with("“Yes,” she said."), "“Yes,”", speaker=other)
    published("Another", quote)
    merge(ruiz, into=other, reason="The same person.")
    response = client.get("/actors/ana-ruiz.json")
    assert (response.status_code, response["Location"]) == (301, "http://testserver/actors/ana-maria-ruiz.json")


@pytest.mark.parametrize("room", ["claims", "actors", "articles"])
def test_what_never_was_is_not_found(client, room):
    response = client.get(f"/{room}/nowhere.json")
    assert (response.status_code, response.json()) == (404, {"detail": "Nothing public has this address."})


def test_the_cost_of_a_claim_does_not_grow_with_what_goes_with_it(client, claim):
    costs = []
    for _size in range(2):
        for number in range(3):
            quote = quotation(article_with(f"He said “words {number}”."), f"“words {number}”")
            AssertionFactory(claim=claim, quote=quote)
            RelayActorFactory(relay=RelayFactory(quote=quote, text="He", number=1))
            EvidenceFactory(claim=claim, quote=quote)
            ReviewFactory(claim=claim)
            ReplyFactory(claim=claim)
            CorrectionFactory(claim=claim)
            ClaimSubjectFactory(claim=claim)
            ClaimTopicFactory(claim=claim)
        costs.append(queries_for(client, f"/claims/{claim.slug}.json"))
    assert costs[0] == costs[1]

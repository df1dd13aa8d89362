from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import merge
from articles.models import Actor
from claims.correcting import restate
from claims.models import Claim, Rating
from claims.publishing import withdraw
from claims.xml import xml_text
from tests.claims.pages.building import article_with, published, queries_for, quotation
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    ReviewFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(client, address):
    return [entry.findtext(f"{ATOM}title") for entry in feed(client, address).iter(f"{ATOM}entry")]


def told(statement="The bridge is safe", speaker="Ana Ruiz", words="it holds"):
    return published(statement, quotation(article_with(f"He said “{words}”."), f"“{words}”", speaker=speaker))


def test_claims_come_newest_first_with_speaker_and_standing(client):
    told()
    published("The road is safe", said_where="A speech.")
    ClaimFactory(statement="A draft")
    assert titles(client, "/claims.atom") == [
        "Otto Rey: The road is safe – Not checked",
        "Ana Ruiz: The bridge is safe – Not checked",
    ]


def test_an_entry_has_a_lasting_id_and_says_when_it_changed(client):
    claim = told()
    EvidenceFactory(claim=claim)
    CorrectionFactory(claim=claim)
    approved = ReviewFactory(claim=claim, named=True, reviewed_at=datetime(2026, 1, 2, tzinfo=UTC)).approvals.get()
    entry = feed(client, "/claims.atom").find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/claims/{claim.slug}/"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}published")) == claim.first_published_at
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == approved.approved_at


def test_a_search_a_topic_and_an_actor_have_their_own(client):
    bridge, road = told(), told("The road is safe", speaker="Otto", words="it does")
    ClaimTopicFactory(claim=road, topic=TopicFactory(name="Roads"))
    ClaimSubjectFactory(claim=bridge, actor=ActorFactory(name="Bridge Company"))
    for address in ("/claims.atom?q=bridge", "/claims.atom?q=bridge&order=relevance"):
        assert titles(client, address) == ["Ana Ruiz: The bridge is safe – Not checked"]
    assert titles(client, "/claims.atom?topic=roads") == ["Otto: The road is safe – Not checked"]
    assert titles(client, "/actors/otto.atom") == ["Otto: The road is safe – Not checked"]
    assert titles(client, "/actors/bridge-company.atom") == ["Ana Ruiz: The bridge is safe – Not checked"]
    assert client.get("/claims.atom?topic=nothing").status_code == 404
    assert client.get("/actors/nobody-at-all.atom").status_code == 404


def test_every_feed_has_an_id_of_its_own(client):
    told()
    addresses = ["/claims.atom", "/claims.atom?q=bridge", "/ratings.atom", "/corrections.atom", "/actors/ana-ruiz.atom"]
    ids = {feed(client, address).findtext(f"{ATOM}id") for address in addresses}
    assert len(ids) == len(addresses)


def test_each_rating_is_told_by_itself(client):
    claim = told()
    EvidenceFactory(claim=claim)
    for days, slug in enumerate(("false", "true")):
        rating = Rating.objects.get(slug=slug)
        ReviewFactory(claim=claim, rating=rating, named=True, reviewed_at=datetime(2026, 1, 1 + days, tzinfo=UTC))
    assert titles(client, "/ratings.atom") == [
        "Ana Ruiz: The bridge is safe – rated “True”",
        "Ana Ruiz: The bridge is safe – rated “False”",
    ]


def test_corrections_tell_what_was_taken_back_without_its_statement(client):
    standing, gone = told(), told("The tunnel is safe", words="it is")
    CorrectionFactory(claim=standing, note="The year was wrong.")
    CorrectionFactory(claim=gone, note="The day was wrong.")
    withdraw(gone, reason="It was misheard.")
    assert sorted(titles(client, "/corrections.atom")) == [
        "A claim withdrawn",
        "Ana Ruiz: The bridge is safe – Not checked",
        "On a claim that was withdrawn since",
    ]
    written = client.get("/corrections.atom").content.decode()
    assert "It was misheard." in written
    assert "The tunnel" not in written


def test_corrections_say_what_changed_until_the_claim_is_taken_back(client):
    claim = told("The bridge is sound")
    restate(claim, "The <i>bridge</i> is safe", note="She said safe.", by=UserFactory())
    CorrectionFactory(claim=claim, note="The source was wrong.")
    summaries = {text.findtext(f"{ATOM}summary") for text in feed(client, "/corrections.atom").iter(f"{ATOM}entry")}
    assert summaries == {
        "<p>The source was wrong.</p>",
        "<p>She said safe.</p>\n\n<p>Before: “The bridge is sound”</p>\n\n"
        "<p>Now: “The &lt;i&gt;bridge&lt;/i&gt; is safe”</p>",
    }
    assert "Antes: «The bridge is sound»" in client.get("/es/corrections.atom").text
    withdraw(Claim.objects.get(pk=claim.pk), reason="It was misheard.")
    written = client.get("/corrections.atom").text
    assert "She said safe." not in written
    assert "is sound" not in written


def test_an_actor_that_is_gone_or_merged_is_told_so(client):
    claim = told()
    withdraw(claim, reason="It was misheard.")
    gone = feed(client, "/actors/ana-ruiz.atom", status=410)
    assert gone.findtext(f"{ATOM}title") == "No published claim names this actor any more · Newsroom"
    ruiz = claim.quotes.get().speaker
    told("The road is safe", speaker="Ana María Ruiz", words="it does")
    merge(ruiz, into=Actor.objects.get(name="Ana María Ruiz"), reason="The same person.")
    moved = client.get("/actors/ana-ruiz.atom")
    assert moved.status_code == 301
    assert moved["Location"] == "http://testserver/actors/ana-maria-ruiz.atom"


def test_markup_and_characters_that_no_xml_may_hold_do_no_harm(client):
    told("<b>1 < 2</b> & \x01\x0b\ufffe\uffff done", speaker="\x08Bad <i>name</i>")
    [title] = titles(client, "/claims.atom")
    assert title.startswith("\ufffdBad <i>name</i>: <b>1 < 2</b> & \ufffd\ufffd\ufffd\ufffd done")
    summary = feed(client, "/claims.atom").find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    assert "&lt;b&gt;1 &lt; 2&lt;/b&gt;" in summary.text


@given(st.text())
def test_any_text_can_stand_in_xml(text):
    root = ElementTree.Element("text")
    root.text = xml_text(text)
    assert ElementTree.fromstring(ElementTree.tostring(root)) is not None
    assert len(xml_text(text)) == len(text)


def test_no_date_stands_for_when_a_feed_changed(client):
    told()
    for address in ["/claims.atom", "/actors/ana-ruiz.atom", "/ratings.atom"]:
        assert "Last-Modified" not in client.get(address).headers


@pytest.mark.parametrize("address", ["/claims.atom", "/ratings.atom", "/corrections.atom", "/articles.atom"])
def test_an_empty_one_is_as_of_today(client, address):
    updated = datetime.fromisoformat(feed(client, address).findtext(f"{ATOM}updated"))
    assert updated.date() == timezone.localdate()
    assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize("address", ["/claims.atom", "/ratings.atom", "/corrections.atom", "/actors/ana-ruiz.atom"])
def test_its_cost_does_not_grow_with_its_entries(client, address):
    ana = ActorFactory(name="Ana Ruiz")
    costs = []
    for size in range(2):
        for number in range(3):
            claim = told(f"Claim {size} {number}", speaker=ana, words=f"words {size} {number}")
            EvidenceFactory(claim=claim)
            ReviewFactory(claim=claim)
            CorrectionFactory(claim=claim)
            withdraw(told(f"Gone {size} {number}", speaker=ana, words=f"gone {size} {number}"), reason="Misheard.")
        costs.append(queries_for(client, address))
    assert costs[0] == costs[1]


def test_the_feed_of_articles_tells_those_of_a_search_as_of_their_newest_claim(client):
    paper = ActorFactory(name="The Courier")
    for number, headline in enumerate(["The bridge", "The road & the <b>square</b>"]):
        revision = article_with("He said “it holds” today.", headline=headline, publisher=paper)
        published(f"It holds {number}", quotation(revision, "“it holds”"))
    assert set(titles(client, "/articles.atom")) == {
        "The Courier: The bridge",
        "The Courier: The road & the <b>square</b>",
    }
    [found] = feed(client, "/articles.atom?q=bridge&order=relevance").iter(f"{ATOM}entry")
    assert found.findtext(f"{ATOM}id") == "http://testserver/articles/the-bridge/"
    newest = Claim.objects.get(statement="It holds 0").first_published_at
    assert datetime.fromisoformat(found.findtext(f"{ATOM}updated")) == newest
    assert client.get("/articles.atom?speaker=nobody").status_code == 404
    assert 'href="/articles.atom?q=bridge"' in client.get("/articles/?q=bridge").content.decode()
    costs = queries_for(client, "/articles.atom")
    published("It holds once more", quotation(article_with("He said “it holds” today."), "“it holds”"))
    assert queries_for(client, "/articles.atom") == costs

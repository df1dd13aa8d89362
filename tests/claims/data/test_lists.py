from datetime import date

import pytest

from claims.correcting import restate
from claims.models import Claim
from claims.publishing import withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReviewFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LISTS = [
    "/claims.json",
    "/quotations.json",
    "/actors.json",
    "/articles.json",
    "/corrections.json",
    "/withdrawals.json",
]
TABLES = [address.replace(".json", ".csv") for address in LISTS]


def told(statement="The bridge is safe", speaker="Ana Ruiz", words="it holds", **article):
    revision = article_with(f"In a letter he said “{words}”.", **article)
    return published(statement, quotation(revision, f"“{words}”", speaker=speaker))


def fill(name):
    """Give every list three more rows."""
    for number in range(3):
        claim = told(f"Claim {name} {number}", f"Speaker {name} {number}", f"words {name} {number}")
        RelayActorFactory(relay=RelayFactory(quote=claim.quotes.get(), text="In a letter"))
        EvidenceFactory(claim=claim)
        ReviewFactory(claim=claim)
        CorrectionFactory(claim=claim)
        gone = told(f"Gone {name} {number}", f"Gone speaker {name} {number}", f"gone {name} {number}")
        withdraw(gone, reason="It was misheard.")


def walk(client, address):
    """Follow "next" to the end; give the items of each page."""
    pages = []
    while address:
        answer = client.get(address).json()
        pages.append(answer["items"])
        address = answer["next"]
    return pages


@pytest.mark.parametrize("address", LISTS)
def test_it_is_read_page_by_page_each_thing_once(client, address):
    fill("a")
    everything = client.get(address).json()["items"]
    pages = walk(client, f"{address}?limit=2")
    assert [item for page in pages for item in page] == everything
    assert all(len(page) == 2 for page in pages[:-1])
    assert len(everything) >= 3


@pytest.mark.parametrize("address", LISTS)
def test_what_comes_in_meanwhile_shifts_nothing(client, address):
    fill("b")
    first = client.get(f"{address}?limit=2").json()
    rest = walk(client, first["next"])
    fill("a")
    if address != "/actors.json":  # by name: what comes before may come in behind
        assert walk(client, first["next"]) == rest
    back = client.get(client.get(first["next"]).json()["previous"]).json()
    assert back["items"][-1] == first["items"][-1]


@pytest.mark.parametrize("address", [*LISTS, *TABLES])
def test_its_cost_does_not_grow_with_its_rows(client, address):
    costs = []
    for name in ("a", "b"):
        fill(name)
        costs.append(queries_for(client, address))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1"])
def test_a_limit_that_is_none_is_refused_by_name(client, limit):
    response = client.get(f"/claims.json?limit={limit}")
    assert response.status_code == 400
    assert response.json()["detail"].startswith("limit: ")


@pytest.mark.parametrize("question", ["after=x", "before=%00,1", "topic=none", "about=%00", "about=nobody"])
def test_an_address_that_means_nothing_is_not_found(client, question):
    response = client.get(f"/claims.json?{question}")
    assert response.status_code == 404
    assert response.json() == {"detail": "Nothing public has this address."}
    assert client.get(f"/claims.csv?{question}").status_code == (200 if question[:5] in ("after", "befor") else 404)


def test_a_claim_never_stands_without_its_speaker_and_its_standing(client):
    claim = told(headline="On the bridge", published_on=date(2026, 1, 4), publisher__name="The Courier")
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim)
    [item] = client.get("/claims.json").json()["items"]
    assert (item["said_by"], item["statement"], item["standing"]) == ("Ana Ruiz", "The bridge is safe", "Half true")
    assert item["rating"] == {"slug": "half-true", "name": "Half true", "value": 3}
    assert item["first_telling"]["article"]["publisher"]["name"] == "The Courier"
    assert item["told"] == {"asserted": 1, "in_articles": 1, "denied_or_doubted": 0}


def test_it_is_narrowed_as_the_pages_are(client):
    bridge, road = told(), told("The road is safe", "Otto", "it does")
    ClaimTopicFactory(claim=road, topic=TopicFactory(name="Roads"))
    article = bridge.quotes.get().revision.article
    for question, found in {
        "claims.json?q=bridge": "The bridge is safe",
        "claims.json?topic=roads": "The road is safe",
    }.items():
        assert [item["statement"] for item in client.get(f"/{question}").json()["items"]] == [found]
    for question in ("speaker=ana-ruiz", f"article={article.slug}", f"claim={bridge.slug}"):
        items = client.get(f"/quotations.json?{question}").json()["items"]
        assert [item["text"] for item in items] == ["“it holds”"], question
    assert len(client.get(f"/articles.json?publisher={article.publisher.slug}").json()["items"]) == 1


def test_next_keeps_what_was_asked(client):
    for number in range(3):
        told(f"The bridge is safe {number}", words=f"words {number}")
        told(f"The road is safe {number}", words=f"other {number}")
    pages = walk(client, "/claims.json?q=bridge&limit=1")
    assert [page[0]["statement"] for page in pages] == [f"The bridge is safe {number}" for number in (2, 1, 0)]


def test_what_is_not_public_is_in_none(client):
    ClaimFactory(statement="A draft")
    gone = told("Zyxwv", words="zyxwv")
    withdraw(gone, reason="It was misheard.")
    for address in [*LISTS, *TABLES]:
        written = client.get(address).getvalue().decode()
        assert "A draft" not in written
        assert "Zyxwv" not in written
    [withdrawal] = client.get("/withdrawals.json").json()["items"]
    assert withdrawal["claim"] == f"http://testserver/claims/{gone.pk}/"
    assert withdrawal["reason"] == "It was misheard."


def test_the_scale_is_given_in_its_order(client):
    steps = client.get("/ratings.json").json()
    assert [step["value"] for step in steps] == [5, 4, 3, 2, 1, None]
    assert all(step["explanation"] for step in steps)


def test_pages_from_elsewhere_may_read_it_without_cookies(client):
    ActorFactory()
    for address in [*LISTS, *TABLES, "/claims/none.json"]:
        response = client.get(address)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_the_language_of_a_statement_is_that_of_the_first_article_to_tell_it_else_the_sites(client):
    spanish = article_with("Dijo “aguanta”.", language="es")
    published("El puente aguanta", quotation(spanish, "“aguanta”"), slug="es")
    published("The road is safe", said_where="A speech.", slug="none")
    assert {claim["statement"]: claim["language"] for claim in client.get("/claims.json").json()["items"]} == {
        "El puente aguanta": "es",
        "The road is safe": "en",
    }
    assert client.get("/claims/es.json").json()["language"] == "es"
    [quoted] = client.get("/quotations.json").json()["items"]
    assert (quoted["language"], quoted["claims"][0]["language"]) == ("es", "es")
    head, *rows = client.get("/claims.csv").getvalue().decode().split("\r\n")
    place = head.split(",").index("language") - len(head.split(","))
    assert sorted(row.split(",")[place] for row in rows if row) == ["en", "es"]


def test_a_correction_says_what_changed_until_its_claim_is_taken_back(client):
    claim = published("The bridge is sound", said_where="A speech.", slug="bridge")
    restate(claim, "The bridge is safe", note="She said safe.", by=UserFactory())
    changed = {"said_before": "The bridge is sound", "says_now": "The bridge is safe"}
    [listed] = client.get("/corrections.json").json()["items"]
    [of_claim] = client.get("/claims/bridge.json").json()["corrections"]
    assert changed.items() <= listed.items()
    assert changed.items() <= of_claim.items()
    assert "The bridge is sound,The bridge is safe" in client.get("/corrections.csv").getvalue().decode()
    withdraw(Claim.objects.get(pk=claim.pk), reason="It was misheard.")
    [listed] = client.get("/corrections.json").json()["items"]
    assert (listed["statement"], listed["said_before"], listed["says_now"]) == (None, "", "")
    assert (listed["note"], listed["withdrawn"]) == ("", True)
    assert "bridge is" not in client.get("/corrections.csv").getvalue().decode()

import pytest
from django.db import connection

from claims.confirming import reject
from claims.models import Claim
from claims.publishing import suspend, withdraw
from tests.claims.pages.building import article_with, published, quotation, text_of
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, ClaimSubjectFactory, CorrectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn():
    revision = article_with("He said “the bridge is safe”.", headline="On the bridge", publisher__name="The Courier")
    claim = published("The bridge is safe", quotation(revision, "“the bridge is safe”"))
    ClaimSubjectFactory(claim=claim, actor=ActorFactory(name="Bridge Company"))
    withdraw(claim, reason="The article took it back.")
    connection.check_constraints()
    return claim


def test_a_withdrawn_claim_says_why_but_not_what(client, withdrawn):
    response = client.get(f"/claims/{withdrawn.slug}/")
    assert response.status_code == 410
    assert "The article took it back." in text_of(response)
    assert "The bridge is safe" not in response.content.decode()


def test_a_suspended_claim_says_that_it_is_being_reviewed(client):
    claim = published("The bridge is safe", said_where="A speech.")
    suspend(claim, reason="Its source is gone.")
    response = client.get(f"/claims/{claim.slug}/")
    assert response.status_code == 410
    assert "being reviewed" in text_of(response)
    assert "Its source is gone." in text_of(response)


@pytest.mark.parametrize(
    "address", ["/articles/on-the-bridge/", "/actors/ana-ruiz/", "/actors/the-courier/", "/actors/bridge-company/"]
)
def test_pages_that_only_it_made_public_are_gone_with_it(client, withdrawn, address):
    response = client.get(address)
    assert response.status_code == 410
    assert "The bridge is safe" not in response.content.decode()


@pytest.mark.parametrize("address", ["/articles/on-the-bridge/", "/actors/ana-ruiz/"])
def test_they_give_its_reason(client, withdrawn, address):
    assert "The article took it back." in text_of(client.get(address))


def test_a_page_that_lost_its_quotation_is_gone_too(client):
    revision = article_with("He said “a” and “b”.", headline="Both")
    other = article_with("She said “c”.", headline="Alone")
    first, second = quotation(revision, "“a”"), quotation(other, "“c”", speaker="Cleo")
    published("A", first, second)
    reject(second, reason="Not said so.")
    connection.check_constraints()
    assert client.get("/articles/both/").status_code == 200
    assert client.get("/articles/alone/").status_code == 410
    assert client.get("/actors/cleo/").status_code == 410


def test_a_speaker_who_was_corrected_leaves_a_page_that_says_so(client):
    quote = quotation(article_with("He said “a”."), "“a”", speaker="Wrong Speaker")
    published("A", quote)
    quote.speaker = ActorFactory(name="Right Speaker")
    quote.save()
    assert client.get("/actors/wrong-speaker/").status_code == 410
    assert client.get("/actors/right-speaker/").status_code == 200


def test_what_was_never_public_was_never_there(client):
    revision = article_with("He said “a”.", headline="Unpublished")
    claim = ClaimFactory(statement="A draft")
    AssertionFactory(claim=claim, quote=quotation(revision, "“a”", speaker="Unheard"))
    for address in [
        f"/claims/{claim.slug}/",
        "/articles/unpublished/",
        "/actors/unheard/",
        "/claims/none/",
        "/actors/x/",
    ]:
        assert client.get(address).status_code == 404


def test_corrections_of_a_withdrawn_claim_stay_without_its_statement(client, withdrawn):
    CorrectionFactory(claim=withdrawn, note="The date was wrong.")
    response = client.get("/corrections/")
    assert "The date was wrong." in text_of(response)
    assert "The bridge is safe" not in text_of(response)
    assert f'href="/claims/{withdrawn.slug}/"' in response.content.decode()


def test_nothing_of_it_is_left_in_any_list(client, withdrawn):
    for address in ["/", "/claims/", "/claims/?q=bridge", "/actors/", "/articles/", "/corrections/"]:
        text = text_of(client.get(address))
        for word in ["The bridge is safe", "Ana Ruiz", "On the bridge", "The Courier", "Bridge Company"]:
            assert word not in text, address
    assert Claim.objects.public().count() == 0

import re
from datetime import UTC, date, datetime, time

import pytest
from django.apps import apps
from django.db import connection

from claims.models import Claim
from claims.publishing import publish, suspend, withdraw
from tests.claims.pages.building import article_with, published, queries_for, quotation, text_of
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, ClaimSubjectFactory, CorrectionFactory
from tests.rules import set_aside

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
    text = text_of(response)
    assert "The article took it back." in text
    assert "somebody’s statement, not as a finding of ours" in text
    assert "The bridge is safe" not in response.content.decode()


def test_a_withdrawn_claim_says_when_it_was_published_and_taken_back(client, withdrawn):
    happened(withdrawn, published=date(2026, 1, 4), withdrawn=date(2026, 2, 3))
    text = text_of(client.get(f"/claims/{withdrawn.slug}/"))
    assert "Published Jan. 4, 2026" in text
    assert "Taken back Feb. 3, 2026" in text


def test_what_happened_to_it_afterwards_does_not_change_when_it_was_taken_back(client, withdrawn):
    happened(withdrawn, published=date(2026, 1, 4), withdrawn=date(2026, 2, 3))
    withdrawn.note = "Looked at again."
    withdrawn.save()
    assert "Taken back Feb. 3, 2026" in text_of(client.get(f"/claims/{withdrawn.slug}/"))


def happened(claim, **days):
    """Move what the record tells of ``claim`` to these days, by its status."""
    noons = {status: datetime.combine(on, time(12), UTC) for status, on in days.items()}
    with set_aside():
        for status, noon in noons.items():
            events = apps.get_model("claims", "ClaimEvent").objects.filter(pgh_obj=claim.pk, status=status)
            events.update(pgh_created_at=noon)
        since = min((noon for status, noon in noons.items() if status != "published"), default=None)
        Claim.objects.filter(pk=claim.pk).update(first_published_at=noons["published"], taken_back_at=since)
    claim.refresh_from_db()


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


def test_its_article_gives_its_reason_as_that_of_a_claim(client, withdrawn):
    text = text_of(client.get("/articles/on-the-bridge/"))
    assert "What rested on it" in text
    assert re.search(r"A claim withdrawn \w+\.? \d+, \d+ The article took it back\.", text)


@pytest.mark.parametrize("slug", ["ana-ruiz", "the-courier", "bridge-company"])
def test_its_actors_are_not_given_its_reason(client, withdrawn, slug):
    response = client.get(f"/actors/{slug}/")
    assert "The article took it back." not in text_of(response)
    assert "Taken back" not in response.content.decode()
    assert "no judgement on the actor" in text_of(response)


class TestPublishedAgain:
    def test_a_claim_tells_each_time_that_it_was_taken_back(self, client, withdrawn):
        quote = withdrawn.quotes.get()
        publish(withdrawn, by=quote.confirmed_by)
        suspend(withdrawn, reason="The article changed.")
        withdraw_reviewed(withdrawn, reason="The article changed for good.")
        publish(withdrawn, by=quote.confirmed_by)
        text = text_of(client.get(f"/claims/{withdrawn.slug}/"))
        assert re.search(
            r"Taken back \w+\.? \d+, \d+, published again \w+\.? \d+, \d+ The article took it back\.", text
        )
        assert "The article changed for good." in text
        assert "The article changed." not in text

    def test_a_claim_that_never_was_taken_back_tells_nothing(self, client):
        claim = published("The bridge is safe", said_where="A speech.")
        claim.note = "Looked at."
        claim.save()
        assert "Taken back" not in text_of(client.get(f"/claims/{claim.slug}/"))

    def test_its_cost_does_not_grow_with_its_past(self, client):
        claim = published("The bridge is safe", said_where="A speech.")
        before = queries_for(client, f"/claims/{claim.slug}/")
        for number in range(3):
            withdraw(claim, reason=f"Reason {number}.")
            publish(claim, by=claim.published_by)
        assert queries_for(client, f"/claims/{claim.slug}/") == before


def withdraw_reviewed(claim, reason):
    """Withdraw a claim that was taken back for review."""
    claim.status, claim.withdrawn_reason = Claim.Status.WITHDRAWN, reason
    claim.save()


def test_a_page_that_lost_its_quotation_is_gone_too(client):
    revision = article_with("He said “a” and “b”.", headline="Both")
    other = article_with("She said “c”.", headline="Alone")
    first, second = quotation(revision, "“a”"), quotation(other, "“c”", speaker="Cleo")
    published("A", first, second)
    second.state = second.State.REJECTED
    second.save()
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

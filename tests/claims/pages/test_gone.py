import re
from datetime import UTC, date, datetime, time

import pytest
from django.apps import apps
from django.db import connection

from claims.models import Claim
from claims.publishing import add_to_reason, publish, suspend, withdraw
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
    response = client.get(f"/claims/{withdrawn.slug}/", follow=True)
    assert response.status_code == 410
    text = text_of(response)
    assert "The article took it back." in text
    assert "somebody’s statement, not as a finding of ours" in text
    assert "The bridge is safe" not in response.content.decode()


def test_a_withdrawn_claim_says_when_it_was_published_and_taken_back(client, withdrawn):
    happened(withdrawn, published=date(2026, 1, 4), withdrawn=date(2026, 2, 3))
    text = text_of(client.get(f"/claims/{withdrawn.slug}/", follow=True))
    assert "Published Jan. 4, 2026" in text
    assert "Withdrawn Feb. 3, 2026" in text


def test_what_happened_to_it_afterwards_does_not_change_when_it_was_taken_back(client, withdrawn):
    happened(withdrawn, published=date(2026, 1, 4), withdrawn=date(2026, 2, 3))
    withdrawn.note = "Looked at again."
    withdrawn.save()
    assert "Withdrawn Feb. 3, 2026" in text_of(client.get(f"/claims/{withdrawn.slug}/", follow=True))


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
    response = client.get(f"/claims/{claim.slug}/", follow=True)
    assert response.status_code == 410
    assert "withdrawn for review" in text_of(response)
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
    assert "Withdrawn" not in response.content.decode()
    assert "no judgement on the actor" in text_of(response)


class TestPublishedAgain:
    def test_a_claim_tells_each_time_that_it_was_taken_back(self, client, withdrawn):
        quote = withdrawn.quotes.get()
        publish(withdrawn, by=quote.confirmed_by)
        suspend(withdrawn, reason="The article changed.")
        add_to_reason(withdrawn, "It changed for good.", by=quote.confirmed_by)
        publish(withdrawn, by=quote.confirmed_by)
        text = text_of(client.get(f"/claims/{withdrawn.slug}/"))
        assert re.search(r"Withdrawn \w+\.? \d+, \d+, published again \w+\.? \d+, \d+ The article took it back\.", text)
        assert re.search(r"The article changed\. Added \w+\.? \d+, \d+ It changed for good\.", text)

    def test_a_claim_that_never_was_taken_back_tells_nothing(self, client):
        claim = published("The bridge is safe", said_where="A speech.")
        claim.note = "Looked at."
        claim.save()
        assert "Withdrawn" not in text_of(client.get(f"/claims/{claim.slug}/"))

    def test_its_cost_does_not_grow_with_its_past(self, client):
        claim = published("The bridge is safe", said_where="A speech.")
        before = queries_for(client, f"/claims/{claim.slug}/")
        for number in range(3):
            withdraw(claim, reason=f"Reason {number}.")
            publish(claim, by=claim.published_by)
        assert queries_for(client, f"/claims/{claim.slug}/") == before


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


def test_corrections_of_a_withdrawn_claim_stay_without_what_they_said(client, withdrawn):
    CorrectionFactory(claim=withdrawn, note="It is not the bridge that is safe.")
    page = client.get("/corrections/")
    assert "On a claim that was withdrawn since" in text_of(page)
    assert f'href="/claims/{withdrawn.pk}/"' in page.content.decode()
    for address in ["/corrections/", "/corrections.json", "/corrections.csv", "/corrections.atom"]:
        written = client.get(address).getvalue().decode()
        for told in ("The bridge is safe", "It is not the bridge", withdrawn.slug):
            assert told not in written, address


ADDRESSES = ["/claims/{}/", "/claims/{}.json", "/claims/{}/embed/", "/claims/{}/card.png", "/es/claims/{}/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_its_address_by_number_says_the_same_and_nothing_of_it(client, withdrawn, address):
    answer = client.get(address.format(withdrawn.pk))
    assert answer.status_code == 410
    assert withdrawn.slug not in answer.content.decode()
    if address.endswith("}/"):
        led = client.get(address.format(withdrawn.slug))
        assert (led.status_code, led["Location"]) == (302, address.format(withdrawn.pk))
    else:
        old = client.get(address.format(withdrawn.slug))
        assert (old.status_code, withdrawn.slug in old.content.decode()) == (410, False)


def test_published_again_its_number_leads_to_its_page(client, withdrawn):
    publish(withdrawn, by=withdrawn.quotes.get().confirmed_by)
    led = client.get(f"/claims/{withdrawn.pk}/")
    assert (led.status_code, led["Location"]) == (302, f"/claims/{withdrawn.slug}/")


def test_the_number_of_a_draft_tells_nothing(client):
    assert client.get(f"/claims/{ClaimFactory().pk}/").status_code == 404


def test_what_is_added_to_a_reason_stands_below_it_with_its_date(client, withdrawn):
    add_to_reason(withdrawn, "The paper said so itself.", by=withdrawn.published_by)
    told = r"The article took it back\. Added \w+\.? \d+, \d+ The paper said so itself\."
    for address in (f"/claims/{withdrawn.pk}/", "/corrections/", "/articles/on-the-bridge/"):
        assert re.search(told, text_of(client.get(address))), address
    [item] = client.get("/withdrawals.json").json()["items"]
    assert [addition["text"] for addition in item["additions"]] == ["The paper said so itself."]
    assert "The paper said so itself." in client.get("/withdrawals.csv").getvalue().decode()
    assert "The paper said so itself." in client.get("/corrections.atom").content.decode()


def test_nothing_of_it_is_left_in_any_list(client, withdrawn):
    for address in ["/", "/claims/", "/claims/?q=bridge", "/actors/", "/articles/", "/corrections/"]:
        text = text_of(client.get(address))
        for word in ["The bridge is safe", "Ana Ruiz", "On the bridge", "The Courier", "Bridge Company"]:
            assert word not in text, address
    assert Claim.objects.public().count() == 0

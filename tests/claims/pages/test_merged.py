"""What readers find where a claim or an actor was that is part of another now."""

import pytest
from django.db import connection

from articles.merging import merge as merge_actors
from claims.correcting import restate
from claims.merging import merge, undo
from claims.models import Claim, Review
from claims.publishing import withdraw
from tests.claims.pages.building import queries_for, text_of
from tests.factories import ClaimFactory, EvidenceFactory, RatingFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return ClaimFactory(published=True, statement="The bridge is safe"), ClaimFactory(published=True)


def rated(claim, **attributes):
    EvidenceFactory(claim=claim)
    return ReviewFactory(claim=claim, **attributes)


def test_the_address_of_a_merged_claim_leads_to_the_other(client, two):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    answer = client.get(f"/claims/{old.slug}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/claims/{kept.slug}/")
    assert client.get(f"/claims/{kept.slug}/").status_code == 200


def test_the_way_is_straight_after_two_merges(client, two):
    old, kept = two
    last = ClaimFactory(published=True)
    merge(old, into=kept, reason="The same.")
    merge(kept, into=last, reason="The same.")
    assert client.get(f"/claims/{old.slug}/").headers["Location"] == f"/claims/{last.slug}/"


def test_once_the_other_is_taken_back_both_addresses_say_why(client, two):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    withdraw(kept, reason="The recording was faked.")
    for claim in two:
        answer = client.get(f"/claims/{claim.slug}/", follow=True)
        assert answer.redirect_chain == [(f"/claims/{kept.pk}/", 302)]
        assert answer.status_code == 410
        assert "The recording was faked." in text_of(answer)
        assert "The bridge is safe" not in text_of(answer)


def test_one_that_never_was_public_is_found_nowhere(client):
    old, kept = ClaimFactory(), ClaimFactory(published=True)
    merge(old, into=kept, reason="The same.")
    assert client.get(f"/claims/{old.slug}/").status_code == 404


def test_a_merged_claim_is_neither_public_nor_taken_back(client, two):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    assert list(Claim.objects.public()) == [kept]
    assert not Claim.objects.taken_back().exists()
    for address in ["/", "/claims/", "/claims/?q=bridge", "/corrections/", f"/claims/{kept.slug}/"]:
        assert "The bridge is safe" not in text_of(client.get(address)), address


def test_its_reviews_are_history_on_the_page_of_the_other(client, two):
    old, kept = two
    rated(old, rating=RatingFactory(slug="false"), explanation="The report says no.")
    rated(kept, rating=RatingFactory(slug="true"), explanation="The report says yes.")
    merge(old, into=kept, reason="The same.")
    connection.check_constraints()
    text = text_of(client.get(f"/claims/{kept.slug}/"))
    assert "True (current rating)" in text
    assert "False: “The bridge is safe”" in text
    assert "The report says no." in text
    assert Review.objects.count() == 2


def test_reviews_of_one_that_never_was_public_stay_unseen(client):
    old, kept = ClaimFactory(statement="The bridge is safe"), ClaimFactory(published=True)
    rated(old, explanation="The report says no.")
    merge(old, into=kept, reason="The same.")
    text = text_of(client.get(f"/claims/{kept.slug}/"))
    assert "The report says no." not in text
    assert "The bridge is safe" not in text


def test_the_page_costs_the_same_however_many_were_merged(client, two):
    def joined():
        old = ClaimFactory(published=True)
        rated(old)
        merge(old, into=two[1], reason="The same.")

    joined()
    before = queries_for(client, f"/claims/{two[1].slug}/")
    joined()
    joined()
    assert queries_for(client, f"/claims/{two[1].slug}/") == before


FORMATS = ["/claims/{}/", "/claims/{}.json", "/claims/{}/embed/", "/claims/{}/card.png"]


@pytest.mark.parametrize("address", FORMATS)
def test_in_every_format_its_address_leads_to_the_same_of_the_other(client, two, address):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    answer = client.get(address.format(old.slug))
    assert answer.status_code == 301
    assert answer.headers["Location"].removeprefix("http://testserver") == address.format(kept.slug)
    assert client.get(answer.headers["Location"]).status_code == 200


def test_asked_for_by_its_address_it_leads_to_the_card_of_the_other(client, two):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    answer = client.get("/oembed", {"url": f"http://testserver/claims/{old.slug}/"}, follow=True)
    assert answer.redirect_chain[0][1] == 301
    assert f"/claims/{kept.slug}/embed/" in answer.json()["html"]


@pytest.mark.parametrize("form", ["/", ".json", ".atom"])
def test_an_actor_merged_into_a_public_one_leads_to_that_in_every_format(client, form):
    claims = [ClaimFactory(published=True) for _number in range(2)]
    old, kept = (claim.quotes.get().speaker for claim in claims)
    merge_actors(old, into=kept, reason="The same.")
    answer = client.get(f"/actors/{old.slug}{form}")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith(f"/actors/{kept.slug}{form}")


def test_a_merged_claim_is_in_no_list(client, two):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    for address in ["/claims.json", "/claims.csv", "/claims.atom", "/sitemap-claim-0.xml", "/quotations.json"]:
        body = client.get(address).getvalue().decode()
        assert f"/{old.slug}" not in body, address
        assert f"/{kept.slug}" in body, address


def test_its_reviews_are_history_in_the_data_of_the_other(client, two):
    old, kept = two
    rated(old, rating=RatingFactory(slug="false"), explanation="The report says no.")
    never = ClaimFactory()
    rated(never, explanation="Nobody read this.")
    merge(old, into=kept, reason="The same.")
    merge(never, into=kept, reason="The same.")
    data = client.get(f"/claims/{kept.slug}.json").json()
    assert data["reviews"] == []
    [review] = data["reviews_before_merging"]
    assert (review["rating"]["slug"], review["explanation"]) == ("false", "The report says no.")
    assert (review["statement"], review["claim"]) == (old.statement, f"http://testserver/claims/{old.slug}/")


def test_its_corrections_are_told_with_the_other(client, two):
    old, kept = two
    restate(old, "The bridge is sound", note="He didn’t say safe.", by=UserFactory())
    merge(old, into=kept, reason="The same.")
    text = text_of(client.get(f"/claims/{kept.slug}/"))
    assert "Of a claim that says the same and was joined with this one. He didn’t say safe." in text
    [listed] = client.get("/corrections.json").json()["items"]
    assert (listed["claim"], listed["withdrawn"]) == (f"http://testserver/claims/{kept.slug}/", False)
    assert listed["made_on"] == f"http://testserver/claims/{old.slug}/"
    [told] = client.get(f"/claims/{kept.slug}.json").json()["corrections"]
    assert told["note"] == "He didn’t say safe."
    page = client.get("/corrections/").content.decode()
    assert f"/claims/{kept.slug}/#correction-" in page
    assert "withdrawn since" not in page
    withdraw(Claim.objects.get(pk=kept.pk), reason="The recording was faked.")
    page = text_of(client.get("/corrections/"))
    assert "On a claim that was withdrawn since" in page
    assert "He didn’t say safe." not in page


def test_why_it_was_merged_is_told_nowhere_to_readers(client, two):
    old, kept = two
    merge(old, into=kept, reason="INTERNAL: the source is X.")
    undo(Claim.objects.get(pk=old.pk))
    for claim in two:
        for form in ("/", ".json"):
            written = client.get(f"/claims/{claim.slug}{form}").content.decode()
            assert "INTERNAL" not in written
            assert "Withdrawn" not in written

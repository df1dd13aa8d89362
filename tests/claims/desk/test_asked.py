"""Nothing on the desk changes what readers see without a second key, and without the claim's words being shown."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from claims import public
from claims.models import Assertion, Quote
from tests.claims.desk.at_the_desk import address, laid_out, proposed, send, token_of, told
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, UserFactory

# Each request is a transaction of its own, as in life: the record tells them apart by it.
pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Ana Ruiz said “the bridge is safe” and that the toll is low, in a statement."
ASKED = "Nothing is done yet, for readers would see it at once. Look, and press “p”, then Enter."


@pytest.fixture
def quote():
    return proposed(laid_out(TEXT), "“the bridge is safe”", speaker=ActorFactory(name="Ana Ruiz"))


@pytest.fixture
def claim():
    return ClaimFactory(published=True, statement="The bridge is unsafe.")


def sure(answer):
    """Give what the question sends along."""
    return re.search(r'name="sure" value="(\w+)"', answer.text)[1]


def seen(claim):
    """Give who is on record with the claim, as readers see it."""
    return set(public.tellings().filter(claim=claim).values_list("quote__speaker__name", "stance"))


def undo(client, **sent):
    return client.post(reverse("desk:undo"), sent, follow=True)


def test_a_confirmed_quotation_is_tied_to_a_public_claim_by_a_second_key_only(admin_client, quote, claim):
    send(admin_client, quote, "confirm")
    before = seen(claim)
    asked = send(admin_client, quote, "tie", claim=claim.pk)
    assert (asked.status_code, told(asked), seen(claim)) == (422, [ASKED], before)
    assert "The bridge is unsafe." in re.search(r'(?s)<section id="ask".*?</section>', asked.text)[0]
    done = send(admin_client, quote, "tie", claim=claim.pk, sure=sure(asked), stance="denies")
    assert told(done) == ["Tied to: The bridge is unsafe."]
    assert seen(claim) == {*before, ("Ana Ruiz", "denies")}


def test_a_claim_that_reads_otherwise_by_now_is_asked_about_again(admin_client, quote, claim):
    send(admin_client, quote, "confirm")
    asked = send(admin_client, quote, "tie", claim=claim.pk)
    other = ClaimFactory(published=True)
    again = send(admin_client, quote, "tie", claim=other.pk, sure=sure(asked))
    assert told(again) == [ASKED]
    assert not Assertion.objects.filter(quote=quote).exists()


def test_a_proposal_tied_to_a_public_claim_is_confirmed_by_a_second_key_only(admin_client, quote, claim):
    AssertionFactory(quote=quote, claim=claim)
    before = seen(claim)
    asked = send(admin_client, quote, "confirm")
    assert (told(asked), seen(claim)) == ([ASKED], before)
    send(admin_client, quote, "confirm", sure=sure(asked))
    assert seen(claim) == {*before, ("Ana Ruiz", "asserts")}


def test_a_rejection_is_not_taken_back_to_readers_without_a_second_key(admin_client, quote, claim):
    send(admin_client, quote, "confirm")
    send(admin_client, quote, "reject")
    AssertionFactory(quote=quote, claim=claim)
    before = seen(claim)
    asked = undo(admin_client)
    assert (told(asked), seen(claim)) == ([ASKED], before)
    assert told(undo(admin_client, sure=sure(asked)))[0].startswith("Taken back: Rejected")
    assert seen(claim) == {*before, ("Ana Ruiz", "asserts")}


def test_a_cut_tie_is_not_put_back_on_a_claim_that_is_public_by_now(admin_client, quote, claim):
    AssertionFactory(quote=quote, claim=claim)
    send(admin_client, quote, "untie", claim=claim.pk)
    quote.state, quote.confirmed_by, quote.confirmed_at = Quote.State.CONFIRMED, UserFactory(), quote.created
    quote.save()
    before = seen(claim)
    assert told(undo(admin_client))[0].startswith("Readers see this in the claim “The bridge is unsafe.”")
    assert seen(claim) == before


def test_the_script_is_told_that_it_is_asked(admin_client, quote, claim):
    AssertionFactory(quote=quote, claim=claim)
    sent = {"token": token_of(quote)}
    answer = admin_client.post(address(quote, "confirm"), sent, headers={"accept": "application/json"}).json()
    assert (answer["asked"], answer["said"][0]["level"]) == (True, "warning")
    assert 'id="ask"' in answer["html"]["panel"]


def test_many_are_not_confirmed_into_public_claims(admin_client, quote, claim):
    AssertionFactory(quote=quote, claim=claim)
    where = reverse("desk:sure", args=[quote.revision.article_id])
    assert "Readers would see it at once in a claim: confirm it by itself." in admin_client.get(where).text
    sent = {"bar": "0.5", "quote": f"{quote.pk}:{token_of(quote)}"}
    assert "Readers would see some of these at once" in admin_client.post(where, sent).text
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED


def test_who_may_not_correct_is_not_asked(client, quote, claim):
    AssertionFactory(quote=quote, claim=claim)
    confirms = UserFactory()
    confirms.groups.add(Group.objects.get(name="reporter"))
    confirms.user_permissions.add(Permission.objects.get(codename="confirm_quote"))
    client.force_login(confirms)
    assert send(client, quote, "confirm").status_code == 403
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED


def test_an_edit_by_an_editor_is_confirmed_in_their_name_and_taken_back_in_the_former(admin_client, admin_user, quote):
    first = UserFactory()
    quote.state, quote.confirmed_by, quote.confirmed_at = Quote.State.CONFIRMED, first, quote.created
    quote.save()
    send(admin_client, quote, "speaker", actor=ActorFactory().pk)
    quote.refresh_from_db()
    assert (quote.state, quote.confirmed_by) == (Quote.State.CONFIRMED, admin_user)
    undo(admin_client)
    quote.refresh_from_db()
    assert (quote.state, quote.confirmed_by, quote.confirmed_at) == (Quote.State.CONFIRMED, first, quote.created)


def test_what_was_confirmed_once_and_waits_again_says_so(admin_client, quote):
    waits = "or the article around it was"
    assert waits not in admin_client.get(address(quote)).text
    send(admin_client, quote, "confirm")
    undo(admin_client)
    assert waits in admin_client.get(address(quote)).text

"""What an editor did last is taken back, step by step; what was changed since, or what readers saw, is not."""

import json

import pytest
from django.urls import reverse

from articles.models import Actor
from claims.desk.steps import MOST
from claims.desk.verbs import claim_token
from claims.models import Assertion, Claim, Quote
from tests.claims.desk.at_the_desk import address, laid_out, proposed, send, token_of, told
from tests.factories import ActorFactory, AssertionFactory, UserFactory

# Each request is a transaction of its own, as in life: the record tells them apart by it.
pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Ana Ruiz said “the bridge is safe” and that the toll is low, in a statement."
AS_DATA = {"accept": "application/json"}


@pytest.fixture
def quote():
    return proposed(laid_out(TEXT), "“the bridge is safe”", speaker=ActorFactory(name="Ana Ruiz"))


def take_back(client):
    return client.post(reverse("desk:undo"), follow=True)


def select(*words):
    return json.dumps([{"start": TEXT.index(one), "end": TEXT.index(one) + len(one), "text": one} for one in words])


def test_every_step_is_taken_back_newest_first(admin_client, quote):
    states = []
    for verb, sent in [
        ("kind", {"kind": "mixed"}),
        ("new-speaker", {"name": "Eva Sol", "actor-kind": "person"}),
        ("passages", {"selected": select("the bridge", "the toll is low")}),
        ("written", {"source": "Ana Ruiz", "cue": "said"}),
        ("relay", {"words": "in a statement", "relay-kind": "statement", "actors": "Ana Ruiz"}),
        ("confirm", {}),
        ("new-claim", {"statement": "The bridge is safe."}),
        ("reject", {"reason": "no"}),
        ("kind", {"kind": "direct"}),
    ]:
        states.append(token_of(quote))
        assert send(admin_client, quote, verb, **sent).status_code == 200
    for before in reversed(states):
        answer = take_back(admin_client)
        assert told(answer)[0].startswith("Taken back")
        assert answer.redirect_chain[0][0] == f"{address(quote)}#quote-{quote.pk}"
        assert token_of(quote) == before
    assert not Claim.objects.exists()
    assert Actor.objects.filter(name="Eva Sol").exists()  # she was the speaker of a confirmed quotation
    assert told(take_back(admin_client)) == ["There is nothing of yours to take back."]


def test_somebody_added_goes_again(admin_client, quote):
    send(admin_client, quote, "new-speaker", name="Eva Sol", **{"actor-kind": "person"})
    take_back(admin_client)
    assert not Actor.objects.filter(name="Eva Sol").exists()
    assert Quote.objects.get().speaker == quote.speaker


def test_a_confirmation_taken_back_leaves_a_proposal_and_the_time_on_record(admin_client, quote):
    send(admin_client, quote, "confirm")
    take_back(admin_client)
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED
    assert quote.confirmed_at is not None
    send(admin_client, quote, "confirm")
    assert Quote.objects.confirmed().get() == quote


def test_many_confirmed_together_are_taken_back_together(admin_client, quote):
    others = [proposed(quote.revision, words, speaker=quote.speaker) for words in ("the toll", "is low")]
    tokens = [f"{one.pk}:{token_of(one)}" for one in [quote, *others]]
    admin_client.post(reverse("desk:sure", args=[quote.revision.article_id]), {"bar": "0.5", "quote": tokens})
    assert Quote.objects.confirmed().count() == 3
    take_back(admin_client)
    assert Quote.objects.confirmed().count() == 0


def test_what_another_changed_since_is_refused_and_the_steps_before_it_too(admin_client, quote):
    send(admin_client, quote, "kind", kind="mixed")
    send(admin_client, quote, "reject")
    Quote.objects.update(note="by somebody else")
    for _step in range(2):
        assert told(take_back(admin_client)) == [f"It can't be taken back: quotation {quote.pk} was changed since."]
    quote.refresh_from_db()
    assert (quote.kind, quote.state, quote.note) == ("mixed", "rejected", "by somebody else")


def test_a_new_quotation_goes_unless_it_was_confirmed_once(admin_client, quote):
    where = reverse("desk:add", args=[quote.revision.article_id])
    admin_client.post(where, {"selected": select("the toll is low")})
    take_back(admin_client)
    assert Quote.objects.get() == quote

    admin_client.post(where, {"selected": select("the toll is low")})
    made = Quote.objects.latest("pk")
    send(admin_client, made, "speaker", actor=quote.speaker_id)
    send(admin_client, made, "confirm")
    for _step in range(2):
        take_back(admin_client)
    assert told(take_back(admin_client))[0].startswith("Rejected, for it was confirmed once and stays on record:")
    made.refresh_from_db()
    assert made.state == Quote.State.REJECTED


def test_what_readers_see_is_not_taken_back_but_what_came_after_it_is(admin_client, quote):
    claim = AssertionFactory(quote=quote).claim
    send(admin_client, quote, "kind", kind="mixed")
    send(admin_client, quote, "confirm")
    send(admin_client, quote, "publish", claim=claim.pk, **{"claim-token": claim_token(claim)})
    send(admin_client, quote, "new-claim", statement="The bridge is old.")
    assert told(take_back(admin_client))[0].startswith("Taken back: New claim")
    assert told(take_back(admin_client))[0].startswith("This can’t be taken back, for readers may have seen it")
    assert told(take_back(admin_client))[0].startswith(f"Readers see this in the claim “{claim}”")
    assert told(take_back(admin_client))[0].startswith("It can't be taken back: quotation")
    assert Claim.objects.public().get() == claim
    assert Assertion.objects.get().quote.state == Quote.State.CONFIRMED


def test_nobody_takes_back_what_another_did(admin_client, client, quote):
    send(admin_client, quote, "reject")
    client.force_login(UserFactory(is_superuser=True))
    assert told(take_back(client))[0] == "There is nothing of yours to take back."
    admin_client.force_login(UserFactory(is_superuser=True))
    assert told(take_back(admin_client))[0] == "There is nothing of yours to take back."
    quote.refresh_from_db()
    assert quote.state == Quote.State.REJECTED


def test_as_many_steps_are_kept_as_an_editor_needs(admin_client, quote):
    for number in range(MOST + 2):
        send(admin_client, quote, "kind", kind=["mixed", "indirect"][number % 2])
    for _step in range(MOST):
        assert told(take_back(admin_client))[0].startswith("Taken back")
    assert told(take_back(admin_client)) == ["There is nothing of yours to take back."]


def test_the_script_is_told_what_was_taken_back_and_of_which_article(admin_client, quote):
    send(admin_client, quote, "reject")
    reply = admin_client.post(reverse("desk:undo"), headers=AS_DATA).json()
    assert reply["said"][0]["html"].startswith("Taken back: Rejected")
    assert (reply["article"], reply["quote"]) == (quote.revision.article_id, quote.pk)

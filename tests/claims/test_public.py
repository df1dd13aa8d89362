"""What the public may see, and what it once could."""

import pytest

from articles.merging import merge
from articles.models import Actor, Article
from claims import public
from claims.models import Assertion, Claim, Quote
from claims.publishing import withdraw
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    CorrectionFactory,
    QuoteFactory,
    RelayActorFactory,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db


def everything_public():
    return [set(rows()) for rows in (public.claims, public.quotes, public.articles, public.actors, public.corrections)]


@pytest.mark.parametrize("state", sorted(set(Quote.State) - {Quote.State.CONFIRMED}))
def test_an_unconfirmed_quotation_of_a_public_claim_is_not_public(state):
    claim = ClaimFactory(published=True)
    before = everything_public()
    AssertionFactory(claim=claim, quote=QuoteFactory(state=state, speaker=ActorFactory()))
    assert everything_public() == before


@pytest.mark.parametrize("status", sorted(set(Claim.Status) - {Claim.Status.PUBLISHED, Claim.Status.MERGED}))
def test_what_bears_no_public_claim_is_not_public(status):
    claim = ClaimFactory(status=status, withdrawn_reason="It was wrong.")
    AssertionFactory(claim=claim, quote=QuoteFactory(confirmed=True))
    ClaimSubjectFactory(claim=claim)
    QuoteFactory(confirmed=True)
    assert everything_public() == [set(), set(), set(), set(), set()]


def test_the_public_meets_everybody_around_a_public_claim():
    claim = ClaimFactory(published=True)
    quote = claim.quotes.get()
    relay = RelayActorFactory(relay__quote=quote).actor
    subject = ClaimSubjectFactory(claim=claim).actor
    assert set(public.actors()) == {quote.speaker, quote.revision.article.publisher, relay, subject}
    assert set(public.articles()) == {quote.revision.article}


def test_a_merged_actor_is_met_under_its_new_name():
    claim = ClaimFactory(published=True)
    speaker = claim.quotes.get().speaker
    kept = ActorFactory()
    merge(speaker, into=kept, reason="The same.")
    assert speaker not in public.actors()
    assert kept in public.actors()


def test_what_was_taken_back_is_remembered():
    claim = ClaimFactory(published=True)
    quote = claim.quotes.get()
    ClaimSubjectFactory(claim=claim)
    withdraw(claim, reason="It was wrong.")
    assert everything_public() == [set(), set(), set(), set(), set()]
    assert set(public.once_public_articles()) == {quote.revision.article}
    assert set(public.once_public_actors()) >= {quote.speaker}


def test_a_tie_cut_since_is_remembered():
    claim = ClaimFactory(published=True)
    quote = claim.quotes.get()
    AssertionFactory(claim=claim, quote__confirmed=True)
    Assertion.objects.filter(quote=quote).delete()
    assert quote not in public.quotes()
    assert quote in public.once_public_quotes()


def test_what_never_was_public_leaves_no_trace():
    AssertionFactory(quote__confirmed=True)
    ClaimSubjectFactory()
    assert not public.once_public_articles().exists()
    assert not public.once_public_actors().exists()


def test_corrections_of_drafts_are_not_public():
    shown = CorrectionFactory()
    CorrectionFactory(claim=ClaimFactory())
    assert set(public.corrections()) == {shown.claim.corrections.get()}


def make_public(actor, part):
    """Publish a claim that readers meet ``actor`` in, and change that ``part`` since."""
    claim = ClaimFactory(published=True)
    quote = claim.quotes.get()
    article = quote.revision.article
    if part == "speaker":
        Quote.objects.update(speaker=actor)
        Quote.objects.update(speaker=ActorFactory())
    elif part == "publisher":
        Article.objects.filter(pk=article.pk).update(publisher=actor)
        Article.objects.filter(pk=article.pk).update(publisher=None)
        CorrectionFactory(claim=None, article=article)
    elif part == "between":
        RelayActorFactory(relay__quote=quote, actor=actor).relay.delete()
    else:
        ClaimSubjectFactory(claim=claim, actor=actor).delete()
        CorrectionFactory(claim=claim)


@pytest.mark.parametrize("part", ["speaker", "publisher", "between", "subject"])
def test_an_actor_met_in_public_is_remembered_and_never_deleted(part):
    actor = ActorFactory()
    make_public(actor, part)
    assert actor not in public.actors()
    assert actor in public.once_public_actors()
    with refused("Merge it into another instead"):
        actor.delete()


def test_an_actor_that_nobody_met_can_be_deleted():
    AssertionFactory(quote__speaker=ActorFactory(name="Nobody met"))
    Quote.objects.update(speaker=None)
    Actor.objects.get(name="Nobody met").delete()

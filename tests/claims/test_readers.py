"""Whether readers have met a thing: Python and PostgreSQL ask the same, and what was public once stays met."""

import pytest
from django.contrib.auth.models import Group

from claims import public
from claims.publishing import withdraw
from claims.readers import have_met, may_change
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    ArticleFactory,
    AssertionFactory,
    BylineFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    RelayActorFactory,
    ReplyFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def things_of(claim):
    """Give one of each kind of thing that readers meet with ``claim``, by its name."""
    quote = claim.quotes.get()
    article = quote.revision.article
    relayed = RelayActorFactory(relay__quote=quote)
    named = ReplyFactory(claim=claim)
    evidence = EvidenceFactory(claim=claim, publisher=ActorFactory())
    return {
        "speaker": quote.speaker,
        "publisher": article.publisher,
        "between": relayed.actor,
        "subject": ClaimSubjectFactory(claim=claim).actor,
        "asked": named.actor,
        "source of evidence": evidence.publisher,
        "alias": ActorNameFactory(actor=quote.speaker),
        "article": article,
        "byline": BylineFactory(article=article),
        "topic": ClaimTopicFactory(claim=claim).topic,
        "quotation": quote,
        "relay": relayed.relay,
        "evidence": evidence,
        "reply": named,
        "claim": claim,
    }


def draft():
    return AssertionFactory(quote__confirmed=True).claim


def test_what_readers_see_is_met_and_stays_so():
    claim = ClaimFactory(published=True)
    things = things_of(claim)
    assert [name for name, thing in things.items() if not have_met(thing)] == []
    withdraw(claim, reason="It was wrong.")
    claim.refresh_from_db()
    assert [name for name, thing in things.items() if not have_met(thing)] == []
    assert not public.actors().exists()


def test_what_belongs_to_a_draft_is_not_met():
    things = things_of(draft())
    assert [name for name, thing in things.items() if have_met(thing)] == []
    assert not any(map(have_met, [ActorFactory(), ArticleFactory(), TopicFactory()]))


@pytest.mark.parametrize(("role", "may"), [("reporter", False), ("fact-checker", False), ("editor", True)])
def test_what_is_met_is_left_to_who_may_correct(role, may):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    for thing in things_of(ClaimFactory(published=True)).values():
        assert may_change(user, thing) == may
    for thing in things_of(draft()).values():
        assert may_change(user, thing)


def test_once_public_pages_and_met_are_the_same_for_those_with_a_page():
    for claim in (ClaimFactory(published=True), draft()):
        things = things_of(claim)
        for name in ("speaker", "publisher", "between", "subject"):
            assert have_met(things[name]) == public.once_public_actors().filter(pk=things[name].pk).exists()
        article = things["article"]
        assert have_met(article) == public.once_public_articles().filter(pk=article.pk).exists()

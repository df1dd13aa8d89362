"""What the public may see, of every kind of thing; each starts from ``Claim.objects.public()``.

Pages, search, feeds, exports, markup and counts get their rows here and nowhere else.
"""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, When

from articles.models import Actor, Article
from articles.models.actor import ActorQuerySet
from articles.models.article import ArticleQuerySet
from claims.models import Assertion, Claim, Correction, Evidence, Passage, Quote, Relay, Reply, Review, Topic
from claims.models.claim import ClaimQuerySet
from claims.models.quote import QuoteQuerySet

# What asserts a claim, before what denies or doubts it.
ASSERTING_FIRST = Case(When(stance=Assertion.Stance.ASSERTS, then=0), default=1)

# The order in which tellings appeared: undated ones last, those of one article as it tells them.
IN_ORDER_OF_TIME = (
    F("quote__revision__article__published_on").asc(nulls_last=True),
    F("quote__revision__article_id").asc(),
    F("starts").asc(),
    F("quote_id").asc(),
)


def claims() -> ClaimQuerySet:
    """Give the published claims."""
    return Claim.objects.public()


class State(NamedTuple):
    """How a claim stood after one of its changes."""

    status: str
    reason: str  # why it was taken back, empty if it wasn't
    since: datetime


def taken_back() -> ClaimQuerySet:
    """Give the claims that readers could once see and can't now, each with ``taken_back_at``."""
    events = _events("claims.ClaimEvent")
    seen_last = events.filter(pgh_obj=OuterRef("pgh_obj"), status=Claim.Status.PUBLISHED).order_by("-pgh_id")
    after = events.filter(pgh_obj=OuterRef("pk"), pgh_id__gt=Subquery(seen_last.values("pgh_id")[:1]))
    after = after.order_by("pgh_id")
    return Claim.objects.taken_back().annotate(taken_back_at=Subquery(after.values("pgh_created_at")[:1]))


def past_of(claim: Claim) -> Iterator[State]:
    """Give the states that a public claim was in, the oldest first. One query."""
    events = _events("claims.ClaimEvent").filter(pgh_obj=claim.pk).order_by("pgh_id")
    return itertools.starmap(State, events.values_list("status", "withdrawn_reason", "pgh_created_at"))


def quotes() -> QuoteQuerySet:
    """Give the confirmed quotations with a speaker that bear a published claim."""
    bear_one = Assertion.objects.filter(quote=OuterRef("pk"), claim__in=claims())
    return Quote.objects.confirmed().filter(Exists(bear_one))


def tellings() -> QuerySet[Assertion]:
    """Give the ties of public quotations to public claims, each with ``starts``: where in its text it begins."""
    begins = Passage.objects.filter(quote=OuterRef("quote_id")).order_by("number").values("start")[:1]
    return Assertion.objects.filter(claim__in=claims(), quote__in=quotes()).annotate(starts=Subquery(begins))


def articles() -> ArticleQuerySet:
    """Give the articles with at least one public quotation."""
    return Article.objects.filter(Exists(quotes().filter(revision__article=OuterRef("pk"))))


def actors() -> ActorQuerySet:
    """Give the actors that the public meets: as speaker, as publisher, between, or as what a public claim is about."""
    speaks = quotes().filter(speaker=OuterRef("pk"))
    publishes = quotes().filter(revision__article__publisher=OuterRef("pk"))
    relays = Relay.objects.filter(actors=OuterRef("pk"), quote__in=quotes())
    is_subject = claims().filter(about=OuterRef("pk"))
    return Actor.objects.standing().filter(Exists(speaks) | Exists(publishes) | Exists(relays) | Exists(is_subject))


def topics() -> QuerySet[Topic]:
    """Give the topics that a published claim is filed under."""
    return Topic.objects.filter(Exists(claims().filter(topics=OuterRef("pk"))))


def reviews() -> QuerySet[Review]:
    """Give every review of the published claims, the newest first."""
    return Review.objects.filter(claim__in=claims()).order_by("-reviewed_at", "-id")


def evidence() -> QuerySet[Evidence]:
    """Give the evidence on the published claims. A quotation it names is public only if ``quotes()`` has it."""
    return Evidence.objects.filter(claim__in=claims())


def replies() -> QuerySet[Reply]:
    """Give what claimants were asked about the published claims, and what they answered."""
    return Reply.objects.filter(claim__in=claims())


def corrections() -> QuerySet[Correction]:
    """Give the corrections of what is or was public."""
    return Correction.objects.filter(claim__first_published_at__isnull=False)


def once_public_quotes() -> QuoteQuerySet:
    """Give the quotations that ever bore a claim that was public then or later, ties since cut included.

    For pages that would otherwise answer 404: what was public and is no more answers 410.
    """
    tied = _events("claims.AssertionEvent").filter(claim__first_published_at__isnull=False)
    return Quote.objects.filter(confirmed_at__isnull=False, pk__in=tied.values("quote_id"))


def once_public_articles() -> ArticleQuerySet:
    """Give the articles that readers could once see, whether or not they still can."""
    return Article.objects.filter(Exists(once_public_quotes().filter(revision__article=OuterRef("pk"))))


def once_public_actors() -> ActorQuerySet:
    """Give the actors that readers could once see in any part, whether or not they still can."""
    bore_a_claim = once_public_quotes().values("pk")
    speakers = _events("claims.QuoteEvent").filter(state=Quote.State.CONFIRMED, pgh_obj__in=bore_a_claim)
    publishers = _events("articles.ArticleEvent").filter(pgh_obj__in=once_public_articles().values("pk"))
    relays = _events("claims.RelayEvent").filter(quote__in=bore_a_claim)
    between = _events("claims.RelayActorEvent").filter(relay__in=relays.values("pgh_obj"))
    subjects = _events("claims.ClaimSubjectEvent").filter(claim__first_published_at__isnull=False)
    return Actor.objects.filter(
        Q(Exists(speakers.filter(speaker=OuterRef("pk"))))
        | Q(Exists(publishers.filter(publisher=OuterRef("pk"))))
        | Q(Exists(between.filter(actor=OuterRef("pk"))))
        | Q(Exists(subjects.filter(actor=OuterRef("pk"))))
    )


def _events(name: str) -> QuerySet[Model]:
    """Give the rows of one of the tables that keep what was before."""
    events: QuerySet[Model] = apps.get_model(name)._default_manager.all()
    return events

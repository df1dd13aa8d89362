"""What the public may see, of every kind of thing; each starts from ``Claim.objects.public()``.

Pages, search, feeds, exports, markup and counts get their rows here and nowhere else; what lists show of claims comes
from the function ``claims_entries`` in the database (``claims/pages/entries.py``), which gives published ones alone.
"""

import itertools
from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import itemgetter, or_
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, Case, Exists, F, Func, Max, Model, OuterRef, Q, QuerySet, Subquery, When

from articles.models import Actor, Article
from articles.models.actor import ActorQuerySet
from articles.models.article import ArticleQuerySet
from claims.models import (
    ActorListing,
    Addendum,
    Approval,
    ArticleListing,
    Assertion,
    Claim,
    ClaimTopic,
    Correction,
    Evidence,
    Listing,
    Passage,
    Quote,
    Reply,
    Review,
    Topic,
)
from claims.models.claim import ClaimQuerySet, is_public
from claims.models.quote import QuoteQuerySet, is_confirmed

# What asserts a claim, before what denies or doubts it.
ASSERTING_FIRST = Case(When(stance=Assertion.Stance.ASSERTS, then=0), default=1)

# That a second person stands behind a review: nobody outside reads one before.
IS_APPROVED = Exists(Approval.objects.filter(review=OuterRef("pk")))

# Whether a review was given for the statement of its claim as it is now, small fixes of spelling apart.
HOLDS = Case(
    When(wording=F("claim__statement"), then=True),
    default=Func("claim", "wording", "claim__statement", function="claims_reads_on", output_field=BooleanField()),
)

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


def listings() -> QuerySet[Listing]:
    """Give the published claims as lists find them: for searching, narrowing and counting.

    The database itself takes a row away in the statement that takes its claim from the public, and keeps in it only
    public quotations; what is shown of them comes from ``claims()``, or from ``claims_entries``, all the same.
    """
    return Listing.objects.all()


def listed_actors() -> ActorQuerySet:
    """Give ``actors()`` as lists page them, each with its ``listing``: the database holds the two to be the same.

    It takes a row away in the statement that takes its actor from the public.
    """
    return Actor.objects.filter(listing__isnull=False).select_related("listing").defer("listing__words")


def listed_articles() -> ArticleQuerySet:
    """Give ``articles()`` as lists page them, each with its ``listing``: the database holds the two to be the same."""
    listed = Article.objects.filter(listing__isnull=False).select_related("listing", "publisher")
    return listed.defer("listing__words").prefetch_related("bylines")


def with_newest_claim(articles: Iterable[Article]) -> list[tuple[Article, datetime]]:
    """Give public articles, each with when a claim on it was last published for the first time. One query."""
    listed = list(articles)
    ties = tellings().filter(quote__revision__article__in=listed).order_by()
    newest = dict(
        ties.values_list("quote__revision__article").annotate(newest=Max("claim__first_published_at"))  # not null
    )
    return [(article, newest[article.pk]) for article in listed if article.pk in newest]


def actor_listings() -> QuerySet[ActorListing]:
    """Give the public actors as lists find them: for searching, narrowing and counting."""
    return ActorListing.objects.all()


def article_listings() -> QuerySet[ArticleListing]:
    """Give the public articles as lists find them: for searching, narrowing and counting."""
    return ArticleListing.objects.all()


class State(NamedTuple):
    """How a claim stood after one of its changes."""

    status: str
    reason: str  # why it was withdrawn, empty if it wasn't
    since: datetime


def taken_back() -> ClaimQuerySet:
    """Give the claims that readers could once see and can't now."""
    return Claim.objects.taken_back()


def withdrawn_with_reasons() -> ClaimQuerySet:
    """Return what was withdrawn, also what was published again since, with what was added to the reasons.

    ``additions_to`` has that; of those published again ``claims.pages.withdrawals`` knows the reason and the date.
    """
    return Claim.objects.ever_withdrawn().prefetch_related("addenda")


def additions_to(claim: Claim) -> list[Addendum]:
    """Give what was added to the reason for which a claim is, or was last, withdrawn, the oldest first."""
    since = claim.taken_back_at
    return [addition for addition in claim.addenda.all() if since is None or addition.added_at >= since]


def past_of(claim: Claim) -> dict[int, list[State]]:
    """Give the states that a public claim was in, the oldest first, and those of each that is part of it, by key.

    Where one was part of another there is no state: its address led there. One query.
    """
    return states_of(Claim.objects.filter(Q(pk=claim.pk) | Q(merged_into=claim.pk)))


def states_of(claims: Iterable[Claim]) -> dict[int, list[State]]:
    """Return the states that claims were in, but for being part of another, the oldest first, by key. One query."""
    keys = claims.values("pk") if isinstance(claims, QuerySet) else [claim.pk for claim in claims]
    events = _events("claims.ClaimEvent").filter(pgh_obj__in=keys).exclude(status=Claim.Status.MERGED)
    rows = events.order_by("pgh_obj_id", "pgh_id").values_list(
        "pgh_obj_id", "status", "withdrawn_reason", "pgh_created_at"
    )
    return {pk: [State(*row[1:]) for row in past] for pk, past in itertools.groupby(rows, key=itemgetter(0))}


def additions_on(claim: Claim) -> QuerySet[Addendum]:
    """Give what was ever added to reasons why ``claim``, or one that is part of it, was withdrawn, the oldest first."""
    return Addendum.objects.filter(Q(claim=claim) | Q(claim__merged_into=claim))


def quotes() -> QuoteQuerySet:
    """Give the confirmed quotations with a speaker that bear a published claim."""
    bear_one = Assertion.objects.filter(is_public("claim"), quote=OuterRef("pk"))
    return Quote.objects.confirmed().filter(Exists(bear_one))


def tellings() -> QuerySet[Assertion]:
    """Give the ties of public quotations to public claims, each with ``starts``: where in its text it begins."""
    begins = Passage.objects.filter(quote=OuterRef("quote_id")).order_by("number").values("start")[:1]
    return Assertion.objects.filter(is_public("claim"), is_confirmed("quote")).annotate(starts=Subquery(begins))


def articles() -> ArticleQuerySet:
    """Give the articles with at least one public quotation."""
    return Article.objects.filter(Exists(quotes().filter(revision__article=OuterRef("pk"))))


def actors() -> ActorQuerySet:
    """Give the actors that the public meets: as who said it, as publisher, between, or as what a public claim is about.

    One of each is looked for, actor by actor. Asked with "exists", PostgreSQL takes a list of a few actors for one of
    all and reads every quotation there is.
    """
    public_ones = Assertion.objects.filter(is_public("claim"), is_confirmed("quote"))
    parts = {
        "as_speaker": public_ones.filter(quote__speaker=OuterRef("pk")),
        "as_publisher": public_ones.filter(quote__revision__article__publisher=OuterRef("pk")),
        "as_relay": public_ones.filter(quote__relays__actors=OuterRef("pk")),
        "as_subject": claims().filter(about=OuterRef("pk")),
        "as_claimant": claims().filter(said_by=OuterRef("pk")),
    }
    one_of_each = {part: Subquery(rows.order_by().values("pk")[:1]) for part, rows in parts.items()}
    plays_one = reduce(or_, (Q(**{f"{part}__isnull": False}) for part in parts))
    return Actor.objects.standing().alias(**one_of_each).filter(plays_one)


def topics() -> QuerySet[Topic]:
    """Give the topics that a published claim is filed under."""
    return Topic.objects.filter(Exists(claims().filter(topics=OuterRef("pk"))))


def said_elsewhere_by(actor: Actor) -> ClaimQuerySet:
    """Give the published claims that ``actor`` made in no article held here."""
    return claims().filter(said_by=actor)


def subjects_of(claim: Claim) -> ActorQuerySet:
    """Give the actors that a public claim is about: by that alone they are public, so nothing else is looked for."""
    return Actor.objects.standing().filter(is_public("claims_about"), claims_about=claim.pk)


def topics_of(claim: Claim) -> QuerySet[Topic]:
    """Give the topics that a public claim is filed under."""
    return Topic.objects.filter(is_public("claims"), claims=claim.pk)


def merged() -> ClaimQuerySet:
    """Give the claims that readers could once see and that are part of another now."""
    return Claim.objects.filter(first_published_at__isnull=False, status=Claim.Status.MERGED)


def reviews_before_merging(claim: Claim) -> QuerySet[Review]:
    """Give the reviews of once public claims that ``claim`` was joined with, the newest first: they count no more."""
    rated = Review.objects.filter(IS_APPROVED, claim__in=merged().filter(merged_into=claim))
    return rated.order_by("-reviewed_at", "-id")


def reviews() -> QuerySet[Review]:
    """Give every review of the published claims that a second person approved, the newest first.

    Each ``holds`` or not: for the claim's present words. Which of them counts, ``ratings_read`` tells.
    """
    approved = Review.objects.filter(IS_APPROVED, is_public("claim")).annotate(holds=HOLDS)
    return approved.order_by("-reviewed_at", "-id")


def approvals() -> QuerySet[Approval]:
    """Give the approvals of those reviews, the newest first: since when readers know of them."""
    return Approval.objects.filter(is_public("review__claim")).order_by("-approved_at", "-id")


class RatingRead(NamedTuple):
    """How readers see a claim rated."""

    rating: int | None  # its key; None: not checked, or not in these words
    otherwise: bool  # whether it was rated in other words: earlier ones, or those of a claim that is part of it now


def ratings_read(claims: Iterable[int]) -> dict[int, RatingRead]:
    """Give, by claim (key), the rating that counts for its present words; of public claims alone. One query.

    The function ``claims_rating_read`` in the database is the rule, for lists and facets too.
    """
    query = """
        SELECT c.id, v.rating_id, read.otherwise FROM claims_claim c
        CROSS JOIN LATERAL claims_rating_read(c.id, c.statement) AS read
        LEFT JOIN claims_review v ON v.id = read.review
        WHERE c.id = ANY(%s) AND c.status = %s
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [list(claims), Claim.Status.PUBLISHED])
        return {claim: RatingRead(rating, otherwise) for claim, rating, otherwise in cursor.fetchall()}


def evidence() -> QuerySet[Evidence]:
    """Give the evidence on the published claims. A quotation it names is public only if ``quotes()`` has it."""
    return Evidence.objects.filter(is_public("claim"))


def replies() -> QuerySet[Reply]:
    """Give what claimants were asked about the published claims, and what they answered."""
    return Reply.objects.filter(is_public("claim"))


def corrections() -> QuerySet[Correction]:
    """Give the corrections of what is or was public; small fixes of spelling are told apart."""
    return notes().filter(kind=Correction.Kind.CORRECTION)


def corrections_with_claims() -> QuerySet[Correction]:
    """Give the corrections, each with what it corrects, a claim with the one that is part of now."""
    fetched = corrections().select_related("claim__merged_into", "actor__listing", "article__publisher", "topic")
    left = [f"claim__{way}{field}" for way in ("", "merged_into__") for field in ("search", "note")]
    return fetched.defer(*left, "actor__listing__words")


def notes() -> QuerySet[Correction]:
    """Give the corrections and the small fixes of what is or was public: a claim's page tells both.

    Of actors, articles and topics those that readers see now: what is gone is not named again by its correction.
    """
    named = Exists(replies().filter(actor=OuterRef("actor"))) | Exists(evidence().filter(publisher=OuterRef("actor")))
    seen = Q(actor__listing__isnull=False) | Q(article__listing__isnull=False) | Q(Exists(_filed())) | named
    return Correction.objects.filter(Q(claim__first_published_at__isnull=False) | Q(seen, claim=None))


def notes_on_thing(thing: Actor | Article) -> QuerySet[Correction]:
    """Give the notes on a public actor, and on those merged into it, or on a public article; the newest first."""
    of_it = Q(article=thing) if isinstance(thing, Article) else Q(actor=thing) | Q(actor__merged_into=thing)
    return Correction.objects.filter(of_it)


def _filed() -> QuerySet[Model]:
    return ClaimTopic.objects.filter(is_public("claim"), topic=OuterRef("topic"))


def notes_on(claim: Claim) -> QuerySet[Correction]:
    """Give those that the page of a public claim tells: of the claim, and of those that are part of it now."""
    return notes().filter(Q(claim=claim) | Q(claim__merged_into=claim)).select_related("claim")


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
    elsewhere = _events("claims.ClaimEvent").filter(status=Claim.Status.PUBLISHED)
    return Actor.objects.filter(
        Q(Exists(speakers.filter(speaker=OuterRef("pk"))))
        | Q(Exists(publishers.filter(publisher=OuterRef("pk"))))
        | Q(Exists(between.filter(actor=OuterRef("pk"))))
        | Q(Exists(subjects.filter(actor=OuterRef("pk"))))
        | Q(Exists(elsewhere.filter(said_by=OuterRef("pk"))))
    )


def _events(name: str) -> QuerySet[Model]:
    """Give the rows of one of the tables that keep what was before."""
    events: QuerySet[Model] = apps.get_model(name)._default_manager.all()
    return events

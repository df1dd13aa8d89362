"""Atom feeds: the newest claims and articles (all, or those of a search), ratings, corrections, claims of an actor.

Each entry's id is the address of what it tells, which never changes; its title says whose word a claim is and how it
stands, for a feed reader may show nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import cast

from django.conf import settings
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from claims import public
from claims.addresses import absolute, page_of, tombstone_of
from claims.data.openness import open_to_all
from claims.finding.ordering import ORDERS, ArticlesBy, By
from claims.models import Claim, Correction, Review
from claims.models.claim import ClaimQuerySet
from claims.pages.choosing import chosen_articles, chosen_claims
from claims.pages.corrections import TAKEN_BACK_LAST_FIRST, place_of, with_entries
from claims.pages.entries import Entry, capitalised, entries
from claims.pages.gone import Moved, fate_of_actor
from claims.pages.withdrawals import with_history
from claims.xml import xml_text

NEWEST = 50


@dataclass(frozen=True)
class Item:
    """One entry of a feed."""

    address: str  # absolute; its id as well
    title: str
    text: str  # plain
    published_at: datetime
    updated_at: datetime


class Feed(Atom1Feed):
    """Django's feed, whose date comes from its entries alone."""

    def latest_post_date(self) -> datetime:
        """Return the date of the entry that changed last; of an empty feed the day, so that it changes once a day."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime.combine(timezone.localdate(), time(), tzinfo=UTC))


@require_safe
@open_to_all
def claim_feed(request: HttpRequest) -> HttpResponse:
    """Tell the newest claims: all, those of a search, a topic or about an actor, as on the list of claims."""
    chosen = replace(chosen_claims(request), by=By.DATE)
    return _feed(request, chosen.heading, _page_of(request, "claims"), _claim_items(request, chosen.claims))


@require_safe
@open_to_all
def article_feed(request: HttpRequest) -> HttpResponse:
    """Tell the newest articles: all, or those of a search, as on the list of articles."""
    chosen = replace(chosen_articles(request), by=ArticlesBy.DATE)
    newest = ORDERS[ArticlesBy][ArticlesBy.DATE].of(chosen.articles)[:NEWEST]
    items = [_written(request, article, told_at) for article, told_at in public.with_newest_claim(newest)]
    return _feed(request, chosen.heading, _page_of(request, "articles"), items)


def _page_of(request: HttpRequest, name: str) -> str:
    """Give the address of the list that a feed is of, narrowed as it is."""
    asked = request.GET.copy()
    for parameter in ("before", "after", "order"):
        asked.pop(parameter, None)
    return absolute(request, name) + (f"?{asked.urlencode()}" if asked else "")


@require_safe
@open_to_all
def actor_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the newest claims by or about one actor; where it is gone or merged, that."""
    actor = public.actors().filter(slug=slug).first()
    if actor is None:
        fate = fate_of_actor(slug)
        if isinstance(fate, Moved):
            return fate.to(absolute(request, "actor-feed", slug=fate.slug))
        return _feed(request, fate.words, absolute(request, "actor", slug=slug), [], status=410)
    said = public.tellings().filter(quote__speaker=actor).values("claim")
    about = public.claims().filter(about=actor).values("pk")
    elsewhere = public.said_elsewhere_by(actor).values("pk")
    claims = public.claims().filter(pk__in=said.union(about, elsewhere))
    return _feed(request, capitalised(actor), page_of(request, actor), _claim_items(request, claims))


@require_safe
@open_to_all
def rating_feed(request: HttpRequest) -> HttpResponse:
    """Tell the newest ratings."""
    newest = list(public.approvals().values_list("review", "approved_at")[:NEWEST])
    since = dict(reversed(newest))  # the first approval of each
    reviews = public.reviews().filter(pk__in=since).select_related("claim", "rating")
    found = list(reviews.defer("claim__search", "claim__note"))
    by_claim = {entry.claim.pk: entry for entry in entries({review.claim for review in found})}
    items = [_rated(request, review, by_claim[review.claim_id], since[review.pk]) for review in found]
    items.sort(key=lambda item: item.updated_at, reverse=True)
    return _feed(request, _("Ratings"), absolute(request, "claims"), items)


@require_safe
@open_to_all
def correction_feed(request: HttpRequest) -> HttpResponse:
    """Tell the newest corrections, and what was withdrawn; of that, never the statement."""
    made = public.corrections_with_claims()[:NEWEST]
    items = [_corrected(request, row, entry) for row, entry, _place in with_entries(made)]
    withdrawn = TAKEN_BACK_LAST_FIRST.of(public.withdrawn_with_reasons()).defer("search", "note")[:NEWEST]
    items += [_withdrawn(request, claim) for claim in with_history(withdrawn)]
    newest = sorted(items, key=lambda item: item.updated_at, reverse=True)[:NEWEST]
    return _feed(request, _("Corrections"), absolute(request, "corrections"), newest)


def _feed(request: HttpRequest, title: str, page: str, items: Iterable[Item], *, status: int = 200) -> HttpResponse:
    feed = Feed(
        title=xml_text(f"{title} · {settings.SITE_NAME}"),
        link=page,
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(),
        author_name=xml_text(settings.SITE_NAME),
    )
    for item in items:
        feed.add_item(
            title=xml_text(item.title),
            link=item.address,
            description=linebreaks(xml_text(item.text), autoescape=True),
            unique_id=item.address,
            pubdate=item.published_at,
            updateddate=item.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type, status=status)


def _claim_items(request: HttpRequest, claims: ClaimQuerySet) -> list[Item]:
    """Give the newest of ``claims``. Six queries."""
    newest = entries(claims.newest_first().defer("search", "note")[:NEWEST])
    changed = _changed_at(newest)
    return [
        _told(request, entry, [times[entry.claim.pk] for times in changed if entry.claim.pk in times])
        for entry in newest
    ]


def _changed_at(newest: Sequence[Entry]) -> list[dict[int, datetime]]:
    """Give, by claim, when it was corrected last, and when its rating was approved last."""
    claims, told = [entry.claim.pk for entry in newest], Coalesce("claim__merged_into", "claim")
    corrected = public.corrections().annotate(told=told).filter(told__in=claims).order_by()
    rated = public.approvals().filter(review__claim__in=claims).order_by()
    return [
        dict(corrected.values_list("told").annotate(last=Max("corrected_at"))),
        dict(rated.values_list("review__claim").annotate(last=Max("approved_at"))),
    ]


def _told(request: HttpRequest, entry: Entry, changed: Sequence[datetime]) -> Item:
    published_at = cast(datetime, entry.claim.first_published_at)
    text = "\n\n".join([entry.description, *([entry.review.explanation] if entry.review else [])])
    return Item(page_of(request, entry.claim), entry.title, text, published_at, max([published_at, *changed]))


def _rated(request: HttpRequest, review: Review, entry: Entry, since: datetime) -> Item:
    """Describe a review, which readers know of ``since`` it was approved; its claim and rating were fetched."""
    words = {"by": entry.by, "statement": entry.heading, "rating": review.rating}
    if review.holds:  # type: ignore[attr-defined]
        title = _("%(by)s: %(statement)s – rated “%(rating)s”") % words
    else:
        title = _("%(by)s: %(statement)s – an earlier wording was rated “%(rating)s”") % words
    address = f"{page_of(request, entry.claim)}#review-{review.pk}"
    return Item(address, title, review.explanation, review.reviewed_at, since)


def _written(request: HttpRequest, article: Article, told_at: datetime) -> Item:
    """Describe an article, whose publisher and listing were fetched, as of when a claim on it was last published."""
    outlet = capitalised(article.publisher) if article.publisher else _("publisher unknown")
    title = _("%(outlet)s: %(headline)s") % {"outlet": outlet, "headline": article}
    day = date_format(article.published_on, "DATE_FORMAT") if article.published_on else _("undated")
    times: int = article.listing.times
    words = ngettext("%(day)s: one quotation on record.", "%(day)s: %(times)s quotations on record.", times)
    return Item(page_of(request, article), title, words % {"day": day, "times": times}, told_at, told_at)


def _corrected(request: HttpRequest, correction: Correction, entry: Entry | None) -> Item:
    when, address = correction.corrected_at, request.build_absolute_uri(place_of(correction))
    if correction.told_on is None:
        title = _("%(thing)s: corrected") % {"thing": correction.thing}
    elif entry is None:
        return Item(address, _("On a claim that was withdrawn since"), "", when, when)
    else:
        title = entry.title
    text = "\n\n".join([correction.note, *_reworded(correction)])
    return Item(address, title, text, when, when)


def _reworded(correction: Correction) -> list[str]:
    """Give what a correction changed in the statement, if it did; of a claim withdrawn since, don't ask."""
    if not correction.said_before:
        return []
    words = {"before": correction.said_before, "now": correction.says_now}
    return [_("Before: “%(before)s”") % words, _("Now: “%(now)s”") % words]


def _withdrawn(request: HttpRequest, claim: Claim) -> Item:
    when: datetime = claim.taken_back_at or claim.modified  # what has no past on record
    withdrawn = claim.status in (Claim.Status.WITHDRAWN, Claim.Status.PUBLISHED)
    title = _("A claim withdrawn") if withdrawn else _("A claim withdrawn for review")
    page = tombstone_of(request, claim) if claim.is_withdrawn else page_of(request, claim)
    address = f"{page}#taken-back-{when:%Y%m%d%H%M%S}"
    added = public.additions_to(claim)
    text = "\n\n".join([claim.withdrawn_reason, *(addition.text for addition in added)])
    return Item(address, title, text, when, max([when, *(addition.added_at for addition in added)]))

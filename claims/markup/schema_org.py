"""A claim in the words of schema.org: ``Claim`` for all, ``ClaimReview`` where the newsroom stands by its rating.

The claimant is the author of the claim, the newsroom the author of the review: never one for the other.
https://schema.org/Claim, https://schema.org/ClaimReview
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from articles.models import Actor, Article
from claims.addresses import page_of, web_link
from claims.models import Rating
from claims.pages.entries import Entry
from newsroom.publisher import Publisher

Node = dict[str, Any]

TYPES = {
    Actor.Kind.PERSON: "Person",
    Actor.Kind.ORGANISATION: "Organization",
    Actor.Kind.GOVERNMENT: "GovernmentOrganization",
    Actor.Kind.ARMED_FORCE: "Organization",
    Actor.Kind.MEDIA_OUTLET: "NewsMediaOrganization",
    Actor.Kind.GROUP: "Organization",
}  # an unnamed source is none of these: who it is, a person, several or an office, nobody here says
WORST, BEST = 1, 5
# So that no text can end the element that it stands in.
UNSAFE = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def claim_markup(request: HttpRequest, entry: Entry, articles: Iterable[Article]) -> Node:
    """Describe the claim of ``entry`` for its own page, and its review if there is one to vouch for.

    ``articles`` assert it, the first first; one that does so more than once may stand there as often.

    Whatever the language of the page, a claim is known by its address in the language of the settings, which is that
    of the review as well: only the page there tells of the review.
    """
    is_in_own_language = get_language() == settings.LANGUAGE_CODE
    with override(settings.LANGUAGE_CODE):
        claim = _claim(request, entry, articles)
    review = _review(entry, claim) if is_in_own_language else None
    return {"@context": "https://schema.org", **(review or claim)}


def script(node: Mapping[str, Any]) -> SafeString:
    """Write ``node`` as an element that holds data: no browser runs it, and no text in it can close it."""
    data = json.dumps(node, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308 - escaped just above


def _claim(request: HttpRequest, entry: Entry, articles: Iterable[Article]) -> Node:
    page = page_of(request, entry.claim)
    node: Node = {"@type": "Claim", "@id": f"{page}#claim", "url": page, "text": entry.claim.statement}
    if entry.claimant:
        node |= _author(request, entry.claimant)
    appearances = [_article(request, article) for article in {article.pk: article for article in articles}.values()]
    if entry.said_by and entry.claim.said_where:
        elsewhere = {"@type": "CreativeWork", "description": entry.claim.said_where}
        appearances.append(elsewhere | _author(request, entry.said_by))
    if appearances:
        node["firstAppearance"] = appearances[0]
        node["appearance"] = appearances
    return node


def _review(entry: Entry, claim: Node) -> Node | None:
    """Describe the newest review; None where nothing was rated or the newsroom named no policies to vouch for it."""
    publisher: Publisher | None = settings.PUBLISHER
    if entry.review is None or publisher is None:
        return None
    return {
        "@type": "ClaimReview",
        "@id": f"{claim['url']}#review-{entry.review.pk}",
        "url": claim["url"],
        "claimReviewed": entry.claim.statement,
        "datePublished": entry.review.reviewed_at.isoformat(),
        "inLanguage": settings.LANGUAGE_CODE,
        "author": _newsroom(publisher),
        "reviewBody": entry.review.explanation,
        "reviewRating": _rating(entry.review.rating),
        "itemReviewed": claim,
    }


def _rating(rating: Rating) -> Node:
    """Describe a rating; one without a place on the scale, such as Unproven, has a name and no number."""
    node: Node = {"@type": "Rating", "alternateName": rating.name, "ratingExplanation": rating.explanation}
    if rating.value is not None:
        node |= {"ratingValue": rating.value, "bestRating": BEST, "worstRating": WORST}
    return node


def _newsroom(publisher: Publisher) -> Node:
    node = {
        "@type": "NewsMediaOrganization",
        "name": publisher.name,
        "url": publisher.url,
        "publishingPrinciples": publisher.principles,
        "correctionsPolicy": publisher.corrections_policy,
        "verificationFactCheckingPolicy": publisher.method,
        "ownershipFundingInfo": publisher.funding,
    }
    return {name: value for name, value in node.items() if value}


def _author(request: HttpRequest, speaker: Actor) -> Node:
    """Name the claimant; a source that isn't named is told of in words ("intelligence sources") and is no person."""
    if speaker.kind == Actor.Kind.UNNAMED:
        return {"creditText": speaker.name}
    return {"author": _actor(request, speaker)}


def _actor(request: HttpRequest, actor: Actor) -> Node:
    node: Node = {"@type": TYPES[Actor.Kind(actor.kind)], "@id": page_of(request, actor), "name": actor.name}
    if actor.description:
        node["description"] = actor.description
    wikidata = f"https://www.wikidata.org/entity/{actor.wikidata_id}" if actor.wikidata_id else ""
    same = [address for address in (wikidata, web_link(actor.authority_link)) if address]
    if same:
        node["sameAs"] = same
    return node


def _article(request: HttpRequest, article: Article) -> Node:
    page = page_of(request, article)
    node: Node = {"@type": "NewsArticle", "@id": page, "url": web_link(article.link) or page, "headline": str(article)}
    if article.published_on:
        node["datePublished"] = article.published_on.isoformat()
    if article.publisher and article.publisher.kind != Actor.Kind.UNNAMED:
        node["publisher"] = _actor(request, article.publisher)
    if article.language:
        node["inLanguage"] = article.language
    return node

"""The table of claims, straight from the database to its cells.

There may be a million rows, and to make of each the things that JSON is described from takes most of the time. A test
holds both ways to the same words.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.addresses import around_slug, web_link
from claims.models import Assertion
from claims.models.claim import ClaimQuerySet
from claims.pages.entries import COLUMN_NAMES, not_checked, rows_of, whose
from newsroom.paging import Order

AT_ONCE = 1_000  # rows that are read and held at a time
OF_A_CLAIM = ["slug", "statement", "said_where", "first_published_at"]

Parts: Any = namedtuple("Parts", COLUMN_NAMES)  # type: ignore[misc] # the names stand elsewhere
NOTHING = Parts(*(0 if name in {"times", "articles", "against"} else None for name in COLUMN_NAMES))


def claim_rows(request: HttpRequest, claims: ClaimQuerySet, order: Order) -> Iterator[dict[str, Any]]:
    """Give each of ``claims`` in their order, by the columns of the table. Two queries for each ``AT_ONCE``."""
    to_claim, to_actor, to_article = (_addresses(request, name) for name in ("claim", "actor", "article"))
    place = ""
    while True:
        found = list(order.some(claims, place, AT_ONCE).values_list("pk", order.field, *OF_A_CLAIM))
        parts = {row[0]: Parts(*row) for row in rows_of([claim[0] for claim in found])}
        for pk, _value, slug, statement, said_where, published_at in found:
            yield {
                "url": to_claim(slug),
                "statement": statement,
                "said_where": said_where,
                "published_at": published_at,
                **_told(parts.get(pk, NOTHING), to_actor, to_article),
            }
        if len(found) < AT_ONCE:
            return
        place = order.place(found[-1][1], found[-1][0])


def _told(parts: Any, to_actor: Callable[[str], str], to_article: Callable[[str], str]) -> dict[str, Any]:  # noqa: ANN401
    """Give what a claim's first telling, its tellings together and its newest review say."""
    claimant, claimant_slug = _claimant(parts)
    cells = {
        "said_by": _said_by(parts),
        "claimant": claimant,
        "claimant_url": to_actor(claimant_slug) if claimant_slug else None,
        "standing": _(parts.rating_name) if parts.rating_name else not_checked(in_other_words=parts.in_other_words),
        "rated_in_other_words": bool(parts.in_other_words),
        "rating": parts.rating_slug,
        "rating_value": parts.rating_value,
        "rated_at": parts.review_reviewed_at,
        "times_asserted": parts.times,
        "in_articles": parts.articles,
        "times_denied_or_doubted": parts.against,
        "language": parts.article_language or settings.LANGUAGE_CODE,
    }
    if parts.first_id is None:
        return cells
    return cells | {
        "stance_of_first_telling": parts.first_stance,
        "speaker": parts.speaker_name,
        "speaker_url": to_actor(parts.speaker_slug),
        "article": parts.article_headline or parts.article_file_name or _("Article %(id)s") % {"id": parts.article_id},
        "article_url": to_article(parts.article_slug),
        "article_link": web_link(parts.article_link),
        "publisher": parts.publisher_name,
        "told_on": parts.article_published_on,
    }


def _claimant(parts: Any) -> tuple[str | None, str | None]:  # noqa: ANN401
    """Give the name and the slug of whose claim it is."""
    if parts.first_stance == Assertion.Stance.ASSERTS:
        return parts.speaker_name, parts.speaker_slug
    return parts.said_by_name, parts.said_by_slug


def _said_by(parts: Any) -> str:  # noqa: ANN401
    if parts.said_by_name and parts.first_stance != Assertion.Stance.ASSERTS:
        return whose(Assertion.Stance.ASSERTS, parts.said_by_name)
    return whose(parts.first_stance or "", parts.speaker_name or "")


def _addresses(request: HttpRequest, name: str) -> Callable[[str], str]:
    """Give what makes the absolute address called ``name`` of a slug."""
    before, after = around_slug(name, get_language())
    host = request.build_absolute_uri("/").rstrip("/")
    return lambda slug: f"{host}{before}{slug}{after}"

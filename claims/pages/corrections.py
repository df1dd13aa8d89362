"""The list of everything that was corrected after publication, and of what was taken back."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.models import Claim, Correction, Topic
from claims.pages.entries import entries
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("corrected_at")
TAKEN_BACK_LAST_FIRST = Order("taken_back_at", nullable=True)


def with_things(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Fetch what each corrects along with it."""
    things = corrections.select_related("claim", "actor__listing", "article__publisher", "topic")
    return things.defer("claim__search", "claim__note", "actor__listing__words")


def standing_claims(corrections: Iterable[Correction]) -> list[Claim]:
    """Give the claims that are corrected and public still."""
    claims = [row.claim for row in corrections if row.claim is not None]
    return [claim for claim in claims if claim.status == Claim.Status.PUBLISHED]


def place_of(correction: Correction) -> str:
    """Give where it stands: on the page of what it corrects, else (a topic, an actor named only) among the others."""
    thing = correction.thing
    has_page = not isinstance(thing, Topic) and not (isinstance(thing, Actor) and not hasattr(thing, "listing"))
    page = thing.get_absolute_url() if has_page else reverse("pages:corrections")
    return f"{page}#correction-{correction.pk}"


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Show the corrections and what was taken back, newest first; of a claim taken back, never its statement.

    Either list can be turned over: "?show=taken-back" shows the second one alone.
    """
    only_taken_back = request.GET.get("show") == "taken-back"
    withdrawals = page_of(public.taken_back(), TAKEN_BACK_LAST_FIRST, request.GET if only_taken_back else {})
    if only_taken_back:
        context = {"page": withdrawals, "withdrawals": withdrawals, "only_taken_back": True}
        return render(request, "pages/corrections.html", context)
    page = page_of(with_things(public.corrections()), NEWEST_FIRST, request.GET)
    standing = standing_claims(page.rows)
    by_claim = {entry.claim.pk: entry for entry in entries(standing)}
    listed = [(row, by_claim.get(row.claim_id or 0), place_of(row)) for row in page.rows]
    return render(request, "pages/corrections.html", {"page": page, "corrections": listed, "withdrawals": withdrawals})

"""The list of everything that was corrected after publication, and of what was withdrawn."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.models import Claim, Correction, Topic
from claims.pages.entries import Entry, entries
from claims.pages.withdrawals import with_history
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("corrected_at")
TAKEN_BACK_LAST_FIRST = Order("taken_back_at", nullable=True)


def place_of(correction: Correction) -> str:
    """Give where it stands: on the page of what it corrects, else (a topic, an actor named only) among the others."""
    thing = correction.told_on or correction.thing
    if isinstance(thing, Claim) and thing.status != Claim.Status.PUBLISHED:
        return f"{reverse('pages:claim', kwargs={'slug': thing.tombstone})}#correction-{correction.pk}"
    has_page = not isinstance(thing, Topic) and not (isinstance(thing, Actor) and not hasattr(thing, "listing"))
    page = thing.get_absolute_url() if has_page else reverse("pages:corrections")
    return f"{page}#correction-{correction.pk}"


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Show the corrections and what was withdrawn, newest first; of a claim withdrawn, neither statement nor note.

    Either list can be turned over: "?show=taken-back" shows the second one alone.
    """
    only_taken_back = request.GET.get("show") == "taken-back"
    withdrawals = page_of(
        public.withdrawn_with_reasons(), TAKEN_BACK_LAST_FIRST, request.GET if only_taken_back else {}
    )
    with_history(withdrawals.rows)
    if only_taken_back:
        context = {"page": withdrawals, "withdrawals": withdrawals, "only_taken_back": True}
        return render(request, "pages/corrections.html", context)
    page = page_of(public.corrections_with_claims(), NEWEST_FIRST, request.GET)
    context = {"page": page, "corrections": with_entries(page.rows), "withdrawals": withdrawals}
    return render(request, "pages/corrections.html", context)


def with_entries(corrections: Iterable[Correction]) -> list[tuple[Correction, Entry | None, str]]:
    """Give each correction with the entry of the claim whose page tells it, and with the place where it stands.

    No entry where the claim was withdrawn: then nothing is said of what the correction said, for it may well repeat
    what was withdrawn. None either for what is no claim. One query.
    """
    made = list(corrections)
    claims = [row.told_on for row in made if row.told_on is not None]
    standing = {claim for claim in claims if claim.status == Claim.Status.PUBLISHED}
    by_claim = {entry.claim.pk: entry for entry in entries(standing)}
    return [(row, by_claim.get(row.told_on.pk) if row.told_on else None, place_of(row)) for row in made]

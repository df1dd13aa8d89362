"""The list of everything that was corrected after publication, and of what was withdrawn."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import public
from claims.models import Claim, Correction
from claims.pages.entries import Entry, entries
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("corrected_at")
TAKEN_BACK_LAST_FIRST = Order("taken_back_at", nullable=True)


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Show the corrections and what was withdrawn, newest first; of a claim withdrawn, neither statement nor note.

    Either list can be turned over: "?show=taken-back" shows the second one alone.
    """
    only_taken_back = request.GET.get("show") == "taken-back"
    withdrawals = page_of(
        public.withdrawn_with_reasons(), TAKEN_BACK_LAST_FIRST, request.GET if only_taken_back else {}
    )
    if only_taken_back:
        context = {"page": withdrawals, "withdrawals": withdrawals, "only_taken_back": True}
        return render(request, "pages/corrections.html", context)
    page = page_of(public.corrections_with_claims(), NEWEST_FIRST, request.GET)
    context = {"page": page, "corrections": with_entries(page.rows), "withdrawals": withdrawals}
    return render(request, "pages/corrections.html", context)


def with_entries(corrections: Iterable[Correction]) -> list[tuple[Correction, Entry | None]]:
    """Give each correction with the entry of the claim whose page tells it; None where that was withdrawn.

    Then nothing is said of what the correction said: it may well repeat what was withdrawn. One query.
    """
    made = list(corrections)
    standing = {row.told_on for row in made if row.told_on.status == Claim.Status.PUBLISHED}
    by_claim = {entry.claim.pk: entry for entry in entries(standing)}
    return [(row, by_claim.get(row.told_on.pk)) for row in made]

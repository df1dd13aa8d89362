"""The list of everything that was corrected after publication, and of what was taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import public
from claims.models import Claim
from claims.pages.entries import entries
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("corrected_at")
TAKEN_BACK_LAST_FIRST = Order("taken_back_at", nullable=True)


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
    corrections = public.corrections().select_related("claim").defer("claim__search", "claim__note")
    page = page_of(corrections, NEWEST_FIRST, request.GET)
    standing = [row.claim for row in page.rows if row.claim.status == Claim.Status.PUBLISHED]
    by_claim = {entry.claim.pk: entry for entry in entries(standing)}
    listed = [(correction, by_claim.get(correction.claim_id)) for correction in page.rows]
    return render(request, "pages/corrections.html", {"page": page, "corrections": listed, "withdrawals": withdrawals})

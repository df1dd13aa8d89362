"""The list of everything that was corrected after publication."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import public
from claims.models import Claim
from claims.pages.entries import entries
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("corrected_at")


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Show the corrections, newest first; of a claim since withdrawn, its address but not its statement."""
    corrections = public.corrections().select_related("claim").defer("claim__search", "claim__note")
    page = page_of(corrections, NEWEST_FIRST, request.GET)
    standing = [row.claim for row in page.rows if row.claim.status == Claim.Status.PUBLISHED]
    by_claim = {entry.claim.pk: entry for entry in entries(standing)}
    listed = [(correction, by_claim.get(correction.claim_id)) for correction in page.rows]
    return render(request, "pages/corrections.html", {"page": page, "corrections": listed})

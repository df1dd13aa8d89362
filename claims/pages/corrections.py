"""The list of everything that was corrected after publication."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import public
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("corrected_at")


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Show the corrections, newest first; of a claim since withdrawn, its address but not its statement."""
    corrections = public.corrections().select_related("claim").defer("claim__search", "claim__note")
    return render(request, "pages/corrections.html", {"page": page_of(corrections, NEWEST_FIRST, request.GET)})

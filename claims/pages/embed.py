"""A claim as a card for pages elsewhere: the only page that others may frame."""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from claims import public
from claims.addresses import page_of, tombstone_of
from claims.pages.entries import entries
from claims.pages.gone import Moved, fate_of_claim


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type] # it takes views with parameters as well
def embedded_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one claim in short; where it was withdrawn, that and why, so that no copy of it stays elsewhere."""
    claim = public.claims().filter(slug=slug).first()
    if claim is None:
        fate = fate_of_claim(slug)
        if isinstance(fate, Moved):
            return fate.to(reverse("pages:embed", kwargs={"slug": fate.slug}))
        context = {"gone": fate, "claim": fate.claims[0], "page": tombstone_of(request, fate.claims[0])}
        return render(request, "embed/gone.html", context, status=410)
    return render(request, "embed/claim.html", {"entry": entries([claim])[0], "page": page_of(request, claim)})

"""The picture of a claim, for social networks: who said what, and how it stands."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import public
from claims.pages.drawing import Card, drawn
from claims.pages.entries import Entry, entries
from claims.pages.gone import Moved, fate_of_claim

SECONDS = 3600  # then a picture makes room


def card_of(entry: Entry) -> Card:
    """Give what stands on the card of a claim: never the statement alone."""
    return Card(entry.by, entry.heading, entry.standing, settings.SITE_NAME)


def card_of_site() -> Card:
    """Return what stands on the card of pages that tell no one claim."""
    return Card("", _("Who said what, word for word"), "", settings.SITE_NAME)


@require_safe
def site_card(_request: HttpRequest) -> HttpResponse:
    """Show the name of the newsroom and what it does as a picture; 404 where the font lacks a letter of it."""
    return _picture(card_of_site())


@require_safe
def claim_card(_request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public claim as a picture (PNG, 1200 × 630); 404 where the font lacks a letter of it.

    A picture is made anew only when its words change: it is kept under them, so it can't be out of date.
    """
    claim = public.claims().filter(slug=slug).first()
    if claim is None:
        fate = fate_of_claim(slug)
        if isinstance(fate, Moved):
            return fate.to(reverse("pages:card", kwargs={"slug": fate.slug}))
        return HttpResponse(fate.words, status=410, content_type="text/plain; charset=utf-8")
    return _picture(card_of(entries([claim])[0]))


def _picture(card: Card) -> HttpResponse:
    if not card.can_be_drawn:
        raise Http404(_("This page has no picture."))
    key = f"card-{hashlib.sha256(repr(card).encode()).hexdigest()}"
    picture = cache.get_or_set(key, lambda: drawn(card), SECONDS)
    return HttpResponse(picture, content_type="image/png")

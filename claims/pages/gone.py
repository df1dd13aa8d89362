"""Addresses of what readers could once see: 410 with what became of it, or the way to where it is now.

What became of a thing is found once (``fate_of_…``) and told in the format that was asked for: here as a page, in
``claims/data/gone.py`` and elsewhere as data, a feed, a card.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Actor
from claims import public
from claims.models import Claim

LONGEST_NUMBER = 18  # digits of a claim's number


@dataclass(frozen=True)
class Gone:
    """What readers could once see and can't any more."""

    kind: str  # "claim", "article" or "actor"
    words: str  # what became of it, in one sentence
    claims: Sequence[Claim] = ()  # those withdrawn that tell why; never their statements


@dataclass(frozen=True)
class Moved:
    """What stands elsewhere now."""

    kind: str
    slug: str  # of where it stands
    for_good: bool = True

    def to(self, address: str) -> HttpResponse:
        """Lead to ``address``, where it stands in the format that was asked for."""
        return HttpResponsePermanentRedirect(address) if self.for_good else HttpResponseRedirect(address)


def fate_of_claim(slug: str) -> Gone | Moved:
    """Tell what became of a claim that isn't public. Raises ``Http404`` where it never was.

    One that was merged leads to the one it is now; where that was withdrawn since, what is said of it counts. A claim
    is also known by its number: the address of one that was withdrawn, if its own says what it said.
    """
    called = Q(slug=slug) | Q(pk=int(slug)) if slug.isdecimal() and len(slug) <= LONGEST_NUMBER else Q(slug=slug)
    kept = public.merged().filter(called).values("merged_into")
    now = public.claims().filter(called | Q(pk__in=kept)).first()
    if now is not None:
        return Moved("claim", now.slug, for_good=now.tombstone != slug)
    claim = public.withdrawn_with_reasons().filter(called | Q(pk__in=kept)).first()
    if claim is None:
        raise Http404(_("There is no such claim."))
    if claim.status == Claim.Status.WITHDRAWN:
        words = _("The claim that stood here was withdrawn")
    else:
        words = _("The claim that stood here was withdrawn for review")
    return Gone("claim", words, [claim])


def fate_of_article(slug: str) -> Gone | Moved:
    """Tell what became of an article that isn't public. Raises ``Http404`` where it never was."""
    article = public.once_public_articles().filter(slug=slug).first()
    if article is None:
        raise Http404(_("There is no such article."))
    claims = public.withdrawn_with_reasons().filter(quotes__revision__article=article).newest_first().distinct()
    return Gone("article", _("No published claim rests on this article any more"), list(claims))


def fate_of_actor(slug: str) -> Gone | Moved:
    """Tell what became of an actor that isn't public; why a claim went says nothing of the actor.

    Raises ``Http404`` where it never was public: that somebody who was never named is the same as somebody public
    would be news.
    """
    actor = public.once_public_actors().filter(slug=slug).select_related("merged_into").first()
    if actor is None:
        raise Http404(_("There is no such actor."))
    if actor.merged_into is not None and _is_or_was_public(actor.merged_into):
        return Moved("actor", actor.merged_into.slug)
    return Gone("actor", _("No published claim names this actor any more"))


def answer_for_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a claim that isn't public: when and why it was withdrawn; the statement is not repeated.

    Nor is it by the address: where that says something of it, it leads to one that doesn't.
    """
    fate = fate_of_claim(slug)
    if isinstance(fate, Gone) and slug != fate.claims[0].tombstone:
        return HttpResponseRedirect(reverse("pages:claim", kwargs={"slug": fate.claims[0].tombstone}))
    return _page(request, fate)


def answer_for_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for an article that isn't public: which claims on it were withdrawn, when and why."""
    return _page(request, fate_of_article(slug))


def answer_for_actor(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for an actor that isn't public: one merged into another leads there."""
    return _page(request, fate_of_actor(slug))


def _page(request: HttpRequest, fate: Gone | Moved) -> HttpResponse:
    if isinstance(fate, Moved):
        return fate.to(reverse(f"pages:{fate.kind}", kwargs={"slug": fate.slug}))
    return render(request, f"gone/{fate.kind}.html", {"gone": fate, "claims": fate.claims}, status=410)


def _is_or_was_public(actor: Actor) -> bool:
    return public.actors().filter(pk=actor.pk).exists() or public.once_public_actors().filter(pk=actor.pk).exists()

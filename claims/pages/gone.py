"""Addresses of what readers could once see: 410 with the reason, or the way to where it is now."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Actor
from claims import public
from claims.models import Claim


def answer_for_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a claim that isn't public. Raises ``Http404`` where it never was."""
    claim = Claim.objects.taken_back().filter(slug=slug).first()
    if claim is None:
        raise Http404(_("There is no such claim."))
    if claim.status == Claim.Status.WITHDRAWN:
        said = _("The claim that stood here was withdrawn.")
    else:
        said = _("The claim that stood here was taken back and is being reviewed.")
    return _gone(request, said, [claim])


def answer_for_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for an article that isn't public. Raises ``Http404`` where it never was."""
    article = public.once_public_articles().filter(slug=slug).first()
    if article is None:
        raise Http404(_("There is no such article."))
    taken_back = Claim.objects.taken_back().filter(quotes__revision__article=article)
    return _gone(request, _("No published claim rests on this article any more."), taken_back)


def answer_for_actor(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for an actor that isn't public: one merged into another leads there.

    Raises ``Http404`` where it never was public: that somebody who was never named is the same as somebody public
    would be news.
    """
    actor = public.once_public_actors().filter(slug=slug).select_related("merged_into").first()
    if actor is None:
        raise Http404(_("There is no such actor."))
    if actor.merged_into is not None and _is_or_was_public(actor.merged_into):
        return HttpResponsePermanentRedirect(reverse("pages:actor", args=[actor.merged_into.slug]))
    taken_back = Claim.objects.taken_back().filter(quotes__speaker=actor)
    return _gone(request, _("No published claim names this actor any more."), taken_back)


def _is_or_was_public(actor: Actor) -> bool:
    return public.actors().filter(pk=actor.pk).exists() or public.once_public_actors().filter(pk=actor.pk).exists()


def _gone(request: HttpRequest, said: str, taken_back: Iterable[Claim]) -> HttpResponse:
    """Say that it is gone and why; the statements themselves are not repeated."""
    reasons = list(dict.fromkeys(claim.withdrawn_reason for claim in taken_back))
    return render(request, "410.html", {"said": said, "reasons": reasons}, status=410)

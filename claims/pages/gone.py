"""Addresses of what readers could once see: 410 with what became of it, or the way to where it is now."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Actor
from claims import public


def answer_for_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a claim that isn't public: when and why it was taken back; the statement is not repeated.

    Raises ``Http404`` where it never was public.
    """
    claim = public.taken_back().filter(slug=slug).first()
    if claim is None:
        raise Http404(_("There is no such claim."))
    return render(request, "gone/claim.html", {"claim": claim}, status=410)


def answer_for_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for an article that isn't public: which claims on it were taken back, when and why.

    Raises ``Http404`` where it never was public.
    """
    article = public.once_public_articles().filter(slug=slug).first()
    if article is None:
        raise Http404(_("There is no such article."))
    claims = public.taken_back().filter(quotes__revision__article=article).newest_first().distinct()
    return render(request, "gone/article.html", {"claims": claims}, status=410)


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
    return render(request, "gone/actor.html", status=410)  # why a claim went says nothing of the actor


def _is_or_was_public(actor: Actor) -> bool:
    return public.actors().filter(pk=actor.pk).exists() or public.once_public_actors().filter(pk=actor.pk).exists()

"""The list of claims, with the search, and the page of one claim."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.models import Claim, Evidence, Rating, Topic
from claims.pages import gone
from claims.pages.entries import entries
from claims.pages.filtering import named_in
from claims.pages.searching import cleaned, search
from claims.pages.tellings import tellings_of, with_all_parts
from claims.pages.withdrawals import withdrawals_of
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("first_published_at")
ACTORS_FOUND = 5
TOPICS_LISTED = 40
TELLINGS_ON_A_PAGE = 50


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """Show the published claims, newest first: all, what a search finds, those of a topic or about an actor."""
    asked = cleaned(request.GET.get("q", ""))
    found = search(asked) if asked else None
    claims = found.claims if found else public.claims()
    topic = named_in(request, "topic", public.topics())
    about = named_in(request, "about", public.actors())
    if topic:
        claims = claims.filter(topics=topic)
    if about:
        claims = claims.filter(about=about)
    page = page_of(claims.defer("search", "note"), NEWEST_FIRST, request.GET)
    context = {
        "heading": _heading(asked, topic, about),
        "asked": asked,
        "topic": topic,
        "about": about,
        "topics": public.topics()[:TOPICS_LISTED],
        "actors": found.actors[:ACTORS_FOUND] if found else [],
        "page": page,
        "entries": entries(page.rows),
    }
    return render(request, "pages/claims.html", context)


def _heading(asked: str, topic: Topic | None, about: Actor | None) -> str:
    if asked:
        return _("“%(words)s”") % {"words": asked}
    if topic:
        return _("Claims on %(topic)s") % {"topic": topic}
    if about:
        return _("Claims about %(actor)s") % {"actor": about}
    return _("Claims")


@require_safe
def claim_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one claim: who said it, how and where, how it was rated and why."""
    claim = public.claims().filter(slug=slug).first()
    if claim is None:
        return gone.answer_for_claim(request, slug)
    in_order = public.tellings().filter(claim=claim).order_by(public.ASSERTING_FIRST, *public.IN_ORDER_OF_TIME)
    # Page numbers will do here: the tellings of one claim are counted fast, and never very many.
    page = Paginator(with_all_parts(in_order), TELLINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    tellings = tellings_of(list(page))
    context = {
        "entry": entries([claim])[0],
        "page": page,
        "said": [telling for telling in tellings if telling.asserts],
        "disputed": [telling for telling in tellings if not telling.asserts],
        "reviews": public.reviews().filter(claim=claim).select_related("rating", "reviewer"),
        "scale": Rating.objects.all(),
        "evidence": _evidence(claim),
        "replies": public.replies().filter(claim=claim).select_related("actor"),
        "corrections": public.corrections().filter(claim=claim),
        "withdrawals": withdrawals_of(claim),
        "about": public.actors().filter(claims_about=claim),
        "topics": public.topics().filter(claims=claim),
    }
    return render(request, "pages/claim.html", context)


def _evidence(claim: Claim) -> QuerySet[Evidence]:
    """Give the evidence on ``claim``; the quotations it names only where they are public."""
    quotes = public.quotes().whole().defer("revision__text")
    return public.evidence().filter(claim=claim).prefetch_related(Prefetch("quote", quotes))

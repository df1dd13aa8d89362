"""The list of actors and the page of one actor."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.models import Assertion
from claims.pages import gone
from claims.pages.entries import entries, ties
from claims.pages.tellings import with_all_parts
from newsroom.paging import Order, page_of
from newsroom.text_functions import SearchKey

BY_NAME = Order("sorts_as", descending=False)
NEWEST_FIRST = Order("quote__revision__article__published_on", nullable=True)
ON_A_LIST = 50
IN_SHORT = 10  # rows of the lists beside the main one


@require_safe
def actor_list(request: HttpRequest) -> HttpResponse:
    """Show everybody who speaks, publishes, passes on or is spoken of in public, by name."""
    actors = public.actors().annotate(sorts_as=SearchKey("name"))  # case and accents don't matter
    page = page_of(actors, BY_NAME, request.GET, ON_A_LIST)
    return render(request, "pages/actors.html", {"page": page})


@require_safe
def actor_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one actor: what it said, newest first, what is said about it, what it published and passed on."""
    actor = public.actors().filter(slug=slug).first()
    if actor is None:
        return gone.answer_for_actor(request, slug)
    page = page_of(_with_claims(public.tellings().filter(quote__speaker=actor)), NEWEST_FIRST, request.GET)
    about = public.claims().filter(about=actor).newest_first().defer("search", "note")
    context = {
        "actor": actor,
        "page": page,
        "said": ties(page.rows),
        "about": entries(about[:IN_SHORT]),
        "published": public.articles().filter(publisher=actor).newest_first()[:IN_SHORT],
        "passed_on": ties(_passed_on(actor)),
    }
    return render(request, "pages/actor.html", context)


def _passed_on(actor: Actor) -> QuerySet[Assertion]:
    """Give what others said through this actor: in an interview with it, in a statement of it."""
    quotes = public.quotes().filter(relays__actors=actor)
    newest_first = NEWEST_FIRST.of(public.tellings().filter(quote__in=quotes))
    return _with_claims(newest_first)[:IN_SHORT]


def _with_claims(tellings: QuerySet[Assertion]) -> QuerySet[Assertion]:
    return with_all_parts(tellings).select_related("claim").defer("claim__search", "claim__note")

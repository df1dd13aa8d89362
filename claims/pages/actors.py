"""The list of actors and the page of one actor."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.models import Quote
from claims.models.quote import QuoteQuerySet
from claims.pages import gone
from claims.pages.entries import Tie, entries, ties_of
from newsroom.paging import Order, page_of
from newsroom.text_functions import SearchKey

BY_NAME = Order("sorts_as", descending=False)
NEWEST_FIRST = Order("revision__article__published_on", nullable=True)
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
    page = page_of(_shown(public.quotes().filter(speaker=actor)), NEWEST_FIRST, request.GET)
    about = public.claims().filter(about=actor).newest_first().defer("search", "note")
    context = {
        "actor": actor,
        "page": page,
        "said": _with_ties(page.rows),
        "about": entries(about[:IN_SHORT]),
        "published": public.articles().filter(publisher=actor).newest_first()[:IN_SHORT],
        "passed_on": _with_ties(_passed_on(actor)),
    }
    return render(request, "pages/actor.html", context)


def _passed_on(actor: Actor) -> list[Quote]:
    """Give what others said through this actor: in an interview with it, in a statement of it."""
    relayed = public.quotes().filter(pk__in=actor.relays.values("quote"))
    return list(NEWEST_FIRST.of(_shown(relayed))[:IN_SHORT])


def _shown(quotes: QuoteQuerySet) -> QuoteQuerySet:
    return quotes.whole().defer("revision__text")


def _with_ties(quotes: Sequence[Quote]) -> list[tuple[Quote, list[Tie]]]:
    """Give each quotation with its ties to public claims. Four queries."""
    by_quote = ties_of(quotes)
    return [(quote, by_quote[quote.pk]) for quote in quotes]

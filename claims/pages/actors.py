"""The list of actors and the page of one actor."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.finding.actors import marked_names, near_actors
from claims.finding.counting import count
from claims.finding.first import LOOKED_AT
from claims.finding.ordering import ActorsBy
from claims.keeping import kept_while_lists_stay
from claims.models import Quote
from claims.models.quote import QuoteQuerySet
from claims.pages import gone
from claims.pages.choosing import chosen_actors
from claims.pages.entries import Tie, entries, ties_of
from claims.pages.over_time import about_over_time, said_over_time
from newsroom.paging import PAGE_SIZE, Order, Page, page_of

NEWEST_FIRST = Order("revision__article__published_on", nullable=True)
ON_A_LIST = 50
IN_SHORT = 10  # rows of the lists beside the main one


@require_safe
@kept_while_lists_stay
def actor_list(request: HttpRequest) -> HttpResponse:
    """Show who speaks, publishes, passes on or is spoken of in public: what a search finds, narrowed and ordered."""
    chosen = chosen_actors(request, found_first=ActorsBy.RELEVANCE)
    page = page_of(chosen.actors, chosen.order, request.GET, ON_A_LIST)
    marked = marked_names(page.rows, chosen.words) if chosen.words and page.rows else {}
    context = {
        "chosen": chosen,
        "page": page,
        "listed": [(actor, marked.get(actor.pk, [])) for actor in page.rows],
        "counted": count(chosen.first_without, chosen.narrowing),
        "orders": [by for by in ActorsBy if chosen.asked or by != ActorsBy.RELEVANCE],
        "ranked": LOOKED_AT,
    }
    if chosen.asked and not page.rows:
        context["near"] = near_actors(chosen.asked)
    return render(request, "pages/actors.html", context)


@require_safe
def actor_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one actor: what it said, newest first, what is said about it, what it published and passed on.

    What it said and what it passed on can be turned over: "?show=passed-on" shows the second one alone. Further
    pages leave out what stands beside the first one.
    """
    actor = public.actors().filter(slug=slug).first()
    if actor is None:
        return gone.answer_for_actor(request, slug)
    if request.GET.get("show") == "passed-on":
        page = _passed_on(actor, request.GET, PAGE_SIZE)
        context = {"actor": actor, "page": page, "passed_on": _with_ties(page.rows), "only_passed_on": True}
        return render(request, "pages/actor.html", context)
    page = page_of(_shown(public.quotes().filter(speaker=actor)), NEWEST_FIRST, request.GET)
    context = {"actor": actor, "page": page, "said": _with_ties(page.rows)}
    if page.is_first:
        context |= _beside(actor)
    return render(request, "pages/actor.html", context)


def _beside(actor: Actor) -> dict[str, object]:
    """Give what stands beside the newest words of ``actor``, each list cut short."""
    about = public.claims().filter(about=actor).newest_first().defer("search", "note")
    elsewhere = public.said_elsewhere_by(actor).newest_first().defer("search", "note")
    passed_on = _passed_on(actor, {}, IN_SHORT)
    return {
        "corrections": public.notes_on_thing(actor),
        "said_over_time": said_over_time(actor),
        "about_over_time": about_over_time(actor),
        "about": entries(about[:IN_SHORT]),
        "said_elsewhere": entries(elsewhere[:IN_SHORT]),
        "published": public.articles().filter(publisher=actor).newest_first()[:IN_SHORT],
        "passed_on": _with_ties(passed_on.rows),
        "more_passed_on": bool(passed_on.after),
    }


def _passed_on(actor: Actor, asked: Mapping[str, str], size: int) -> Page[Quote]:
    """Give what others said through this actor: in an interview with it, in a statement of it."""
    relayed = public.quotes().filter(pk__in=actor.relays.values("quote"))
    return page_of(_shown(relayed), NEWEST_FIRST, asked, size)


def _shown(quotes: QuoteQuerySet) -> QuoteQuerySet:
    return quotes.whole().defer("revision__text")


def _with_ties(quotes: Sequence[Quote]) -> list[tuple[Quote, list[Tie]]]:
    """Give each quotation with its ties to public claims. Four queries."""
    by_quote = ties_of(quotes)
    return [(quote, by_quote[quote.pk]) for quote in quotes]

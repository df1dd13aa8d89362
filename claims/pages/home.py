"""The front page: the latest claims and the most quoted actors."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Actor
from claims import public
from claims.keeping import kept_while_lists_stay
from claims.models import Quote
from claims.pages.entries import entries
from newsroom.languages import in_the_browsers_language

LATEST = 10
MOST_QUOTED = 8
AMONG = 500  # of the newest claims: whom the news quotes now, at a cost that doesn't grow with the years


@dataclass(frozen=True)
class Quoted:
    """An actor and how often it is quoted."""

    actor: Actor
    times: int


@require_safe
@in_the_browsers_language
@kept_while_lists_stay
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    latest = public.claims().newest_first().defer("search", "note")[:LATEST]
    return render(request, "pages/home.html", {"entries": entries(latest), "most_quoted": most_quoted()})


def most_quoted() -> list[Quoted]:
    """Give the actors with most public quotations on the newest claims; an outlet's own voice quotes nobody."""
    newest = public.claims().newest_first().values("pk")[:AMONG]
    counted = (
        public.quotes()
        .exclude(kind=Quote.Kind.OWN_VOICE)
        .filter(assertions__claim__in=newest)
        .values_list("speaker")
        .annotate(times=Count("pk", distinct=True))
        .order_by("-times", "speaker")[:MOST_QUOTED]
    )
    times = dict(counted)
    actors = public.actors().in_bulk(list(times))
    return [Quoted(actors[pk], count) for pk, count in times.items() if pk in actors]

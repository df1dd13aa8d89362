"""The answers for what isn't public, as data."""

from django.http import HttpRequest, HttpResponse

from claims.addresses import absolute
from claims.data import describing, shapes
from claims.data.api import api
from claims.pages.gone import Gone, Moved


def answer(request: HttpRequest, fate: Gone | Moved, name: str) -> HttpResponse:
    """Tell what became of a thing: 410 with the reason, or the way to the same format (``name``) of where it is."""
    if isinstance(fate, Moved):
        return fate.to(absolute(request, name, slug=fate.slug))
    withdrawals = [describing.withdrawal(request, claim) for claim in fate.claims]
    taken = shapes.Taken(detail=fate.words, withdrawals=withdrawals)
    return api.create_response(request, taken, status=410)

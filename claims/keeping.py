"""What was made from the database, kept exactly as long as it would be made the same again.

A state is one word that PostgreSQL gives for all that something is made from. What is kept is kept with its state and
given out only while the database still gives that very word: so nothing tells of what was taken back a moment ago.
Two states are told apart: that of one claim's page, which no other claim's changes touch, and that of all lists.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from http import HTTPStatus
from typing import TypeVar

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

View = Callable[[HttpRequest], HttpResponse]
ViewOfClaim = Callable[[HttpRequest, str], HttpResponse]
Value = TypeVar("Value")
SECONDS = 3600  # then it makes room


def state_of_page(slug: str) -> str | None:
    """Give the state of all that the page of a claim shows; None where no public claim has the address. One query.

    It is another after every change of a row that the page is made from, and may be the same again when a row that
    came is gone: so what is kept with it must be made in the same snapshot.
    """
    return _asked("SELECT claims_state_of_page(%s)", slug)


def state_of_lists() -> str:
    """Give the state of all that lists of claims, actors and articles show. One query.

    It counts what was changed, so it never comes back: what is made after it was asked for can be kept with it.
    """
    return _asked("SELECT coalesce(sum(changes), 0)::text FROM claims_changecount") or ""


def remembered(question: object, compute: Callable[[], Value]) -> Value:
    """Give ``compute()``, or what it gave to the same ``question`` when lists had the same state. One query more."""
    if connection.in_atomic_block:  # which sees its own changes
        return compute()
    state, place = state_of_lists(), _place(question)
    kept: tuple[str, Value] | None = cache.get(place)
    if kept is None or kept[0] != state:
        kept = state, compute()
        cache.set(place, kept, SECONDS)
    return kept[1]


def kept_while_lists_stay(view: View) -> View:
    """Let ``view`` make its page once, and then again only after something changed that lists show.

    For pages that depend on the address, the language and the database alone, as those of readers do.
    """

    @wraps(view)
    def kept(request: HttpRequest) -> HttpResponse:
        def page() -> bytes:
            answer = view(request)
            if answer.status_code != HTTPStatus.OK:
                raise _NotKept(answer)
            return bytes(answer.content)

        # Within a transaction nothing is kept, and the tests look at what the page was made from.
        if connection.in_atomic_block:
            return view(request)
        try:
            return HttpResponse(remembered(_page_asked(request), page))
        except _NotKept as other:
            answer: HttpResponse = other.args[0]
            return answer

    return kept


def kept_while_claim_stays(view: ViewOfClaim) -> ViewOfClaim:
    """Let ``view`` make the page of a claim, by its slug, once, and then again only after something on it changed.

    What answers for a claim that isn't public is never kept, nor what parameters nobody reads are asked for with.
    """

    @wraps(view)
    def kept(request: HttpRequest, slug: str) -> HttpResponse:
        if connection.in_atomic_block or set(request.GET) - {"page"}:
            return view(request, slug)
        place = _place((*_page_asked(request), timezone.localdate()))  # the page says when it was read
        page: tuple[str, bytes] | None = cache.get(place)
        if page is not None and page[0] == state_of_page(slug):
            return HttpResponse(page[1])
        with _one_snapshot():
            state, answer = state_of_page(slug), view(request, slug)
        if state is not None and answer.status_code == HTTPStatus.OK:
            cache.set(place, (state, bytes(answer.content)), SECONDS)
        return answer

    return kept


class _NotKept(Exception):  # noqa: N818 - an answer, no error
    """An answer that is no page, such as a redirect."""


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Let all queries see the database as it was at the first of them."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _asked(query: str, *values: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        (answer,) = cursor.fetchone()
    found: str | None = answer
    return found


def _page_asked(request: HttpRequest) -> tuple[str, str | None]:
    return request.build_absolute_uri(), get_language()


def _place(question: object) -> str:
    told = repr((connection.settings_dict["NAME"], question))
    return f"kept-{hashlib.sha256(told.encode()).hexdigest()}"

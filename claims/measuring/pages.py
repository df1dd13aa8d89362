"""The pages of readers beside a bare view: what each takes to answer, in one process, on the same rows.

The bare view reads one claim by its address and gives its statement back; it goes through the same middleware, so what
is measured is what we put on top of what Django itself takes.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from importlib import import_module
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse
from django.utils.translation import gettext as _

from claims.finding.ordering import By
from claims.models import Claim
from claims.pages.claims import found_claims
from claims.sample.words import EVERYWHERE

HEAVIEST = 60_000  # bytes
DEPTH = 20  # pages turned over before one is called deep
WAKING = 3  # times that a search is asked before it is measured
BARE = "measured-bare/"


def bare(_request: HttpRequest, slug: str) -> HttpResponse:
    """Give one claim's statement."""
    return HttpResponse(Claim.objects.get(slug=slug).statement, content_type="text/plain")


urlpatterns = [path(f"{BARE}<slug:slug>", bare), *import_module(settings.ROOT_URLCONF).urlpatterns]


@dataclass(frozen=True)
class Measured:
    """How one page came out, in seconds (the fastest run), beside what it is held against."""

    what: str
    seconds: float
    beside: float
    wanted: float | None  # None: told, and held to nothing
    faster: bool = False  # whether it is to be so many times faster; else at most so many times slower
    weight: int = 0  # bytes of the page with all files that it loads, nothing compressed; 0: not weighed

    @property
    def ratio(self) -> float:
        """How many times slower it is, or faster."""
        return self.beside / self.seconds if self.faster else self.seconds / self.beside

    @property
    def is_enough(self) -> bool:
        """Whether that is within what is wanted, and the page no heavier than it may be."""
        if self.weight > HEAVIEST:
            return False
        if self.wanted is None:
            return True
        return self.ratio >= self.wanted if self.faster else self.ratio <= self.wanted


@dataclass(frozen=True)
class Asked:
    """One page, and how many times a bare view it may take: as readers get it, and as it is made anew."""

    what: str
    address: str
    wanted: float
    anew: float | None = None


def measure(runs: int) -> Iterator[Measured]:
    """Ask each page and the bare view ``runs`` times in turn, after once to warm up; give one page after another.

    Before each time something else in the database is written again as it is: for the page of a claim another public
    claim, for lists what only editors see. So what is measured is a newsroom at work. Raises ``Claim.DoesNotExist``
    where fewer than two claims are public.
    """
    public = Claim.objects.public().order_by("pk")
    claim = public[public.count() // 2 : public.count() // 2 + 1].get()
    other = Claim.objects.filter(pk=public.exclude(pk=claim.pk)[:1].get().pk)
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], DEBUG=False):
        client = Client()
        held_to = _asking(client, f"/{BARE}{claim.slug}")
        of_claim = Asked(_("claim, while others change"), claim.get_absolute_url(), 4)
        yield from _measured(client, of_claim, lambda: other.update(statement=F("statement")), held_to, runs)
        for asked in _lists(client):
            yield from _measured(client, asked, lambda: other.update(note=F("note")), held_to, runs)
        two_words = " ".join(sorted(re.findall(r"\w+", claim.statement), key=len)[-2:])
        yield from _searched(client, two_words, runs)


def _measured(
    client: Client, asked: Asked, change: Callable[[], object], held_to: Callable[[], object], runs: int
) -> Iterator[Measured]:
    """Measure a page as the next reader gets it, and as the first one does for whom nothing was kept."""
    page = _asking(client, asked.address)
    weight = _weight(client.get(asked.address).content)
    yield Measured(asked.what, *_in_turn(page, held_to, runs, before=change), asked.wanted, weight=weight)
    yield Measured(_("– made anew"), *_in_turn(page, held_to, runs, before=cache.clear), asked.anew)


def _searched(client: Client, words: str, runs: int) -> Iterator[Measured]:
    """Measure a search with all facets, where nothing is kept, beside ``icontains``; and the page made of it.

    Ours is asked a few times before it counts: a processor that waited for others takes a third longer for what takes
    so little, and that of a server at work doesn't wait. ``icontains`` takes long enough to wake it.
    """
    address = f"{reverse('pages:claims')}?q={words}"
    asked = RequestFactory().get(address)
    for what, ours, wanted in (
        (_("search for two words, beside icontains"), lambda: found_claims(asked), 60),
        (_("– and its page drawn"), _asking(client, address), None),
    ):
        taken, beside = _in_turn(ours, lambda: _by_icontains(words), runs, before=partial(_woken, ours))
        yield Measured(what, taken, beside, wanted, faster=True)


def _woken(ask: Callable[[], object]) -> None:
    for _time in range(WAKING):
        cache.clear()
        ask()
    cache.clear()


def _asking(client: Client, address: str) -> Callable[[], object]:
    return lambda: client.get(address)


def _lists(client: Client) -> Iterator[Asked]:
    claims = reverse("pages:claims")
    yield Asked(_("claims, first page"), claims, 6)
    for by in (By.DATE, By.TIMES):
        asked = f"{claims}?order={by.value}"
        yield Asked(_("claims by %(order)s, page %(n)s") % {"order": by.value, "n": DEPTH}, _deep(client, asked), 6)
    yield Asked(_("actors, first page"), reverse("pages:actors"), 6)
    yield Asked(_("articles, first page"), reverse("pages:articles"), 6)
    # Whoever searches may well be the first to ask for these words.
    yield Asked(_("search for a word of half of all claims"), f"{claims}?q={EVERYWHERE}", 20, anew=20)
    found = f"{claims}?q={EVERYWHERE}&order=date"
    yield Asked(_("the same by date, page %(n)s") % {"n": DEPTH}, _deep(client, found), 20, anew=20)


def _weight(page: bytes) -> int:
    """Give how many bytes a browser loads for a page: itself, and the files of ours that it names."""
    named = set(re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"]+)"', page.decode()))
    return len(page) + sum(Path(found).stat().st_size for name in named if (found := finders.find(name)))


def _deep(client: Client, address: str) -> str:
    """Give the address of the page ``DEPTH`` pages on, or of the last before."""
    for _page in range(1, DEPTH):
        onwards = re.search(rb'rel="next" href="([^"]+)"', client.get(address).content)
        if not onwards:
            break
        address = urljoin(address, unescape(onwards[1].decode()))
    return address


def _by_icontains(words: str) -> tuple[int, list[Claim]]:
    """Search as one does without an index, every word anywhere in the statement: how many, and the first page.

    Without facets; a list view of Django's with a paginator asks just this.
    """
    found = Claim.objects.public()
    for word in words.split():
        found = found.filter(statement__icontains=word)
    return found.count(), list(found.order_by("-first_published_at", "-pk")[:25])


def _in_turn(
    ours: Callable[[], object], beside: Callable[[], object], runs: int, *, before: Callable[[], object]
) -> tuple[float, float]:
    """Give the seconds of the fastest of each, done in turn; ``before`` each of ours something is done untimed.

    The fastest, for what else the machine does only adds.
    """
    _seconds(ours), _seconds(beside)
    taken = []
    for _run in range(runs):
        before()
        taken.append((_seconds(ours), _seconds(beside)))
    first, second = (min(times) for times in zip(*taken, strict=True))
    return first, second


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began

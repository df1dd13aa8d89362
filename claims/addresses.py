"""Absolute addresses of public things, as machines elsewhere need them."""

from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from articles.models import Actor, Article
from claims.models import Claim, Quote

PARAMETERS = {Actor: "actor", Article: "article", Claim: "claim"}


def absolute(request: HttpRequest, name: str, **parameters: str) -> str:
    """Give the address called ``name`` ("claim", "data:claim") on the host that was asked.

    A page's is the one in the present language; data has one for all.
    """
    return request.build_absolute_uri(reverse(in_full(name), kwargs=parameters))


def in_full(name: str) -> str:
    """Give the name by which an address is known to Django: pages go without their room's."""
    return name if ":" in name else f"pages:{name}"


def page_of(request: HttpRequest, thing: Actor | Article | Claim) -> str:
    """Give the address of the page of ``thing``: what others cite it by."""
    return _of(request, PARAMETERS[type(thing)], thing.slug)


def tombstone_of(request: HttpRequest, claim: Claim) -> str:
    """Give the address that tells why ``claim`` was withdrawn, and nothing of what it said."""
    return _of(request, "claim", claim.tombstone)


def data_of(request: HttpRequest, thing: Actor | Article | Claim) -> str:
    """Give the address of ``thing`` as JSON."""
    return _of(request, f"data:{PARAMETERS[type(thing)]}", thing.slug)


def place_of(request: HttpRequest, quote: Quote) -> str:
    """Give the address of ``quote`` in its article; its revision and article were fetched."""
    return f"{page_of(request, quote.revision.article)}#quote-{quote.pk}"


def _of(request: HttpRequest, name: str, slug: str) -> str:
    before, after = around_slug(name, get_language())
    return request.build_absolute_uri(f"{before}{slug}{after}")


@cache
def around_slug(name: str, _language: str) -> tuple[str, str]:
    """Give what stands before and after the slug: to reverse each address anew takes half the time of a table."""
    before, _slug, after = reverse(in_full(name), kwargs={"slug": "-slug-"}).rpartition("-slug-")
    return before, after


def web_link(address: str) -> str:
    """Give an address that came from outside if it leads to the web, else nothing: never a script."""
    return address if address.lower().startswith(("http://", "https://")) else ""

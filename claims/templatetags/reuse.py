"""What the head and foot of a page tell of its other forms: data, table, feed, card."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from claims.addresses import absolute, in_full, page_of
from claims.finding import lists
from claims.markup import schema_org
from claims.models import Claim
from claims.pages.card import card_of, card_of_site
from claims.pages.entries import Entry
from claims.pages.filtering import address, kept

register = template.Library()

JSON, CSV, ATOM = "application/json", "text/csv", "application/atom+xml"
LINKED = "application/ld+json"
NAMES = {
    JSON: gettext_lazy("JSON"),
    CSV: gettext_lazy("CSV"),
    ATOM: gettext_lazy("Feed"),
    LINKED: gettext_lazy("Annotations"),
}
# By page, the names of the addresses that give the same in another form.
FORMS = {
    "home": {ATOM: "claims-feed"},
    "claims": {JSON: "data:claims", CSV: "data:claims-table", ATOM: "claims-feed"},
    "claim": {JSON: "data:claim"},
    "actors": {JSON: "data:actors", CSV: "data:actors-table"},
    "actor": {JSON: "data:actor", ATOM: "actor-feed"},
    "articles": {JSON: "data:articles", CSV: "data:articles-table", ATOM: "articles-feed"},
    "article": {JSON: "data:article", LINKED: "data:annotations"},
    "corrections": {JSON: "data:corrections", CSV: "data:corrections-table", ATOM: "corrections-feed"},
}
# What narrows a list; where in it a reader is, its other forms don't care.
NARROWING = ("q", *lists.PARAMETERS, "order")


@dataclass(frozen=True)
class Form:
    """Another form of a page."""

    type: str
    name: str
    address: str


@register.simple_tag(takes_context=True)
def other_forms(context: Context) -> list[Form]:
    """Give the other forms of the page; none for pages that have none, such as errors."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    if request is None or match is None or match.namespace != "pages":
        return []
    query = address("", kept(request.GET, NARROWING))
    return list(_forms(FORMS.get(match.url_name or "", {}), match.kwargs, query))


def _forms(names: Mapping[str, str], kwargs: dict[str, Any], query: str) -> Iterator[Form]:
    for kind, name in names.items():
        place = reverse(in_full(name), kwargs=kwargs) + query
        yield Form(kind, str(NAMES[kind]), place)
        if kind == CSV:
            # Where the comma is in numbers, Excel parts columns by semicolons.
            parted = "semicolon" if get_format("DECIMAL_SEPARATOR") == "," else "comma"
            yield Form(kind, _("CSV for Excel"), f"{place}{'&' if query else '?'}excel={parted}")


@register.simple_tag(takes_context=True)
def markup(context: Context, entry: Entry, articles: Sequence[Article]) -> SafeString:
    """Write the claim in the words of schema.org; ``articles`` assert it, the first first."""
    return schema_org.script(schema_org.claim_markup(context["request"], entry, articles))


@register.simple_tag(takes_context=True)
def card_address(context: Context, entry: Entry) -> str:
    """Give the address of the picture of a claim; "" where it can't be drawn."""
    return absolute(context["request"], "card", slug=entry.claim.slug) if card_of(entry).can_be_drawn else ""


@register.simple_tag(takes_context=True)
def site_card_address(context: Context) -> str:
    """Return the address of the picture of the site; "" where it can't be drawn, or nobody asked for a page."""
    request: HttpRequest | None = context.get("request")
    return absolute(request, "site-card") if request and card_of_site().can_be_drawn else ""


@register.simple_tag(takes_context=True)
def oembed_address(context: Context, claim: Claim) -> str:
    """Give the address that tells how to embed ``claim``."""
    request = context["request"]
    return f"{absolute(request, 'reuse:oembed')}?{urlencode({'url': page_of(request, claim), 'format': 'json'})}"

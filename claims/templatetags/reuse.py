"""What the head and foot of a page tell of its other forms: data, table, feed, card."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.addresses import absolute, in_full, page_of
from claims.finding import lists
from claims.markup import schema_org
from claims.models import Claim
from claims.pages.card import card_of
from claims.pages.entries import Entry
from claims.pages.filtering import address, kept

register = template.Library()

JSON, CSV, ATOM = "application/json", "text/csv", "application/atom+xml"
LINKED = "application/ld+json"
NAMES = {JSON: _("JSON"), CSV: _("CSV"), ATOM: _("Feed"), LINKED: _("Annotations")}
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
    forms = FORMS.get(match.url_name or "", {})
    return [
        Form(kind, str(NAMES[kind]), reverse(in_full(name), kwargs=match.kwargs) + query)
        for kind, name in forms.items()
    ]


@register.simple_tag(takes_context=True)
def markup(context: Context, entry: Entry, articles: Sequence[Article]) -> SafeString:
    """Write the claim in the words of schema.org; ``articles`` assert it, the first first."""
    return schema_org.script(schema_org.claim_markup(context["request"], entry, articles))


@register.simple_tag(takes_context=True)
def card_address(context: Context, entry: Entry) -> str:
    """Give the address of the picture of a claim; "" where it can't be drawn."""
    return absolute(context["request"], "card", slug=entry.claim.slug) if card_of(entry).can_be_drawn else ""


@register.simple_tag(takes_context=True)
def oembed_address(context: Context, claim: Claim) -> str:
    """Give the address that tells how to embed ``claim``."""
    request = context["request"]
    return f"{absolute(request, 'reuse:oembed')}?{urlencode({'url': page_of(request, claim), 'format': 'json'})}"

"""Tags and filters of every page: its name, its lasting address, names as they start a line."""

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.context import RequestContext

from articles.models import Actor
from claims.pages.entries import capitalised as as_line_starts

register = template.Library()

# What makes two addresses two pages; everything else in a query ("?utm_source=…") doesn't.
TELLING_PARAMETERS = ("about", "topic", "publisher", "before", "after", "page")


@register.simple_tag
def site_name() -> str:
    """Give the name of this newsroom: the setting ``SITE_NAME``, if it has one."""
    return str(getattr(settings, "SITE_NAME", "Newsroom"))


@register.simple_tag(takes_context=True)
def canonical(context: RequestContext) -> str:
    """Give the page's one lasting address, absolute."""
    request = context["request"]
    kept = QueryDict(mutable=True)
    for name in TELLING_PARAMETERS:
        if request.GET.get(name):
            kept[name] = request.GET[name]
    address = f"{request.path}?{kept.urlencode()}" if kept else request.path
    return str(request.build_absolute_uri(address))


@register.filter
def capitalised(actor: Actor) -> str:
    """Give an actor's name as it starts a line."""
    return as_line_starts(actor)

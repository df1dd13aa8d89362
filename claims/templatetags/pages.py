"""Tags and filters of every page: its name, its lasting address, names as they start a line."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.context import RequestContext
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Actor, Article
from claims.pages.entries import capitalised as as_line_starts

register = template.Library()

# What makes two addresses two pages; everything else in a query ("?utm_source=…") doesn't.
TELLING_PARAMETERS = ("about", "topic", "publisher", "before", "after", "page", "show")


@register.simple_tag
def site_name() -> str:
    """Give the name of this newsroom: the setting ``SITE_NAME``."""
    return str(settings.SITE_NAME)


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


@register.simple_tag
def day(when: date) -> SafeString:
    """Write a day as readers and as machines read it."""
    if isinstance(when, datetime):
        when = localtime(when).date()
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), date_format(when, "DATE_FORMAT"))


@register.simple_tag
def source(article: Article) -> SafeString:
    """Write where something was told: the outlet and, if it is known, the day."""
    outlet = article.publisher.name if article.publisher else _("publisher unknown")
    if article.published_on is None:
        return format_html("{}", outlet)
    return format_html("{}, {}", outlet, day(article.published_on))


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """Put a text with line ends on one line."""
    return " ".join(text.split())


@register.filter
def capitalised(actor: Actor) -> str:
    """Give an actor's name as it starts a line."""
    return as_line_starts(actor)


@register.filter
def web_link(address: str) -> str:
    """Give an address that came from outside if it leads to the web, else nothing: never a script."""
    return address if address.lower().startswith(("http://", "https://")) else ""

"""Tags and filters of every page: its name, its lasting address, names as they start a line."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from articles.models import Actor, Article
from claims.addresses import web_link
from claims.finding import lists
from claims.finding.facets import Choice
from claims.pages.entries import capitalised as as_line_starts
from claims.pages.filtering import address, kept
from claims.public import additions_to
from newsroom.languages import same_page

register = template.Library()

# What makes two addresses two pages; everything else in a query ("?utm_source=…") doesn't.
TELLING_PARAMETERS = (*lists.PARAMETERS, "order", "before", "after", "page", "show")
LIST_PARAMETERS = ("q", *lists.PARAMETERS, "order", "show")


@register.simple_tag
def site_name() -> str:
    """Give the name of this newsroom: the setting ``SITE_NAME``."""
    return str(settings.SITE_NAME)


@register.simple_tag(takes_context=True)
def canonical(context: RequestContext) -> str:
    """Give the page's one lasting address, absolute."""
    request = context["request"]
    return str(request.build_absolute_uri(_lasting(request)))


@dataclass(frozen=True)
class Version:
    """The page in one language."""

    language: str  # "es"
    name: str  # by its own name: "Español"
    address: str  # absolute
    hint: str  # what tells its readers of it
    is_default: bool  # for whoever asks for a language that there is none of


@register.simple_tag(takes_context=True)
def versions(context: RequestContext) -> list[Version]:
    """Give the page in each language there is, itself included."""
    request = context.get("request")
    return [_version(request, code, name) for code, name in settings.LANGUAGES] if request else []


def _version(request: HttpRequest, code: str, name: str) -> Version:
    address = request.build_absolute_uri(same_page(_lasting(request), code))
    with override(code):
        hint = _("This page is in English, too.")
    return Version(code, name, address, hint, code == settings.LANGUAGE_CODE)


def _lasting(request: HttpRequest) -> str:
    return address(request.path, kept(request.GET, TELLING_PARAMETERS))


@register.simple_tag(takes_context=True)
def narrowed(context: RequestContext, name: str, value: str = "") -> str:
    """Give the address of this list from its beginning, with ``name`` set to ``value``, or without it."""
    return _with(context, name, [value] if value else [])


@register.simple_tag(takes_context=True)
def also(context: RequestContext, choice: Choice) -> str:
    """Give the address of this list from its beginning, with this choice beside those of the same facet."""
    return _with(context, choice.facet, sorted({*context["request"].GET.getlist(choice.facet), choice.value}))


@register.simple_tag(takes_context=True)
def without(context: RequestContext, choice: Choice) -> str:
    """Give the address of this list from its beginning, without this choice."""
    return _with(context, choice.facet, sorted({*context["request"].GET.getlist(choice.facet)} - {choice.value}))


def _with(context: RequestContext, name: str, values: list[str]) -> str:
    request = context["request"]
    asked = kept(request.GET, LIST_PARAMETERS) | {name: values}
    path = context.get("list_address") or request.path  # a page of values leads to its list
    return address(path, {key: asked[key] for key in LIST_PARAMETERS if any(asked.get(key, []))})


@register.simple_tag(takes_context=True)
def every_value(context: RequestContext, facet: str) -> str:
    """Give the address of all values that this list could be narrowed to by ``facet``."""
    request = context["request"]
    page = reverse(f"{request.resolver_match.view_name}-values-{facet}")
    return address(page, kept(request.GET, LIST_PARAMETERS))


@register.simple_tag
def lang_of(language: str = "") -> SafeString:
    """Give the attribute that tells the language of a text, where it is another than the page's.

    Without ``language``: what the newsroom itself wrote, which stands in the language of the settings.
    """
    own = language or settings.LANGUAGE_CODE
    return SafeString("") if own == get_language() else format_html(' lang="{}"', own)


@register.simple_tag
def day(when: date) -> SafeString:
    """Write a day as readers and as machines read it; of a moment, machines read the time and its zone as well."""
    if isinstance(when, datetime):
        local = localtime(when)
        day_of_it = date_in_words(local.date(), get_language())
        return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), day_of_it)
    return written_day(when, get_language())


@lru_cache(maxsize=4096)
def written_day(when: date, _language: str | None) -> SafeString:
    """Write it as the language has it; to write each anew takes a sixth of the time of a list."""
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), date_format(when, "DATE_FORMAT"))


@lru_cache(maxsize=4096)
def date_in_words(when: date, _language: str | None) -> str:
    """Write a day as the language has it."""
    return date_format(when, "DATE_FORMAT")


@register.simple_tag
def source(article: Article) -> SafeString:
    """Write where something was told: the outlet and, if it is known, the day.

    A name is written in a direction of its own, which what follows it doesn't take on.
    """
    outlet = article.publisher.name if article.publisher else _("publisher unknown")
    if article.published_on is None:
        return format_html("<bdi>{}</bdi>", outlet)
    return format_html("<bdi>{}</bdi>, {}", outlet, day(article.published_on))


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """Put a text with line ends on one line."""
    return " ".join(text.split())


@register.filter
def capitalised(actor: Actor) -> str:
    """Give an actor's name as it starts a line."""
    return as_line_starts(actor)


register.filter("web_link", web_link)
register.filter("additions", additions_to)

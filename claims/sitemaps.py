"""The sitemap and robots.txt.

A sitemap of a million pages in Django's own way counts them and skips to each part (OFFSET). Here a part is a range
of ids, ``IN_A_PART`` wide: finding which parts there are takes one look into an index a part, and reading one reads
its rows alone. Parts never shift: a page stays in its part for good.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import public
from claims.addresses import absolute
from newsroom.languages import same_page

IN_A_PART = 10_000  # the protocol allows 50,000, each language counted (https://www.sitemaps.org/protocol.html)
STANDING = ("home", "claims", "actors", "articles", "corrections", "about", "about-data")


@dataclass(frozen=True)
class Place:
    """One page, in all languages."""

    address: str  # in the language of the settings
    in_languages: Mapping[str, str]  # its addresses, by language
    changed_at: datetime | None = None  # None: no date of ours covers all that it shows


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the parts that hold anything."""
    parts = [absolute(request, "reuse:sitemap-section", section=name) for name in ("pages", *_parts())]
    return render(request, "reuse/sitemap_index.xml", {"parts": parts}, content_type="application/xml")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """List the pages of one part."""
    if section == "pages":
        places = [_place(absolute(request, name)) for name in STANDING]
    else:
        places = list(_places(request, *_read(section)))
    return render(request, "reuse/sitemap.xml", {"places": places}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let machines read all that is public, and tell them where it stands."""
    context = {"sitemap": absolute(request, "reuse:sitemap")}
    return render(request, "reuse/robots.txt", context, content_type="text/plain; charset=utf-8")


def _rows() -> dict[str, QuerySet[Any]]:
    return {"claim": public.claims(), "actor": public.actors(), "article": public.articles()}


def _parts() -> Iterator[str]:
    """Give the names of the parts that hold a public row: "claim-0". One query a part, by the primary key."""
    for kind, rows in _rows().items():
        number = 0
        while (row := rows.filter(pk__gte=number * IN_A_PART).order_by("pk").values_list("pk").first()) is not None:
            number = row[0] // IN_A_PART
            yield f"{kind}-{number}"
            number += 1


def _read(section: str) -> tuple[str, int]:
    kind, _dash, number = section.partition("-")
    if kind not in _rows() or not (number.isascii() and number.isdigit() and len(number) <= 14):
        raise Http404(_("The sitemap has no such part."))
    return kind, int(number)


def _places(request: HttpRequest, kind: str, number: int) -> Iterator[Place]:
    """Give the pages of one part. One query."""
    rows = _rows()[kind].filter(pk__gte=number * IN_A_PART, pk__lt=(number + 1) * IN_A_PART).order_by("pk")
    if kind == "claim":
        rows = rows.annotate(changed_at=_changed_at())
        for slug, changed_at in rows.values_list("slug", "changed_at").iterator():
            yield _place(absolute(request, kind, slug=slug), changed_at)
    else:
        for slug in rows.values_list("slug", flat=True).iterator():
            yield _place(absolute(request, kind, slug=slug))


def _place(address: str, changed_at: datetime | None = None) -> Place:
    parts = urlsplit(address)
    pages = {code: parts._replace(path=same_page(parts.path, code)).geturl() for code, _name in settings.LANGUAGES}
    return Place(address, pages, changed_at)


def _changed_at() -> Greatest:
    """Say when a claim was published, rated or corrected last: what readers are told, not what editors touched."""

    def last(rows: QuerySet[Any], field: str) -> Subquery:
        newest = rows.filter(claim=OuterRef("pk")).order_by().values("claim").annotate(last=Max(field))
        return Subquery(newest.values("last"))

    return Greatest(
        F("first_published_at"),
        last(public.approvals().annotate(claim=F("review__claim")), "approved_at"),
        last(public.corrections(), "corrected_at"),
    )

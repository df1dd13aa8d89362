"""Panels of the admin's first page: what waits for whom. The floors that know put theirs on the site."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from newsroom.admin.paging import capped_count

MOST_COUNTED = 100  # more than anybody does today: "100+"
LINES = 5


@dataclass(frozen=True)
class Line:
    """One thing in a panel, with the address where something is done about it."""

    label: str
    address: str
    detail: str = ""


@dataclass(frozen=True)
class Panel:
    """A few of the things that wait, how many there are, and where all of them are listed."""

    title: str
    nothing: str
    """What is said where nothing waits."""
    lines: list[Line] = field(default_factory=list)
    count: int | None = None
    address: str = ""
    note: str = ""
    see_all: str = ""
    """What leads to all of them: "See all drafts"."""


MakePanel = Callable[[HttpRequest], Panel | None]
"""Makes a panel for whom the request comes from, or None where they may not see it."""


def may_view(request: HttpRequest, *models: type[Model]) -> bool:
    """Tell whether the user may see the lists of all ``models``."""
    return all(admin.site.get_model_admin(model).has_view_permission(request) for model in models)


def count(rows: "QuerySet[Any]") -> int:
    """Count what waits, up to ``MOST_COUNTED``. One query."""
    return capped_count(rows, MOST_COUNTED)


def page_of(thing: Model) -> str:
    """Give the address of a thing's own page in the admin."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def list_of(model: type[Model], narrowed: str = "") -> str:
    """Give the address of a model's list; ``narrowed`` is the query string that narrows it."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{narrowed}" if narrowed else address

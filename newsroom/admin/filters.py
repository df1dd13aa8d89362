"""Filters for lists that a select of thousands of rows must never stand beside."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


class OfOne(admin.SimpleListFilter):
    """Narrows a list to the rows that belong to one thing; there only while a link asks for it (``?article=5``)."""

    model: type[Model]
    path: str
    owner: Model | None = None
    address = ""
    """Of the owner's own page."""

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:
        """Name the one thing. One query while the filter is in use, else none."""
        value = self.value()
        if value is None:
            return []
        owner = model_admin.admin_site.get_model_admin(self.model).get_object(request, value)
        if owner is None:
            raise IncorrectLookupParameters(value)
        self.owner = owner
        self.address = reverse(f"admin:{owner._meta.app_label}_{owner._meta.model_name}_change", args=[owner.pk])
        return [(value, str(owner))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Narrow the list."""
        return queryset.filter(**{self.path: self.value()}) if self.value() is not None else queryset

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Offer the way back to the whole list, and the one thing."""
        everything = changelist.get_query_string(remove=[str(self.parameter_name)])
        yield {"selected": False, "query_string": everything, "display": _("All")}
        for _value, name in self.lookup_choices:
            yield {"selected": True, "query_string": changelist.get_query_string(), "display": name}


def of_one(model: type[Model], path: str) -> type[OfOne]:
    """Make the filter for the things of ``model``, to which ``path`` leads from the rows of the list."""
    attributes = {
        "model": model,
        "path": path,
        "title": model._meta.verbose_name,
        "parameter_name": model._meta.model_name,
    }
    return type(f"Of{model.__name__}", (OfOne,), attributes)

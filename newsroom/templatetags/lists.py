"""Draws the table of a list."""

from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ChangeList

from newsroom.admin.rows import drawn

register = template.Library()


@register.inclusion_tag("admin/_rows.html")
def rows(changelist: ChangeList) -> dict[str, Any]:
    """Draw headings and rows of a list, as the stock ``result_list`` does, in far less time."""
    headers = list(result_headers(changelist))
    return {
        "cl": changelist,
        "headers": headers,
        "sorted_by": sum(header["sortable"] and header["sorted"] for header in headers),
        "rows": drawn(changelist),
    }

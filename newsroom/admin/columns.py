"""Columns of lists, short enough that a list needs no scrolling sideways."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHORT, LONG = 50, 110  # characters


def shortened(path: str, heading: "StrPromise", most: int = SHORT) -> Callable[[Any], str]:
    """Make a column of at most ``most`` characters of what ``path`` leads to.

    ``quote.speaker`` leads from a tie to who is quoted; "" is the thing itself. No queries but the path's own.
    """

    @admin.display(description=heading, empty_value="-")
    def column(thing: Any) -> str:
        for name in path.split(".") if path else ():
            thing = getattr(thing, name) if thing is not None else None
        text = "" if thing is None else str(thing)
        return text if len(text) <= most else Truncator(text).chars(most)

    column.__name__ = path.replace(".", "_") or "thing"
    return column


def boxes() -> Callable[[Any], SafeString]:
    """Make what gives the box that chooses a row for an action: the stock one, its words looked up once for a list."""
    before, _thing, after = escape(_("Select this object for an action - {}")).partition("{}")
    start = f'<input type="checkbox" name="{ACTION_CHECKBOX_NAME}" value="'

    def box(thing: Any) -> SafeString:
        label = f"{before}{escape(thing)}{after}"
        return mark_safe(f'{start}{escape(thing.pk)}" class="action-select" aria-label="{label}">')  # noqa: S308 - escaped

    return box

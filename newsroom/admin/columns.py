"""Columns of lists, short enough that a list needs no scrolling sideways."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.text import Truncator

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
        return "" if thing is None else Truncator(str(thing)).chars(most)

    column.__name__ = path.replace(".", "_") or "thing"
    return column

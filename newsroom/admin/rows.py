"""The rows of a list, drawn in one pass: what is the same in every row is worked out once.

The stock tag looks each column up anew for each row and puts each cell through a template node, which is most of what
a list costs. What comes out here is the same to the letter: ``tests/newsroom/test_rows.py`` holds the two together for
every screen.
"""

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import cache
from typing import Any

from django.contrib.admin.templatetags.admin_list import results
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_value, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field, ForeignKey, Model, TimeField
from django.db.models.options import Options
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from newsroom.admin.columns import boxes
from newsroom.admin.times import shown as display_for_field

Shown = Callable[[Any], tuple[str, str]]
"""Gives the class of a row's cell, and what stands in it as HTML."""
Address = Callable[[Any], str]


def drawn(changelist: ChangeList) -> SafeString:
    """Give the rows of a list that is not edited in place, as HTML. The queries are those of its columns."""
    if changelist.is_popup or changelist.to_field:  # rare, and drawn otherwise
        found = ("".join(cells) for cells in results(changelist))
    else:
        draw = list(_columns(changelist))
        found = ("".join([cell(thing) for cell in draw]) for thing in changelist.result_list)
    return mark_safe("\n".join([f"<tr>{row}</tr>" for row in found]))  # noqa: S308 - each cell escaped what it shows


def _columns(changelist: ChangeList) -> Iterator[Callable[[Any], str]]:
    """Give what draws the cells of each column, the first of those with a link as the head of its row."""
    links, is_headed = changelist.list_display_links, False
    for number, name in enumerate(changelist.list_display):
        if links is not None and (name in links if links else not is_headed):
            shown = _shown(changelist, name, number, is_link=True)
            yield _linked(shown, _address(changelist), "td" if is_headed else "th")
            is_headed = True
        else:
            yield _plain(_shown(changelist, name, number, is_link=False))


def _plain(shown: Shown) -> Callable[[Any], str]:
    def cell(thing: Any) -> str:
        css, content = shown(thing)
        return f'<td class="{css}">{content}</td>'

    return cell


def _linked(shown: Shown, address: Address, tag: str) -> Callable[[Any], str]:
    def cell(thing: Any) -> str:
        css, content = shown(thing)
        return f'<{tag} class="{css}"><a href="{address(thing)}">{content}</a></{tag}>'

    return cell


def _address(changelist: ChangeList) -> Address:
    """Give what tells a row's own page, with the list's filters to come back to."""

    def kept(address: str) -> str:
        filters: Any = {"preserved_filters": changelist.preserved_filters, "opts": changelist.opts}
        return escape(add_preserved_filters(filters, address))

    if not changelist.result_list or not isinstance(changelist.result_list[0].pk, int):
        return lambda thing: kept(changelist.url_for_result(thing))
    # The address of one row is worked out; the others differ in their number only.
    before, _zero, after = kept(changelist.url_for_result(changelist.model(pk=0))).rpartition("/0/")
    return lambda thing: f"{before}/{thing.pk}/{after}"


def _shown(changelist: ChangeList, name: Any, number: int, *, is_link: bool) -> Shown:
    """Give what shows one column."""
    screen = changelist.model_admin
    if name == "action_checkbox":
        box = boxes()
        return lambda thing: ("action-checkbox", box(thing))
    css = f"field-{_css_name(name, number)}"
    empty = screen.get_empty_value_display()
    field = _field(changelist.lookup_opts, name)
    if field is None or field.auto_created:
        return _computed(name, screen, css, empty)
    if field.flatchoices:
        words = {value: escape(str(label)) for value, label in field.flatchoices}
        otherwise = escape(str(empty))
        return lambda thing: (css, words.get(getattr(thing, name), otherwise))
    if isinstance(field, ForeignKey):
        return lambda thing: (f"{css} nowrap", _text(getattr(thing, name), empty))

    def written(value: Any) -> str:
        return conditional_escape(display_for_field(value, field, empty, avoid_link=is_link))

    if isinstance(field, DateField | TimeField):
        css, written = f"{css} nowrap", cache(written)  # a date takes long to write, and many rows share one
    return lambda thing: (css, written(getattr(thing, name)))


def _css_name(name: Any, number: int) -> str:
    if not callable(name):
        return str(name)
    return f"lambda{number}" if name.__name__ == "<lambda>" else str(name.__name__)


def _field(opts: "Options[Model]", name: Any) -> "Field[Any, Any] | None":
    """Give the model's own field that a column shows, if it does; not the bare key behind a foreign key's name."""
    try:
        field = None if callable(name) else opts.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) and field.name == name else None


def _computed(name: Any, screen: Any, css: str, empty: str) -> Shown:
    """Give what shows a column that a function, or a method or property of screen or model, gives."""
    told: Any = name if callable(name) else getattr(screen, name, None) if name != "__str__" else None
    read: Callable[[Any], Any] = told or (lambda thing: lookup_field(name, thing, screen)[2])
    told = told or getattr(screen.model, name, None)
    told = told.fget if isinstance(told, property) else told
    empty = getattr(told, "empty_value_display", empty)
    is_boolean = getattr(told, "boolean", False)

    def shown(thing: Any) -> tuple[str, str]:
        value = read(thing)
        if isinstance(value, str) and not is_boolean:
            return css, _text(value if value.strip() else None, empty)
        content = conditional_escape(display_for_value(value, empty, is_boolean))
        return (f"{css} nowrap" if isinstance(value, date | time) else css), content

    return shown


def _text(value: Any, empty: str) -> str:
    return conditional_escape(empty if value is None else value)

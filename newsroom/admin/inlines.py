"""Rows of another model on a thing's page: so many at most, read in as many queries whatever their number."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet, _get_foreign_key
from django.http import HttpRequest

from newsroom.admin.choosing import ChoosingAdmin, RowForm
from newsroom.admin.widgets import FORM_FIELDS

if TYPE_CHECKING:
    InlineOfAny = InlineModelAdmin[Any, Any]
    FormSetOfAny = BaseInlineFormSet[Any, Any, Any]
else:
    InlineOfAny, FormSetOfAny = InlineModelAdmin, BaseInlineFormSet


class Rows(FormSetOfAny):
    """The first rows of a thing; a longer list has a screen of its own to search it."""

    most_rows = 50

    def get_queryset(self) -> "QuerySet[Any]":
        """Give the rows to show, always in the same order, each with the thing it belongs to."""
        if not hasattr(self, "_queryset"):
            self._queryset = super().get_queryset()[: self.most_rows]
            for row in self._queryset:
                setattr(row, self.fk.name, self.instance)
        return self._queryset

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than are shown."""
        return len(self.get_queryset()) >= self.most_rows

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Give each row's form the thing it belongs to."""
        return super().get_form_kwargs(index) | {"owner": self.instance}


class Inline(ChoosingAdmin, InlineOfAny):
    """What all our inlines share."""

    formset = Rows
    form = RowForm
    extra = 0
    fetched: tuple[str, ...] = ()
    """Relations that the rows are shown with."""
    formfield_overrides = FORM_FIELDS
    restored = True
    """Whether the rows are restored with an earlier state of the thing; not what was said to readers."""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch the rows with what they are shown with."""
        return super().get_queryset(request).select_related(*self.fetched)

    def link(self, owner: type[Model]) -> str:
        """Name the field by which a row belongs to its owner."""
        return str(_get_foreign_key(owner, self.model, fk_name=self.fk_name).name)


class TableInline(Inline):
    """Rows side by side."""

    template = "admin/table.html"


class StackInline(Inline):
    """Rows one above the other, for longer texts."""

    template = "admin/edit_inline/stacked.html"


class AllRows(Rows):
    """As many rows as anybody scrolls through."""

    most_rows = 1000


class ReadOnlyInline(TableInline):
    """Rows that never change."""

    formset = AllRows
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing changes here."""
        return False

"""Stock widgets, with the names that a screen reader needs and without a query for each row."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime, AdminTimeWidget, AutocompleteSelect
from django.db.models import DateTimeField, Model, URLField
from django.forms import MultiWidget
from django.utils.translation import gettext_lazy as _


class DateAndTime(AdminSplitDateTime):
    """Date and time in two inputs, each with a name."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        date, time = {"aria-label": _("Date")}, {"aria-label": _("Time")}
        MultiWidget.__init__(self, [AdminDateWidget(date), AdminTimeWidget(time)], attrs)


class Autocomplete(AutocompleteSelect):
    """Django's autocompleting select; the chosen thing, where it is ``known`` already, is not fetched again."""

    known: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        """Give the one option that is chosen. One query unless it is known."""
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*blank, self.create_option(name, self.known.pk, label, True, 0)], 0)]


FORM_FIELDS: dict[Any, dict[str, Any]] = {DateTimeField: {"widget": DateAndTime}, URLField: {"assume_scheme": "https"}}

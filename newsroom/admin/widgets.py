"""Stock fields and widgets, without a query for each row."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.db.models import Model, TextField, URLField


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


FORM_FIELDS: dict[Any, dict[str, Any]] = {
    TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    URLField: {"assume_scheme": "https"},
}

"""Stock fields and widgets, without a query for each row."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.db.models import Model, TextField, URLField
from django.forms import ChoiceField, Select
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


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


class Menu(Select):
    """A select drawn in one pass, without two templates for each option."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Draw it as its template would. Its options stand in no groups."""
        chosen = {str(one) for one in self.format_value(value)}
        drawn = "".join(
            f'<option value="{escape(key)}"{" selected" if str(key) in chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        )
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return mark_safe(f'<select name="{escape(name)}"{attributes}>{drawn}</select>')  # noqa: S308 - all escaped


class Actions(ActionForm):
    """What can be done with the rows of a list that are ticked."""

    action = ChoiceField(label=ActionForm.base_fields["action"].label, widget=Menu)


FORM_FIELDS: dict[Any, dict[str, Any]] = {
    TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    URLField: {"assume_scheme": "https"},
}

"""Stock fields and widgets, without a query for each row."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget, AutocompleteSelect
from django.db.models import DateTimeField, Model, TextField, URLField
from django.forms import ChoiceField, Select
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name

from newsroom.zones import zone_name


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


class ZonedDateTime(AdminSplitDateTime):
    """A day and a time, with the zone that they are read in: the newsroom's."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Draw it with the zone after it, which both its fields are described by."""
        named = f"id_{name}_zone"
        described = " ".join(filter(None, [(attrs or {}).get("aria-describedby", ""), named]))
        fields = super().render(name, value, {**(attrs or {}), "aria-describedby": described}, renderer)
        return format_html(
            '<div class="zoned" data-zone="{}">{}<span class="zone" id="{}">{}</span></div>',
            get_current_timezone_name(),
            fields,
            named,
            zone_name(),
        )


class Actions(ActionForm):
    """What can be done with the rows of a list that are ticked."""

    action = ChoiceField(label=ActionForm.base_fields["action"].label, widget=Menu)


FORM_FIELDS: dict[Any, dict[str, Any]] = {
    DateTimeField: {"widget": ZonedDateTime},
    TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    URLField: {"assume_scheme": "https"},
}

"""A form that asks before it stores what is there already; all that was entered stays in it meanwhile."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from claims import twins

ANOTHER = "another"  # the box that says so


class TwinForm(forms.ModelForm):  # type: ignore[type-arg]
    """Shows the others in place of storing, with a box to go on. The box holds for those that were shown."""

    twin_field = ""
    another: Any = ""
    """What ticking the box says."""

    def twins_of(self, said: str) -> Sequence[Any]:
        """Return what is there already."""
        raise NotImplementedError

    def clean(self) -> Any:
        """Look for others where this is new, or says something new."""
        cleaned = super().clean()
        said = self.cleaned_data.get(self.twin_field)
        if said and (self.instance.pk is None or self.twin_field in self.changed_data):
            found = self.twins_of(said)
            if found and self.data.get(ANOTHER) != twins.seen_of(found):
                self.add_error(self.twin_field, self._question(found))
        return cleaned

    def _question(self, found: Sequence[Any]) -> str:
        options = found[0]._meta
        listed = format_html_join(
            "",
            '<br><a href="{}" target="_blank">{}</a>',
            (
                (reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[one.pk]), twins.described(one))
                for one in found
            ),
        )
        return format_html(
            '{}{}<br><label><input type="checkbox" name="{}" value="{}"> {}</label>',
            _("Nothing was stored, for this is there already:"),
            *(listed, ANOTHER, twins.seen_of(found), self.another),
        )

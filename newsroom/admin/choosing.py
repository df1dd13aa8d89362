"""How one thing is chosen among many: by search, never from a select with thousands of rows."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from newsroom.admin.widgets import Autocomplete

if TYPE_CHECKING:
    ModelAdminOfAny = BaseModelAdmin[Any]
    FormOfAny = ModelForm[Any]
else:
    ModelAdminOfAny, FormOfAny = BaseModelAdmin, ModelForm


class Choosable:
    """A screen whose things can be chosen elsewhere; says how they are written there."""

    def for_choice(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Fetch what the labels need along with the rows."""
        return rows

    def may_be_chosen(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Leave out what is not offered any more."""
        return rows

    def choice_label(self, thing: Any) -> str:
        """Tell the thing apart from others of its name."""
        return str(thing)


class ChoosingAdmin(ModelAdminOfAny):
    """A form or inline whose ``autocomplete_fields`` show the labels of the screens that they search."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the field for a column; no button there deletes the thing that is chosen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the field for a foreign key."""
        target: Any = self.admin_site._registry.get(db_field.remote_field.model)
        if not isinstance(target, Choosable) or db_field.name not in self.get_autocomplete_fields(request):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        widget = Autocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        rows = target.for_choice(db_field.remote_field.model._default_manager.all())
        field = super().formfield_for_foreignkey(db_field, request, **{"widget": widget, "queryset": rows} | kwargs)
        if field is not None:
            field.label_from_instance = target.choice_label  # type: ignore[method-assign, assignment]
        return field


class RowForm(FormOfAny):
    """A form of one row of an inline. What its foreign keys name came with the row and is not fetched again.

    ``owner`` is the thing on whose page the row stands, as its own form left it.
    """

    def __init__(self, *args: Any, owner: Any = None, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Autocomplete):
                widget.known = self._known(name)

    def _known(self, name: str) -> Model | None:
        field = self.instance._meta.get_field(name)
        if isinstance(field, ForeignKey) and field.is_cached(self.instance):
            thing: Model | None = field.get_cached_value(self.instance)
            return thing
        return None

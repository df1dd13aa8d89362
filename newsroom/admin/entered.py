"""What a form's fields hold, as stored and as sent: compared, put into words, and turned from one into the other."""

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import CheckboxInput, Field, ModelChoiceField, MultiWidget, SelectMultiple, Widget
from django.http import QueryDict
from django.utils.translation import gettext as _

from newsroom.zones import written


def sent_value(field: Field, name: str, data: QueryDict) -> Any:
    """Give what was sent for a field, as its widget reads it."""
    return field.widget.value_from_datadict(data, {}, name)


def differs(field: Field, stored: Any, sent: Any) -> bool:
    """Tell whether what was sent is another value than the stored one; line ends of browsers make no difference."""
    return not field.disabled and field.has_changed(_one_line_end(stored), _one_line_end(sent))


def _one_line_end(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def put(field: Field, name: str, value: Any, data: QueryDict) -> None:
    """Put a stored value into ``data`` as a browser would send it."""
    _put(field.widget, name, field.prepare_value(value), data)


def _put(widget: Widget, name: str, value: Any, data: QueryDict) -> None:
    if isinstance(widget, RelatedFieldWidgetWrapper):
        _put(widget.widget, name, value, data)
    elif isinstance(widget, MultiWidget):
        pieces: Any = widget.decompress(value)
        names: Any = widget.widgets_names  # type: ignore[attr-defined]
        for part, suffix, piece in zip(widget.widgets, names, pieces, strict=True):
            _put(part, f"{name}{suffix}", piece, data)
    elif isinstance(widget, CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(widget, SelectMultiple):
        data.setlist(name, [str(one) for one in value or []])
    else:
        shown = widget.format_value(value)
        data[name] = str((shown[0] if shown else "") if isinstance(shown, list) else "" if shown is None else shown)


def stored_in_words(field: Field, value: Any) -> str:
    """Give a stored value as an editor reads it; "" for none."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, ModelChoiceField):
        return _chosen(field, value)
    choices = dict(_flat(getattr(field, "choices", ())))
    if choices:
        return str(choices.get(str(value), value))
    if hasattr(value, "tzinfo"):
        return written(value)
    return str(value)


def sent_in_words(field: Field, value: Any) -> str:
    """Give what was sent as an editor reads it, also where it can't be stored so."""
    try:
        cleaned = field.to_python(value) if not isinstance(value, list) else field.clean(value)
    except ValidationError:
        return " ".join(map(str, value)) if isinstance(value, list) else str(value)
    if isinstance(cleaned, Model):
        return _chosen(field, cleaned.pk)
    return stored_in_words(field, _one_line_end(cleaned))


def _chosen(field: Any, key: Any) -> str:
    try:
        return str(field.label_from_instance(field.to_python(key)))
    except ValidationError:
        return str(key)


def _flat(choices: Any) -> Any:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)

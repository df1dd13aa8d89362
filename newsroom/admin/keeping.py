"""What keeps a thing from being deleted: rows of other tables that must not lose it."""

from collections.abc import Iterator

from django.db.models import CASCADE, PROTECT, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def protecting(model: type[Model], path: str = "") -> Iterator[tuple[type[Model], str]]:
    """Give the models whose rows keep a thing of ``model``, with the path from their rows to it.

    Also those that keep what would go along: an article's texts keep it where quotations stand in them.
    """
    for link in model._meta.related_objects:
        way = f"{link.field.name}{path}"
        if link.on_delete is PROTECT:
            yield link.related_model, way
        elif link.on_delete is CASCADE and link.related_model is not model:
            yield from protecting(link.related_model, f"__{way}")


def kept_by(thing: Model) -> str:
    """Say what keeps ``thing``; "" if nothing does. At most one query for each path of ``protecting``."""
    for model, path in protecting(type(thing)):
        if model._default_manager.filter(**{path: thing.pk}).exists():
            return _("%(rows)s rest on it") % {"rows": capfirst(str(model._meta.verbose_name_plural))}
    return ""

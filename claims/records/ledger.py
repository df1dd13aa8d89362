"""Adding what is missing and leaving what an editor changed: one rule for everything a record holds.

The record of changes (the event tables) tells what was stored once: what a record says, was stored, and isn't any
more, was changed or removed by an editor and stays so.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.records.places import Loc, Places, RecordError

Fields = Mapping[str, Any]  # field names (``actor_id`` for a foreign key) to values


@dataclass(frozen=True)
class Wanted:
    """What a record says of one row: for each key of the record the fields that hold it."""

    loc: Loc
    said: Mapping[str, Fields]

    @property
    def fields(self) -> dict[str, Any]:
        """Give all fields."""
        return {name: value for fields in self.said.values() for name, value in fields.items()}


@dataclass
class Ledger:
    """What applying one record stored, and what it left as it was."""

    places: Places
    created: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    adopted: int = 0
    warnings: list[str] = field(default_factory=list)

    def warn(self, loc: Loc, message: str) -> None:
        """Note something that stays as it is."""
        self.warnings.append(self.places.say(loc, message))

    def error(self, loc: Loc, error: ValidationError) -> RecordError:
        """Give a refusal of the models with file and line."""
        return self.places.error(loc, " ".join(error.messages))

    def store(self, row: Model, loc: Loc, *, check: bool = True) -> None:
        """Create a row. Raises ``RecordError`` where the models refuse it.

        ``check`` is for what the record's author wrote; a row made of places and of rows needs none.
        """
        try:
            if check:
                row.full_clean(exclude=["slug"])
        except ValidationError as error:
            raise self.error(loc, error) from error
        row.save()
        self.created[str(row._meta.model_name)] += 1

    def fill(self, row: Model, wanted: Wanted, *, may_replace: Callable[[Model, Fields], bool] | None = None) -> None:
        """Fill what ``row`` lacks; what it says otherwise stays, with a warning, unless ``may_replace`` agrees."""
        changed = False
        for key, fields in wanted.said.items():
            if _blank(fields.values()) or agrees(row, fields):
                continue
            lacking = _blank(getattr(row, name) for name in fields) and not _once_held(row, fields)
            if lacking or (may_replace and may_replace(row, fields)):
                set_fields(row, fields)
                changed = True
            else:
                self.warn((*wanted.loc, key), _("stays %s, as it is in the database.") % _shown(row, fields))
        if changed:
            try:
                row.full_clean(exclude=["slug"])
            except ValidationError as error:
                raise self.error(wanted.loc, error) from error
            row.save()
            self.filled += 1

    def settle(
        self,
        model: type[Model],
        parent: Fields,
        wanted: Sequence[Wanted],
        *,
        known_by: Sequence[str],
        make: Callable[[Fields], Model] | None = None,
        fill: bool = True,
        check: bool = True,
    ) -> list[Model | None]:
        """Bring the rows of ``parent`` to what a record says: add missing ones, fill gaps, leave the rest.

        ``known_by`` are the keys that tell one row from another. What was there once and isn't any more stays away.
        ``fill`` is whether a row may be changed at all, ``check`` as for ``store``. Gives the row of each wanted
        one, None for those that stay away. Two queries, none where nothing is wanted, and one for each new row.
        """
        if not wanted:
            return []
        found = _paired(list(model._default_manager.filter(**parent).order_by("pk")), wanted, known_by)
        events = _events(model, parent) if len(found) < len(wanted) else []
        rows: list[Model | None] = []
        for n, item in enumerate(wanted):
            row = found.get(n)
            if row is not None and fill:
                self.fill(row, item)
            elif row is None and any(agrees(event, _only(item, known_by).fields) for event in events):
                self.warn(item.loc, _("was changed or removed in the database, and stays so."))
            elif row is None:
                row = make(item.fields) if make else model(**parent, **item.fields)
                self.store(row, item.loc, check=check)
            rows.append(row)
        return rows


def agrees(row: Model, fields: Fields) -> bool:
    """Tell whether a row holds these values."""
    return all(getattr(row, name) == value for name, value in fields.items())


def set_fields(row: Model, fields: Fields) -> None:
    """Set these values, without saving."""
    for name, value in fields.items():
        setattr(row, name, value)


def is_as_imported(row: Model, fields: Fields) -> bool:
    """Tell whether these fields are as they were when the row was made, and made by no editor. Two queries."""
    events = row.pgh_event_model._default_manager.filter(id=row.pk)  # type: ignore[attr-defined]
    now = {name: getattr(row, name) for name in fields}
    by_editor = events.filter(pgh_label="insert", pgh_context__metadata__has_key="user")
    return not events.exclude(**now).exists() and not by_editor.exists()


def _once_held(row: Model, fields: Fields) -> bool:
    """Tell whether a row held these values at any time. One query."""
    return any(agrees(event, fields) for event in _events(type(row), {"id": row.pk}))


def _events(model: type[Model], of: Fields) -> list[Model]:
    """Give what is on record of a row (``id``) or of the rows that belong to one; nothing of a review. One query."""
    events = getattr(model, "pgh_event_model", None)
    return list(events._default_manager.filter(**of)) if events else []


def _paired(rows: list[Model], wanted: Sequence[Wanted], known_by: Sequence[str]) -> dict[int, Model]:
    """Give the row of each wanted one that has one: first those that agree in all, then those in ``known_by``."""
    found: dict[int, Model] = {}
    for only in (None, known_by):
        for n, item in enumerate(wanted):
            fields = item.fields if only is None else _only(item, only).fields
            row = None if n in found else next((row for row in rows if agrees(row, fields)), None)
            if row is not None:
                found[n] = row
                rows.remove(row)
    return found


def _only(item: Wanted, keys: Sequence[str]) -> Wanted:
    return Wanted(item.loc, {key: item.said[key] for key in keys})


def _blank(values: Any) -> bool:  # noqa: ANN401 - any values
    return all(value in ("", None) for value in values)


def _shown(row: Model, fields: Fields) -> str:
    last = list(fields)[-1]
    value = getattr(row, next(field.name for field in row._meta.fields if field.attname == last))
    return _("empty") if value in ("", None) else f"“{value}”"

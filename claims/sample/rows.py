"""Rows on their way into a table through COPY, which neither builds models nor asks anything per row."""

from typing import Any

from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

Batch = list[tuple[Any, ...]]


class Rows:
    """Gathers rows of one model, numbered from 1, until they are copied.

    ``fields`` names the model's fields besides the id, in the order in which ``add`` takes their values. Others that
    the database needs a value for get their default.
    """

    def __init__(self, model: type[Model], fields: str) -> None:
        self.model = model
        self.table = model._meta.db_table
        given = [model._meta.get_field(name) for name in ["id", *fields.split()]]
        filled = [field for field in model._meta.local_concrete_fields if field not in given and _needs_value(field)]
        self.columns = [f'"{field.column}"' for field in [*given, *filled] if isinstance(field, Field)]
        self._filled = [field.get_default() for field in filled]
        self.last = 0
        self._gathered: Batch = []

    def add(self, *values: object) -> int:
        """Take one row, and give its id."""
        self.last += 1
        self._gathered.append((self.last, *values, *self._filled))
        return self.last

    def take(self) -> Batch:
        """Give what was gathered, and begin anew."""
        gathered, self._gathered = self._gathered, []
        return gathered

    def copy(self, cursor: CursorWrapper, batch: Batch) -> None:
        """Send a batch to the database. One query."""
        with cursor.copy(f"COPY {self.table} ({', '.join(self.columns)}) FROM STDIN") as copy:
            for row in batch:
                copy.write_row(row)


def _needs_value(field: "Field[Any, Any]") -> bool:
    return not (field.null or field.generated or field.has_db_default())

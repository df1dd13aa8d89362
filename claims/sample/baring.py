"""Taking from tables what costs time for every row, and giving it back when all rows are in.

Indexes and constraints are made anew, which makes PostgreSQL look at every row once; triggers are only switched off
and on again, so what they would have done and checked is for the caller to do. For the owner of the tables, inside
one transaction: if anything fails, everything is as it was.
"""

from collections.abc import Callable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

INDEXES = """
    SELECT c.relname, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = %s::regclass AND NOT EXISTS (
        SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND conrelid = i.indrelid)
    ORDER BY c.relname
"""
# What holds for one row alone stays where it is: PostgreSQL looks at it while the row comes in.
CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype = ANY(%s) ORDER BY conname
"""
TRIGGERS = "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal ORDER BY tgname"
BACK = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA", "D": "DISABLE"}


Found = list[tuple[str, str, str]]  # table, name, definition; names quoted


class Bared:
    """Tables without triggers, indexes (but of the primary key), unique and foreign keys."""

    def __init__(self, cursor: CursorWrapper, tables: Sequence[str]) -> None:
        self._cursor = cursor
        self._tables = tables
        self._triggers = self._of_each(TRIGGERS)
        self._foreign = self._of_each(CONSTRAINTS, ["f"])
        self._unique = self._of_each(CONSTRAINTS, ["u", "x"])
        self._indexes = self._of_each(INDEXES)
        for table, name, _state in self._triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        for table, name, _definition in self._foreign + self._unique:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for _table, name, _definition in self._indexes:
            cursor.execute(f"DROP INDEX {name}")

    def index(self, told: Callable[[str], None]) -> None:
        """Make indexes and constraints anew; ``told`` hears which. Raises ``IntegrityError`` where one is broken."""
        for table, name, definition in self._indexes:
            told(f"{table}: {name}")
            self._cursor.execute(definition)
        for table, name, definition in self._unique + self._foreign:
            told(f"{table}: {name}")
            self._cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")

    def guard(self) -> None:
        """Switch the triggers on again."""
        for table, name, state in self._triggers:
            self._cursor.execute(f"ALTER TABLE {table} {BACK[state]} TRIGGER {name}")

    def _of_each(self, query: str, *values: list[str]) -> Found:
        found: Found = []
        for table in self._tables:
            self._cursor.execute(query, (table, *values))
            found += [(table, connection.ops.quote_name(name), told) for name, told in self._cursor.fetchall()]
        return found

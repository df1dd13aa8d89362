"""Rules that PostgreSQL itself holds, as triggers with a message that an editor understands.

Every refusal is raised as a check violation (SQLSTATE 23514), which Django turns into ``IntegrityError``;
``newsroom.refusals`` gets the plain message back out of it.
"""

from typing import Any

import pgtrigger


class Guard(pgtrigger.Trigger):
    """A trigger that refuses an operation with ``message`` (plain words, no placeholders)."""

    when = pgtrigger.Before

    def __init__(self, *, message: str, **options: Any) -> None:  # noqa: ANN401 - pgtrigger's own options
        self.message = message
        super().__init__(**options)

    def get_func(self, model: Any) -> str:  # noqa: ANN401, ARG002 - pgtrigger's signature
        """Give the trigger's body: one refusal."""
        return refuse(self.message)


class NeverTruncate(Guard):
    """Refuses TRUNCATE, which goes past every trigger for single rows and so past the record."""

    def __init__(self) -> None:
        super().__init__(
            name="never_truncate",
            level=pgtrigger.Statement,
            operation=pgtrigger.Truncate,
            message="This table is on record and can't be emptied at once; delete single rows instead.",
        )


class AddressStays(Guard):
    """Refuses a new slug: somebody may have a link to the old one."""

    def __init__(self) -> None:
        super().__init__(
            name="address_stays",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__slug__df=pgtrigger.F("new__slug")),
            message="An address never changes: links to it would break.",
        )


def refuse(message: str) -> str:
    """Give the plpgsql statement that refuses with ``message``."""
    quoted = message.replace("'", "''").replace("%", "%%")
    return f"RAISE EXCEPTION USING MESSAGE = '{quoted}', ERRCODE = 'check_violation';"


def checked_at_commit(name: str, check: str, operation: Any, **options: Any) -> pgtrigger.Trigger:  # noqa: ANN401
    """Give a row trigger that runs the plpgsql ``check`` when the transaction ends: rows may come in any order."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=f"{check}\nRETURN NULL;",
        **options,
    )

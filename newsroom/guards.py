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


class KeptByTheDatabase(pgtrigger.Trigger):
    """Refuses to write a table that is gathered from others, but from the triggers that gather it.

    Those run as the owner of the tables (``newsroom/sealing.py``). Whoever owns nothing is refused, in a function of
    theirs as well. ``emptying`` is the second trigger that a table needs, for TRUNCATE.
    """

    when = pgtrigger.Before
    message = "Only the database itself writes what lists show: it follows from quotations, claims and articles."

    def __init__(self, *, emptying: bool = False) -> None:
        super().__init__(
            name="only_the_database_empties_it" if emptying else "only_the_database_writes_it",
            level=pgtrigger.Statement if emptying else pgtrigger.Row,
            operation=pgtrigger.Truncate if emptying else pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:  # noqa: ANN401, ARG002 - pgtrigger's signature
        """Return the trigger's body; a superuser and who is a member of the owner count as the owner."""
        return f"""
            IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
                {refuse(self.message)}
            END IF;
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD WHEN 'TRUNCATE' THEN NULL ELSE NEW END;
        """  # noqa: S608 - made of constants


class AddressStays(Guard):
    """Refuses a new slug: somebody may have a link to the old one."""

    def __init__(self) -> None:
        super().__init__(
            name="address_stays",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__slug__df=pgtrigger.F("new__slug")),
            message="An address never changes: links to it would break.",
        )


class MergedIntoOneThatStands(pgtrigger.Trigger):
    """Refuses chains and circles of merged things: ``merged_into`` names one that was merged with none itself.

    Judged when the transaction ends, with a lock on that one, so that two merges at once can't make a chain together.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id")
    condition = pgtrigger.Q(new__merged_into__isnull=False)
    timing = pgtrigger.Deferred

    def __init__(self, *, name: str, message: str) -> None:
        self.message = message
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:  # noqa: ANN401 - pgtrigger's signature
        """Give the trigger's body."""
        table = model._meta.db_table
        return f"""
            IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
                {refuse("Things are merged in transactions of the isolation level “read committed” only.")}
            END IF;
            PERFORM FROM {table} WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;
            IF EXISTS (SELECT FROM {table} t JOIN {table} kept ON kept.id = t.merged_into_id
                       WHERE t.id = NEW.id AND (kept.merged_into_id IS NOT NULL
                           OR EXISTS (SELECT FROM {table} WHERE merged_into_id = t.id))) THEN
                {refuse(self.message)}
            END IF;
            RETURN NULL;
        """  # noqa: S608 - made of constants


class NamesOneThatStands(pgtrigger.Trigger):
    """Refuses a row that comes to refer, by ``field``, to a thing that was merged into another: it would go unseen.

    Judged when the transaction ends; the foreign key's own lock makes it wait for a merge under way. What referred to
    it before the merge, and stayed for having a double, may stay.
    """

    when = pgtrigger.After
    timing = pgtrigger.Deferred

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(
            name=f"{field}_was_not_merged",
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{field}_id"),
            condition=pgtrigger.Q(**{f"new__{field}__isnull": False}),
        )

    def get_func(self, model: Any) -> str:  # noqa: ANN401 - pgtrigger's signature
        """Give the trigger's body."""
        link = model._meta.get_field(self.field)
        message = f"This {link.related_model._meta.model_name} was merged into another: choose that one."
        return f"""
            IF EXISTS (SELECT FROM {model._meta.db_table} t JOIN {link.related_model._meta.db_table} named
                           ON named.id = t.{link.column}
                       WHERE t.id = NEW.id AND named.merged_into_id IS NOT NULL) THEN
                {refuse(message)}
            END IF;
            RETURN NULL;
        """


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

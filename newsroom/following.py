"""Triggers, for migrations, that bring what was gathered from a table up to date in the statement that changes it."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.migrations import RunSQL

Changes = Mapping[str, Sequence[tuple[str, str, str]]]


def follow(purpose: str, changes: Changes) -> Iterator[RunSQL]:
    """Give the operations that make the triggers, one for each change of a row, and take them away again.

    ``changes`` has, by table, the change ("UPDATE OF status"), the condition on ``OLD`` and ``NEW``, and the statements
    of PL/pgSQL that follow it. Their names make them come after all other triggers of their table.
    """
    for table, of_table in changes.items():
        for change, condition, statements in of_table:
            name = f"{purpose}_{change.split()[0].lower()}"
            yield RunSQL(
                f"""
                CREATE FUNCTION {table}_zz_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    {statements}
                    RETURN NULL;
                END
                $$;
                CREATE TRIGGER zz_{name} AFTER {change} ON {table}
                FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {table}_zz_{name}()
                """,
                f"DROP FUNCTION {table}_zz_{name}() CASCADE",
            )


def follow_at_once(purpose: str, table: str, change: str, statements: str) -> RunSQL:
    """Give the operation that makes a trigger for all rows of a statement at once, and takes it away again.

    ``change`` is "INSERT", "UPDATE" or "DELETE"; ``statements`` find the rows as they are in ``added`` and as they were
    in ``taken``.
    """
    name = f"{purpose}_{change.lower()}"
    seen = {"INSERT": ["NEW"], "UPDATE": ["NEW", "OLD"], "DELETE": ["OLD"]}[change]
    called = {"NEW": "NEW TABLE AS added", "OLD": "OLD TABLE AS taken"}
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_zz_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {statements}
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER zz_{name} AFTER {change} ON {table} REFERENCING {" ".join(called[row] for row in seen)}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_zz_{name}()
        """,
        f"DROP FUNCTION {table}_zz_{name}() CASCADE",
    )

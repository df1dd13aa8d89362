"""What the tests of the database's rules share: break one, and read the refusal as an editor would."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from newsroom.refusals import plain_message


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Expect the database to refuse the block by the end of its transaction.

    ``words`` stand in the message that an editor reads, or name the constraint; either way the message is plain.
    """
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():  # noqa: PT012 - deferred rules speak last
        yield
        connection.check_constraints()
    message = plain_message(refusal.value)
    assert words in message or words == refusal.value.__cause__.diag.constraint_name, message
    assert "violates" not in message


def sql(statement: str, *values: object) -> None:
    """Go past the ORM."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def set_aside() -> Iterator[None]:
    """Let no trigger fire, as only a superuser can: to give the record a past that it hasn't got."""
    connection.check_constraints()
    sql("SET LOCAL session_replication_role = replica")
    yield
    sql("SET LOCAL session_replication_role = origin")

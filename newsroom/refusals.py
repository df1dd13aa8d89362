"""Plain words out of what the database refused."""

from django.db import DatabaseError


def plain_message(error: DatabaseError) -> str:
    """Give the message of the rule that refused, without driver or SQL words.

    Our triggers write their message for editors, so PostgreSQL's primary message is shown as it is.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None and diagnosis.message_primary:
        return str(diagnosis.message_primary)
    return str(error).splitlines()[0] if str(error) else error.__class__.__name__

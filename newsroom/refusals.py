"""Plain words out of what the database refused."""

from django.apps import apps
from django.db import DatabaseError


def plain_message(error: DatabaseError) -> str:
    """Give the message of the rule that refused, without driver or SQL words.

    A named constraint speaks with its own message (``violation_error_message``); our triggers write theirs for
    editors, so PostgreSQL's primary message is shown as it is.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None or not diagnosis.message_primary:  # no server answered
        return str(error).splitlines()[0] if str(error) else error.__class__.__name__
    return message_of_constraint(diagnosis.constraint_name) or str(diagnosis.message_primary)


def message_of_constraint(name: str | None) -> str | None:
    """Give what the constraint called ``name`` tells an editor, or None if none of our models has one."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if name and constraint.name == name:
                return str(constraint.violation_error_message)
    return None

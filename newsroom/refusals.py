"""Plain words out of what the database refused."""

import re
from collections.abc import Iterable

from django.apps import apps
from django.db import DatabaseError
from django.utils.translation import gettext, gettext_noop

# What rules say, "%s" standing for what each names; by the pattern that what they said is known by.
_SENTENCES: dict[re.Pattern[str], str] = {}


def make_known(sentences: Iterable[str]) -> None:
    """Take in what rules of the database say, so that editors read it in their language."""
    for sentence in sentences:
        pattern = "(.*)".join(re.escape(part) for part in sentence.split("%s"))
        _SENTENCES[re.compile(pattern, re.DOTALL)] = sentence


make_known(
    [
        gettext_noop("An address never changes: links to it would break."),
        gettext_noop("Things are merged in transactions of the isolation level “read committed” only."),
        gettext_noop("This table is on record and can't be emptied at once; delete single rows instead."),
        gettext_noop("Who made a change stays on record."),
        gettext_noop("Who signed in or was refused stays on record."),
        gettext_noop("Who signed in or was refused stays on record for a year."),
        gettext_noop(
            "Only the database itself writes what lists show: it follows from quotations, claims and articles."
        ),
    ]
)


def plain_message(error: DatabaseError) -> str:
    """Give the message of the rule that refused, without driver or SQL words, in the reader's language.

    A named constraint speaks with its own message (``violation_error_message``); our triggers write theirs for
    editors, so PostgreSQL's primary message is shown, translated where it is known.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None or not diagnosis.message_primary:  # no server answered
        return str(error).splitlines()[0] if str(error) else error.__class__.__name__
    return message_of_constraint(diagnosis.constraint_name) or in_their_language(str(diagnosis.message_primary))


def in_their_language(said: str) -> str:
    """Give a sentence of the database in the present language; as it is where it is none of the known ones."""
    for pattern, sentence in _SENTENCES.items():
        if match := pattern.fullmatch(said):
            return gettext(sentence) % match.groups()
    return said


def message_of_constraint(name: str | None) -> str | None:
    """Give what the constraint called ``name`` tells an editor, or None if none of our models has one."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if name and constraint.name == name:
                return str(constraint.violation_error_message)
    return None

"""Is the database fit for Newsroom? Asked by `manage.py check --database default` and before `migrate`."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

_LOWER_CASE = "SELECT lower('ÁÑÉ') = 'áñé'"
_WORDS = "SELECT to_tsvector('simple', '“año”') = to_tsvector('simple', 'año')"
_HINT = "Make the database anew: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"


@register(Tags.database)
def check_letters(
    *,
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_options: object,
) -> list[CheckMessage]:
    """Return an error for a database that stores or compares other letters than English ones wrongly.

    Articles are in many languages, and names are found without regard to case. Three short queries.
    """
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            encoding = cursor.fetchone()[0]
            if encoding != "UTF8":
                found.append(
                    Error(f"The database stores text as {encoding}, not UTF8.", hint=_HINT, id="newsroom.E001")
                )
                continue
            for question, problem, number in [
                (_LOWER_CASE, "The database does not know the case of letters such as Á and Ñ.", "E002"),
                (_WORDS, "The database takes quotation marks such as “ for letters of a word.", "E003"),
            ]:
                cursor.execute(question)
                if not cursor.fetchone()[0]:
                    found.append(Error(problem, hint=_HINT, id=f"newsroom.{number}"))
    return found

"""The languages in which claims and articles are searched, by the text search configuration that knows their stems."""

from django.db import connection

from claims.models import ArticleListing, Listing

ENGLISH = "newsroom"  # what is in no language that anybody told is searched so, too

# From one to the next in an index: as many steps as there are languages, however many rows.
LANGUAGES = """
    WITH RECURSIVE step AS (
        (SELECT stemming FROM {table} ORDER BY stemming LIMIT 1)
        UNION ALL
        SELECT (SELECT stemming FROM {table} l WHERE l.stemming > step.stemming ORDER BY stemming LIMIT 1)
        FROM step WHERE step.stemming IS NOT NULL
    )
    SELECT stemming FROM step WHERE stemming IS NOT NULL
"""


def languages_of(listings: type[Listing | ArticleListing]) -> list[str]:
    """Give the configurations that ``listings`` are written down in; English where there are none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES.format(table=connection.ops.quote_name(listings._meta.db_table)))
        return [stemming for (stemming,) in cursor.fetchall()] or [ENGLISH]

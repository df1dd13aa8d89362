"""What a question is asked with: the languages that it is searched in, and the actors that it names."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Value

from articles.models import Actor, ActorName
from articles.models.actor import ActorQuerySet
from claims import public
from claims.models import ArticleListing, Listing
from newsroom.text_functions import SearchKey

ENGLISH = "newsroom"  # what is in no language that anybody told is searched so, too

# A text search configuration knows the stems of a language. From one to the next in an index: as many steps as there
# are languages, however many rows. The vector of names is written as the index ``actor_by_words_of_name`` has it.
ASKED_WITH = """
    WITH RECURSIVE step AS (
        (SELECT stemming FROM {listings} ORDER BY stemming LIMIT 1)
        UNION ALL
        SELECT (SELECT stemming FROM {listings} l WHERE l.stemming > step.stemming ORDER BY stemming LIMIT 1)
        FROM step WHERE step.stemming IS NOT NULL
    )
    SELECT ARRAY(SELECT stemming FROM step WHERE stemming IS NOT NULL), EXISTS ({named})
"""
NAMED = """
    SELECT FROM {names}
    WHERE to_tsvector('simple', coalesce(key, '')) @@ plainto_tsquery('simple', newsroom_search_key(%s))
"""


def asked_with(asked: str, listings: type[Listing | ArticleListing]) -> tuple[list[str], ActorQuerySet]:
    """Give the configurations that ``listings`` are written down in, and the public actors that are called so.

    Those have every word of the question in one of their names. Where nothing is listed, English is searched. One
    query at once.
    """
    quoted = connection.ops.quote_name
    named = NAMED.format(names=quoted(ActorName._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(ASKED_WITH.format(listings=quoted(listings._meta.db_table), named=named), [asked])
        languages, somebody = cursor.fetchone()
    # Mostly nobody is called so; who is public of those who are costs far more to ask.
    return languages or [ENGLISH], _called(asked) if somebody else Actor.objects.none()


def _called(asked: str) -> ActorQuerySet:
    words = SearchQuery(SearchKey(Value(asked)), config="simple", search_type="plain")
    names = ActorName.objects.annotate(words=SearchVector("key", config="simple")).filter(words=words)
    return public.actors().filter(pk__in=names.values("actor"))

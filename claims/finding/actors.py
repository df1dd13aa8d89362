"""Finding actors: by words of their names and description, and by names that are written nearly so."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import Value

from articles.models import Actor, ActorName
from claims import public
from claims.finding.words import Marked, asked_for, headline, pieces
from newsroom.text_functions import SearchKey

CONFIGURATION = "newsroom_simple"  # names have no stems
LOOKED_AT = 100  # names that are written nearly so
NEAREST = 5


def actors_with(asked: str) -> SearchQuery:
    """Give the condition on the words of listings for a question, which is ``cleaned``; accents don't matter."""
    return asked_for(asked, CONFIGURATION)


def marked_names(actors: Iterable[Actor], words: SearchQuery) -> dict[int, Marked]:
    """Give the names of ``actors`` that hold words of the question, in pieces, by actor. One query.

    Other names stay unsaid: one may have been noted in an article that isn't public.
    """
    rows = public.listed_actors().filter(pk__in=[actor.pk for actor in actors])
    told = rows.values_list("pk", "name", headline("name", words, whole=True, config=CONFIGURATION))
    return {pk: found for pk, text, marked in told if (found := pieces(marked, text))}


def near_actors(asked: str) -> list[Actor]:
    """Give the public actors one of whose names is written most like ``asked``. Two queries."""
    key = SearchKey(Value(asked))
    names = ActorName.objects.filter(key__trigram_word_similar=key, actor__listing__isnull=False)
    near = TrigramWordSimilarity(key, "key")  # type: ignore[arg-type] # it takes expressions as well
    likeness = dict(names.annotate(near=near).values_list("actor", "near")[:LOOKED_AT])
    nearest = sorted(likeness, key=lambda actor: (-likeness[actor], actor))[:NEAREST]
    found = public.listed_actors().in_bulk(nearest)
    return [found[actor] for actor in nearest]

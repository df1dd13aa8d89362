"""Finding actors: by words of their names and description, and by names that are written nearly so."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import Value

from articles.models import Actor, ActorName
from claims import public
from claims.finding.spelling import ALIKE, how_alike, words_alike_from
from claims.finding.words import Marked, asked_for, headline, pieces
from newsroom.text_functions import SearchKey

CONFIGURATION = "newsroom_simple"  # names have no stems
LOOKED_AT = 100  # names that are written nearly so
# Of word and name, in letters by threes: a letter missing amid six leaves few of them alike, and so do two words that
# begin alike; those are told apart letter by letter.
LETTERS_ALIKE, SURELY_ALIKE = 0.4, 0.6
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
    """Give the public actors one of whose names is written most like ``asked``. Four queries."""
    return actors_alike(asked)[:NEAREST]


def actors_alike(asked: str) -> list[Actor]:
    """Give the public actors with a name like ``asked``, which may be a word of it, the likest first. Four queries."""
    key = SearchKey(Value(asked))
    near = TrigramWordSimilarity(key, "key")  # type: ignore[arg-type] # it takes expressions as well
    names = ActorName.objects.filter(key__trigram_word_similar=key, actor__listing__isnull=False).annotate(
        near=near, asked=key
    )
    with words_alike_from(LETTERS_ALIKE):
        told = list(names.order_by("-near", "actor").values_list("actor", "key", "near", "asked")[:LOOKED_AT])
    alike = [actor for actor, name, near, word in told if near >= SURELY_ALIKE or _holds_words_like(name, word)]
    found = public.listed_actors().in_bulk(alike)
    return [found[actor] for actor in dict.fromkeys(alike)]


def _holds_words_like(name: str, asked: str) -> bool:
    return all(any(how_alike(word, other) >= ALIKE for other in name.split()) for word in asked.split())

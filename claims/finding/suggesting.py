"""Near spellings of a question that found nothing, from the words of public claims and the names of public actors."""

import re
from collections.abc import Callable

from django.db.models import Value
from django.db.models.functions import Upper

from claims import public
from claims.finding.actors import actors_alike
from claims.finding.articles import search_articles
from claims.finding.spelling import ALIKE, how_alike
from claims.finding.words import search
from newsroom.text_functions import SearchKey

WORDS_TRIED = 4
SHORTEST = 4  # letters of a word that is worth a guess
LOOKED_AT = 100  # claims, and names, that hold something near


Finds = Callable[[str], bool]
TextsNear = Callable[[str], list[str]]


def near_spelling(asked: str, finds: Finds, texts_near: TextsNear) -> str:
    """Give ``asked`` with its misspelt words put right; "" where nothing near would find anything.

    ``finds`` tells whether words find anything; ``texts_near`` gives public texts that hold a word like one. Only words
    of those are offered. Up to as many queries a word as the two of them ask.
    """
    changed = asked
    tried = [word for word in re.findall(r"\w+", asked) if len(word) >= SHORTEST][:WORDS_TRIED]
    for word in tried:
        if not finds(word) and (near := _nearest(word, texts_near(word))):
            changed = re.sub(rf"\b{re.escape(word)}\b", near, changed)
    return changed if changed != asked and finds(changed) else ""


def near_claims(asked: str) -> str:
    """Give the near spelling of a question that finds claims."""
    return near_spelling(asked, lambda words: search(words).listings.exists(), _of_claims_near)


def near_articles(asked: str) -> str:
    """Give the near spelling of a question that finds articles."""

    def finds(words: str) -> bool:
        return public.article_listings().filter(search_articles(words).condition()).exists()

    return near_spelling(asked, finds, _of_articles_near)


def _nearest(word: str, texts: list[str]) -> str:
    """Give the word of ``texts`` that is written most like ``word``; "" where none is near."""
    words = {found for text in texts for found in re.findall(r"\w+", text)}
    near = {found: how_alike(word, found) for found in sorted(words)}
    best = max(near, key=lambda found: near[found], default="")
    return best.lower() if best and near[best] >= ALIKE else ""


def _of_claims_near(word: str) -> list[str]:
    """Give public statements, and names of public actors, that hold a word like this one."""
    key = SearchKey(Value(word))
    # Not the nearest but any: to put them in order, every claim with a common word would be compared.
    statements = public.claims().alias(key=SearchKey("statement")).filter(key__trigram_word_similar=key)
    return [*statements.values_list("statement", flat=True)[:LOOKED_AT], *_names_near(word)]


def _of_articles_near(word: str) -> list[str]:
    """Give headlines of public articles, and names of public actors, that hold a word like this one."""
    headlines = public.listed_articles().alias(key=Upper("headline"))  # as ``article_by_part_of_headline`` has it
    near = headlines.filter(key__trigram_word_similar=Upper(Value(word)))
    return [*near.values_list("headline", flat=True)[:LOOKED_AT], *_names_near(word)]


def _names_near(word: str) -> list[str]:
    """Give the names of public actors that may hold a word like this one; no other name of theirs is ever shown."""
    return [actor.name for actor in actors_alike(word)]

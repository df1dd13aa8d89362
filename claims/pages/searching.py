"""The search of readers: words of statements and of what was quoted, and names of actors."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet, Value

from articles.models import ActorName
from articles.models.actor import ActorQuerySet
from claims import public
from claims.models import Assertion
from claims.models.claim import ClaimQuerySet
from newsroom.text_functions import SearchKey

LONGEST = 200  # characters of a question that are looked at
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))  # PostgreSQL takes only the plain one


@dataclass(frozen=True)
class Found:
    """What a question found."""

    claims: ClaimQuerySet  # in no order yet
    actors: ActorQuerySet


def cleaned(asked: str) -> str:
    """Give a reader's question as it can be asked: one line, without control characters, not endless."""
    printable = "".join(sign if sign.isprintable() else " " for sign in asked[:LONGEST])
    return " ".join(printable.split())


def search(asked: str) -> Found:
    """Find the claims with these words, in their statement or what was quoted, or said by or about who is called so.

    Words are found by their stem, phrases in quotation marks, "or" and "-" as on the web; actors by any words of one
    of their names, in any order, without regard to case and accents. ``asked`` is ``cleaned``.
    """
    words = SearchQuery(asked.translate(QUOTATION_MARKS), config="newsroom", search_type="websearch")
    named = _called(asked)
    by_words = public.claims().filter(search=words)
    by_speaker = public.tellings().filter(quote__speaker__in=named.values("pk"))
    by_subject = public.claims().filter(about__in=named.values("pk"))
    either = by_words.values("pk").union(
        _told_in(words).values("claim"), by_speaker.values("claim"), by_subject.values("pk")
    )
    return Found(public.claims().filter(pk__in=either), named)


def _told_in(words: SearchQuery) -> QuerySet[Assertion]:
    """Give the tellings with these words in one passage. Reads every public passage: there is no index on them."""
    passage = SearchVector("quote__passages__text", config="newsroom")
    statement = SearchVector("claim__statement", config="newsroom")
    # Both together as well, or a word left out with "-" could still stand in the statement.
    told = public.tellings().annotate(in_passage=passage, in_both=passage + statement)
    return told.filter(in_passage=words, in_both=words)


def _called(asked: str) -> ActorQuerySet:
    """Give the public actors with every word of the question in one of their names."""
    words = SearchQuery(SearchKey(Value(asked)), config="simple", search_type="plain")
    names = ActorName.objects.annotate(words=SearchVector("key", config="simple")).filter(words=words)
    return public.actors().filter(pk__in=names.values("actor"))

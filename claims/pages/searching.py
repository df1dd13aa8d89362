"""The search of readers: words of statements, and names of actors."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery

from articles.models.actor import ActorQuerySet
from claims import public
from claims.models.claim import ClaimQuerySet

LONGEST = 200  # characters of a question that are looked at


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
    """Find the claims with these words, or said by or about an actor written like this, and that actor.

    Words are found by their stem, phrases in quotation marks, "or" and "-" as on the web; names whole, without
    regard to case and accents. ``asked`` is ``cleaned``.
    """
    named = public.actors().named(asked)
    words = SearchQuery(asked, config="newsroom", search_type="websearch")
    by_words = public.claims().filter(search=words)
    by_speaker = public.tellings().filter(quote__speaker__in=named.values("pk"))
    by_subject = public.claims().filter(about__in=named.values("pk"))
    either = by_words.values("pk").union(by_speaker.values("claim"), by_subject.values("pk"))
    return Found(public.claims().filter(pk__in=either), named)

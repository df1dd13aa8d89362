"""Whom and what an editor may mean: speakers by any of their names, claims by words or by likeness."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import Length

from articles.models import Actor, ActorName, Article
from claims.desk.tying import statement_of
from claims.likeness import Near, near
from claims.models import Claim, Quote
from newsroom.admin.searching import by_words, search
from newsroom.text_functions import SearchKey

MOST = 8
LONGEST = 200


@dataclass(frozen=True)
class Somebody:
    """An actor who may be meant."""

    actor: Actor
    written: str = ""  # the name that was found, where it is another one


def speakers(quote: Quote, typed: str) -> list[Somebody]:
    """Give who may be meant by ``typed``: those of the article first, then who is written shortest.

    With nothing typed, who is written like the quotation's source, and who else speaks in the article or publishes
    it. Four queries at most.
    """
    article = quote.revision.article
    here = _of_article(article)
    typed = " ".join(typed.replace("\0", "").split())[:LONGEST]
    if not typed:
        written = _named(Q(key=SearchKey(Value(quote.source_text)))) if quote.source_text else []
        return _once([*written, *(Somebody(actor) for actor in here)])
    found = _named(Q(key__contains=SearchKey(Value(typed))))
    return _once(sorted(found, key=lambda somebody: somebody.actor not in here))


def _of_article(article: Article) -> list[Actor]:
    speaking = Quote.objects.in_article(article).exclude(speaker=None).order_by("pk")
    actors = Actor.objects.in_bulk({*speaking.values_list("speaker", flat=True), article.publisher_id} - {None})
    order = [*speaking.values_list("speaker", flat=True), article.publisher_id]
    return [actors[pk] for pk in dict.fromkeys(order) if pk is not None]


def _named(condition: Q) -> list[Somebody]:
    names = ActorName.objects.filter(condition).select_related("actor__merged_into")
    shortest = names.order_by(Length("name"), "actor_id")[: MOST * 4]
    return [
        Somebody(actor, name.name if name.name != actor.name else "")
        for name in shortest
        for actor in [name.actor.merged_into or name.actor]
    ]


def _once(found: Iterable[Somebody]) -> list[Somebody]:
    return list({somebody.actor.pk: somebody for somebody in reversed(list(found))}.values())[::-1][:MOST]


def claims(quote: Quote, typed: str) -> list[Near]:
    """Give claims that ``typed`` finds by its words, or with nothing typed those that may say the same.

    What the quotation is tied to is left out. Two queries.
    """
    tied = {tie.claim_id for tie in quote.assertions.all()}
    if typed.strip():
        others = Claim.objects.filter(merged_into=None).exclude(pk__in=tied)
        found = search(others, [by_words("search")], typed).order_by("-pk")[:MOST]
        return [Near(claim, likeness=1, words=(), merged="", differences=()) for claim in found]
    return [one for one in near(statement_of(quote.content), limit=MOST) if one.claim.pk not in tied]

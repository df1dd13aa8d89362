"""Whether readers have met a thing, and who may change what they were told of it: asked by every door.

Public once is met for good: whoever read it remembers. PostgreSQL holds the same rule and asks the same functions
(``claims_met_actor`` …, ``claims/migrations/``) when a transaction ends.
"""

from typing import Any

from django.db import connection

from articles.models import Actor, ActorName, Article, Byline
from claims.models import Claim, Correction, Evidence, Quote, Relay, Reply, Topic

TO_CORRECT = "claims.correct_claim"

_ASKED = {
    Actor: "claims_met_actor",
    Article: "claims_met_article",
    Topic: "claims_met_topic",
    Quote: "claims_met_quote",
}


def have_met(thing: Any) -> bool:  # noqa: ANN401 - of any model that readers may see something of
    """Tell whether readers see this thing, or once could. At most two queries, and one more for a part."""
    whole = _whole(thing)
    if whole.pk is None:
        return False
    if isinstance(whole, Claim):
        return whole.first_published_at is not None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_ASKED[type(whole)]}(%s)", [whole.pk])
        return bool(cursor.fetchone()[0])


def may_change(user: Any, thing: Any) -> bool:  # noqa: ANN401 - any user, of any model
    """Tell whether the state of the thing leaves it to ``user``: what readers have met, to those who may correct."""
    return bool(user.has_perm(TO_CORRECT)) or not have_met(thing)


def _whole(thing: Any) -> Any:  # noqa: ANN401
    """Give what readers meet a thing with: themselves, or what it is a part of."""
    if isinstance(thing, ActorName):
        return thing.actor
    if isinstance(thing, Byline):
        return thing.article
    if isinstance(thing, Relay):
        return thing.quote
    if isinstance(thing, Evidence | Reply):
        return thing.claim
    return thing.thing if isinstance(thing, Correction) else thing

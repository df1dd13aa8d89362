"""What the templates of the desk get."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string

from articles.models import Actor
from claims.desk import suggesting
from claims.desk.asked import AskError
from claims.desk.keys import CHOOSING, GROUPS
from claims.desk.permitted import all_that
from claims.desk.sheet import Place, Sheet, token
from claims.desk.steps import last
from claims.desk.tying import lacks_a_verb, statement_of
from claims.desk.verbs import claim_token
from claims.models import Assertion, Claim, Quote, Relay, Review
from claims.standing import waiting_review
from claims.twins import same_name, same_statement, seen_of


@dataclass(frozen=True)
class Refused:
    """What was refused: which verb, why, and what the editor had entered, so that nothing is lost."""

    verb: str
    reasons: Sequence[str]
    entered: QueryDict = field(default_factory=QueryDict)
    asked: AskError | None = None

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the question sends again: all that was sent, as far as the question doesn't ask it itself."""
        left = {"csrfmiddlewaretoken", "token", "by", "sure", "stance"}
        return [(name, str(value)) for name, values in self.entered.lists() for value in values if name not in left]


def page_context(
    request: HttpRequest, sheet: Sheet, quote: int | None, refused: Refused | None = None
) -> dict[str, Any]:
    """Give all that the page of an article shows, at the quotation with the key ``quote``."""
    place = sheet.at(quote)
    return {
        "sheet": sheet,
        "article": sheet.article,
        "groups": GROUPS,
        "choosing": CHOOSING,
        "last_step": last(request.session),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        **panel_context(request, sheet, place, refused),
    }


def panel_context(
    request: HttpRequest, sheet: Sheet, place: Place | None, refused: Refused | None = None
) -> dict[str, Any]:
    """Give what is shown of one quotation. Seven queries at most."""
    shared = {
        "sheet": sheet,
        "place": place,
        "may": all_that(request.user, place.quote if place else None),
        "refused": refused,
        "another": _another(refused),
    }
    if place is None:
        return shared
    quote = place.quote
    before, after = sheet.beside(place)
    statement = statement_of(quote.content)
    return shared | {
        "quote": quote,
        "token": token(quote),
        "before": before,
        "after": after,
        "ties": [_shown(tie, quote) for tie in quote.assertions.all()],
        "passages_as_data": json.dumps(
            [{"start": part.start, "end": part.end, "text": part.text} for part in quote.passages.all()]
        ),
        "kinds": Quote.Kind.choices,
        "stances": Assertion.Stance.choices,
        "relay_kinds": Relay.Kind.choices,
        "actor_kinds": Actor.Kind.choices,
        "statement": statement,
        "statement_lacks_a_verb": lacks_a_verb(statement),
        **speakers_context(quote, request.GET.get("who", "")),
        **claims_context(quote, request.GET.get("claim", "")),
    }


def speakers_context(quote: Quote, typed: str) -> dict[str, Any]:
    """Give who may be meant by ``typed``."""
    return {"who": typed, "speakers": suggesting.speakers(quote, typed)}


def claims_context(quote: Quote, typed: str) -> dict[str, Any]:
    """Give the claims that may be meant by ``typed``."""
    return {"asked_claim": typed, "claims": suggesting.claims(quote, typed)}


def _another(refused: Refused | None) -> str:
    """Give what the box sends that says “it is another”, where what was entered is there already."""
    if refused is not None and refused.verb == "new-claim":
        return seen_of(same_statement(refused.entered.get("statement", "")))
    if refused is not None and refused.verb == "new-speaker":
        return seen_of(same_name(" ".join(refused.entered.get("name", "").split())))
    return ""


def pieces(request: HttpRequest, context: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Give the named pieces of the page ("text", "panel" …) as HTML, for the script to put in their places."""
    return {name: render_to_string(f"desk/_{name}.html", dict(context), request) for name in names}


def _shown(tie: Assertion, quote: Quote) -> tuple[Assertion, str, bool, Review | None]:
    """Return a tie with what publishing its claim would let readers see: these words, and the rating that waits."""
    can_be = _can_be_published(tie, quote)
    return tie, claim_token(tie.claim), can_be, waiting_review(tie.claim) if can_be else None


def _can_be_published(tie: Assertion, quote: Quote) -> bool:
    return tie.claim.status != Claim.Status.PUBLISHED and quote.state == Quote.State.CONFIRMED

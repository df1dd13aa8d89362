"""Which proposals are confirmed together: those above a bar of confidence whose speaker is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from claims.desk.sheet import Place, Sheet, token
from claims.models import Claim

USUAL_BAR = 0.9


@dataclass(frozen=True)
class Choice:
    """What would be confirmed, each with its token, and what is left out with the reason."""

    bar: float
    chosen: Sequence[tuple[Place, str]]
    left_out: Sequence[tuple[Place, str]]


def choice(sheet: Sheet, bar: float) -> Choice:
    """Choose among the proposals of an article."""
    reasons = [(place, _reason_against(place, bar)) for place in sheet.places if place.waits]
    chosen = [(place, token(place.quote)) for place, reason in reasons if not reason]
    return Choice(bar, chosen, [(place, reason) for place, reason in reasons if reason])


def bar_in(given: str | None) -> tuple[float, str]:
    """Give the bar that was entered, with a comma or a point, and what is wrong with it, if anything is."""
    if given is None:
        return USUAL_BAR, ""
    try:
        bar = float(given.strip().replace(",", "."))
    except ValueError:
        bar = -1
    if 0 <= bar <= 1:
        return bar, ""
    return USUAL_BAR, _("Confidence lies between 0 and 1, such as 0.9.")


def tokens_in(given: Iterable[str]) -> dict[int, str]:
    """Give the tokens by quotation out of fields such as "12:3f2a…"; what is no such field is left out."""
    parts = (field.partition(":") for field in given)
    return {int(key): token for key, _colon, token in parts if key.isdecimal()}


def _reason_against(place: Place, bar: float) -> str:
    quote = place.quote
    if not place.in_text:
        return _("The newest text no longer says it.")
    if any(tie.claim.status == Claim.Status.PUBLISHED for tie in quote.assertions.all()):
        return _("Readers would see it at once in a claim: confirm it by itself.")
    if quote.confidence is None:
        return _("An editor proposed it.")
    if quote.confidence < bar:
        return _("Its confidence is %(sure)s.") % {"sure": number_format(quote.confidence, 2)}
    return "" if quote.speaker else _("Its speaker is not known.")

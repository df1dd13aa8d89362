"""How sure a proposal is: a plain estimate from how its parts were found, for sorting an editor's work."""

from claims.extraction.speakers import Found
from claims.vocabulary import QuoteKind

_BY_SPEAKER = {
    Found.BESIDE: 0.95,
    Found.INHERITED: 0.8,
    Found.PRONOUN: 0.75,
    Found.CONTEXT: 0.5,
    Found.NOWHERE: 0.3,
}
_BY_KIND = {QuoteKind.DIRECT: 1.0, QuoteKind.MIXED: 0.9, QuoteKind.INDIRECT: 0.8}


def confidence(kind: QuoteKind, found: Found, *, has_cue: bool, has_actor: bool) -> float:
    """Return how sure a proposal is: between 0 and 1, two decimals.

    A quotation without a cue, or whose speaker is nobody known, is less sure.
    """
    value = _BY_SPEAKER[found] * _BY_KIND[kind]
    if not has_cue:
        value *= 0.8
    if not has_actor:
        value *= 0.8
    return round(value, 2)

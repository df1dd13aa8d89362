"""How sure a proposal is, for sorting an editor's work: set by how often such proposals name the right source."""

from enum import Enum

from claims.extraction.speakers import Found
from claims.vocabulary import QuoteKind


class CueClass(Enum):
    """What kind of word brings a quotation in; the plainer, the surer."""

    PLAIN = 1.0  # a verb that says no more than that words follow: said, told, wrote; also "according to" and a colon
    OTHER = 0.93  # one that takes a thing as well, or is none elsewhere: denounced, sighed
    NONE = 0.8


_BY_SPEAKER = {
    Found.BESIDE: 0.97,
    Found.PRONOUN: 0.94,
    Found.INHERITED: 0.82,
    Found.CONTEXT: 0.5,
    Found.NOWHERE: 0.3,
}
_BY_KIND = {QuoteKind.DIRECT: 1.0, QuoteKind.MIXED: 0.95, QuoteKind.INDIRECT: 0.83}
_NO_NAME = 0.85  # a noun phrase in small letters may be cut wrongly; beside words all in marks it hardly ever is
_TWICE = 0.9  # “…,” she said, according to a newspaper: either may be meant
_NO_ACTOR = 0.95  # nobody known goes by the source, or more than one


def confidence(kind: QuoteKind, found: Found, cue: CueClass, *, named: bool, twice: bool, has_actor: bool) -> float:
    """Return how sure it is that the source as written says this: between 0 and 1, two decimals.

    ``named``: the source is a pronoun or begins with a capital. Who a pronoun stands for is a guess beyond this.
    ``twice``: the sentence names another source for the same words.
    """
    value = _BY_SPEAKER[found] * _BY_KIND[kind] * cue.value
    if not named and kind is not QuoteKind.DIRECT:
        value *= _NO_NAME
    if twice:
        value *= _TWICE
    if not has_actor:
        value *= _NO_ACTOR
    return round(value, 2)

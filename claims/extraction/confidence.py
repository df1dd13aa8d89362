"""How sure a proposal is, for sorting an editor's work: set by how often such proposals name the right source."""

from enum import Enum

from claims.extraction.speakers import Found
from claims.vocabulary import QuoteKind


class CueClass(Enum):
    """What kind of word brings a quotation in; the plainer, the surer."""

    PLAIN = 1.0  # a verb that says no more than that words follow: said, told, wrote; also "according to" and a colon
    OTHER = 0.98  # one that takes a thing as well, or is none elsewhere: denounced, sighed
    NONE = 0.9


_BY_SPEAKER = {
    Found.BESIDE: 0.97,
    Found.PRONOUN: 0.94,
    Found.INHERITED: 0.82,
    Found.CONTEXT: 0.7,
    Found.NOWHERE: 0.3,
}
_BY_KIND = {QuoteKind.DIRECT: 1.0, QuoteKind.MIXED: 0.95, QuoteKind.INDIRECT: 0.83}
_AGREED = {True: 1.07, False: 0.9, None: 1.0}  # rules and parser tell the same speaker, or not; of an inherited one
_DISAGREED = 0.92  # the rules are right more often than the parser where the speaker stands beside the cue
# A mixed quotation with a comma or "and" before its last marks, seen by the parser: more than one may speak in it.
_BRANCHED = {CueClass.PLAIN: 0.95, CueClass.OTHER: 0.88, CueClass.NONE: 0.95}
# A noun phrase in small letters may be cut wrongly; beside words all in marks and a plain verb it hardly ever is.
_NO_NAME = {CueClass.PLAIN: 0.85, CueClass.OTHER: 0.77, CueClass.NONE: 0.85}
_TWICE = 0.7  # “…,” she said, according to a newspaper: either may be meant
_NO_ACTOR = 0.95  # nobody known goes by the source, or more than one


def confidence(
    kind: QuoteKind,
    found: Found,
    cue: CueClass,
    *,
    named: bool,
    twice: bool,
    has_actor: bool,
    agreed: bool | None = None,
    branched: bool = False,
) -> float:
    """Return how sure it is that the source as written says this: between 0 and 1, two decimals.

    ``named``: the source is a pronoun or begins with a capital. Who a pronoun stands for is a guess beyond this.
    ``twice``: the sentence names another source for the same words.
    ``agreed``: whether rules and parser tell the same speaker; None where only one of them tells one.
    ``branched``: words that may be the article's own stand between the sentence's first cue and its last marks.
    """
    value = _BY_SPEAKER[found] * _BY_KIND[kind] * cue.value
    if found is Found.INHERITED:
        value *= _AGREED[agreed]
    elif agreed is False:
        value *= _DISAGREED
    if kind is QuoteKind.MIXED and branched and agreed is not None and found is not Found.INHERITED:
        value *= _BRANCHED[cue]
    if not named and (kind is not QuoteKind.DIRECT or cue is CueClass.OTHER):
        value *= _NO_NAME[cue]
    if twice:
        value *= _TWICE
    if not has_actor:
        value *= _NO_ACTOR
    return round(value, 2)

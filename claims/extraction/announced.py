"""Words without marks of their own that the paragraph before announces."""

from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.confidence import CueClass
from claims.extraction.drafts import Draft
from claims.extraction.proposal import Span
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.words import listed

_TEXTS = listed("statement letter email e-mail memo transcript text remarks speech post message apology oath")
_WHOLE = listed("full entire complete following whole text transcript")
_FIRST_PERSON = listed("i we my our me us i'm i’m i've i’ve we're we’re we've we’ve i'll i’ll we'll we’ll mine ours")
_ITEMS = DASHES | {"•", "*", "·"}


def may_recite(sentence: Sentence, waiting: Draft) -> bool:
    """Tell whether words without marks may follow a colon: "Berg wrote:", "Here is the full statement from Berg:"."""
    if sentence[-1].lower != ":" or len(sentence) < 3:
        return False
    beside = [token.end for token in sentence[-3:-1]]
    if waiting.cue_class is CueClass.PLAIN and waiting.cue is not None and waiting.cue.end in beside:
        return beside[-1] == waiting.cue.end or sentence[-2].lower == "that"
    if sentence[-2].lower in _TEXTS:
        return True
    told = {token.lower for token in sentence}
    return not told.isdisjoint(_TEXTS) and not told.isdisjoint(_WHOLE)


def recited(waiting: Draft, sentences: Sequence[Sentence]) -> Draft | None:
    """Return the quotation with a paragraph without marks added to it; None if the words don't go on there.

    The first paragraph is always the speaker's. A further one is if it speaks in the first person, as a statement
    does, or is an item of a list.
    """
    if not sentences or sentences[0][0].run is not None:
        return None
    tokens = [token for sentence in sentences for token in sentence]
    if waiting.passages and not _goes_on(sentences[0], {token.lower for token in tokens}):
        return None
    quoted = any(token.run is not None for token in tokens)
    span = Span(tokens[0].start, tokens[-1].end)
    if not waiting.passages:
        return replace(waiting, passages=[span], quoted=quoted, plain=True)
    waiting.passages.append(span)
    waiting.quoted = waiting.quoted or quoted
    return waiting


def _goes_on(sentence: Sentence, told: set[str]) -> bool:
    return sentence[0].lower in _ITEMS or not told.isdisjoint(_FIRST_PERSON)

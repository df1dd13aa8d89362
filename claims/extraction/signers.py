"""Giving a quotation to who signs it, or to whom the sentence behind it names."""

from claims.extraction.drafts import Draft, Place, span_of
from claims.extraction.marks import CLOSING
from claims.extraction.phrases import Phrase
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import Sentence
from claims.extraction.signatures import bare_signature, pointing_back, signature
from claims.extraction.speakers import Found


def signed_by(text: str, resolver: Resolver, sentence: Sentence, place: Place) -> bool:
    """Give the quotation right before, if nobody beside it says it, to the name a sentence consists of."""
    before, ending = place.draft, sentence[-1]
    if before is None or before.found not in {Found.CONTEXT, Found.NOWHERE} or before.cue is not None:
        return False
    pointed = pointing_back(sentence)
    if pointed is not None:
        _give(resolver, before, sentence, pointed)
        return False
    closes = place.unclosed and text[ending.start : ending.end] in CLOSING
    name = signature(sentence, closes=closes)
    if name is None and (before.found is Found.NOWHERE or "," in {token.lower for token in sentence}):
        name = bare_signature(sentence, alone=before.found is Found.NOWHERE)
    if name is None or resolver.actor(sentence, name) is None:
        return False
    _give(resolver, before, sentence, name)
    return True


def _give(resolver: Resolver, draft: Draft, sentence: Sentence, speaker: Phrase) -> None:
    """Give a quotation to who is named behind it."""
    draft.source, draft.actor = span_of(sentence, speaker), resolver.actor(sentence, speaker)
    draft.found, draft.named = Found.BESIDE, True
    resolver.remember(draft.actor)

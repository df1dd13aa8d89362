"""Sentences that a quotation's question mark cut in two: “Is it old?” Dahl asked. They are read as one."""

from collections.abc import Sequence

from claims.extraction import words
from claims.extraction.phrases import phrase_before
from claims.extraction.reporting import Form, Takes, cues_in
from claims.extraction.sentences import LONGEST, Sentence

_ENDS = frozenset({".", ",", ";", "?", "!", "...", "…", "(", "—", "–", "--", "-"})
_HEAD = 12  # how far into a sentence its subject and reporting word may stand


def rejoined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, each that only says who spoke joined to the quoted run right before it."""
    joined: list[Sentence] = []
    for sentence in sentences:
        before = joined[-1] if joined else ()
        if before and before[-1].run is not None and len(before) + len(sentence) <= LONGEST and _tells_who(sentence):
            joined[-1] = [*before, *sentence]
        else:
            joined.append(sentence)
    return joined


def _tells_who(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a speaker and a reporting word that brings in nothing itself."""
    if sentence[0].run is not None:
        return False
    for cue in cues_in(sentence[:_HEAD]):
        if cue.form not in {Form.PAST, Form.PRESENT} or not cue.takes & Takes.QUOTE or cue.passive:
            continue
        speaker = phrase_before(sentence, cue.first)
        if speaker is None or speaker.first > 0:
            return False
        after = sentence[cue.last] if cue.last < len(sentence) else None
        if after is None or after.lower in _ENDS:
            return True
        leads_on = after.lower in words.PREPOSITIONS | words.TIMES | {"as", "while", "when"}
        return (leads_on or words.is_adverb(after.lower)) and not _brings_in(sentence, cue.last)
    return False


def _brings_in(sentence: Sentence, start: int) -> bool:
    """Tell whether words reported follow: a clause, a colon or a quoted run."""
    for token in sentence[start:]:
        if token.lower in {"as", "while", "when"}:
            return False
        if token.run is not None or token.lower in {"that", "whether", ":"} or words.looks_finite(token.lower):
            return True
    return False

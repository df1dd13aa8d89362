"""Sentences that a quotation's question mark cut in two: “Is it old?” Dahl asked. They are read as one."""

from collections.abc import Sequence

from claims.extraction import words
from claims.extraction.lexicon import Form, Takes
from claims.extraction.phrases import phrase_before
from claims.extraction.reporting import cues_in
from claims.extraction.sentences import LONGEST, Sentence
from claims.extraction.speakers import hearer_after

_ENDS = frozenset({".", ",", ";", "?", "!", "...", "…", "(", "—", "–", "--", "-"})
_HEAD = 12  # how far into a sentence its subject and reporting word may stand


def rejoined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, each that only says who spoke joined to the quoted run right before it."""
    joined: list[Sentence] = []
    for sentence in sentences:
        before = joined[-1] if joined else ()
        asks = bool(before) and before[-1].lower == "<?>"
        if len(before) + len(sentence) <= LONGEST and _awaits_speaker(before) and _tells_who(sentence, asks=asks):
            joined[-1] = [*before, *sentence]
        else:
            joined.append(sentence)
    return joined


def _awaits_speaker(sentence: Sentence) -> bool:
    """Tell whether a sentence ends with a quoted run that no reporting word in it brings in."""
    return bool(sentence) and sentence[-1].run is not None and not cues_in(sentence)


def _tells_who(sentence: Sentence, *, asks: bool) -> bool:
    """Tell whether a sentence begins with a speaker and a reporting word that brings in nothing itself.

    ``asks``: the words before end with a question or exclamation mark, so they do not end their sentence.
    """
    if sentence[0].run is not None:
        return False
    for cue in cues_in(sentence[:_HEAD]):
        if cue.form not in {Form.PAST, Form.PRESENT} or not cue.takes & Takes.QUOTE or cue.passive:
            continue
        speaker = phrase_before(sentence, cue.first)
        if speaker is None or speaker.first > 0:
            return False
        return _says_no_more(sentence, cue.last) or (
            bool(cue.takes & Takes.HEARER) and _to_hearer(sentence, cue.last, asks=asks)
        )
    return False


def _says_no_more(sentence: Sentence, at: int) -> bool:
    """Tell whether the sentence ends here, or goes on with when, where and how alone."""
    after = sentence[at] if at < len(sentence) else None
    if after is None or after.lower in _ENDS:
        return not any(token.run is not None for token in sentence[at : at + 2])
    leads_on = after.lower in words.PREPOSITIONS | words.TIMES | {"as", "while", "when"}
    return (leads_on or words.is_adverb(after.lower)) and not _brings_in(sentence, at)


def _to_hearer(sentence: Sentence, at: int, *, asks: bool) -> bool:
    """Tell whether only the one spoken to follows: “Is it old?” Dahl asked the mayor."""
    hearer = hearer_after(sentence, at)
    if hearer is None:
        return False
    return _says_no_more(sentence, hearer.last) or (asks and not _brings_in(sentence, hearer.last))


def _brings_in(sentence: Sentence, start: int) -> bool:
    """Tell whether words reported follow: a clause, a colon or a quoted run."""
    for at, token in enumerate(sentence[start:], start):
        if token.lower in {"as", "while", "when"}:
            return False
        if token.run is not None or token.lower in {"that", "whether", ":"} | words.PERSONAL:
            return True
        if words.looks_finite(token.lower) and not _is_reduced(sentence, at):
            return True
    return False


def _is_reduced(sentence: Sentence, at: int) -> bool:
    """Tell whether a participle stands behind a noun: "an interview aired on Monday"."""
    after = sentence[at + 1].lower if at + 1 < len(sentence) else ""
    return sentence[at].lower.endswith("ed") and after in words.PREPOSITIONS | words.TIMES

"""Verbs that report only right behind a quotation that opens the sentence: “It leaks,” Dahl sighed."""

from claims.extraction import words
from claims.extraction.lexicon import FORMS, Form, Takes
from claims.extraction.phrases import phrase_after, phrase_before
from claims.extraction.reporting import Cue
from claims.extraction.sentences import Sentence

_PARTICLES = frozenset({"back", "in", "out", "up", "on", "off"})


def unlisted_cue(sentence: Sentence) -> Cue | None:
    """Return the verb behind the opening quotation and its speaker, or between the two, if it can be one."""
    at = next((index for index, token in enumerate(sentence) if token.run is None), len(sentence))
    if at == 0:
        return _before_marks(sentence)
    if at + 1 >= len(sentence) or sentence[at - 1].lower not in {"<,>", "<?>"}:
        return None
    if _is_verb(sentence, at, present=False) and (sentence[at + 1].is_capital or sentence[at + 1].lower == "the"):
        return _cue(sentence, at)
    subject = phrase_after(sentence, at)
    if subject is None:
        return None
    named = sentence[at].is_capital or words.is_personal(sentence[at].lower)
    for index in range(at + 1, min(subject.last + 3, len(sentence))):
        if _is_verb(sentence, index, present=named):
            return _cue(sentence, index)
        if index >= subject.last and not words.is_adverb(sentence[index].lower):
            return None
    return None


def _before_marks(sentence: Sentence) -> Cue | None:
    """Return the verb right before a colon and marks, behind its subject: "Dahl sighed: “It leaks.”"."""
    for at in range(2, len(sentence) - 1):
        if sentence[at].lower != ":" or sentence[at + 1].run is None:
            continue
        verb = at - 1
        while verb > 1 and words.is_adverb(sentence[verb].lower):
            verb -= 1
        if sentence[verb].lower in FORMS or not _is_verb(sentence, verb, present=False):
            return None
        return _cue(sentence, verb) if phrase_before(sentence, verb) is not None else None
    return None


def _is_verb(sentence: Sentence, at: int, *, present: bool) -> bool:
    word = sentence[at].lower
    if not sentence[at].is_word or sentence[at].is_capital or word in words.AUXILIARIES | words.ADVERBS:
        return False
    return words.looks_finite(word) or (present and word.endswith("s") and len(word) > 3 and word not in words.TIMES)


def _cue(sentence: Sentence, at: int) -> Cue:
    last = at + 2 if at + 1 < len(sentence) and sentence[at + 1].lower in _PARTICLES else at + 1
    form = Form.PRESENT if sentence[at].lower.endswith("s") else Form.PAST
    return Cue(at, last, form, Takes.QUOTE, sentence[at].lower)

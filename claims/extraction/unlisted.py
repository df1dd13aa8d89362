"""Verbs that report only right behind a quotation that opens the sentence: “It leaks,” Dahl sighed."""

from claims.extraction import words
from claims.extraction.lexicon import FORMS, Form, Takes
from claims.extraction.phrases import phrase_after, phrase_before
from claims.extraction.reporting import Cue
from claims.extraction.sentences import Sentence

_WORDS = 3  # more than that are a sentence
_HEARERS = frozenset({"him", "her", "them", "me", "us"})
_NO_VERBS = words.AUXILIARIES | words.ADVERBS
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
        if not _leads_to_marks(sentence, at):
            continue
        verb = at - 1
        if sentence[verb].lower in _HEARERS and sentence[verb - 1].lower == "to" and verb > 3:
            verb -= 2
        while verb > 1 and words.is_adverb(sentence[verb].lower):
            verb -= 1
        if sentence[verb].lower in FORMS or not _is_verb(sentence, verb, present=False):
            continue
        if phrase_before(sentence, verb) is not None:
            return _cue(sentence, verb)
    return None


def _leads_to_marks(sentence: Sentence, at: int) -> bool:
    """Tell whether a colon stands here before marks, or a comma before a whole sentence in marks."""
    token, run = sentence[at], sentence[at + 1]
    if run.run is None or token.lower not in {":", ","}:
        return False
    opens = next((letter.isupper() for letter in run.text if letter.isalpha()), False)
    return token.lower == ":" or (opens and (run.lower != "<>" or len(run.text.split()) > _WORDS))


def _is_verb(sentence: Sentence, at: int, *, present: bool) -> bool:
    word = sentence[at].lower
    if not sentence[at].is_word or sentence[at].is_capital or word in _NO_VERBS:
        return False
    return words.looks_finite(word) or (present and word.endswith("s") and len(word) > 3 and word not in words.TIMES)


def _cue(sentence: Sentence, at: int) -> Cue:
    last = at + 2 if at + 1 < len(sentence) and sentence[at + 1].lower in _PARTICLES else at + 1
    form = Form.PRESENT if sentence[at].lower.endswith("s") else Form.PAST
    return Cue(at, last, form, Takes.QUOTE, sentence[at].lower)

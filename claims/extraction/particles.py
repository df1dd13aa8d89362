"""What a verb needs beside it before it reports: "called for", "talked to them about", "made the point that"."""

from claims.extraction import words
from claims.extraction.lexicon import FORMS, SPEECH, TAKES, WITH_PARTICLE, Form, Takes
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

_ABOUT = Takes.THING | Takes.QUOTE
_TALKED = words.TIMES | listed("to with on in at during last this")
_CASES = listed("point case argument claim claims assertion suggestion statement comment remark promise pledge")
_COMMENTS = listed("comment comments remark remarks statement statements claim claims joke jokes")
_CALLS = listed("call calls case plea pleas appeal pitch")
_NO_ADJECTIVE = words.PREPOSITIONS | words.DETERMINERS | words.CONJUNCTIONS


def with_particle(sentence: Sentence, index: int, lemma: str) -> tuple[Takes | None, int]:
    """Return what the verb at ``index`` takes there, and its end, particle included; None if it reports nothing."""
    if lemma == "make" and (made := _behind_made(sentence, index + 1)) is not None:
        return made
    takes, particles = WITH_PARTICLE.get(lemma, (Takes.QUOTE, frozenset[str]()))
    if lemma == "respond" and FORMS[sentence[index].lower][1] is Form.PARTICIPLE:
        return TAKES[lemma], index + 1  # "Responding to this, Berg said" only leads up
    at = _particle_after(sentence, index + 1, lemma) if particles else index + 1
    if at < len(sentence) and sentence[at].lower in particles:
        return takes, at + 1
    return TAKES.get(lemma), index + 1


def _particle_after(sentence: Sentence, at: int, lemma: str) -> int:
    """Return where a verb's particle may stand: behind adverbs, whom it is said to, or "raised (new) questions"."""
    at = _behind_hearer(sentence, at) if lemma in {"speak", "talk", "ask"} else at
    while at < len(sentence) and words.is_adverb(sentence[at].lower):
        at += 1
    described = lemma == "raise" and at + 1 < len(sentence) and sentence[at].is_word
    return at + 1 if described and sentence[at].lower not in _NO_ADJECTIVE | WITH_PARTICLE["raise"][1] else at


def _behind_hearer(sentence: Sentence, at: int) -> int:
    """Pass the one spoken to or with, when and where: "talked to reporters about …", "asked on Monday about …"."""
    if at >= len(sentence) or not (sentence[at].lower in _TALKED or words.is_adverb(sentence[at].lower)):
        return at
    for here in range(at + 1, min(at + 9, len(sentence))):
        if sentence[here].lower in {"about", "against"}:
            return here
        if not sentence[here].is_word or words.looks_finite(sentence[here].lower):
            return at
    return at


def _behind_made(sentence: Sentence, at: int) -> tuple[Takes, int] | None:
    """Pass what is made of words: "made the point that", "made harsh comments about"; None if it is something else."""
    for here in range(at, min(at + 4, len(sentence) - 1)):
        word, after = sentence[here].lower, sentence[here + 1].lower
        if word in _COMMENTS and after in {"about", "on"}:
            return _ABOUT, here + 2
        if word in _CALLS and after == "for":
            return _ABOUT, here + 2
        if word in _CASES and after == "that" and here <= at + 1:
            return SPEECH, here + 1
        if not sentence[here].is_word or word in words.PREPOSITIONS | {"no"}:
            return None
    return None

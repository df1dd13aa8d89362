"""Whose noun it is: "her claim", "Dahl's repeated calls"; and whether it tells something.

All positions are token indexes of the sentence.
"""

from claims.extraction import words
from claims.extraction.phrases import Phrase
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

_OWNERS = listed("his her their")
_CONTRACTED = listed("who that there here what let")  # "who's" is no owner
_TELLS_WHEN = words.TIMES | listed("that to with on in at during last this before")
_REACH = 3  # words before the noun at most: the owner and two adjectives
_NO_ADJECTIVE = words.PREPOSITIONS | words.SUBORDINATORS | words.CONJUNCTIONS | words.DETERMINERS | words.PERSONAL


def owner_of(sentence: Sentence, noun: int) -> int | None:
    """Return the token that tells whose noun it is, up to two words before it: "Dahl's (repeated) calls"."""
    for at in range(noun - 1, max(-1, noun - 1 - _REACH), -1):
        token = sentence[at]
        if token.lower in _OWNERS:
            return at
        if token.possessive:
            return None if words.is_personal(token.lower) or token.lower[:-2] in _CONTRACTED else at
        if not token.is_word or token.lower in _NO_ADJECTIVE or words.looks_finite(token.lower):
            return None
    return None


def owner_phrase(sentence: Sentence, noun: int) -> Phrase | None:
    """Return who owns the noun, a name with its titles; None if nobody does."""
    at = owner_of(sentence, noun)
    if at is None or sentence[at].lower in _OWNERS:
        return Phrase(at, at + 1) if at is not None else None
    first = at
    while first > 0 and (sentence[first - 1].is_capital or sentence[first - 1].lower in words.DETERMINERS):
        first -= 1
    return Phrase(first, at + 1)


def tells_clause(sentence: Sentence, noun: int) -> bool:
    """Tell whether "that" opens what a noun tells, at once or behind when and where: "her statement on Monday that"."""
    behind = sentence[noun + 1 : noun + 10]
    if not behind or behind[0].lower not in _TELLS_WHEN:
        return False
    ends = (token for token in behind if token.lower == "that" or not token.is_word or words.looks_finite(token.lower))
    return next((token.lower == "that" for token in ends), False)

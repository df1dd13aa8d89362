"""Which words a reporting word brings in on both of its sides: "The dam is old, he said, but holds".

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.contents import TRAILS, trimmed, words_before
from claims.extraction.lexicon import Form, Takes
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

_AROUND = frozenset({Form.PAST, Form.PRESENT, Form.BASE, Form.PHRASE})
_OPENS_CLAUSE = listed("if when while because although though unless since once whatever whenever")


def words_around(
    sentence: Sentence, cue: Cue, start: int, end: int, covered: int, limit: int
) -> tuple[Phrase | None, Phrase] | None:
    """Return the words on both sides of ", he said, ".

    The first is None if it only leads up to what is said: "In the end, he said, …".
    """
    commas = start > covered + 1 and end + 2 < limit and cue.form in _AROUND
    if not commas or sentence[start - 1].lower != "," or sentence[end].lower != ",":
        return None
    following = sentence[end + 1]
    joined = following.lower in {"and", "but"} and sentence[end + 2].lower in words.PERSONAL | words.DETERMINERS
    goes_on = joined or (following.is_word and following.lower not in TRAILS | words.CONJUNCTIONS - {"or"})
    behind = sentence[end + 2].lower
    adds = following.lower in {"including", "because", "unless"} or (
        following.lower in {"by", "for", "without"} and behind.endswith("ing")
    )
    goes_on = (goes_on and not following.lower.endswith("ing")) or adds or _completes(sentence, covered, end + 1)
    if not cue.takes & Takes.CLAUSE or not goes_on:
        return None
    if cue.form is Form.PHRASE and words_before(sentence, cue, start, covered) is not None:
        return None  # a clause, according to somebody, of whom more follows
    first = covered
    while first < start - 1 and not (sentence[first].is_word and sentence[first].lower not in words.CONJUNCTIONS):
        first += 1
    after = Phrase(end + 1, trimmed(sentence, end + 1, limit))
    fronted = sentence[first].lower in words.PREPOSITIONS - {"after", "before", "since", "until"} or start - first < 3
    return (None if fronted else Phrase(first, start - 1)), after


def _completes(sentence: Sentence, first: int, at: int) -> bool:
    """Tell whether words behind ", he said, " end what those before it began: "If it leaks, he said, mending it …"."""
    opening = sentence[first].lower
    word, after = sentence[at].lower, sentence[at + 1].lower
    if opening in _OPENS_CLAUSE and word not in {"and", "but"}:
        return True
    if word == "and":
        return words.looks_finite(after)
    return word == "to" and not sentence[at + 1].is_capital and after not in words.DETERMINERS | words.PERSONAL

"""Where words reported end before their sentence does: at what the article adds itself. Positions are token indexes."""

from claims.extraction import words
from claims.extraction.contents import CLAUSE_STARTS
from claims.extraction.reporting import Cue, Takes
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

# What the article goes on with behind a comma: an explanation, an apposition, a clause with a subject of its own.
_ADDS = words.PERSONAL | listed("who which whose while despite compared but a an")


def reported_end(sentence: Sentence, cue: Cue, first: int, last: int) -> int:
    """Return where words end that begin behind the reporting word at ``first``; never cut behind marks in them."""
    thing = bool(cue.takes & Takes.THING) and sentence[first].lower not in CLAUSE_STARTS | {"to"}
    for at in range(first + 2, last - 1):
        token, after = sentence[at], sentence[at + 1]
        if token.run is not None:
            return last
        if token.lower == ";" or (token.lower == "," and (after.lower in _ADDS or (thing and after.lower == "the"))):
            return at
        if thing and token.lower == "and" and words.looks_finite(after.lower):
            return at
    return last

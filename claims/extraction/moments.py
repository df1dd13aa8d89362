"""When something was said: "last week", "on Tuesday", "less than two weeks ago", no part of who says it or of what.

All positions are token indexes of one sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.sentences import Sentence
from claims.extraction.words import listed

_UNITS = listed(
    "hour hours day days week weeks weekend month months year years decade decades spring summer fall winter"
)
_MEASURES = listed(
    "last this next earlier later late early a an one two three four five six seven eight nine ten several few some "
    "couple of about just only nearly almost less more than over the same past many"
)


def without_time(sentence: Sentence, last: int) -> int:
    """Leave "on Tuesday", "Monday", "last week" or "two years ago" off the end of a phrase."""
    at = _before_moment(sentence, last)
    if at > 0 and sentence[at - 1].lower in words.TIMES:
        at -= 1
        while at > 0 and sentence[at - 1].lower in words.TIMES | {"on", "late", "early", "last", "this"}:
            at -= 1
    return at if at > 0 and (sentence[at - 1].is_word or sentence[at - 1].lower == ")") else last


def _before_moment(sentence: Sentence, last: int) -> int:
    """Return where "last week", "earlier this year" or "two weeks ago" begins; ``last`` if none ends there."""
    at = last - (last > 0 and sentence[last - 1].lower in {"ago", "earlier", "later", "before"})
    if at == 0 or sentence[at - 1].lower not in _UNITS:
        return last
    counted = at < last
    at -= 1
    while at > 0 and (sentence[at - 1].lower in _MEASURES or (counted and sentence[at - 1].text.isdigit())):
        at -= 1
    return at if at < last - 1 else last


def moment_end(sentence: Sentence, at: int) -> int:
    """Return where "last week", "earlier this year" or "two years ago" ends that begins here; ``at`` if none does."""
    last = at
    while last < len(sentence) and (sentence[last].lower in _MEASURES or sentence[last].text.isdigit()):
        last += 1
    if last == at or last >= len(sentence) or sentence[last].lower not in _UNITS:
        return at
    last += 1
    behind = last < len(sentence) and sentence[last].lower in {"ago", "earlier", "later", "before"}
    pointed = sentence[at].lower in {"last", "this", "earlier", "later", "next", "late", "early"}
    return last + behind if behind or pointed else at

"""Where the words of one statement end at the latest: at the next statement beside it in the sentence.

All positions are token indexes of the sentence, end exclusive.
"""

from collections.abc import Iterable

from claims.extraction import words
from claims.extraction.contents import before_as
from claims.extraction.lexicon import Form
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.words import listed

_LEADS_UP = listed("while when after although though as if before since asked pressed")
_APART = DASHES | {":", "(", "."}


def limit_of(sentence: Sentence, cue: Cue, own: Phrase | None, later: Iterable[tuple[Cue, Phrase | None]]) -> int:
    """Return where the reported words end at the latest: the sentence's end or the next statement beside this."""
    for other, phrase in later:
        if other.first < cue.last or (own is not None and other.first < own.last):
            continue
        at = _separates(sentence, cue, other, phrase)
        if at is not None and at > cue.last:
            return at
    return len(sentence)


def _in_fronted_clause(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether the reporting word stands in a clause that leads up to the main one: "While Berg said …, Dahl"."""
    return sentence[0].lower in _LEADS_UP and not any(token.lower == "," for token in sentence[: cue.first])


def _separates(sentence: Sentence, cue: Cue, other: Cue, phrase: Phrase | None) -> int | None:
    """Return where ``other`` starts a statement beside that of ``cue``, None if it lies within its words."""
    start = min(other.first, phrase.first) if phrase else other.first
    while phrase is None and start > cue.last + 1 and words.is_adverb(sentence[start - 1].lower):
        start -= 1
    before = sentence[start - 1]
    if _in_fronted_clause(sentence, cue) and phrase is not None and before.ends_with_comma:
        return start - 1
    if other.form is Form.PARTICIPLE and cue.form is Form.PARTICIPLE and before.lower in {"and", "but"}:
        return start - 1
    if other.form is Form.PARTICIPLE or other.form is Form.PHRASE:
        return start if before.ends_with_comma or before.lower in DASHES or before.run is not None else None
    if other.form is Form.NOUN or (other.form is Form.BASE and cue.form is not Form.BASE):
        return None
    if phrase is None:
        joined = before.lower in {"and", "but"} or before.ends_with_comma
        return start - 1 if joined and other.form is cue.form else None
    if before.lower in {"but", "while", "though", "although", ";"} or before_as(sentence, start):
        return start - 1
    if before.lower == "and" and start >= 2 and sentence[start - 2].ends_with_comma:
        return start - 1
    if before.run is None or not before.ends_with_comma:
        return None
    apart = start >= 2 and sentence[start - 2].lower in _APART and cue.last < start - 2
    return start - 1 if apart else start  # it deplored the sale: “…,” she said

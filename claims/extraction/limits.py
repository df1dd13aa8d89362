"""Where the words of one statement end at the latest: at the next statement beside it in the sentence.

All positions are token indexes of the sentence, end exclusive.
"""

from collections.abc import Iterable

from claims.extraction import words
from claims.extraction.contents import before_as
from claims.extraction.lexicon import Form, Takes
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.words import listed

_LEADS_UP = listed("while when after although though as if before since asked pressed")
_BEFORE_RUN = words.BE | words.HAVE | listed("that as a an the her him it them , to")
_WORDS = 4  # more words than that before a colon or bracket are reported ones
_APART = DASHES | {":", "(", ".", ","}


def limit_of(sentence: Sentence, cue: Cue, own: Phrase | None, later: Iterable[tuple[Cue, Phrase | None]]) -> int:
    """Return where the reported words end at the latest: the sentence's end or the next statement beside this."""
    for other, phrase in later:
        if other.first < cue.last or (own is not None and other.first < own.last):
            continue
        at = _separates(sentence, cue, own, other, phrase)
        if at is not None and at > cue.last:
            return at
    return len(sentence)


def before_announcement(sentence: Sentence, cue: Cue, limit: int) -> int:
    """Return where reported words end before a clause that leads up to a colon and marks: ", but he added: “…”"."""
    colon = next((at for at in range(cue.last + 2, limit - 1) if sentence[at].lower == ":"), None)
    if colon is None or sentence[colon + 1].run is None:
        return limit
    for at in range(colon - 2, cue.last + 1, -1):
        subject = sentence[at + 1]
        if sentence[at].lower not in {"but", "and"} or not sentence[at - 1].ends_with_comma:
            continue
        if subject.lower in words.PERSONAL or subject.is_capital:
            return at
    return limit


def in_fronted_clause(sentence: Sentence, cue: Cue, own: Phrase | None) -> bool:
    """Tell whether the reporting word stands in a clause that leads up to the main one: "While Berg said …, Dahl".

    It may begin further on: "It rained, and when Berg asked about …, Dahl said".
    """
    start = min(own.first, cue.first) if own is not None else cue.first
    if start > 0 and sentence[start - 1].lower in _LEADS_UP - {"as"}:
        return True
    if start > 1 and sentence[start - 1].lower == "as" and sentence[start - 2].lower == "even":
        return True
    return sentence[0].lower in _LEADS_UP and not any(token.lower == "," for token in sentence[: cue.first])


def _quotes_at_once(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a quoted run follows a reporting word at once: "he called “…”", "he said was “…”"."""
    for token in sentence[cue.last : cue.last + 6]:
        if token.run is not None:
            return True
        if token.lower not in _BEFORE_RUN:
            return False
    return False


def _brings_in_marks(sentence: Sentence, cue: Cue) -> bool:
    return any(token.run is not None for token in sentence[cue.last :])


def _clause_of(sentence: Sentence, pronoun: int) -> int:
    """Return where a relative clause begins: at "which", or "for which", with the comma before it."""
    start = pronoun - (sentence[pronoun - 1].lower in words.PREPOSITIONS)
    return start - (sentence[start - 1].lower == ",")


def _is_thing_told(cue: Cue) -> bool:
    """Tell whether it is a noun with what it is about: "her comments on the dam"."""
    return cue.form is Form.NOUN and not cue.takes & Takes.CLAUSE


def _separates(sentence: Sentence, cue: Cue, own: Phrase | None, other: Cue, phrase: Phrase | None) -> int | None:
    """Return where ``other`` starts a statement beside that of ``cue``, None if it lies within its words."""
    start = min(other.first, phrase.first) if phrase else other.first
    while phrase is None and start > cue.last + 1 and words.is_adverb(sentence[start - 1].lower):
        start -= 1
    before = sentence[start - 1]
    fronted = in_fronted_clause(sentence, cue, own) and phrase is not None and before.ends_with_comma
    both = other.form is Form.PARTICIPLE and cue.form is Form.PARTICIPLE
    if fronted or (both and before.lower in {"and", "but"}):
        return start if before.run is not None and not _is_apart(sentence, cue, start) else start - 1
    if other.form is Form.PARTICIPLE and _is_thing_told(cue) and before.lower == "and":
        return start - 1
    if before.lower == "," and sentence[start - 2].lower == "that":
        return None  # "said that, according to …, it leaks"
    if other.form is Form.PARTICIPLE or other.form is Form.PHRASE:
        return start if before.ends_with_comma or before.lower in DASHES or before.run is not None else None
    if other.form is Form.NOUN or (other.form is Form.BASE and cue.form is not Form.BASE):
        return None
    if phrase is None and before.lower == "when" and sentence[start - 2].lower in words.CONJUNCTIONS:
        return start - 2
    if phrase is None:
        joined = before.lower in {"and", "but"} or before.ends_with_comma
        alike = other.form is cue.form or {other.form, cue.form} == {Form.BASE, Form.PAST}  # did say … and called
        alike = alike or _is_thing_told(cue)  # defended her comments … and said
        return start - 1 if joined and alike else None
    return _separates_speaker(sentence, cue, other, start)


def _separates_speaker(sentence: Sentence, cue: Cue, other: Cue, start: int) -> int | None:
    """Do so for a reporting word whose own speaker stands beside it; ``start``: where the two begin."""
    before = sentence[start - 1]
    if start >= 2 and sentence[start - 2].lower == "that":
        return None  # said that while he feared rain, it …
    opens = before.lower in {":", "("} and start - cue.last > _WORDS
    if opens or before.lower in {"but", "while", "though", "although", ";"}:
        return start - 1
    if lead := before_as(sentence, start):
        return start - lead
    spoken_of = bool(cue.takes & Takes.THING) and not cue.takes & Takes.CLAUSE
    if before.lower == "and" and start >= 2 and (sentence[start - 2].ends_with_comma or spoken_of):
        return start - 1
    if before.lower in {"when", "after", "before"} and spoken_of and _brings_in_marks(sentence, other):
        return start - 1
    if _quotes_at_once(sentence, other):
        aside = _before_marks_at_once(sentence, other, start)
        if aside is not None:
            return aside
    if before.run is None or not before.ends_with_comma:
        return None
    return start - 1 if _is_apart(sentence, cue, start) else start


def _before_marks_at_once(sentence: Sentence, other: Cue, start: int) -> int | None:
    """Do so where marks follow at once what begins at ``start``: ", which she called “…”"."""
    before = sentence[start - 1]
    if before.lower == "and" and start >= 2 and sentence[start - 2].run is not None:
        return start - 1
    if before.lower in {"which", "whom", "who"}:
        return _clause_of(sentence, start - 1)
    return start - 1 if before.lower == "," and sentence[other.last].lower == "," else None


def _is_apart(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Tell whether the run before ``start`` stands apart from the words before: it deplored the sale: “…,” she said."""
    return start >= 2 and sentence[start - 2].lower in _APART and cue.last < start - 2

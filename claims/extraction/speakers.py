"""Who speaks: the noun phrase that belongs to a reporting word, before it, after it, or at the sentence's head.

All positions are token indexes of one sentence, end exclusive.
"""

from enum import Enum, auto

from claims.extraction import words
from claims.extraction.phrases import Phrase, phrase_after, phrase_before
from claims.extraction.reporting import Cue, Form, Takes
from claims.extraction.sentences import DASHES, Sentence


class Found(Enum):
    """How the speaker was found; the less direct, the less sure."""

    BESIDE = auto()  # "Trump said", "said Trump"
    PRONOUN = auto()  # "he said"
    INHERITED = auto()  # "Trump came and said", ", adding that"
    CONTEXT = auto()  # from the sentences around
    NOWHERE = auto()


_INVERTS = Takes.QUOTE | Takes.CLAUSE


def speaker_of(sentence: Sentence, cue: Cue) -> tuple[Phrase | None, Found]:
    """Return the phrase that names the speaker of ``cue`` within its sentence, and how it was found."""
    if cue.form is Form.PHRASE:
        return _found(sentence, phrase_after(sentence, cue.last, long=True))
    if cue.form is Form.NOUN:
        return _found(sentence, _owner(sentence, cue.first))
    if cue.passive:
        by = next((i for i in range(cue.last, min(cue.last + 4, len(sentence))) if sentence[i].lower == "by"), None)
        return _found(sentence, phrase_after(sentence, by + 1) if by is not None else None)
    if cue.form is not Form.PARTICIPLE:
        before = phrase_before(sentence, cue.first)
        if before is not None:
            return _found(sentence, before)
        if _may_invert(sentence, cue):
            after = phrase_after(sentence, cue.last)
            if after is not None:
                return _found(sentence, after)
    return None, Found.NOWHERE


def _found(sentence: Sentence, phrase: Phrase | None) -> tuple[Phrase | None, Found]:
    if phrase is None:
        return None, Found.NOWHERE
    pronoun = words.is_personal(sentence[phrase.first].lower) and phrase.last - phrase.first == 1
    return phrase, Found.PRONOUN if pronoun else Found.BESIDE


def _may_invert(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether the subject may follow the verb: "…," said Trump."""
    if not cue.takes & _INVERTS or cue.form not in {Form.PAST, Form.PRESENT} or cue.first == 0:
        return False
    before = sentence[cue.first - 1]
    after = sentence[cue.last] if cue.last < len(sentence) else None
    if after is None or after.lower in words.PERSONAL | {"that"} or after.run is not None:
        return False
    return before.run is not None or before.ends_with_comma or before.lower in DASHES | {"as"}


def _owner(sentence: Sentence, noun: int) -> Phrase | None:
    """Tell whose claim it is: "her claim", "Trump's claim"."""
    if sentence[noun - 1].lower in {"his", "her", "their"}:
        return Phrase(noun - 1, noun)
    first = noun - 1
    while first > 0 and (sentence[first - 1].is_capital or sentence[first - 1].lower in words.DETERMINERS):
        first -= 1
    return Phrase(first, noun)


def _past_openers(sentence: Sentence, start: int, end: int) -> int:
    """Go behind "But", "However,", "Shortly", "about" before a number and what else leads up to a subject."""
    while start < end:
        token = sentence[start]
        counts = token.lower in {"about", "over"} and start + 1 < end and sentence[start + 1].text[0].isdigit()
        skipped = words.CONJUNCTIONS | words.OPENERS | {",", "(", "["}
        if not (token.lower in skipped or words.is_adverb(token.lower) or counts):
            break
        start += 1
    return start


def leading_subject(sentence: Sentence, end: int) -> Phrase | None:
    """Return the subject that heads the sentence, if it ends before token ``end``: behind a fronted adverbial."""
    start = 0
    start = _past_openers(sentence, start, end)
    if start < end and _is_fronted(sentence[start].lower):
        comma = next((i for i in range(start, end) if sentence[i].lower == ","), None)
        if comma is None:
            return None
        start = _behind_place(sentence, _past_openers(sentence, comma + 1, end), end)
    phrase = phrase_after(sentence, start)
    return phrase if phrase is not None and phrase.last <= end else None


def _is_fronted(word: str) -> bool:
    participle = word.endswith("ing") and len(word) > 5
    return participle or word in words.PREPOSITIONS | words.SUBORDINATORS


def _behind_place(sentence: Sentence, start: int, end: int) -> int:
    """Pass what belongs to the adverbial still: "In Salem, New Hampshire, the senator"."""
    for _ in range(3):
        phrase = phrase_after(sentence, start)
        if phrase is None or phrase.last + 1 >= end or sentence[phrase.last].lower != ",":
            break
        following = sentence[phrase.last + 1]
        if following.lower in words.RELATIVE | {"a", "an", "the", "whose"} or not following.is_word:
            break
        start = phrase.last + 1
    return start


def speaker_label(sentence: Sentence) -> Phrase | None:
    """Return the name that labels a line: "SMITH: …" in a transcript, "Smith: …" in a headline."""
    colon = next((i for i, token in enumerate(sentence[:5]) if token.lower == ":"), None)
    if not colon or colon + 1 >= len(sentence):
        return None
    named = all(token.is_capital and token.lower not in words.OPENERS for token in sentence[:colon])
    return Phrase(0, colon) if named else None


def hearer_after(sentence: Sentence, start: int) -> Phrase | None:
    """Return the one spoken to, right behind "told": never taken for the speaker."""
    if start < len(sentence) and sentence[start].lower in {"me", "us", "him", "them", "you", "it"}:
        return Phrase(start, start + 1)
    return phrase_after(sentence, start)

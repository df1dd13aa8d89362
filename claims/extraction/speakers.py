"""Who speaks: the noun phrase that belongs to a reporting word, before it, after it, or at the sentence's head.

All positions are token indexes of one sentence, end exclusive.
"""

from enum import Enum, auto

from claims.extraction import words
from claims.extraction.kinds import PEOPLE
from claims.extraction.lexicon import FORMS, Form, Takes
from claims.extraction.owners import owner_phrase
from claims.extraction.phrases import Phrase, phrase_after, phrase_before
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence, names_work


class Found(Enum):
    """How the speaker was found; the less direct, the less sure."""

    BESIDE = auto()  # "Trump said", "said Trump"
    PRONOUN = auto()  # "he said"
    INHERITED = auto()  # "Trump came and said", ", adding that"
    CONTEXT = auto()  # from the sentences around
    NOWHERE = auto()


MOMENTS = frozenset({"later", "ago", "earlier", "year", "years", "week", "weeks", "month", "months", "day", "days"})
_POINTING = frozenset({"here", "here's", "here’s", "below", "see", "read", "watch", "listen"})
_TOPICS = frozenset({"on", "about", "regarding", "concerning"})
_OBJECTS = frozenset({"that", "him", "them"})
_INVERTS = Takes.QUOTE | Takes.CLAUSE


def speaker_of(sentence: Sentence, cue: Cue) -> tuple[Phrase | None, Found]:
    """Return the phrase that names the speaker of ``cue`` within its sentence, and how it was found."""
    if cue.form is Form.PHRASE:
        return _found(sentence, phrase_after(sentence, cue.last, long=True))
    if cue.form is Form.NOUN:
        return _found(sentence, owner_phrase(sentence, cue.first))
    agent = _agent_behind(sentence, cue)
    if agent is not None:
        return _found(sentence, agent)
    if cue.passive:
        by = next((i for i in range(cue.last, min(cue.last + 4, len(sentence))) if sentence[i].lower == "by"), None)
        return _found(sentence, phrase_after(sentence, by + 1) if by is not None else None)
    if cue.form is Form.PARTICIPLE:
        return _found(sentence, _subject_beside(sentence, cue.first))
    if cue.form is Form.BASE and cue.first and sentence[cue.first - 1].lower == "to":
        return None, Found.NOWHERE
    before = phrase_before(sentence, cue.first)
    if before is None and _may_invert(sentence, cue):
        return _found(sentence, phrase_after(sentence, cue.last))
    return _found(sentence, before)


def _agent_behind(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return who says what a participle brings in, behind the marks: "called a “ruin” by Berg"."""
    if cue.form is not Form.PAST or not cue.takes & Takes.THING or cue.takes & Takes.CLAUSE:
        return None
    run = next((at for at in range(cue.last, min(cue.last + 4, len(sentence))) if sentence[at].run is not None), None)
    if run is None or run + 2 >= len(sentence) or sentence[run + 1].lower != "by":
        return None
    if any(token.lower not in words.DETERMINERS | {"as"} for token in sentence[cue.last : run]):
        return None  # "called it a “ruin” by mistake"
    first = sentence[run + 2]
    somebody = first.is_capital or first.lower in words.DETERMINERS or first.lower.endswith("s")
    return phrase_after(sentence, run + 2) if somebody else None


def _subject_beside(sentence: Sentence, participle: int) -> Phrase | None:
    """Return the subject that a participle has of its own: "with Berg saying", "and Dahl calling it …"."""
    last = participle
    while last > 0 and words.is_adverb(sentence[last - 1].lower):
        last -= 1
    first = last
    while first > 0 and last - first < 12 and sentence[first - 1].is_word and sentence[first - 1].lower != "with":
        first -= 1
    if 0 < first < last and sentence[first - 1].lower == "with":
        return Phrase(first, last)
    first = last
    while first > 0 and sentence[first - 1].is_capital and sentence[first - 1].lower not in words.TIMES:
        first -= 1
    joined = 0 < first < last and sentence[first - 1].lower in {"and", "while"} | DASHES
    return Phrase(first, last) if joined else None


def _found(sentence: Sentence, phrase: Phrase | None) -> tuple[Phrase | None, Found]:
    if phrase is None:
        return None, Found.NOWHERE
    pronoun = words.is_personal(sentence[phrase.first].lower) and phrase.last - phrase.first == 1
    return phrase, Found.PRONOUN if pronoun else Found.BESIDE


def _may_invert(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether the subject may follow the verb: "…," said Trump."""
    after = sentence[cue.last] if cue.last < len(sentence) else None
    several = cue.form is Form.BASE and cue.first > 1 and sentence[cue.first - 1].ends_with_comma  # "…, say engineers"
    if not cue.takes & _INVERTS or not (cue.form in {Form.PAST, Form.PRESENT} or several):
        return False
    if after is None or after.lower in words.PERSONAL | _OBJECTS or after.run is not None:
        return False
    if sentence[cue.last - 1].lower in words.PREPOSITIONS | {"having"} or sentence[cue.first].lower == "having":
        return False  # "…, called for Berg to go"
    if cue.first and names_work(sentence, cue.first - 1):
        return False
    thing = bool(cue.takes & Takes.THING) and not cue.takes & Takes.CLAUSE
    if thing and cue.first > 1 and not after.is_capital:
        return False
    if cue.first == 0:
        return after.is_capital and cue.lemma != "ask"
    before = sentence[cue.first - 1]
    return before.run is not None or before.ends_with_comma or before.lower in DASHES | {"as"}


def past_openers(sentence: Sentence, start: int, end: int) -> int:
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
    start = past_openers(sentence, 0, end)
    for _ in range(4):
        if start >= end or not _is_fronted(sentence, start):
            break
        comma = next((i for i in range(start, end) if sentence[i].ends_with_comma), None)
        if comma is None:
            return None
        start = _behind_place(sentence, past_openers(sentence, comma + 1, end), end)
    phrase = phrase_after(sentence, start)
    return phrase if phrase is not None and phrase.last <= end else None


def announcer(sentence: Sentence) -> Phrase | None:
    """Return who speaks what follows a sentence that ends with a colon: "Here is Berg's statement:", "from Berg:"."""
    colon = len(sentence) - 1
    if sentence[0].lower in _TOPICS and not any(token.lower == "," for token in sentence):
        return None  # "On Berg's plan:" only tells what it is about
    if sentence[0].lower in {"his", "her", "their"}:
        return Phrase(0, 1)
    for at in range(colon - 1, max(0, colon - 5), -1):
        if sentence[at].possessive and sentence[at].is_capital:
            name = _name_to(sentence, at + 1)
            return Phrase(name.first, colon) if at == colon - 2 and sentence[at + 1].lower in PEOPLE else name
    for at in range(colon - 1, max(0, colon - 8), -1):
        if sentence[at].lower in {"from", "by"} and sentence[at + 1].is_capital:
            return phrase_after(sentence, at + 1)
    if sentence[0].lower == "from":
        return phrase_after(sentence, 1)
    subject = leading_subject(sentence, colon)
    if subject is not None and sentence[subject.first].lower not in _POINTING:
        return subject
    names = [at for at in range(1, colon) if sentence[at].is_capital and not sentence[at].possessive]
    return _name_to(sentence, names[-1] + 1) if names else None


def _name_to(sentence: Sentence, last: int) -> Phrase:
    """Return the words with capitals that end right before a token."""
    first = last - 1
    while first > 0 and sentence[first - 1].is_capital and sentence[first - 1].lower not in _POINTING | {"from", "by"}:
        first -= 1
    return Phrase(first, last)


def _is_fronted(sentence: Sentence, start: int) -> bool:
    """Tell whether an adverbial stands here before the subject: "At a rally,", "Led by her,", "Two days later,"."""
    word = sentence[start].lower
    after = sentence[start + 1].lower if start + 1 < len(sentence) else ""
    if word in words.PREPOSITIONS | words.SUBORDINATORS or (word.endswith("ing") and len(word) > 5):
        return True
    if word.endswith("ed") and after in words.PREPOSITIONS:
        return True
    comma = next((i for i in range(start, min(start + 6, len(sentence))) if sentence[i].lower == ","), start)
    if words.is_personal(word) or any(words.looks_finite(token.lower) for token in sentence[start:comma]):
        return False
    return sentence[comma - 1].lower in words.TIMES | MOMENTS and comma > start


def opening_subject(sentence: Sentence) -> Phrase | None:
    """Return the subject behind a participle that opens the sentence: "Asking for calm, the mayor said"."""
    for comma in range(1, len(sentence) - 2):
        if not sentence[comma].ends_with_comma:
            continue
        subject = phrase_after(sentence, past_openers(sentence, comma + 1, len(sentence)))
        verb = subject.last if subject else len(sentence)
        while verb < len(sentence) and words.is_adverb(sentence[verb].lower):
            verb += 1
        if verb < len(sentence) and (words.looks_finite(sentence[verb].lower) or sentence[verb].lower in FORMS):
            return subject
    return None


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
    phrase = phrase_after(sentence, start)
    if phrase is None:
        return None
    told = (at for at in range(start + 1, phrase.last) if is_infinitive(sentence, at))
    return Phrase(start, next(told, phrase.last))


def is_infinitive(sentence: Sentence, at: int) -> bool:
    """Tell whether "to" or "not to" and a verb stand here; none is "aide to the mayor"."""
    at += sentence[at].lower == "not"
    if at + 1 >= len(sentence) or sentence[at].lower != "to":
        return False
    after = sentence[at + 1]
    return after.is_word and not after.is_capital and after.lower not in words.DETERMINERS

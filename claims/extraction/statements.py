"""Statements of one sentence: each reporting word with its speaker and the words it brings in.

All positions are token indexes of the sentence, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extraction import words
from claims.extraction.contents import CLAUSE_STARTS, words_after, words_around, words_before
from claims.extraction.endings import reported_end
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue, Form, Takes, cues_in
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.speakers import Found, hearer_after, leading_subject, opening_subject, speaker_of
from claims.extraction.unlisted import unlisted_cue
from claims.extraction.words import listed

_FIRM_HEARER = listed("tell remind assure inform notify advise")


@dataclass(frozen=True, slots=True)
class Statement:
    """A reporting word, who speaks, and the token ranges of the words reported (none yet: they follow later)."""

    cue: Cue
    speaker: Phrase | None
    found: Found
    contents: tuple[Phrase, ...]
    hearer: Phrase | None = None


def statements_in(sentence: Sentence) -> list[Statement]:
    """Find all statements of a sentence, in order. A reporting word inside reported words starts none of its own."""
    cues = cues_in(sentence)
    unlisted = unlisted_cue(sentence)
    if unlisted is not None and all(cue.first > unlisted.last + 2 or cue.last < unlisted.first for cue in cues):
        cues = sorted([*cues, unlisted], key=lambda cue: cue.first)
    placed = [(cue, *speaker_of(sentence, cue)) for cue in cues]
    found: list[Statement] = []
    covered = 0
    for number, (cue, phrase, how) in enumerate(placed):
        if cue.first < covered:
            continue
        speaker, how = _inherit(sentence, cue, phrase, how, found)
        if speaker is None and not _may_lack_speaker(cue):
            continue
        limit = _limit(sentence, cue, phrase, placed[number + 1 :])
        if _opens(cue) and speaker is not None:
            limit = min(limit, speaker.first)
        statement = _statement(sentence, cue, speaker, how, phrase, covered, limit)
        if statement is None:
            continue
        found.append(statement)
        covered = max([covered, cue.last, *(content.last for content in statement.contents)])
    return found


def _may_lack_speaker(cue: Cue) -> bool:
    return cue.form is Form.PARTICIPLE and bool(cue.takes & Takes.QUOTE)


def _opens(cue: Cue) -> bool:
    """Tell whether a participle opens the sentence, before its subject."""
    return cue.form is Form.PARTICIPLE and cue.first <= 1


def _inherit(
    sentence: Sentence, cue: Cue, phrase: Phrase | None, how: Found, before: Sequence[Statement]
) -> tuple[Phrase | None, Found]:
    """Take the subject of the statement before, or the sentence's, for a reporting word without one of its own."""
    if phrase is not None or cue.form in {Form.PHRASE, Form.NOUN} or cue.passive:
        return phrase, how
    if cue.form is Form.BASE and not (cue.first and sentence[cue.first - 1].lower in {"and", "to", "but"}):
        return None, Found.NOWHERE
    if before and before[-1].speaker is not None:
        return before[-1].speaker, Found.INHERITED
    subject = opening_subject(sentence) if _opens(cue) else leading_subject(sentence, cue.first)
    return subject, Found.INHERITED if subject else Found.NOWHERE


def _statement(
    sentence: Sentence,
    cue: Cue,
    speaker: Phrase | None,
    how: Found,
    own: Phrase | None,
    covered: int,
    limit: int,
) -> Statement | None:
    start = min(cue.first, own.first) if own else cue.first
    end = max(cue.last, own.last) if own else cue.last
    hearer = _hearer(sentence, cue, end) if end == cue.last else None
    after = words_after(sentence, cue, hearer.last if hearer else end, limit, start)
    before = words_before(sentence, cue, start, covered)
    quoted_before = before is not None and _is_quoted(sentence, before)
    if cue.form is Form.PHRASE and before is None and after is None:
        return None
    if after is None and not quoted_before and end == cue.last and hearer is None:
        before, after = words_around(sentence, cue, start, covered, limit) or (before, after)
    if after is not None and before is not None and _leads_up(sentence, before, after):
        before, quoted_before = None, False
    contents: list[Phrase] = []
    if before is not None and (after is None or quoted_before or _is_interrupted(sentence, cue, end)):
        contents.append(before)
        if after is not None and quoted_before and not _goes_on_quoted(sentence, end, after):
            after = None
    if after is not None:
        after = _relative_end(sentence, own, after)
        contents.append(replace(after, last=reported_end(sentence, cue, after.first, after.last)))
    if not contents and (_opens(cue) or not cue.takes & Takes.QUOTE):
        return None
    return Statement(cue, speaker, how, tuple(contents), hearer)


def _hearer(sentence: Sentence, cue: Cue, at: int) -> Phrase | None:
    if not cue.takes & Takes.HEARER:
        return None
    if at < len(sentence) and sentence[at].lower in CLAUSE_STARTS:
        return None
    hearer = hearer_after(sentence, at)
    if hearer is None or cue.lemma in _FIRM_HEARER:
        return hearer
    after = sentence[hearer.last] if hearer.last < len(sentence) else None
    firm = after is not None and (after.run is not None or after.lower in CLAUSE_STARTS | {"to", "about", ":"})
    return hearer if firm else None


def _is_quoted(sentence: Sentence, content: Phrase) -> bool:
    return sentence[content.last - 1].run is not None


def _leads_up(sentence: Sentence, before: Phrase, after: Phrase) -> bool:
    """Tell whether words before the cue only lead up to those after it: "Asked about “rain”, he said: “No.”"."""
    fronted = sentence[before.first].lower in words.PREPOSITIONS | words.SUBORDINATORS
    opens = sentence[after.first].run is not None or sentence[after.first].lower == "that"
    return fronted and opens


def _is_interrupted(sentence: Sentence, cue: Cue, end: int) -> bool:
    """Tell whether a comma stands on both sides of cue and speaker: "It is time, he said, to go"."""
    return end < len(sentence) and sentence[end].lower == "," and cue.form is not Form.PHRASE


def _goes_on_quoted(sentence: Sentence, end: int, after: Phrase) -> bool:
    """Tell whether what follows the cue of a quotation already begun goes on with it: "A," he said, "B"."""
    first = sentence[after.first]
    return first.run is not None or (first.lower == "that" and sentence[end].lower in {",", "that"})


def _relative_end(sentence: Sentence, speaker: Phrase | None, content: Phrase) -> Phrase:
    """Return the content, ended with the relative clause where it stands in one: ", who said …, "."""
    if speaker is None or sentence[speaker.last - 1].lower not in words.RELATIVE:
        return content
    comma = next((i for i in range(content.first + 1, content.last) if sentence[i].lower == ","), content.last)
    return replace(content, last=comma)


def _limit(sentence: Sentence, cue: Cue, own: Phrase | None, later: Sequence[tuple[Cue, Phrase | None, Found]]) -> int:
    """Return where the reported words end at the latest: the sentence's end or the next statement beside this."""
    for other, phrase, _ in later:
        if other.first < cue.last or (own is not None and other.first < own.last):
            continue
        at = _separates(sentence, cue, other, phrase)
        if at is not None and at > cue.last:
            return at
    return len(sentence)


def _in_fronted_clause(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether the reporting word stands in a clause that leads up to the main one: "While Berg said …, Dahl"."""
    opening = sentence[0].lower in {"while", "when", "after", "although", "though", "as", "if", "before", "since"}
    return opening and not any(token.lower == "," for token in sentence[: cue.first])


def _separates(sentence: Sentence, cue: Cue, other: Cue, phrase: Phrase | None) -> int | None:
    """Return where ``other`` starts a statement beside that of ``cue``, None if it lies within its words."""
    start = min(other.first, phrase.first) if phrase else other.first
    before = sentence[start - 1]
    if _in_fronted_clause(sentence, cue) and phrase is not None and before.ends_with_comma:
        return start - 1
    if other.form is Form.PARTICIPLE or other.form is Form.PHRASE:
        return start if before.ends_with_comma or before.lower in DASHES or before.run is not None else None
    if other.form is Form.NOUN or (other.form is Form.BASE and cue.form is not Form.BASE):
        return None
    if phrase is None:
        joined = before.lower in {"and", "but"} or before.ends_with_comma
        return start - 1 if joined and other.form is cue.form else None
    if before.lower in {"but", "while", "though", "although", ";"}:
        return start - 1
    if before.lower == "and" and start >= 2 and sentence[start - 2].ends_with_comma:
        return start - 1
    return start if before.run is not None and before.ends_with_comma else None

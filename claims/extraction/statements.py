"""Statements of one sentence: each reporting word with its speaker and the words it brings in.

All positions are token indexes of the sentence, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extraction import words
from claims.extraction.reporting import Cue, Form, Takes, cues_in
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.speakers import Found, Phrase, hearer_after, leading_subject, speaker_of
from claims.extraction.words import listed

_FIRM_HEARER = listed("tell remind assure inform notify advise")
_CLAUSE_STARTS = words.QUESTION_WORDS | {"that"}
_TRAILS = words.PREPOSITIONS | {
    "as",
    "while",
    "when",
    "because",
    "where",
    "though",
    "although",
    "who",
    "which",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A reporting word, who speaks, and the token ranges of the words reported (none yet: they follow later)."""

    cue: Cue
    speaker: Phrase | None
    found: Found
    contents: tuple[Phrase, ...]
    hearer: Phrase | None = None


def statements_in(sentence: Sentence) -> list[Statement]:
    """All statements of a sentence, in order. A reporting word inside reported words starts none of its own."""
    cues = cues_in(sentence)
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
        statement = _statement(sentence, cue, speaker, how, phrase, covered, limit)
        if statement is None:
            continue
        found.append(statement)
        covered = max([covered, cue.last, *(content.last for content in statement.contents)])
    return found


def _may_lack_speaker(cue: Cue) -> bool:
    return cue.form is Form.PARTICIPLE and bool(cue.takes & Takes.QUOTE)


def _inherit(
    sentence: Sentence, cue: Cue, phrase: Phrase | None, how: Found, before: Sequence[Statement]
) -> tuple[Phrase | None, Found]:
    """A reporting word without a subject of its own takes the one before it, or the sentence's."""
    if phrase is not None or cue.form in {Form.PHRASE, Form.NOUN} or cue.passive:
        return phrase, how
    if cue.form is Form.BASE and not (cue.first and sentence[cue.first - 1].lower in {"and", "to", "but"}):
        return None, Found.NOWHERE
    if before and before[-1].speaker is not None:
        return before[-1].speaker, Found.INHERITED
    subject = leading_subject(sentence, cue.first)
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
    after = _after(sentence, cue, hearer.last if hearer else end, limit, start)
    before = _before(sentence, cue, start, covered)
    quoted_before = before is not None and _is_quoted(sentence, before)
    if cue.form is Form.PHRASE and before is None and after is None:
        return None
    contents: list[Phrase] = []
    if before is not None and (after is None or quoted_before or _is_interrupted(sentence, cue, end)):
        contents.append(before)
        if after is not None and quoted_before and not _goes_on_quoted(sentence, end, after):
            after = None
    if after is not None:
        contents.append(_relative_end(sentence, own, after))
    if not contents and not cue.takes & Takes.QUOTE:
        return None
    return Statement(cue, speaker, how, tuple(contents), hearer)


def _hearer(sentence: Sentence, cue: Cue, at: int) -> Phrase | None:
    if not cue.takes & Takes.HEARER:
        return None
    if at < len(sentence) and sentence[at].lower in _CLAUSE_STARTS:
        return None
    hearer = hearer_after(sentence, at)
    if hearer is None or cue.lemma in _FIRM_HEARER:
        return hearer
    after = sentence[hearer.last] if hearer.last < len(sentence) else None
    firm = after is not None and (
        after.run is not None or after.lower in _CLAUSE_STARTS | {"to", "about", ":"}
    )
    return hearer if firm else None


def _after(sentence: Sentence, cue: Cue, at: int, limit: int, start: int) -> Phrase | None:
    """The words reported behind the reporting word, if there are any."""
    first = (
        _phrase_content(sentence, at) if cue.form is Form.PHRASE else _first_after(sentence, cue, at, limit)
    )
    if first is None:
        return None
    if cue.form is Form.PHRASE and start > 0 and sentence[start - 1].lower not in words.CONJUNCTIONS:
        return None
    last = _trimmed(sentence, first, limit)
    if last <= first:
        return None
    if sentence[first].run is not None and sentence[first].lower in {"<,>", "<.>", "<?>"}:
        last = _quoted_end(sentence, first, last)
    return Phrase(first, last)


def _phrase_content(sentence: Sentence, at: int) -> int | None:
    comma = next((i for i in range(at, min(len(sentence), at + 40)) if sentence[i].lower == ","), None)
    return comma + 1 if comma is not None and comma + 1 < len(sentence) else None


def _first_after(sentence: Sentence, cue: Cue, at: int, limit: int) -> int | None:
    """Where the reported words begin behind the reporting word, its hearer and its adverbials."""
    if at >= limit:
        return None
    token = sentence[at]
    if token.run is not None or token.lower in _CLAUSE_STARTS:
        return at
    if token.lower == ":":
        return at + 1 if at + 1 < limit else None
    if token.lower == ",":
        return _behind_comma(sentence, at, limit)
    if not token.is_word:
        return None
    if token.lower == "to":
        return at if cue.takes & (Takes.INFINITIVE | Takes.HEARER) else _behind_adverbial(sentence, at, limit)
    if cue.takes & Takes.THING and not cue.takes & Takes.CLAUSE:
        return at
    if token.lower in _TRAILS | words.TIMES or words.is_adverb(token.lower):
        return _behind_adverbial(sentence, at, limit)
    if cue.takes & Takes.THING or token.lower in words.PERSONAL or _has_verb(sentence, at, limit):
        return at
    later = _behind_adverbial(sentence, at, limit)
    return later if later is not None and _starts_firmly(sentence, later) else None


def _starts_firmly(sentence: Sentence, at: int) -> bool:
    return sentence[at].run is not None or sentence[at].lower == "that" or sentence[at - 1].lower == ":"


def _behind_comma(sentence: Sentence, comma: int, limit: int) -> int | None:
    if comma + 1 >= limit:
        return None
    after = sentence[comma + 1]
    if after.run is not None or after.lower == "that":
        return comma + 1
    for at in range(comma + 2, min(limit - 1, comma + 25)):
        if sentence[at].lower == "," and (
            sentence[at + 1].run is not None or sentence[at + 1].lower == "that"
        ):
            return at + 1
        if sentence[at].lower == ":" and sentence[at + 1].run is not None:
            return at + 1
    return None


def _behind_adverbial(sentence: Sentence, at: int, limit: int) -> int | None:
    """Passes "on Monday", "in an interview with …" and the like to where the reported words begin."""
    for here in range(at + 1, min(limit, at + 40)):
        token, before = sentence[here], sentence[here - 1]
        if token.lower in {"that", "whether"} and before.lower not in words.PREPOSITIONS:
            return here
        if token.lower == ":" and here + 1 < limit:
            return here + 1
        if token.lower == ",":
            return _behind_comma(sentence, here, limit)
        if token.run is not None and before.lower not in words.PREPOSITIONS | words.DETERMINERS:
            return here
        if token.lower in words.PERSONAL and before.lower not in words.PREPOSITIONS | words.SUBORDINATORS:
            return here
        if before.lower in words.TIMES and _opens_clause(sentence, here, limit):
            return here
    return None


def _opens_clause(sentence: Sentence, at: int, limit: int) -> bool:
    token = sentence[at]
    if not token.is_word or token.lower in words.TIMES | words.PREPOSITIONS | words.CONJUNCTIONS | _TRAILS:
        return False
    return _has_verb(sentence, at, limit)


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    window = sentence[first : min(last, first + 60)]
    return any(
        token.run is not None
        or words.looks_finite(token.lower)
        or token.lower.endswith(words.CONTRACTED_SUBJECTS)
        for token in window
    )


def _before(sentence: Sentence, cue: Cue, start: int, covered: int) -> Phrase | None:
    """The words reported before the reporting word and its speaker: "…," she said."""
    if not cue.takes & Takes.QUOTE or cue.form in {Form.PARTICIPLE, Form.NOUN} or start <= covered:
        return None
    before = sentence[start - 1]
    comma = before.lower == "," or before.lower in DASHES
    if not comma and before.run is None and cue.form is not Form.PHRASE:
        return None
    last = start - 1 if comma else start
    first = covered
    while first < last and (sentence[first].lower in words.CONJUNCTIONS or not _substantial(sentence, first)):
        first += 1
    if first >= last:
        return None
    if any(token.run is not None for token in sentence[first:last]):
        return Phrase(_quote_start(sentence, first, last), last)
    fronted = sentence[first].lower in words.PREPOSITIONS | words.SUBORDINATORS and not comma
    return Phrase(first, last) if _has_verb(sentence, first, last) and not fronted else None


def _substantial(sentence: Sentence, at: int) -> bool:
    return sentence[at].run is not None or sentence[at].is_word


def _quote_start(sentence: Sentence, first: int, last: int) -> int:
    """Where the reported words begin if the quoted run right before the cue is a whole utterance."""
    return (
        last - 1
        if sentence[last - 1].run is not None
        and sentence[last - 2 if last - first > 1 else 0].lower
        in {
            ",",
            ":",
        }
        else first
    )


def _is_quoted(sentence: Sentence, content: Phrase) -> bool:
    return sentence[content.last - 1].run is not None


def _is_interrupted(sentence: Sentence, cue: Cue, end: int) -> bool:
    """ "It is time, he said, to go": a comma on both sides."""
    return end < len(sentence) and sentence[end].lower == "," and cue.form is not Form.PHRASE


def _goes_on_quoted(sentence: Sentence, end: int, after: Phrase) -> bool:
    """Whether what follows the cue of a quotation already begun goes on with it: "A," he said, "B"."""
    first = sentence[after.first]
    return first.run is not None or (first.lower == "that" and sentence[end].lower in {",", "that"})


def _quoted_end(sentence: Sentence, first: int, last: int) -> int:
    """A quoted run that ends with a stop or comma of its own ends the content, but for runs joined to it."""
    at = first + 1
    while at < last and (sentence[at].run is not None or sentence[at].lower in {"and", "but", ","}):
        at += 1
    while at > first + 1 and sentence[at - 1].run is None:
        at -= 1
    return at


def _relative_end(sentence: Sentence, speaker: Phrase | None, content: Phrase) -> Phrase:
    """In ", who said …, " the reported words end with the relative clause."""
    if speaker is None or sentence[speaker.last - 1].lower not in words.RELATIVE:
        return content
    comma = next(
        (i for i in range(content.first + 1, content.last) if sentence[i].lower == ","), content.last
    )
    return replace(content, last=comma)


def _limit(
    sentence: Sentence, cue: Cue, own: Phrase | None, later: Sequence[tuple[Cue, Phrase | None, Found]]
) -> int:
    """Where the reported words end at the latest: at the sentence's end or before the next statement beside this."""
    for other, phrase, _ in later:
        if other.first < cue.last or (own is not None and other.first < own.last):
            continue
        at = _separates(sentence, cue, other, phrase)
        if at is not None and at > cue.last:
            return at
    return len(sentence)


def _separates(sentence: Sentence, cue: Cue, other: Cue, phrase: Phrase | None) -> int | None:
    """Where ``other`` starts a statement beside that of ``cue``, or None if it lies within the reported words."""
    start = min(other.first, phrase.first) if phrase else other.first
    before = sentence[start - 1]
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


def _trimmed(sentence: Sentence, first: int, last: int) -> int:
    """The end without closing punctuation, conjunctions or adverbs that belong to what follows."""
    cut = last < len(sentence)
    while last > first:
        token = sentence[last - 1]
        loose = cut and (token.lower in words.CONJUNCTIONS or token.lower in {"also", "later", "while"})
        if (
            token.run is not None
            or (token.is_word and not loose)
            or token.lower in {")", "]", "%", "$", "’", "'"}
        ):
            break
        last -= 1
    return last

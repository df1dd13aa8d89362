"""Which words of a sentence a reporting word brings in: where they begin and end, before it and after it.

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import LOOSE, Cue, Form, Takes
from claims.extraction.sentences import DASHES, Sentence, Token
from claims.extraction.words import listed

CLAUSE_STARTS = frozenset({"that", "whether", "if", "how", "why", "what"})
_TRAILS = words.PREPOSITIONS | listed("as while when because where though although who which")


def words_after(sentence: Sentence, cue: Cue, at: int, limit: int, start: int) -> Phrase | None:
    """Return the words reported behind the reporting word, if there are any."""
    first = _phrase_content(sentence, at) if cue.form is Form.PHRASE else _first_after(sentence, cue, at, limit)
    if first is None:
        return None
    if cue.form is Form.PHRASE and start > 0 and not _opens(sentence, start):
        return None
    last = _trimmed(sentence, first, limit)
    if last <= first:
        return None
    if sentence[first].run is not None and sentence[first].lower in {"<,>", "<.>", "<?>"}:
        last = _quoted_end(sentence, first, last)
    return Phrase(first, last)


def _opens(sentence: Sentence, start: int) -> bool:
    """Tell whether a phrase leads its clause: "But, according to …", "(According to …"."""
    before = sentence[start - 1].lower
    return before in words.CONJUNCTIONS | {"("} or (start == 2 and before == "," and sentence[0].is_word)


def _phrase_content(sentence: Sentence, at: int) -> int | None:
    comma = next((i for i in range(at, min(len(sentence), at + 40)) if sentence[i].lower in {",", ":"}), None)
    return comma + 1 if comma is not None and comma + 1 < len(sentence) else None


def _first_after(sentence: Sentence, cue: Cue, at: int, limit: int) -> int | None:
    """Return where the reported words begin behind the reporting word, its hearer and its adverbials."""
    if at >= limit:
        return None
    token = sentence[at]
    if token.run is not None or token.lower in CLAUSE_STARTS:
        return at
    if token.lower == ":":
        return at + 1 if at + 1 < limit else None
    if token.lower == ",":
        return _behind_comma(sentence, at, limit) or _behind_as(sentence, cue, at, limit)
    if not token.is_word:
        return None
    if token.lower == "to":
        return at if cue.takes & (Takes.INFINITIVE | Takes.HEARER) else _behind_adverbial(sentence, at, limit)
    if cue.takes & Takes.THING and not cue.takes & Takes.CLAUSE:
        return at
    if token.lower in _TRAILS | words.TIMES or words.is_adverb(token.lower):
        return _behind_adverbial(sentence, at, limit)
    firm = cue.takes & Takes.THING or cue.lemma not in LOOSE
    if firm or token.lower in words.PERSONAL or _has_verb(sentence, at, limit):
        return at
    later = _behind_adverbial(sentence, at, limit)
    return later if later is not None and _starts_firmly(sentence, later) else None


def _starts_firmly(sentence: Sentence, at: int) -> bool:
    return sentence[at].run is not None or sentence[at].lower == "that" or sentence[at - 1].lower == ":"


def _behind_as(sentence: Sentence, cue: Cue, comma: int, limit: int) -> int | None:
    """Return where the words begin in "As the minister said, …"."""
    opening = [token.lower for token in sentence[: min(cue.first, 3)]]
    return comma + 1 if "as" in opening and comma + 1 < limit else None


def _behind_comma(sentence: Sentence, comma: int, limit: int) -> int | None:
    if comma + 1 >= limit:
        return None
    after = sentence[comma + 1]
    if after.run is not None or after.lower == "that":
        return comma + 1
    for at in range(comma + 2, min(limit - 1, comma + 25)):
        if sentence[at].lower == "," and (sentence[at + 1].run is not None or sentence[at + 1].lower == "that"):
            return at + 1
        if sentence[at].lower == ":" and sentence[at + 1].run is not None:
            return at + 1
    return None


def _behind_adverbial(sentence: Sentence, at: int, limit: int) -> int | None:
    """Pass "on Monday", "in an interview with …" and the like to where the reported words begin."""
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
        near = here - at < 8 and before.lower not in words.PREPOSITIONS | words.SUBORDINATORS
        if token.lower in words.PERSONAL and near:
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
        token.run is not None or words.looks_finite(token.lower) or token.lower.endswith(words.CONTRACTED_SUBJECTS)
        for token in window
    )


def words_before(sentence: Sentence, cue: Cue, start: int, covered: int) -> Phrase | None:
    """Return the words reported before the reporting word and its speaker: "…," she said."""
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
    """Return where the words begin: at the last quoted run if it is an utterance of its own, after a comma."""
    before = sentence[last - 2].lower if last - first > 1 else ""
    run = sentence[last - 1].run
    return last - 1 if run is not None and before in {",", ":"} and not _goes_on(sentence[last - 1]) else first


def _goes_on(quoted: Token) -> bool:
    """Tell whether a quoted run goes on with the sentence it stands in: it begins with a small letter."""
    return next((letter for letter in quoted.text if letter.isalnum()), "A").islower()


def words_around(
    sentence: Sentence, cue: Cue, start: int, covered: int, limit: int
) -> tuple[Phrase | None, Phrase] | None:
    """Return the words on both sides of ", he said, ".

    The first is None if it only leads up to what is said: "In the end, he said, …".
    """
    commas = start > covered + 1 and cue.last + 2 < limit and cue.form in {Form.PAST, Form.PRESENT, Form.BASE}
    if not commas or sentence[start - 1].lower != "," or sentence[cue.last].lower != ",":
        return None
    following = sentence[cue.last + 1]
    goes_on = following.is_word and following.lower not in _TRAILS | words.CONJUNCTIONS - {"or"}
    if not cue.takes & Takes.CLAUSE or not goes_on or following.lower.endswith("ing"):
        return None
    first = covered
    while first < start - 1 and not (sentence[first].is_word and sentence[first].lower not in words.CONJUNCTIONS):
        first += 1
    after = Phrase(cue.last + 1, _trimmed(sentence, cue.last + 1, limit))
    fronted = sentence[first].lower in words.PREPOSITIONS | words.SUBORDINATORS or start - first < 3
    return (None if fronted else Phrase(first, start - 1)), after


def _quoted_end(sentence: Sentence, first: int, last: int) -> int:
    """Return the end of words that open with a quoted run: with it, and with the runs joined to it."""
    at = first + 1
    while at < last and (sentence[at].run is not None or sentence[at].lower in {"and", "but", ","}):
        at += 1
    while at > first + 1 and sentence[at - 1].run is None:
        at -= 1
    return at


def _trimmed(sentence: Sentence, first: int, last: int) -> int:
    """Return the end without closing punctuation, conjunctions or adverbs that belong to what follows."""
    cut = last < len(sentence)
    while last > first:
        token = sentence[last - 1]
        loose = cut and (token.lower in words.CONJUNCTIONS or token.lower in {"also", "later", "while"})
        if token.run is not None or (token.is_word and not loose) or token.lower in {")", "]", "%", "$", "’", "'"}:
            break
        last -= 1
    return last

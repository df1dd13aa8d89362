"""Which words of a sentence a reporting word brings in: where they begin and end, before it and after it.

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.lexicon import LOOSE, Form, Takes
from claims.extraction.moments import moment_end
from claims.extraction.parsing.trees import Tree
from claims.extraction.phrases import Phrase
from claims.extraction.reporting import Cue
from claims.extraction.sentences import DASHES, Sentence, Token, names_work
from claims.extraction.words import listed

CLAUSE_STARTS = frozenset({"that", "whether", "if", "how", "why", "what"})
_ASKING = words.QUESTION_WORDS | {"whom", "whose"}
_LAST_SIGNS = frozenset({"]", "%", "$", "’", "'"})  # that may end reported words
_CLAUSE = 3  # words: that many before ", she said" are a clause, even if we know no verb in them
_LEAD_UP = listed("if while when because although though despite unless after since once in by with for")
TRAILS = words.PREPOSITIONS | listed("as while when because where though although who which")


def words_after(sentence: Sentence, cue: Cue, at: int, limit: int, start: int) -> Phrase | None:
    """Return the words reported behind the reporting word, if there are any."""
    first = _phrase_content(sentence, at) if cue.form is Form.PHRASE else _first_after(sentence, cue, at, limit)
    if first is None:
        return None
    if cue.form is Form.PHRASE and start > 0 and not _opens(sentence, start):
        return None
    last = trimmed(sentence, first, limit)
    if last <= first:
        return None
    if sentence[first].run is not None and sentence[first].lower in {"<,>", "<.>", "<?>"}:
        last = _quoted_end(sentence, first, last)
    return Phrase(first, last)


def _opens(sentence: Sentence, start: int) -> bool:
    """Tell whether a phrase leads its clause: "But, according to …", "(According to …"."""
    before = sentence[start - 1].lower
    if before == "," and sentence[start - 2].lower in words.SUBORDINATORS:
        return True
    if before == "," and sentence[0].lower in words.PREPOSITIONS:
        return not _has_verb(sentence, 0, start)
    return before in words.CONJUNCTIONS | {"("} or (start == 2 and before == "," and sentence[0].is_word)


def _phrase_content(sentence: Sentence, at: int) -> int | None:
    comma = next((i for i in range(at, min(len(sentence), at + 40)) if sentence[i].lower in {",", ":"}), None)
    return comma + 1 if comma is not None and comma + 1 < len(sentence) else None


def _is_pronoun_that(sentence: Sentence, at: int) -> bool:
    """Tell whether "that" stands for what was said before: "Berg disputed that, saying …"."""
    if sentence[at].lower != "that":
        return False
    after = [token.lower for token in sentence[at + 1 : at + 3]]
    goes_on = after[1:] and (
        after[1] in words.PREPOSITIONS | {"according"} or not after[1].endswith("ing")
    )  # that, at last, it …
    return not after or after[0] in {".", ";"} or (after[0] == "," and not goes_on)


def _first_after(  # noqa: C901 (one question after the other)
    sentence: Sentence, cue: Cue, at: int, limit: int
) -> int | None:
    """Return where the reported words begin behind the reporting word, its hearer and its adverbials."""
    if at >= limit:
        return None
    token = sentence[at]
    if names_work(sentence, at):
        return _behind_adverbial(sentence, cue, at, limit)
    if _is_pronoun_that(sentence, at):
        return None
    if token.run is not None or token.lower in CLAUSE_STARTS or (cue.lemma == "ask" and token.lower in _ASKING):
        return at
    if token.lower == ":":
        return at + 1 if at + 1 < limit else None
    if token.lower == ",":
        behind = _behind_comma(sentence, at, limit) or _behind_as(sentence, cue, at, limit)
        return behind if behind is not None or at + 1 >= limit else _condition(sentence, cue, at + 1, limit)
    if not token.is_word:
        return at if token.lower in {"$", "€", "£"} else None
    moment = moment_end(sentence, at)
    if moment > at:
        goes_on = moment < limit and (sentence[moment].is_word or sentence[moment].run is not None)
        return _first_after(sentence, cue, moment, limit) if goes_on else _behind_adverbial(sentence, cue, at, limit)
    if token.lower == "to" or (token.lower == "not" and at + 1 < limit and sentence[at + 1].lower == "to"):
        return at if cue.takes & (Takes.INFINITIVE | Takes.HEARER) else _behind_adverbial(sentence, cue, at, limit)
    if cue.takes & Takes.THING and not cue.takes & Takes.CLAUSE:
        return at
    if token.lower in {"about", "between", "over"} and _counts(sentence, at + 1):
        return at
    if token.lower == "at" and at + 1 < limit and sentence[at + 1].lower in {"least", "most"}:
        return at
    if token.lower in TRAILS | words.TIMES or words.is_adverb(token.lower):
        return _behind_adverbial(sentence, cue, at, limit) or _condition(sentence, cue, at, limit)
    firm = cue.takes & Takes.THING or cue.lemma not in LOOSE
    if firm or token.lower in words.PERSONAL or _has_verb(sentence, at, limit):
        return at
    later = _behind_adverbial(sentence, cue, at, limit)
    return later if later is not None and _starts_firmly(sentence, later) else None


def _counts(sentence: Sentence, at: int) -> bool:
    """Tell whether a number follows, so that "about" and the like belong to it: "about half of them"."""
    after = sentence[at] if at < len(sentence) else None
    return after is not None and (after.text[0].isdigit() or after.lower in {"half", "a", "$"})


def _condition(sentence: Sentence, cue: Cue, at: int, limit: int) -> int | None:
    """Return the place itself where a clause that leads up to the words begins: "said if he wins, he will stay"."""
    if sentence[at].lower not in _LEAD_UP or cue.lemma != "say":
        return None
    comma = next((i for i in range(at, min(limit - 1, at + 20)) if sentence[i].lower == ","), None)
    follows = sentence[comma + 1] if comma is not None else None
    return at if follows is not None and words.is_personal(follows.lower) else None


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


def _behind_adverbial(sentence: Sentence, cue: Cue, at: int, limit: int) -> int | None:
    """Pass "on Monday", "in an interview with …" and the like to where the reported words begin."""
    for here in range(at + 1, min(limit, at + 40)):
        token, before = sentence[here], sentence[here - 1]
        clause = token.lower in {"that", "whether"} or (cue.lemma == "ask" and token.lower in _ASKING)
        if clause and before.lower not in words.PREPOSITIONS:
            return here
        if token.lower == "to" and before.lower in words.TIMES and cue.takes & Takes.INFINITIVE:
            return here
        if token.lower == ":" and here + 1 < limit:
            return here + 1
        if token.lower == ",":
            return _behind_comma(sentence, here, limit)
        if (
            token.run is not None
            and before.lower not in words.PREPOSITIONS | words.DETERMINERS
            and not before.possessive
            and not names_work(sentence, here)
        ):
            return here
        near = here - at < 8 and before.lower not in words.PREPOSITIONS | words.SUBORDINATORS
        if token.lower in words.PERSONAL and near:
            return here
        if before.lower in words.TIMES and _opens_clause(sentence, here, limit):
            return here
    return None


def _opens_clause(sentence: Sentence, at: int, limit: int) -> bool:
    token = sentence[at]
    if not token.is_word or token.lower in words.TIMES | words.PREPOSITIONS | words.CONJUNCTIONS | TRAILS:
        return False
    return _has_verb(sentence, at, limit)


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    window = sentence[first : min(last, first + 60)]
    return any(
        token.run is not None or words.looks_finite(token.lower) or token.lower.endswith(words.CONTRACTED_SUBJECTS)
        for token in window
    )


def words_before(sentence: Sentence, cue: Cue, start: int, covered: int, tree: Tree | None = None) -> Phrase | None:
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
    quoted = [at for at in range(first, last) if sentence[at].run is not None]
    if quoted and all(names_work(sentence, at) for at in quoted):
        return None
    if quoted:
        return Phrase(_quote_start(sentence, first, last), last)
    fronted = sentence[first].lower in words.PREPOSITIONS | words.SUBORDINATORS and not comma
    finite = _has_verb(sentence, first, last) or (tree is not None and tree.is_clause(first, last))
    told_first = sentence[first].lower in words.PREPOSITIONS and (covered > 0 or cue.form is not Form.PHRASE)
    told_first = told_first or (covered > 0 and sentence[first].lower in words.TIMES)
    finite = finite or (comma and last - first >= _CLAUSE and not told_first)
    return Phrase(_clause_start(sentence, tree, first, last), last) if finite and not fronted else None


def before_as(sentence: Sentence, start: int) -> int:
    """Return how many words lead up to ``start`` behind a comma: "It leaks, as Dahl said", ", as first told by"."""
    at = start - 1
    while at > 1 and words.is_adverb(sentence[at].lower):
        at -= 1
    return start - at if at > 0 and sentence[at].lower == "as" and sentence[at - 1].ends_with_comma else 0


def _clause_start(sentence: Sentence, tree: Tree | None, first: int, last: int) -> int:
    """Return where the clause begins that is said: behind a dash or semicolon, if what follows stands by itself."""
    if tree is None:
        return first
    signs = [at for at in range(first + 1, last - 1) if sentence[at].lower in DASHES | {";"}]
    return next((at + 1 for at in reversed(signs) if tree.is_clause(at + 1, last, whole=True)), first)


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


def _quoted_end(sentence: Sentence, first: int, last: int) -> int:
    """Return the end of words that open with a quoted run: with it, and with the runs joined to it."""
    at = first + 1
    while at < last and (sentence[at].run is not None or sentence[at].lower in {"and", "but", ","}):
        at += 1
    while at > first + 1 and sentence[at - 1].run is None:
        at -= 1
    return at


def trimmed(sentence: Sentence, first: int, last: int) -> int:
    """Return the end without closing punctuation, conjunctions or adverbs that belong to what follows."""
    cut = last < len(sentence)
    while last > first:
        token = sentence[last - 1]
        loose = cut and (token.lower in words.CONJUNCTIONS or token.lower in {"also", "later", "while"})
        opened = token.lower == ")" and any(other.lower == "(" for other in sentence[first:last])
        if token.run is not None or (token.is_word and not loose) or opened or token.lower in _LAST_SIGNS:
            break
        last -= 1
    return last

"""Noun phrases without a parser: where one ends that begins here, where one begins that ends here.

All positions are token indexes of one sentence, end exclusive.
"""

from dataclasses import dataclass

from claims.extraction import words
from claims.extraction.kinds import PEOPLE
from claims.extraction.lexicon import FORMS, Form
from claims.extraction.moments import without_time
from claims.extraction.sentences import DASHES, Sentence, Token
from claims.extraction.words import listed


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` up to, not including, ``last``."""

    first: int
    last: int


_BOUNDARIES = words.SUBORDINATORS | words.CONJUNCTIONS - {"and", "or"} | words.RELATIVE | {"said", "told"}
_INSIDE = listed("of for from at with in on to near behind about de against")
_NO_START = _BOUNDARIES | words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES
_SOMEBODY = listed("another one some many several others most both")
_JOINING = listed("after before since until")
_NO_PLACE = words.TIMES | listed("interview statement response january addition part")


def phrase_before(sentence: Sentence, end: int) -> Phrase | None:
    """Return the noun phrase that ends right before token ``end``; appositions and relative clauses go with it."""
    last = end
    while last > 0 and words.is_adverb(sentence[last - 1].lower) and not sentence[last - 1].is_capital:
        last -= 1
    if last == 0:
        return None
    token = sentence[last - 1]
    if words.is_personal(token.lower):
        return Phrase(last - 1, last)
    if token.lower in {"who", "which", "that"}:
        return _antecedent(sentence, last)
    if token.lower == "," or token.lower in DASHES:
        return _before_apposition(sentence, last - 1)
    return _plain_before(sentence, last)


def _antecedent(sentence: Sentence, last: int) -> Phrase | None:
    end = last - 1
    if end and sentence[end - 1].lower == ",":
        end -= 1
    before = _plain_before(sentence, end) if end else None
    return Phrase(before.first, last) if before else Phrase(last - 1, last)


def _before_apposition(sentence: Sentence, comma: int) -> Phrase | None:
    """Return the phrase before ", …," where the comma given is the second: "NAME, a senator, said"."""
    sign = sentence[comma].lower
    opening = next((i for i in range(comma - 1, max(-1, comma - 40), -1) if sentence[i].lower == sign), None)
    if not opening or opening == comma - 1:
        return None
    between = sentence[opening + 1]
    inside = {token.lower for token in sentence[opening + 1 : comma]}
    fronted = sentence[0].lower in words.PREPOSITIONS | words.SUBORDINATORS and opening < 4
    relative = between.lower in words.RELATIVE | {"whose", "a", "an", "the", "age", "however", "too"}
    if between.lower in words.CONJUNCTIONS:
        return _behind_run(sentence, comma)
    if not relative and (inside & words.AUXILIARIES or inside & words.PERSONAL or between.lower in words.CONJUNCTIONS):
        return None
    if fronted and not relative:
        return None
    if sentence[opening - 1].lower in words.RELATIVE:
        return _antecedent(sentence, opening)  # "the board, which – as Berg noted – promises"
    placed = _before_apposition_with_place(sentence, opening)
    return placed or _plain_before(sentence, opening) or _behind_run(sentence, comma)


def _behind_run(sentence: Sentence, comma: int) -> Phrase | None:
    """Return the name right behind a run, with an apposition of several parts: “…,” Berg, head of A and B, said."""
    run = next((i for i in range(comma - 1, max(-1, comma - 40), -1) if sentence[i].run is not None), None)
    if run is None or not sentence[run + 1].is_capital:
        return None
    name = phrase_after(sentence, run + 1)
    between = {token.lower for token in sentence[run + 1 : comma]}
    if name is None or sentence[name.last].lower != "," or between & words.AUXILIARIES:
        return None
    return name


def _before_apposition_with_place(sentence: Sentence, comma: int) -> Phrase | None:
    """Return the phrase before an apposition with a comma itself: "NAME, who lives in Alby, Norway, said"."""
    opening = next((i for i in range(comma - 1, max(0, comma - 30), -1) if sentence[i].lower == ","), None)
    if opening is None:
        return None
    between = sentence[opening + 1]
    if between.lower not in words.RELATIVE | {"whose", "a", "an", "the"} and not between.text.isdigit():
        return None
    if any(token.lower in {"that", "whom"} for token in sentence[opening + 1 : comma]):
        return None  # "…, a dam that the minister, Anna Berg, built": the clause has a subject of its own
    before = sentence[opening - 1] if opening else None
    named = before is not None and (before.is_capital or before.lower == ")")
    return _plain_before(sentence, opening) if named else None


def _plain_before(sentence: Sentence, last: int) -> Phrase | None:
    """Return the phrase without inner commas that ends before token ``last``; "(D-Alby)" behind it is left off."""
    last = without_time(sentence, last)
    if last and sentence[last - 1].lower == ")":
        last = next((i for i in range(last - 2, max(-1, last - 14), -1) if sentence[i].lower == "("), last)
    if last and sentence[last - 1].lower in words.CONJUNCTIONS:
        return None
    first = last
    while first > 0 and last - first < 40 and _continues(sentence[first - 1]):
        first -= 1
    first = _after_inner_verb(sentence, first, last)
    first = _after_inner_infinitive(sentence, first, last)
    first = _after_fronted(sentence, first, last)
    while first < last and sentence[first].lower in words.CONJUNCTIONS | words.ADVERBS | words.OPENERS:
        first += 1
    if first >= last or not _names_somebody(sentence[first:last]):
        return None
    return Phrase(first, last)


def _continues(token: Token) -> bool:
    return (token.is_word and token.lower not in _BOUNDARIES) or token.lower in {
        "-",
        "’",
        "'",
        "&",
        "$",
        "#",
        "@",
        "%",
    }


def _after_inner_verb(sentence: Sentence, first: int, last: int) -> int:
    """Start behind the last verb within: "what is new officials said" has "officials" as its subject."""
    for at in range(last - 1, first - 1, -1):
        token = sentence[at]
        verb = token.lower in words.AUXILIARIES | words.IRREGULAR_PASTS or token.lower in words.PERSONAL
        verb = verb and not _is_modal_name(token, at)
        if verb or (token.lower in FORMS and FORMS[token.lower][1] is Form.PAST and at > first):
            return at + 1
    return first


def _after_inner_infinitive(sentence: Sentence, first: int, last: int) -> int:
    """Start behind the object of an infinitive within: "Berg refused to help Alby and Dahl said" has "Dahl"."""
    for at in range(last - 3, first, -1):
        if sentence[at].lower == "to" and words.looks_finite(sentence[at - 1].lower):
            return next((i + 1 for i in range(last - 2, at + 2, -1) if sentence[i].lower == "and"), first)
    return first


def _after_fronted(sentence: Sentence, first: int, last: int) -> int:
    """Leave an adverbial off the front: "In Iowa the senator said", "On Sunday Trump said"."""
    if first >= last or sentence[first].lower not in words.PREPOSITIONS or _is_share(sentence[first:last]):
        return first
    for at in range(last - 1, first, -1):
        token, before = sentence[at], sentence[at - 1]
        if token.lower in words.DETERMINERS and before.lower not in words.PREPOSITIONS:
            return at
        part_of_name = before.is_capital and before.lower not in words.TIMES
        if token.is_capital and not part_of_name and before.lower not in words.PREPOSITIONS | {"and"}:
            return at if before.lower not in words.DETERMINERS else at - 1
    if first > 0 and sentence[first].lower in _JOINING:
        return first + 1  # "…, after Berg said"
    at = last
    while at > first + 1 and sentence[at - 1].is_capital:
        at -= 1
    return at if at < last and sentence[at - 1].lower not in words.PREPOSITIONS else last


def _names_somebody(tokens: Sentence) -> bool:
    """Tell whether a stretch of tokens can be a speaker: not only adverbs, numbers, prepositions or times."""
    closed = words.PREPOSITIONS | words.TIMES | words.ADVERBS | words.CONJUNCTIONS | words.AUXILIARIES | {"the", "a"}
    return _is_share(tokens) or any(
        _counted(t) or (t.text[0].isalpha() and (t.lower not in closed or _is_modal_name(t)) and not _adverbial(t))
        for t in tokens
    )


def _is_share(tokens: Sentence) -> bool:
    """Tell whether a stretch ends with a share of people: "4 in 10", "about 9 out of 10"."""
    numbers = [token.text.isdigit() or token.lower in words.DETERMINERS for token in tokens]
    linked = len(tokens) > 2 and tokens[-2].lower in {"in", "of"}
    return linked and numbers[-1] and any(numbers[:-2])


def _is_modal_name(token: Token, at: int = 1) -> bool:
    """Tell whether a word with a capital within a sentence is somebody’s name, no verb: Will, May."""
    return at > 0 and token.is_capital and token.lower in {"will", "may"}


def _adverbial(token: Token) -> bool:
    """Tell whether a word is an adverb by its ending; with a capital it is a name: Kelly, Emily."""
    return token.lower.endswith("ly") and not token.is_capital


def _counted(token: Token) -> bool:
    """Tell whether a number stands for people: "26%", "the 46-year-old"."""
    return token.lower == "%" or (token.text[0].isdigit() and any(letter.isalpha() for letter in token.text))


def phrase_after(sentence: Sentence, start: int, *, long: bool = False) -> Phrase | None:
    """Return the noun phrase that begins at token ``start``; with ``long``, prepositional parts go with it freely."""
    if start >= len(sentence) or not sentence[start].is_word:
        return None
    if sentence[start].lower in words.PERSONAL | {"him", "them", "her"} and not _followed_by_noun(sentence, start):
        return Phrase(start, start + 1)
    last = start
    while last < len(sentence) and last - start < 30 and _extends(sentence, start, last, long=long):
        last += 1
    while last > start and sentence[last - 1].lower in words.PREPOSITIONS | words.CONJUNCTIONS | words.DETERMINERS:
        last -= 1
    if last == start and sentence[start].lower in _SOMEBODY:
        return Phrase(start, start + 1)
    if last == start or not _names_somebody(sentence[start:last]):
        return None
    return Phrase(start, last)


def _followed_by_noun(sentence: Sentence, start: int) -> bool:
    after = sentence[start + 1] if start + 1 < len(sentence) else None
    return sentence[start].lower == "her" and after is not None and after.is_word


def _extends(sentence: Sentence, start: int, at: int, *, long: bool) -> bool:
    """Tell whether the token ``at`` still belongs to the phrase that began at ``start``."""
    token, after = sentence[at], sentence[at + 1] if at + 1 < len(sentence) else None
    if not token.is_word:
        titled = long and token.run is not None and at > start and token.lower == "<>"
        return titled or token.lower in {"&", "’", "'", "-", "$", "#", "@"}
    word = token.lower
    if at == start:
        return token.is_capital or word not in _NO_START
    before = sentence[at - 1]
    if word in words.PREPOSITIONS:
        return _joins(after) and (long or word == "of" or (word in _INSIDE and not before.is_capital))
    if word in {"and", "or"}:
        return after is not None and ((after.is_capital and before.is_capital) or after.lower in {"other", "the"})
    if word in words.DETERMINERS:
        return before.lower in words.PREPOSITIONS | {"and"} or _described(before, after)
    if word in words.TIMES:
        return _described(before, after) and after is not None and after.text.islower()  # "a Monday editorial"
    if word in _BOUNDARIES | words.AUXILIARIES or words.is_personal(word):
        return False
    if token.is_capital:  # "The Daily Post": in a name an adverb is none
        return True
    if words.is_adverb(word):
        return _described(before, after)
    return not _ends_name(sentence, at) and _lower_word_extends(word, before, after, start == at - 1)


def _ends_name(sentence: Sentence, at: int) -> bool:
    """Tell whether the name before a word in small letters ends there: "Berg aims", no "Clinton aides"."""
    before = sentence[at - 1]
    name = before.is_capital and before.lower not in words.DETERMINERS | words.TIMES
    return name and sentence[at].lower not in PEOPLE and not _name_follows(sentence, at)


def _described(before: Token, after: Token | None) -> bool:
    """Tell whether a word stands between a determiner and a noun: "a yearly poll", "the most recent poll"."""
    goes_on = after is not None and after.is_word and after.lower not in _NO_START | words.DETERMINERS
    return before.lower in {"a", "an", "the"} and goes_on


def _name_follows(sentence: Sentence, at: int) -> bool:
    """Tell whether a word behind a name describes a second one: "Trump campaign manager Corey Lewandowski"."""
    if sentence[at].lower in FORMS or words.looks_finite(sentence[at].lower):
        return False
    nearby = sentence[at + 1 : at + 4]
    return any(token.is_capital and token.lower not in words.TIMES for token in nearby) and all(
        token.is_word and token.lower not in words.PREPOSITIONS | words.TIMES for token in nearby[:1]
    )


def _joins(after: Token | None) -> bool:
    if after is None or not after.is_word:
        return False
    return after.lower not in _NO_PLACE | {"an"} and after.lower not in words.PERSONAL | words.MONTHS


def _lower_word_extends(word: str, before: Token, after: Token | None, second: bool) -> bool:
    """Tell whether a word in lower case goes on with the phrase: not if it is a participle behind the noun."""
    participle = word.endswith(("ed", "ing")) or word in {"written", "seen", "taken", "given", "done"}
    if participle and not second and before.lower not in words.DETERMINERS:
        return after is not None and after.is_capital and not after.lower.endswith("day")
    if participle and second and before.lower not in words.DETERMINERS:
        return after is not None and after.lower not in words.PREPOSITIONS
    return True

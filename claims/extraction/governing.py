"""Whose words a quoted run holds that no reporting word takes, told by what stands around it in its sentence.

All positions are token indexes of one sentence, end exclusive.
"""

from collections.abc import Iterator

from claims.extraction import words
from claims.extraction.lexicon import FORMS
from claims.extraction.parsing import Tree
from claims.extraction.parsing.subjects import noun_phrase, own_subject
from claims.extraction.phrases import Phrase, phrase_after
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.signatures import named_behind, signed_at
from claims.extraction.speakers import past_openers
from claims.extraction.words import listed

_HIGHEST = 12  # how many words to climb
_NOBODY = words.RELATIVE | listed("it that this there what these those her him them me us")
_LEADS_UP = words.OPENERS | words.CONJUNCTIONS | {"from", "by"}
_TOLD_ABOUT = frozenset(
    {"attr", "acomp", "nsubj", "nsubjpass", "csubj", "ccomp"}
)  # “…” is what something is said to be


def name_before_colon(sentence: Sentence, run: int) -> Phrase | None:
    """Return the name right before a colon before the run: "– Dahl and Berg: “…”"."""
    colon = run - 1
    if colon < 1 or sentence[colon].lower != ":":
        return None
    first = colon = _before_parenthesis(sentence, colon)
    while first > 0 and (sentence[first - 1].is_capital or _joins_names(sentence, first - 1, colon)):
        first -= 1
    while first < colon - 1 and sentence[first].lower in _LEADS_UP:
        first += 1
    before = sentence[first - 1].lower if first else ""
    if first == colon or before in words.PREPOSITIONS - {"from", "by", "of"} or sentence[first].lower in words.TIMES:
        return None
    return Phrase(first, colon)


def name_on_something(sentence: Sentence, run: int) -> Phrase | None:
    """Return the name that heads words without a verb before a colon: "Berg on taxes: “…”", "Berg, 45: “…”"."""
    colon = run - 1
    if colon < 2 or sentence[colon].lower != ":":
        return None
    dash = next((at + 1 for at in range(colon - 1, 0, -1) if sentence[at].lower in DASHES), 0)
    first = last = past_openers(sentence, dash, colon)
    if sentence[first].lower == "from":
        source = phrase_after(sentence, first + 1)
        reaches = source is not None and colon - source.last <= 2 and _is_verbless(sentence, source.last, colon)
        return source if reaches else None  # "From Berg's public letter:"
    while last < colon and (sentence[last].is_capital or _joins_names(sentence, last, colon)):
        last += 1
    if not first < last < colon or not _is_name(sentence, first, last):
        return None
    after = sentence[last]
    if after.lower == ",":
        relative = sentence[last + 1].lower in words.RELATIVE
        return Phrase(first, last) if relative or _is_verbless(sentence, last, colon) else None
    leads_on = after.lower in words.PREPOSITIONS | words.TIMES | {"again"} or words.is_adverb(after.lower)
    return Phrase(first, last) if leads_on and _is_verbless(sentence, last, colon) else None


def _is_name(sentence: Sentence, first: int, last: int) -> bool:
    closed = words.PREPOSITIONS | words.TIMES | words.SUBORDINATORS | words.PERSONAL
    return sentence[first].lower not in closed and not sentence[last - 1].possessive


def _is_verbless(sentence: Sentence, first: int, last: int) -> bool:
    return not any(words.looks_finite(token.lower) or token.lower in FORMS for token in sentence[first:last])


def _before_parenthesis(sentence: Sentence, end: int) -> int:
    """Leave a remark in parentheses off the end: "Berg (Social Democrats): “…”"."""
    if sentence[end - 1].lower != ")":
        return end
    return next((at for at in range(end - 2, max(0, end - 12), -1) if sentence[at].lower == "("), end)


def _joins_names(sentence: Sentence, at: int, end: int) -> bool:
    return sentence[at].lower == "and" and at + 1 < end and at > 0 and sentence[at - 1].is_capital


def speaker_behind(sentence: Sentence, run: int) -> Phrase | None:
    """Return who stands behind a run that opens the sentence: “It leaks,” the Dahls state."""
    opens = not any(token.is_word or token.run is not None for token in sentence[:run])
    if not opens or len(sentence) < run + 3:
        return None
    sentence = sentence[run:]
    found = _behind_opening(sentence)
    return Phrase(found.first + run, found.last + run) if found is not None else None


def _behind_opening(sentence: Sentence) -> Phrase | None:
    signed = signed_at(sentence, 1) if sentence[1].lower in DASHES | {"[", "|", "~"} else None
    if signed is not None or (told := named_behind(sentence, 0)) is not None:
        return signed or told
    if sentence[1].lower in {"per", "via"}:
        return phrase_after(sentence, 2)
    if sentence[1].lower in {":", "("}:  # “It leaks” (Berg, on Monday)
        name = phrase_after(sentence, 2) if sentence[2].is_capital else None
        ends = name is not None and (name.last == len(sentence) or not _goes_on(sentence, name.last))
        capitals = name is not None and all(token.is_capital for token in sentence[name.first : name.last])
        return name if ends and capitals else None
    if sentence[0].lower not in {"<,>", "<?>"}:
        return None
    at = 2 if words.looks_finite(sentence[1].lower) or sentence[1].lower.endswith("s") else 1
    named = sentence[1].is_capital or words.is_personal(sentence[1].lower)
    return phrase_after(sentence, 1 if named else at)


def _goes_on(sentence: Sentence, at: int) -> bool:
    return sentence[at].is_word and sentence[at].lower not in words.PREPOSITIONS


def governor_of(sentence: Sentence, tree: Tree, run: int) -> Phrase | None:
    """Return who says the run at a token: "Dahl's “…” remark", "Dahl, who spoke of “…”", "Dahl ran under “…”".

    Of all those the run hangs on the nearest with a name or a pronoun, else the nearest.
    """
    over = list(_governors(sentence, tree, run))
    return next((phrase for phrase in over if _is_somebody(sentence, phrase)), over[0] if over else None)


def _is_somebody(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase names somebody: a pronoun, also a relative one, or a word with a capital."""
    first, last = sentence[phrase.first], sentence[phrase.last - 1]
    if words.is_personal(first.lower) or last.lower in words.RELATIVE | {"that"}:
        return True
    named = sentence[phrase.first + (first.lower in words.DETERMINERS) : phrase.last]
    return any(token.is_capital for token in named)


def is_nobody(word: str) -> bool:
    """Tell whether a subject in small letters stands for nobody who speaks: "it", "that", "there's"."""
    return word.replace("’", "'").partition("'")[0] in _NOBODY


def _governors(sentence: Sentence, tree: Tree, run: int) -> Iterator[Phrase]:
    """Give the owners and subjects over a run, the nearest first."""
    at = _clause_before(tree, run) if run and sentence[run - 1].lower == ":" else run
    passed = False  # over what the run is said to be a part of: only who says that can say the run
    for _ in range(_HIGHEST):
        owner = next(iter(tree.children(at, "poss")), None)
        if owner is not None and owner < run and not passed and sentence[owner].run is None:
            yield noun_phrase(sentence, tree, owner)
        subject = tree.subject(at)
        if subject is not None and at != run and not passed and not _holds(tree, subject, run):
            somebody = not is_nobody(sentence[subject].lower) or tree.relations[at] == "relcl"
            phrase = own_subject(sentence, tree, at) if somebody else None
            if phrase is not None:
                yield phrase
        if tree.relations[at] == "acl" and not passed:
            yield noun_phrase(sentence, tree, tree.heads[at], before=at)
        if tree.heads[at] == at:
            return
        relation = tree.relations[at]
        at, passed = tree.heads[at], relation in _TOLD_ABOUT and relation != "ccomp"


def _clause_before(tree: Tree, run: int) -> int:
    """Return the verb of the last clause with a subject before a run: "It leaks, but he found a name: “…”"."""
    above = tree.above(run)
    at = above[-1] if above else run
    while later := [verb for verb in tree.children(at, "conj") if at < verb < run and tree.subject(verb) is not None]:
        at = later[-1]
    return at


def _holds(tree: Tree, index: int, other: int) -> bool:
    whole = tree.within(index)
    return whole.first <= other < whole.last

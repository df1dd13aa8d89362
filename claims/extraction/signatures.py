"""Who is named behind a quotation without a reporting word, in its own sentence or in the next: “It leaks.” – Berg.

All positions are token indexes of one sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.lexicon import FORMS
from claims.extraction.names import NO_NAMES
from claims.extraction.phrases import Phrase, phrase_after
from claims.extraction.sentences import DASHES, Sentence
from claims.extraction.words import listed

_SIGNS = DASHES | {"(", "[", "|", "~", "*", "•", "@", "/"}
_FROM = frozenset({"from", "by", "per", "via"})
_POINTING = listed("that this those these so thus such")
_TELLS = words.BE | listed("said wrote spoke tweeted went goes came comes says writes")
_SOURCES = listed("words quote quotes quotation remark remarks message answer reply response verdict view line lines")
_BEHIND = _FROM | {",", ".", "(", ")", "of", "on", "in", "to", "at", "during", "for", "and"}
_LONGEST = 25  # tokens of a sentence that only tells who somebody is
_NEAR = 9  # tokens from a word that points back to who said it


def signature(sentence: Sentence, *, closes: bool = False) -> Phrase | None:
    """Return the name in a sentence that only tells who said the one before: "– Anna Berg, engineer", "(Berg)".

    ``closes``: the words before were left open, so a name that ends with their closing mark is a signature, too.
    """
    signed = sentence[0].lower in _SIGNS
    if not signed and not closes:
        return None
    name = signed_at(sentence, 0) if signed else phrase_after(sentence, 0)
    if name is None or (closes and not sentence[name.first].is_capital):
        return None
    behind = sentence[name.last].lower if name.last < len(sentence) else "."
    return name if behind in _BEHIND | DASHES | {"]"} and (signed or behind in {".", ",", "("}) else None


def signed_at(sentence: Sentence, at: int) -> Phrase | None:
    """Return the name behind a dash or bracket, or behind "from": "— from Anna Berg’s letter", "[Berg]", "—@berg"."""
    while at < len(sentence) and sentence[at].lower in _SIGNS:
        at += 1
    if at < len(sentence) and sentence[at].lower in _FROM:
        at += 1
    name = phrase_after(sentence, at)
    if name is None or any(words.looks_finite(token.lower) for token in sentence[name.last :]):
        return None
    named = any(token.is_capital and token.lower not in NO_NAMES for token in sentence[name.first : name.last])
    return name if named or sentence[at - 1].lower == "@" else None


def bare_signature(sentence: Sentence, *, alone: bool) -> Phrase | None:
    """Return the name in a short sentence without a verb: “It leaks.” Anna Berg, engineer.

    ``alone``: nothing else tells who said it, so a name of one word and one without a comma behind it will do.
    """
    last = next((at for at, token in enumerate(sentence) if not token.is_capital), len(sentence))
    if not (1 if alone else 2) <= last <= 5 or len(sentence) > _LONGEST or sentence[0].lower in NO_NAMES:
        return None
    behind = sentence[last].lower if last < len(sentence) else "."
    if behind not in (_BEHIND | DASHES if alone and last > 1 else {",", "."}) or not _is_verbless(sentence, last):
        return None
    return Phrase(0, last)


def pointing_back(sentence: Sentence) -> Phrase | None:
    """Return who a sentence says spoke the words right before it: "So said Berg.", "Those were Berg’s words."."""
    first = sentence[0].lower
    if first == "with" and len(sentence) > 3 and sentence[1].lower in _POINTING:
        comma = next((at for at, token in enumerate(sentence[:_NEAR]) if token.lower == ","), None)
        return _name_from(sentence, comma + 1, comma + 2) if comma is not None else None
    if first not in _POINTING | {"the", "it"} or len(sentence) < 3:
        return None
    if first in _POINTING and sentence[1].lower in _SOURCES and sentence[2].lower in {"from", "by"}:
        return _name_from(sentence, 3, 5)  # "That quote from Dahl appeared …"
    tells = next((at for at in range(1, min(4, len(sentence))) if sentence[at].lower in _TELLS), None)
    said = tells is not None and (tells == 1 or any(token.lower in _SOURCES for token in sentence[1:tells]))
    if tells is None or not said or (tells == 1 and first == "the"):
        return None
    pointed = tells > 1 or first in {"so", "thus"} or _is_told(sentence, tells + 1)
    return _name_from(sentence, tells + 1, tells + _NEAR) if pointed else None


def _is_told(sentence: Sentence, at: int) -> bool:
    """Tell whether "that was" is followed by a name alone, "how", "what" or a word for what was said."""
    near = [token.lower for token in sentence[at : at + 6]]
    return sentence[at].is_capital or not _SOURCES.isdisjoint(near) or near[:1] in (["how"], ["what"])


def named_behind(sentence: Sentence, run: int) -> Phrase | None:
    """Return who is said to have spoken the run that opens a sentence: “It leaks” were the words of Berg."""
    at = run + 1
    while at < len(sentence) and (sentence[at].lower in DASHES | {","}):
        at += 1
    if at + 1 >= len(sentence):
        return None
    word = sentence[at].lower
    if word == "in":
        told = next((i for i in range(at + 2, min(at + _NEAR, len(sentence))) if sentence[i].lower in _SOURCES), None)
        owned = told is not None and (sentence[told - 1].possessive or sentence[told - 1].lower in {"his", "her"})
        return _name_from(sentence, at + 1, at + 2) if owned else None
    if word in _POINTING:
        at += 1
    tells = at < len(sentence) and sentence[at].lower in _TELLS | {"that's", "that’s", "reads", "ran"}
    if not tells or not _is_told(sentence, at + 1):
        return None
    return _name_from(sentence, at + 1, at + _NEAR)


def _name_from(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """Return the first name that begins in a stretch of tokens."""
    for at in range(first, min(last, len(sentence))):
        token = sentence[at]
        if token.lower in {"his", "her", "he", "she"}:
            return Phrase(at, at + 1)
        if token.is_capital and token.lower not in NO_NAMES:
            return phrase_after(sentence, at)
    return None


def _is_verbless(sentence: Sentence, first: int) -> bool:
    rest = [token for token in sentence[first:] if not token.is_capital]
    return not any(
        t.run is not None or words.looks_finite(t.lower) or t.lower in FORMS or t.lower in {":", "?", "!"} for t in rest
    )


def is_name_alone(sentence: Sentence) -> bool:
    """Tell whether a paragraph is a person's name and no more: it heads what that person says."""
    told = sentence[:-1] if sentence[-1].lower in {".", ":"} else sentence
    return 2 <= len(told) <= 4 and all(token.is_capital for token in told)

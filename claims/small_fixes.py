"""What a small fix may change: a letter of a word, so that whoever read it before has read the same.

The database holds the same (``claims_is_small_fix``); here the reason is told beforehand. What looks like a slip of one
letter may still be another word ("trail", "trial"): every small fix is told on the claim's page.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

MOST_WORDS = 3  # that one small fix changes
SHORTEST = 4  # letters of a word that may have a slip; of shorter words, one letter makes another ("is", "as")

# Where words are parted; what stands around them without changing what they say.
_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u0085]+")
_AROUND_WORDS = ".,;:!…()[]{}“”„‟\"'‘’‚‛«»‹›-–—·¡¿"
_BEFORE_FIGURES, _AFTER_FIGURES = "([{“„‟\"'‘‚‛«‹¡¿", ".,;:!…)]}”\"'’»›"
_MARKS = re.compile('[“”„‟"«»]')

_NEGATIONS = (
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely "
    "ni nunca jamás nadie nada ningún ninguno ninguna ningunos ningunas sin tampoco apenas"
)
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion trillions dozen dozens half quarter third first second fourth fifth "
    "sixth seventh eighth ninth tenth once twice double triple "
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos "
    "doscientos doscientas trescientos trescientas quinientos quinientas mil miles millón millones billón billones "
    "medio media mitad tercio docena docenas primero primera segundo segunda tercero tercera cuarto cuarta quinto "
    "quinta doble"
)
NEGATIONS, NUMBERS = frozenset(_NEGATIONS.split(" ")), frozenset(_NUMBERS.split(" "))  # English, Spanish


def why_not_small(before: str, now: str) -> str:
    """Return why the change from ``before`` to ``now`` is no small fix, in plain words; "" where it is one."""
    was, says = words_of(before), words_of(now)
    if _differ(was, says, _is_negation):
        return _("it changes a “not”, or the like")
    if _differ(was, says, _is_number):
        return _("it changes a number")
    if len(_MARKS.findall(before)) != len(_MARKS.findall(now)):
        return _("it puts words into quotation marks, or takes them out")
    if len(was) != len(says):
        return _("it adds words or takes words away")
    changed = [(one, other) for one, other in zip(was, says, strict=True) if one != other]
    if changed and Counter(was) == Counter(says):
        return _("it changes the order of the words")
    if len(changed) > MOST_WORDS:
        return _("it changes more than %(most)s words") % {"most": MOST_WORDS}
    return next(filter(None, (_why_no_slip(one, other) for one, other in changed)), "")


def words_of(text: str) -> list[str]:
    """Return the words of a text, without the signs around them that don't change what they say."""
    split = _SPACES.split(unicodedata.normalize("NFC", text).replace("’", "'"))
    return [word for word in map(_bare, split) if word]


def _bare(word: str) -> str:
    if re.search(r"[0-9]", word):
        return word.lstrip(_BEFORE_FIGURES).rstrip(_AFTER_FIGURES)
    return word.strip(_AROUND_WORDS)


def _differ(was: Sequence[str], says: Sequence[str], counts: Callable[[str], bool]) -> bool:
    """Tell whether two texts differ in the words that ``counts`` is true of, or in their order."""
    return [word.lower() for word in was if counts(word)] != [word.lower() for word in says if counts(word)]


def _is_negation(word: str) -> bool:
    return word.lower() in NEGATIONS or word.lower().endswith("n't")


def _is_number(word: str) -> bool:
    return word.lower() in NUMBERS or any(letter.isdigit() for letter in word)


def _why_no_slip(before: str, now: str) -> str:
    """Return why ``now`` is more than ``before`` with a slip of one letter mended; "" where it is no more."""
    words = {"before": before, "now": now}
    if before.lower() != before or now.lower() != now:
        return _("it changes a name, or a capital letter: “%(before)s”, “%(now)s”") % words
    if not (before.isalpha() and now.isalpha()):
        return _("it changes a sign: “%(before)s”, “%(now)s”") % words
    if min(len(before), len(now)) < SHORTEST or before[0] != now[0] or not _is_one_letter(before, now):
        return _("it changes more than a letter within a word: “%(before)s”, “%(now)s”") % words
    return ""


def _is_one_letter(before: str, now: str) -> bool:
    """Tell whether one letter was added, left out or another, or two that stand side by side changed places."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(before), len(now)) - start and before[-1 - end] == now[-1 - end]:
        end += 1
    out, into = before[start : len(before) - end], now[start : len(now) - end]
    return (len(out) <= 1 and len(into) <= 1) or (len(out) == len(into) == 2 and out == into[::-1])

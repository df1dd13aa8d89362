"""The numbers of a statement, in digits or in words, English and Spanish: "200", "two hundred", "doscientos"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
_HUNDREDS = "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
WORDS = {
    **{word: number for line in _UNITS for number, word in enumerate(line.split())},
    **{word: number for line in _TENS for number, word in zip(range(20, 100, 10), line.split(), strict=True)},
    **{word: 100 * number for number, word in enumerate(_HUNDREDS.split(), start=1)},
    **{f"{word[:-2]}as": 100 * n for n, word in enumerate(_HUNDREDS.split(), start=1) if n > 1},
    "cien": 100,
    "dieciseis": 16,
    "veintidos": 22,
    "veintitres": 23,
    "veintiseis": 26,
    "veintiún": 21,
}
TIMES = {
    "dozen": 12,
    "docena": 12,
    "docenas": 12,
    "hundred": 100,
    "thousand": 1_000,
    "mil": 1_000,
    "million": 10**6,
    "millón": 10**6,
    "millon": 10**6,
    "millones": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "billón": 10**12,
    "billon": 10**12,
    "billones": 10**12,
}
_ONE = frozenset({"a", "an", "un", "una"})  # before one of those: "a hundred", "un millón"
_JOINS = frozenset({"and", "y"})
_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CLOSE = re.compile(r"[\s-]*")
_SPANISH = re.compile(r"\b(?:el|la|los|las|del|que|una?)\b", re.IGNORECASE)


@dataclass
class _Reading:
    """A number being read: what stands by itself, and what the next word may multiply or add to."""

    start: int
    end: int
    whole: Decimal = Decimal()
    part: Decimal | None = None
    least: int = 10**15  # what multiplied last; what is added must be smaller

    @property
    def value(self) -> Decimal:
        """The number as far as it is read."""
        return self.whole + (self.part or 0)


def numbers_in(statement: str) -> dict[str, str]:
    """Return each number of a statement, in digits without separators, and as it is written.

    In a Spanish statement a point sets thousands apart, a comma decimals, and "once" is eleven.
    """
    spanish = bool(_SPANISH.search(statement))
    return {f"{one.value.normalize():f}": statement[one.start : one.end] for one in _readings(statement, spanish)}


def _readings(statement: str, spanish: bool) -> Iterator[_Reading]:
    reading: _Reading | None = None
    join = one = None
    for part in _PART.finditer(statement):
        word = part.group().casefold()
        if word in _JOINS and reading is not None:
            join = part
            continue
        between = statement[reading.end : part.start()] if reading is not None else ""
        near = _CLOSE.fullmatch(between if join is None else between.replace(join.group(), "", 1)) is not None
        if reading is not None and near and _add(reading, word, joined=join is not None):
            reading.end = part.end()
        elif (first := _begun(word, part, one, spanish)) is not None or reading is not None:
            if reading is not None:
                yield reading
            reading = first
        join, one = None, part if word in _ONE else None
    if reading is not None:
        yield reading


def _begun(word: str, part: re.Match[str], one: re.Match[str] | None, spanish: bool) -> _Reading | None:
    """Return the number that begins with a word, None if it is none."""
    if word[0].isdigit():
        return _Reading(part.start(), part.end(), part=_in_digits(word, spanish))
    if word in WORDS and (spanish or word != "once"):
        return _Reading(part.start(), part.end(), part=Decimal(WORDS[word]))
    if word in TIMES:
        reading = _Reading(one.start() if one is not None else part.start(), part.end())
        _add(reading, word, joined=False)
        return reading
    return None


def _in_digits(word: str, spanish: bool) -> Decimal:
    plain = word.replace(".", "").replace(",", ".") if spanish else word.replace(",", "")
    return Decimal(plain if plain.count(".") < 2 else plain.replace(".", ""))


def _add(reading: _Reading, word: str, *, joined: bool) -> bool:
    """Take the next word into a number, if it goes on with it; tell whether it does."""
    if word in TIMES and not joined:
        return _multiply(reading, TIMES[word])
    number, part = WORDS.get(word), reading.part
    if number is None or number >= reading.least:
        return False
    room = part is None or (part >= 100 and part % 100 == 0 > -number and number < 100)
    room = room or (part is not None and part % 100 >= 20 and part % 10 == 0 and 0 < number < 10)
    if not room or (joined and part is None and not reading.whole):
        return False
    reading.part = Decimal(number) + (part or 0)
    return True


def _multiply(reading: _Reading, times: int) -> bool:
    if times in {12, 100}:
        if reading.part is not None and reading.part >= 100:
            return False
        reading.part = (reading.part if reading.part is not None else 1) * Decimal(times)
        return True
    if times < reading.least:
        reading.whole += (reading.part if reading.part is not None else 1) * Decimal(times)
    elif reading.whole:  # "dos mil millones"
        reading.whole = reading.value * times
    else:
        return False
    reading.part, reading.least = None, times
    return True

"""Made-up words and sentences; nothing is taken from any text. Pure functions of a random generator."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Thing = TypeVar("Thing")

EVERYWHERE = "parliament"  # every second claim holds it: a search for it finds half of all
WORDS = 20_000
AT_ONCE = 50_000  # things drawn together, because drawing one by one takes most of the time

ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
]
VOWELS = ["a", "e", "i", "o", "u", "á", "é", "ö"]
OFTEN = [30, 30, 22, 26, 14, 1, 1, 1]  # most words are written without accents
CODAS = ["", "", "", "l", "m", "n", "r", "s", "nd", "rk"]

# What stands between made-up words, so that they read as sentences: each "{}" is one of them.
SHAPES = [
    "the {} of {} will {} every {} in {}",
    "{} and {} have {} the {} of {} since {}",
    "no {} has ever {} a {} near {} without the {} of {}",
    "more than {} {} were {} by the {} of {}",
    "the {} {} did not {} the {} before {}",
    "a {} in {} can {} the {} of the {} {}",
]
PLAIN = str.maketrans("áéö ", "aeo-")
ADDED = ["and {} knows it", "as {} has shown", "whatever {} may say", "with or without {}", "before the next {}"]


class Zipf(Generic[Thing]):
    """Draws things as words come in texts: the first often, the last hardly ever.

    The weights are Mandelbrot's, 1 / (rank + shift); a shift of 0 gives the first thing the largest share.
    """

    def __init__(self, rng: Random, things: Sequence[Thing], shift: float = 20.0) -> None:
        self._rng = rng
        self._things = things
        self._weights = list(accumulate(1 / (rank + shift + 1) for rank in range(len(things))))
        self._drawn: list[Thing] = []

    def draw(self) -> Thing:
        """Give the next thing."""
        if not self._drawn:
            self._drawn = self._rng.choices(self._things, cum_weights=self._weights, k=AT_ONCE)
        return self._drawn.pop()


def made_up(rng: Random, how_many: int, *, longest: int = 4) -> list[str]:
    """Give different pronounceable words, the short ones first, as in a language."""
    words: set[str] = set()
    while len(words) < how_many:
        syllables = rng.randint(2, longest)
        words.add("".join(_syllable(rng) for _ in range(syllables)))
    return sorted(words - {EVERYWHERE}, key=lambda word: (len(word) // 3, word[::-1]))


def _syllable(rng: Random) -> str:
    return rng.choice(ONSETS) + rng.choices(VOWELS, OFTEN)[0] + rng.choice(CODAS)


def statement(rng: Random, words: Zipf[str], *, everywhere: bool) -> str:
    """Give one sentence without its full stop; with ``everywhere``, the word that half of all claims hold is in it."""
    shape = rng.choice(SHAPES)
    drawn = [words.draw() for _ in range(shape.count("{}"))]
    if everywhere:
        drawn[-1] = EVERYWHERE
    sentence = shape.format(*drawn)
    return sentence[0].upper() + sentence[1:]


def as_said(rng: Random, sentence: str, words: Zipf[str]) -> str:
    """Give a sentence as somebody may have said it: every third time with something added."""
    return f"{sentence}, {rng.choice(ADDED).format(words.draw())}" if rng.random() < 1 / 3 else sentence


def address(sentence: str, number: int) -> str:
    """Give a slug that no other ``number`` gets; slugs of real titles take twenty times as long to make."""
    return f"{sentence[:60].lower().translate(PLAIN)}-{number}"

"""A text that can be measured: letters and digits counted, words numbered, quoted runs known."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from claims.extraction.proposal import Span
from claims.scoring.quoted import quoted_runs
from claims.scoring.stretches import Stretches, shared
from claims.scoring.words import EMPTY, PRONOUNS

_WORD = re.compile(r"\w+")


class MeasuredText:
    """Only letters and digits are counted, so that marks and spaces at a border never matter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._counted = [0, *accumulate(character.isalnum() for character in text)]

    @cached_property
    def runs(self) -> list[Span]:
        """The quoted runs, marks excluded."""
        return quoted_runs(self.text)

    @cached_property
    def _words(self) -> list[Span]:
        return [Span(*match.span()) for match in _WORD.finditer(self.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self._words]

    def size(self, stretches: Iterable[Span]) -> int:
        """Return how many letters and digits stand in the stretches."""
        return sum(self._counted[span.end] - self._counted[span.start] for span in stretches)

    def quoted(self, stretches: Stretches) -> Stretches:
        """Return what of the stretches stands in quoted runs."""
        return shared(self.runs, stretches)

    def words(self, stretches: Stretches) -> dict[int, str]:
        """Return the words at least half of which lie in one of the stretches, in lower case, by their number."""
        found: dict[int, str] = {}
        for span in stretches:
            number = max(bisect_left(self._starts, span.start) - 1, 0)
            while number < len(self._words) and self._starts[number] < span.end:
                word = self._words[number]
                if 2 * (min(word.end, span.end) - max(word.start, span.start)) >= word.end - word.start:
                    found[number] = self.text[word.start : word.end].lower()
                number += 1
        return found

    def telling_words(self, source: Stretches) -> set[int]:
        """Return the numbers of the words that tell who a source is: no articles and titles, unless it has no other."""
        words = self.words(source)
        if self._is_pronoun(sorted(words), words):
            return set(words)
        return {number for number, word in words.items() if word not in EMPTY} or set(words)

    def _is_pronoun(self, order: list[int], words: dict[int, str]) -> bool:
        if not order or len(order) > 2 or words[order[0]] not in PRONOUNS:
            return False
        return not any(self.text[self._words[number].start].isupper() for number in order[1:])

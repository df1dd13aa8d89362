"""Trees: which word of a sentence depends on which, and as what. All positions are token indexes, end exclusive."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from claims.extraction.phrases import Phrase
from claims.extraction.sentences import Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})

_NOUNS_PLACE = frozenset({"amod", "compound", "nmod", "poss", "pobj", "dobj", "nsubj", "nsubjpass"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True)
class Tree:
    """A sentence as a parser reads it, word for word of ours: a quoted run is one word.

    For each token its head (its own index at the root), the relation to it (ClearNLP's labels: ``nsubj``, ``ccomp`` …)
    and its part of speech (Penn Treebank's tags: ``VBD``, ``NNP`` …).
    """

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.heads]
        for index, head in enumerate(self.heads):
            if head != index:
                children[head].append(index)
        return children

    @cached_property
    def _reach(self) -> list[tuple[int, int]]:
        """From where to where each token's subtree reaches."""
        reach = [(index, index + 1) for index in range(len(self.heads))]
        for start in range(len(self.heads)):
            first, last = reach[start]
            at = start
            for _ in self.heads:
                if self.heads[at] == at:
                    break
                at = self.heads[at]
                low, high = reach[at]
                if low <= first and high >= last:
                    break
                reach[at] = min(low, first), max(high, last)
        return reach

    def children(self, index: int, *relations: str) -> list[int]:
        """Return what depends on a token directly, in order; with ``relations`` only what stands in one of them."""
        return [child for child in self._children[index] if not relations or self.relations[child] in relations]

    def below(self, index: int) -> list[int]:
        """Return a token and all that depend on it, directly or not, in no order."""
        found, at = [index], 0
        while at < len(found):
            found.extend(child for child in self._children[found[at]] if child != index)
            at += 1
        return found

    def within(self, index: int) -> Phrase:
        """Return the stretch from the first to the last token that depend on a token, itself included."""
        return Phrase(*self._reach[index])

    def is_verb(self, index: int) -> bool:
        """Tell whether a word that may be a verb is one: no noun, and no participle that only describes a noun."""
        if self.relations[index] not in _NOUNS_PLACE:
            return True
        return bool(self.children(index, "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "aux", "prt"))

    def is_clause(self, first: int, last: int, *, whole: bool = False) -> bool:
        """Tell whether a finite verb with its subject stands in a stretch; with ``whole``, that over all else in it."""
        for index in range(first, last):
            over = first <= self.heads[index] < last and self.heads[index] != index
            if self.tags[index] in FINITE or self.children(index, "aux"):
                subject = self.subject(index)
                if subject is not None and first <= subject and not (whole and over):
                    return True
        return False

    def is_finite(self, verb: int) -> bool:
        """Tell whether a verb or an auxiliary of it is finite."""
        return self.tags[verb] in FINITE or any(self.tags[aux] in FINITE for aux in self.children(verb, "aux"))

    def subject(self, verb: int) -> int | None:
        """Return the head of the verb's own subject, None if it has none."""
        return next(iter(self.children(verb, *SUBJECTS)), None)

    def above(self, index: int) -> list[int]:
        """Return the heads over a token, the nearest first."""
        found: list[int] = []
        while self.heads[index] != index and len(found) < len(self.heads):
            index = self.heads[index]
            found.append(index)
        return found


class Parser(Protocol):
    """What turns sentences into trees; it costs the more the more words it sees."""

    def parse(self, sentences: Sequence[Sentence]) -> list[Tree]:
        """Return a tree for each sentence, in order."""

"""What a quotation rests on around its own words: its paragraphs, those that tell who "she" is, the publisher's line.

Pure functions on texts. All offsets count characters of the text, end exclusive.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from articles.anchors import read_alike
from articles.vocabulary import ParagraphKind
from claims.overlap import Stretch

HEAD = {
    *(ParagraphKind.PUBLISHER, ParagraphKind.HEADLINE, ParagraphKind.REPEATED, ParagraphKind.DATELINE),
    *(ParagraphKind.SUMMARY, ParagraphKind.PLACEHOLDER),
}
# What a publisher writes who takes something back, in English and Spanish.
_TAKEN_BACK = re.compile(
    r"\b(?:apologi[sz]e[sd]?|apolog(?:y|ies)|retract(?:s|ed|ion)?|made[ -]up|fabricat\w+|invented|misquot\w+"
    r"|mis-?attribut\w+|(?:wrongly|falsely|mistakenly) (?:attributed|quoted|said)|never said|did(?: not|n['’]t) say"
    r"|in error|correction|corrected|disculpas?|retract(?:a|amos|ó|ación)|rectific\w+|fe de erratas?|inventad\w+"
    r"|mal atribuid\w+|nunca dijo|no dijo|corrección|por error)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """One paragraph of a text."""

    kind: ParagraphKind
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Ground:
    """A text as it is laid out, in its order."""

    parts: Sequence[Part]

    def around(self, stretches: Sequence[Stretch]) -> range:
        """Return the numbers of the paragraphs from the first to the last that the stretches touch."""
        start, end = min(start for start, _end in stretches), max(end for _start, end in stretches)
        touched = [n for n, part in enumerate(self.parts) if part.start < end and start < part.end]
        return range(touched[0], touched[-1] + 1) if touched else range(0)

    def of_kind(self, kind: ParagraphKind) -> list[str]:
        """Return the paragraphs of one kind."""
        return [part.text for part in self.parts if part.kind == kind]


@dataclass(frozen=True)
class Attributed:
    """What tells whose words a quotation is."""

    source: str  # as written, "" where none is
    names: Collection[str]  # of its speaker
    is_own_voice: bool = False
    is_by_a_person: bool = False


def unchanged(
    old: Ground, before: Sequence[Stretch], new: Ground, now: Sequence[Stretch], attributed: Attributed
) -> bool:
    """Tell whether what a quotation rests on reads as it did; its own stretches were found at ``now``.

    That is its own paragraphs; where its source names nobody in full, all from the nearest paragraph before that does;
    of an article's own voice the publisher's line, and a person's byline. No notice beside it takes anything back.
    """
    rested, found = old.around(before), new.around(now)
    if not rested or not found:
        return not rested and not found
    first = rested[0] if attributed.is_own_voice else _first_rested_on(old, rested[0], before, attributed)
    back = rested[-1] - first
    if len(found) != len(rested) or found[-1] < back:
        return False
    pairs = zip(old.parts[first : rested[-1] + 1], new.parts[found[-1] - back : found[-1] + 1], strict=True)
    if not all(one.kind == other.kind and read_alike(one.text, other.text) for one, other in pairs):
        return False
    return _voices_alike(old, new, attributed) and not any(_notices_beside(old, new, found))


def notices(old: Ground, new: Ground) -> Iterator[str]:
    """Return the paragraphs that came with the new text and read as if something was taken back."""
    for part in new.parts:
        if _TAKEN_BACK.search(part.text) and not any(read_alike(part.text, other.text) for other in old.parts):
            yield part.text


def _first_rested_on(old: Ground, first: int, before: Sequence[Stretch], attributed: Attributed) -> int:
    """Return the number of the paragraph that tells who it is: its own, or the nearest before with a full name."""
    words = [name for name in map(_folded, attributed.names) if name]
    full = [name for name in words if " " in name] or words
    if _names_one(attributed.source, full):
        return first
    own = old.parts[first]
    begins = min(start for start, _end in before)
    if _names_one(own.text[: begins - own.start], full):
        return first
    for n in range(first - 1, -1, -1):
        if _names_one(old.parts[n].text, full):
            return n
    if any(word[:1].isupper() for word in attributed.source.split()) and not _is_pronoun(attributed.source):
        return first  # a proper name, of nobody whom the text writes otherwise
    return next((n for n, part in enumerate(old.parts[:first]) if part.kind not in HEAD), first)


def _voices_alike(old: Ground, new: Ground, attributed: Attributed) -> bool:
    kinds = [ParagraphKind.PUBLISHER] if attributed.is_own_voice else []
    kinds += [ParagraphKind.DATELINE] if kinds and attributed.is_by_a_person else []
    return all(
        read_alike(one, other)
        for kind in kinds
        for one, other in zip_longest(old.of_kind(kind), new.of_kind(kind), fillvalue="")
    )


def _notices_beside(old: Ground, new: Ground, found: range) -> Iterator[str]:
    beside = [new.parts[n].text for n in (found[0] - 1, found[-1] + 1) if 0 <= n < len(new.parts)]
    return (text for text in notices(old, new) if text in beside)


def _names_one(text: str, names: Collection[str]) -> bool:
    folded = _folded(text)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names)


def _folded(text: str) -> str:
    """Return a text without case, accents and odd white space, as the registry tells names."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def _is_pronoun(source: str) -> bool:
    return source.strip().casefold() in {"he", "she", "they", "it", "we", "i", "who", "él", "ella", "ellos", "ellas"}

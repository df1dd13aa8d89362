"""Composing the text of an article around what is said in it, and noting where each part stands.

Pure functions. Offsets count characters of the text, end exclusive: they are taken down while the text is put together.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from articles.vocabulary import ParagraphKind
from claims.vocabulary import QuoteKind, RelayKind


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int
    text: str


class Form(Enum):
    """How a sentence reports what was said."""

    MARKS = auto()  # “A b c,” she said.
    BROKEN = auto()  # “A b,” she said. “C.”
    PARTLY = auto()  # She said that a “b c”.
    REPORTED = auto()  # She said that a b c.

    @property
    def kind(self) -> QuoteKind:
        """The kind of quotation that it makes."""
        kinds = {Form.PARTLY: QuoteKind.MIXED, Form.REPORTED: QuoteKind.INDIRECT}
        return kinds.get(self, QuoteKind.DIRECT)


class Through(NamedTuple):
    """What stood between speaker and article: "in an interview with" an outlet."""

    kind: RelayKind
    words: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be reported: a sentence with a capital and no full stop, and who said it how."""

    sentence: str
    source: str
    cue: str
    form: Form
    through: Through | None = None


@dataclass(slots=True)
class Placed:
    """Where a saying stands in the text."""

    saying: Saying
    source: Span
    cue: Span
    passages: list[Span]
    relay: Span | None


@dataclass(slots=True)
class Composition:
    """A text that is being put together."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[tuple[ParagraphKind, int, int]] = field(default_factory=list)
    sayings: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def put(self, words: str) -> Span:
        """Add ``words``, and tell where they stand."""
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return Span(start, self.length, words)

    def paragraph(self, kind: ParagraphKind, words: str, *sayings: Saying) -> None:
        """Add a paragraph of ``words`` and sentences that report ``sayings``."""
        if self.length:
            self.put("\n\n")
        start = self.put(words).start
        for saying in sayings:
            if self.length > start:
                self.put(" ")
            self.sayings.append(self._report(saying))
        self.paragraphs.append((kind, start, self.length))

    def _report(self, saying: Saying) -> Placed:
        if saying.form in (Form.MARKS, Form.BROKEN):
            return self._quote(saying)
        source = self.put(saying.source)
        self.put(" ")
        cue = self.put(saying.cue)
        self.put(" that ")
        sentence = saying.sentence[0].lower() + saying.sentence[1:]
        if saying.form is Form.PARTLY:
            first, rest = _halves(sentence)
            sentence = f"{first} “{rest}”"
        return Placed(saying, source, cue, [self.put(sentence)], self._end(saying))

    def _quote(self, saying: Saying) -> Placed:
        first, rest = _halves(saying.sentence) if saying.form is Form.BROKEN else (saying.sentence, "")
        passages = [self.put(f"“{first},”")]
        self.put(" ")
        source = self.put(saying.source)
        self.put(" ")
        cue = self.put(saying.cue)
        relay = self._end(saying)
        if rest:
            self.put(" ")
            passages.append(self.put(f"“{rest[0].upper()}{rest[1:]}.”"))
        return Placed(saying, source, cue, passages, relay)

    def _end(self, saying: Saying) -> Span | None:
        """End the sentence, with the relay if there is one."""
        relay = None
        if saying.through:
            self.put(" ")
            relay = self.put(saying.through.words)
        self.put(".")
        return relay


def _halves(sentence: str) -> tuple[str, str]:
    words = sentence.split(" ")
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])

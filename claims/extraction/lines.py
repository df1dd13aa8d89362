"""An article cut into lines: its sentences, each with the names and relays in it and, where one is needed, its tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.reading.source import Paragraph
from articles.vocabulary import ParagraphKind
from claims.extraction.bounds import read_part
from claims.extraction.joining import rejoined
from claims.extraction.marks import DOUBLE, quoted_runs
from claims.extraction.names import Mention, mentions_in
from claims.extraction.parsing import Parser, Tree
from claims.extraction.relays import Relay, relays_in
from claims.extraction.sentences import Sentence, after_dateline, sentences_of, tokens_of
from claims.extraction.statements import needs_tree
from claims.vocabulary import RelayKind

READ = frozenset({ParagraphKind.HEADLINE, ParagraphKind.SUMMARY, ParagraphKind.BODY, ParagraphKind.ANSWER})


@dataclass(slots=True)
class Line:
    """A sentence with the names and relays in it; with its tree where a parser saw it."""

    sentence: Sentence
    mentions: list[Mention]
    relays: list[Relay]
    tree: Tree | None = None


Cut = list[tuple[ParagraphKind, list[Line]]]  # the paragraphs of an article that are read, as lines


def cut_into_lines(text: str, paragraphs: Sequence[Paragraph]) -> Cut:
    """Return the paragraphs that carry text of their own, cut into lines."""
    single = DOUBLE.search(text) is None
    return [(p.kind, _lines(text, p, single=single)) for p in read_part(text, paragraphs) if p.kind in READ]


def _lines(text: str, paragraph: Paragraph, *, single: bool) -> list[Line]:
    singles = single or paragraph.kind is ParagraphKind.HEADLINE
    runs = quoted_runs(text, paragraph.start, paragraph.end, single=singles)
    tokens = tokens_of(text, paragraph.start, paragraph.end, runs)
    sentences = rejoined(sentences_of(tokens[after_dateline(tokens) :]))
    named = [(sentence, mentions_in(sentence)) for sentence in sentences]
    return [Line(sentence, mentions, relays_in(sentence, mentions)) for sentence, mentions in named]


def give_trees(cuts: Iterable[Cut], parser: Parser) -> None:
    """Give the lines that need it their trees, all at once."""
    lines = (line for cut in cuts for _, lines in cut for line in lines)
    doubtful = [line for line in lines if needs_tree(line.sentence)]
    for line, tree in zip(doubtful, parser.parse([line.sentence for line in doubtful]), strict=True):
        line.tree = tree


def outlets_in(lines: Iterable[Line]) -> frozenset[str]:
    """Return the single words named as who cites or reports: they stand where an outlet stands."""
    relays = (relay for line in lines for relay in line.relays if relay.kind is RelayKind.OUTLET)
    return frozenset(mention.name for relay in relays for mention in relay.mentions if " " not in mention.name)

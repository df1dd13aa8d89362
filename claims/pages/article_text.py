"""An article as readers may see it: its paragraphs, each public quotation marked, with a note for each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articles.models import Actor, Article, Paragraph, Revision
from claims.models import Quote
from claims.pages.entries import Tie
from claims.pages.fragments import address_of
from claims.pages.marking import Segment, Stretch, marked
from claims.pages.tellings import spans_of

FAR_LANES = 12  # the style sheet has a rule for each

# What the page says by itself, or what only stood in for something missing.
FURNITURE = frozenset(
    {
        Paragraph.Kind.PUBLISHER,
        Paragraph.Kind.HEADLINE,
        Paragraph.Kind.REPEATED,
        Paragraph.Kind.DATELINE,
        Paragraph.Kind.PLACEHOLDER,
    }
)


@dataclass(frozen=True)
class Note:
    """What stands in the margin beside a quotation: whose it is and how it stands to which claims."""

    number: int
    quote: Quote
    ties: Sequence[Tie]
    original: str = ""  # the address of its first passage at its publisher, where that is known


@dataclass(frozen=True)
class Block:
    """One paragraph, cut at its quotations."""

    kind: Paragraph.Kind
    segments: Sequence[Segment]
    notes: Sequence[Note]  # for the quotations that begin here
    level: int = 2  # of its heading, if it is one; a question comes under the heading of its section
    after_gap: bool = False  # whether text was left out before it

    @property
    def is_quoted(self) -> bool:
        """Whether any of it is part of a quotation."""
        return any(segment.keys for segment in self.segments)

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Said:
    """What one speaker is quoted with in an article."""

    speaker: Actor
    notes: Sequence[Note]


@dataclass(frozen=True)
class ArticleText:
    """All that is shown of an article."""

    headline: Block | None  # its headline as received, where a quotation stands in it
    blocks: Sequence[Block]
    ends_early: bool  # whether text was left out at the end
    apart: Sequence[Note]  # quotations that stand in no paragraph shown: alone, without the text around them
    notes: Mapping[int, Note]  # all of them, by quotation
    far: Mapping[int, int]  # by quotation in several paragraphs, the lane by which all its marks are framed

    @property
    def by_speaker(self) -> list[Said]:
        """Its quotations by who said them, in the order of the first words of each: a way past a long text."""
        said: dict[int, list[Note]] = {}
        for note in self.notes.values():
            said.setdefault(note.quote.speaker_id or 0, []).append(note)
        return [Said(notes[0].quote.speaker, notes) for notes in said.values() if notes[0].quote.speaker]


def article_text(
    article: Article, revision: Revision, quotes: Sequence[Quote], bears: Mapping[int, Sequence[Tie]]
) -> ArticleText:
    """Lay out ``revision``, with those of the article's public ``quotes`` that are of it marked.

    The passages of the quotations were fetched; ``bears`` gives, by quotation, its ties to claims.
    How much is shown, ``article.display`` says. One query, for the paragraphs.
    """
    notes = _notes(article, quotes, bears)
    blocks = _blocks(revision, [quote for quote in quotes if quote.revision_id == revision.pk], notes)
    if article.display == Article.Display.LINK_ONLY:
        blocks = []
    headline = next((block for block in blocks if _is_its_headline(block, article)), None)
    shown, ends_early = _chosen([block for block in blocks if block is not headline], article)
    placed = {key for block in blocks for segment in block.segments for key in segment.keys}
    apart = [note for key, note in notes.items() if key not in placed]
    return ArticleText(headline, shown, ends_early, apart, notes, _far(blocks))


def _notes(article: Article, quotes: Sequence[Quote], bears: Mapping[int, Sequence[Tie]]) -> dict[int, Note]:
    """Give the quotations their numbers, in the order of the text, those of the newest revision first."""
    begin = {quote.pk: min(span.start for span in spans_of([quote])) for quote in quotes}
    ordered = sorted(quotes, key=lambda quote: (-quote.revision.number, begin[quote.pk], quote.pk))
    return {
        quote.pk: Note(number, quote, bears.get(quote.pk, ()), address_of(article.link, quote.passages.all()[0].text))
        for number, quote in enumerate(ordered, start=1)
    }


def _far(blocks: Sequence[Block]) -> dict[int, int]:
    """Give the quotations in more than one block a lane each, as long as there are some."""
    blocks_of = Counter(key for block in blocks for key in {key for part in block.segments for key in part.keys})
    several = [key for key, times in blocks_of.items() if times > 1]
    return {key: lane for lane, key in enumerate(sorted(several)[:FAR_LANES])}


def _blocks(revision: Revision, quotes: Sequence[Quote], notes: Mapping[int, Note]) -> list[Block]:
    """Give every paragraph of the revision."""
    paragraphs = list(revision.paragraphs.order_by("start"))
    rows = marked(
        [Stretch(paragraph.start, revision.text[paragraph.start : paragraph.end]) for paragraph in paragraphs],
        spans_of(quotes),
    )
    return [
        Block(Paragraph.Kind(paragraph.kind), row, [notes[key] for segment in row for key in segment.opens])
        for paragraph, row in zip(paragraphs, rows, strict=True)
    ]


def _is_its_headline(block: Block, article: Article) -> bool:
    return block.kind == Paragraph.Kind.HEADLINE and block.is_quoted and block.text == article.headline


def _chosen(blocks: Sequence[Block], article: Article) -> tuple[list[Block], bool]:
    """Give the blocks that are shown, and whether text was left out after the last one."""
    shown: list[Block] = []
    left_out = under_heading = False
    for block in blocks:
        furniture = block.kind in FURNITURE or block.text == article.copyright_notice
        if block.is_quoted or (article.display == Article.Display.WHOLE and not furniture):
            level = 3 if under_heading and block.kind == Paragraph.Kind.QUESTION else 2
            shown.append(replace(block, after_gap=left_out, level=level))
            under_heading = under_heading or block.kind == Paragraph.Kind.HEADING
            left_out = False
        elif not furniture:
            left_out = True
    return shown, left_out and bool(shown)

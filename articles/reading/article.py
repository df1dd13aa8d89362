"""A text to a SourceArticle: lines to paragraphs, the top read, the body's sections found."""

from collections.abc import Sequence

from articles.reading.header import Header, read_header, read_header_lines
from articles.reading.lines import lines_of
from articles.reading.paragraphs import Piece, pieces_of
from articles.reading.sections import Opening, read_body
from articles.reading.shapes import is_copyright
from articles.reading.source import Paragraph, Section, SourceArticle
from articles.vocabulary import ParagraphKind, SectionKind


def read_text(text: str, encoding: str = "utf-8", *, plain: bool = False) -> SourceArticle:
    """Read an article's text; the same text always gives the same article. Never raises.

    ``encoding`` is what the text was decoded from; any other than UTF-8 gives a warning. With ``plain`` the
    text is running text: every paragraph is body, in one section, and nothing is looked for.
    """
    lines = lines_of(text)
    openings: list[Opening] = []
    if plain:
        pieces = pieces_of(text, lines, alone=())
        header = Header()
        kinds = [ParagraphKind.BODY] * len(pieces)
    else:
        header_lines = read_header_lines(lines)
        pieces = pieces_of(text, lines, alone=header_lines.keys())
        header = read_header(pieces, {lines[at].start: line for at, line in header_lines.items()})
        kinds, openings = read_body([piece.text for piece in pieces[len(header.kinds) :]])
    kinds = [*header.kinds, *kinds]
    sections = _sections(pieces, openings, len(header.kinds))
    return SourceArticle(
        text=text,
        paragraphs=_paragraphs(pieces, kinds, sections),
        sections=sections,
        publisher=header.publisher,
        headline=header.headline,
        bylines=header.bylines,
        published=header.published,
        link=header.link,
        language=header.language or "en",
        copyright_notice=_copyright(pieces, kinds),
        encoding=encoding,
        warnings=(*header.problems, *_encoding_warning(encoding)),
    )


def _sections(pieces: Sequence[Piece], openings: Sequence[Opening], body_at: int) -> tuple[Section, ...]:
    """Cut the article at its openings, whose indexes count from ``body_at``; no section is empty."""
    if not pieces:
        return ()
    firsts = [(opening.at + body_at, opening.kind, opening.heading) for opening in openings]
    if not firsts or firsts[0][0] > 0:
        firsts.insert(0, (0, SectionKind.LEAD, ""))
    ends = [first for first, _, _ in firsts[1:]] + [len(pieces)]
    return tuple(
        Section(pieces[first].start, pieces[end - 1].end, kind, heading)
        for (first, kind, heading), end in zip(firsts, ends, strict=True)
    )


def _paragraphs(
    pieces: Sequence[Piece], kinds: Sequence[ParagraphKind], sections: Sequence[Section]
) -> tuple[Paragraph, ...]:
    section = 0
    paragraphs = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if piece.start >= sections[section].end:
            section += 1
        paragraphs.append(Paragraph(piece.start, piece.end, kind, section))
    return tuple(paragraphs)


def _copyright(pieces: Sequence[Piece], kinds: Sequence[ParagraphKind]) -> str:
    notices = (p.text for p, kind in zip(pieces, kinds, strict=True) if kind == ParagraphKind.NOTICE)
    return next(filter(is_copyright, reversed(list(notices))), "")


def _encoding_warning(encoding: str) -> list[str]:
    if encoding == "utf-8":
        return []
    return [f"The file was not UTF-8; it was read as {encoding}: look at accents and quotation marks."]

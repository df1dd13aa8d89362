"""An article's top: publisher, headline, byline, date, link, and where the body begins.

The top is walked paragraph by paragraph. Lines that speak for themselves ("By NAME", a date, "Label: value",
a link, a placeholder, a notice, a caption) belong to it; so do titles, up to the last such line or the
headline given again. The first paragraph of running text ends the walk, but for one that a dateline follows:
that is a summary. Where no such line stands, the first title over running text is the headline.

Nothing is guessed: what is not there is named in ``problems``, and an editor fills it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from articles.reading import shapes
from articles.reading.datelines import read_agency_dateline, read_dateline
from articles.reading.dates import WrittenDate
from articles.reading.headerline import HeaderLine
from articles.reading.labels import read_label
from articles.reading.lines import Line
from articles.reading.outlets import is_domain
from articles.reading.paragraphs import Piece
from articles.reading.titles import TitleEvidence, is_repeated, name_titles
from articles.vocabulary import ParagraphKind

_MOST_LINES = 20
_LONGEST_SUMMARY = 400
_Top = list[tuple[str, HeaderLine | None]]  # a paragraph's text, and what it says if it speaks for itself
_TAIL = 10  # paragraphs at the end among which the copyright notice is looked for


@dataclass(frozen=True)
class Header:
    """What the top gives. ``kinds`` has one kind for each leading paragraph that belongs to it."""

    kinds: tuple[ParagraphKind, ...] = ()
    publisher: str = ""
    headline: str = ""
    bylines: tuple[str, ...] = ()
    published: date | None = None
    link: str = ""
    language: str = ""
    problems: tuple[str, ...] = ()


def read_header_lines(lines: Sequence[Line]) -> dict[int, HeaderLine]:
    """Return what the lines at the top say that speak for themselves, by their index in ``lines``."""
    found: dict[int, HeaderLine] = {}
    running_text = 0
    for at, line in enumerate(lines[:_MOST_LINES]):
        if meaning := _read_line(line.text):
            found[at] = meaning
        elif not _is_title(line.text):
            running_text += 1
        if running_text == 2:  # the first may be a summary
            break
    return found


def read_header(pieces: Sequence[Piece], known: Mapping[int, HeaderLine]) -> Header:
    """Read an article's top; ``known`` has its self-explaining lines by the offset where they start."""
    top = [(piece.text, known.get(piece.start)) for piece in pieces[:_MOST_LINES]]
    certain, possible = _walk(top)
    echoes = [line.link for _, line in top[:certain] if line]
    echoes += [piece.text for piece in pieces[-_TAIL:] if shapes.is_copyright(piece.text)]
    lines = _named(top[:certain], echoes, more_follow=certain < possible)
    while certain < possible and not any(line.headline for line in lines):
        certain += 1
        lines = _named(top[:certain], echoes, more_follow=certain < possible)
    return _gather(lines, pieces[certain:])


def _read_line(text: str) -> HeaderLine | None:
    """Read a line that speaks for itself; None for a title and for running text."""
    text = text.strip("*_ ") or text  # Markdown's emphasis
    if label := read_label(text):
        return label
    if shapes.is_notice(text):
        return HeaderLine(ParagraphKind.NOTICE, link=shapes.link_in(text))
    if shapes.is_placeholder(text):
        return HeaderLine(ParagraphKind.PLACEHOLDER)
    if shapes.is_caption(text):
        return HeaderLine(ParagraphKind.CAPTION)
    line = read_dateline(text) or read_agency_dateline(text, whole=True)
    return HeaderLine(ParagraphKind.DATELINE, bylines=line.bylines, dates=line.dates) if line else None


def _is_title(text: str) -> bool:
    return (shapes.is_title(text) and not read_agency_dateline(text)) or is_domain(text)


def _walk(top: _Top) -> tuple[int, int]:
    """Return how many paragraphs surely belong to the top, and how many with the titles that follow them."""
    certain = 0
    titles: list[str] = []
    for at, (text, line) in enumerate(top):
        if line or is_repeated(text, titles):
            certain = at + 1
            titles += [line.headline] if line and line.headline else []
        elif _is_title(text):
            titles.append(text)
        elif not (titles and _is_summary(text, top[at + 1 : at + 2])):
            return certain, at
    return certain, certain  # no running text follows, so what stands here is no headline


def _is_summary(text: str, following: _Top) -> bool:
    dateline = [line for _, line in following if line and line.kind == ParagraphKind.DATELINE]
    return len(text) <= _LONGEST_SUMMARY and bool(dateline)


def _named(top: _Top, echoes: Sequence[str], *, more_follow: bool) -> list[HeaderLine]:
    """Return the top's lines, each with its kind, the titles told apart."""
    titles = [at for at, (text, line) in enumerate(top) if (line and line.headline) or (not line and _is_title(text))]
    labelled = next((index for index, at in enumerate(titles) if top[at][1]), None)
    texts = [line.headline if line else shapes.title_text(text) for text, line in (top[at] for at in titles)]
    named = name_titles(texts, TitleEvidence(labelled, echoes, more_follow))
    lines = [line or HeaderLine(ParagraphKind.SUMMARY) for _, line in top]
    for at, text, kind in zip(titles, texts, named, strict=True):
        lines[at] = HeaderLine(
            kind,
            headline=text if kind == ParagraphKind.HEADLINE else "",
            publisher=text if kind == ParagraphKind.PUBLISHER else "",
        )
    return lines


def _gather(lines: Sequence[HeaderLine], body: Sequence[Piece]) -> Header:
    dates = [day for line in lines for day in line.dates] or _agency_dates(body)
    published = next((each.day for each in dates if each.day and not each.revised), None)
    header = Header(
        kinds=tuple(line.kind for line in lines),
        publisher=_first(line.publisher for line in lines),
        headline=_first(line.headline for line in lines),
        bylines=tuple(dict.fromkeys(name for line in lines for name in line.bylines)),
        published=published,
        link=_first(line.link for line in lines if line.link.lower().startswith("http")),
        language=_first(line.language for line in lines),
    )
    return replace(header, problems=(*_gaps(header), *_date_problems(dates, published)))


def _agency_dates(body: Sequence[Piece]) -> tuple[WrittenDate, ...]:
    dateline = read_agency_dateline(body[0].text) if body else None
    return dateline.dates if dateline else ()


def _gaps(header: Header) -> list[str]:
    parts = {
        "publisher": header.publisher,
        "headline": header.headline,
        "byline": header.bylines,
        "publication date": header.published,
    }
    return [f"No {part} was found." for part, found in parts.items() if not found]


def _date_problems(dates: Sequence[WrittenDate], published: date | None) -> list[str]:
    problems = [each.problem for each in dates if each.problem]
    if not published:
        updates = [each.written for each in dates if each.day]
        problems += [f'The date "{written}" is that of an update, so it was not taken.' for written in updates]
    return problems


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")

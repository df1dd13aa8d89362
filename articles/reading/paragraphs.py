"""Which lines make one paragraph.

A blank line always parts two paragraphs. Lines without one between them are either hard-wrapped (one
paragraph broken to a width) or a paragraph each. Two neighbours belong together when

- the first does not end a sentence and the second begins in lower case; or
- the text is hard-wrapped, and the second line's first word had no room left on the first line, and the
  second is not indented further (which begins a paragraph).

A text is hard-wrapped when, of its line breaks within a sentence, two in three stand where the next word
had no room, and its longest such line has 40 to 120 characters. A list item, a Markdown heading and a
line that begins "Q:" or "A:" always begin a paragraph, as do notices, captions and placeholders.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from articles.reading.lines import Line
from articles.reading.shapes import ends_sentence, is_caption, is_notice, is_placeholder

_WIDTHS = range(40, 121)
_OWN_PARAGRAPH = re.compile(r"[-*•‣▪–—]\s|#{1,6}\s|\d{1,2}[.)]\s|[QA]\s?[:.]\s|(?:Question|Answer):\s")


@dataclass(frozen=True)
class Piece:
    """A paragraph not yet judged. ``text`` has single spaces for any white space inside."""

    start: int
    end: int
    text: str


def pieces_of(text: str, lines: list[Line], alone: Collection[int]) -> list[Piece]:
    """Join lines to paragraphs; the lines at the indexes in ``alone`` are joined to no other."""
    width = _wrap_width([pair for at, pair in enumerate(pairwise(lines)) if not {at, at + 1} & set(alone)])
    first_lines = [
        at
        for at in range(len(lines))
        if at == 0 or at in alone or at - 1 in alone or not _continues(lines[at - 1], lines[at], width)
    ]
    pieces = []
    for first, following in pairwise([*first_lines, len(lines)]):
        start, end = lines[first].start, lines[following - 1].end
        pieces.append(Piece(start, end, " ".join(text[start:end].split())))
    return pieces


def begins_paragraph(text: str) -> bool:
    """Whether such a line always begins a paragraph: a list item, a question, a notice."""
    return bool(_OWN_PARAGRAPH.match(text) or is_notice(text) or is_placeholder(text) or is_caption(text))


def _wrap_width(pairs: list[tuple[Line, Line]]) -> int | None:
    """Return the width the text was wrapped to, in characters; None when it was not."""
    pairs = [
        (one, two)
        for one, two in pairs
        if one.block == two.block and max(one.width, two.width) < _WIDTHS.stop and not ends_sentence(one.text)
    ]
    width = max((max(one.width, two.width) for one, two in pairs), default=0)
    full = sum(_is_full(one, two, width) for one, two in pairs)
    return width if width in _WIDTHS and full * 3 >= len(pairs) * 2 else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    return line.width + 1 + len(following.text.split(maxsplit=1)[0]) > width


def _continues(line: Line, following: Line, width: int | None) -> bool:
    if line.block != following.block or begins_paragraph(following.text):
        return False
    if following.text[0].islower() and not ends_sentence(line.text):
        return True
    return (
        width is not None
        and line.width < _WIDTHS.stop
        and following.indent <= line.indent
        and _is_full(line, following, width)
    )

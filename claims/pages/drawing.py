"""Drawing the card of a claim as a picture, for places that show nothing but pictures; pure functions.

Source Sans Pro draws Latin, Greek and Cyrillic letters. What it can't draw is not drawn at all: a picture with holes
would put words into somebody's mouth.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from font_source_sans_pro import SourceSansPro, SourceSansProSemibold  # type: ignore[import-untyped] # two paths
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 72  # pixels; what Open Graph's readers ask for
PAPER, INK, SOFT = "#fcfbf7", "#1b1a17", "#57534a"  # as in the style sheet
SIZES = range(62, 27, -2)  # of the statement: the largest in which it has room
SMALL = 30
LINE = 1.22  # heights of a letter
NO_LETTER = "\U000f0000"  # which no font has


@dataclass(frozen=True)
class Card:
    """What stands on a card."""

    by: str  # whose word it is; "" on the card of the site itself
    statement: str
    standing: str  # how far it was checked; "" there too
    newsroom: str

    @property
    def can_be_drawn(self) -> bool:
        """Whether the font has every letter."""
        return all(map(_has, set(self.by + self.statement + self.standing + self.newsroom) - {" "}))


def drawn(card: Card) -> bytes:
    """Give the picture of ``card`` as a PNG; a statement without room in the smallest size ends with “…”."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((MARGIN, MARGIN - 18, WIDTH - MARGIN, MARGIN - 14), fill=INK)
    small, strong = _font(SMALL), _font(SMALL, strong=True)
    if card.by:
        [by, *_more] = _lines(f"{card.by}:", strong, most=1)
        pen.text((MARGIN, MARGIN + 4), by, font=strong, fill=SOFT)
    foot = HEIGHT - MARGIN - 24
    top = MARGIN + 62
    size, lines = _fitted(card.statement, foot - 40 - top)
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + round(number * size * LINE)), line, font=_font(size), fill=INK)
    if card.standing:
        standing = pen.textbbox((MARGIN + 16, foot), card.standing, font=strong)
        pen.rectangle((standing[0] - 16, foot - 6, standing[2] + 16, foot + 42), outline=INK, width=3)
        pen.text((MARGIN + 16, foot), card.standing, font=strong, fill=INK)
    pen.text((WIDTH - MARGIN, foot), card.newsroom, font=small, fill=SOFT, anchor="ra")
    written = BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(written, "PNG", optimize=True)
    return written.getvalue()


def _fitted(statement: str, room: int) -> tuple[int, list[str]]:
    """Give the largest size in which a statement has room, in pixels, and its lines."""
    for size in SIZES:
        lines = _lines(statement, _font(size))
        if len(lines) * size * LINE <= room:
            return size, lines
    return size, _lines(statement, _font(size), most=int(room / size / LINE))


def _lines(text: str, font: ImageFont.FreeTypeFont, most: int | None = None) -> list[str]:
    """Break ``text`` between words, and inside one that is wider than the card; cut it after ``most`` lines."""
    lines = [""]
    for word in text.split():
        grown = f"{lines[-1]} {word}".strip()
        if font.getlength(grown) <= WIDTH - 2 * MARGIN:
            lines[-1] = grown
            continue
        rest = word
        if lines[-1]:
            lines.append("")
        while font.getlength(rest) > WIDTH - 2 * MARGIN:
            fits = next(end for end in range(len(rest), 0, -1) if font.getlength(rest[:end]) <= WIDTH - 2 * MARGIN)
            lines[-1:] = [rest[:fits], ""]
            rest = rest[fits:]
        lines[-1] = rest
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while font.getlength(f"{last}…") > WIDTH - 2 * MARGIN:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]


@cache
def _font(size: int, *, strong: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SourceSansProSemibold if strong else SourceSansPro, size)


@cache
def _has(letter: str) -> bool:
    font = _font(SMALL)
    if not letter.isprintable():  # the library that sets the letters fails on some of those
        return False
    return bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))

"""Reading a file: bytes in, a plain SourceArticle out; no database and no Django."""

from pathlib import Path

from articles.reading.article import read_text
from articles.reading.decoding import Unreadable, decode
from articles.reading.files import read_bytes
from articles.reading.source import Paragraph, Section, SourceArticle

__all__ = ["Paragraph", "Section", "SourceArticle", "Unreadable", "decode", "read_file", "read_text"]


def read_file(path: Path, *, plain: bool = False) -> SourceArticle:
    """Read the article in a file; ``plain`` as in read_text.

    Raises Unreadable, whose message says what is wrong and what to do but not which file.
    """
    text, encoding = decode(read_bytes(path))
    return read_text(text, encoding, plain=plain)

"""What reading a file gives: the article as plain values, with no database and no Django.

All offsets count characters (Unicode code points) of ``SourceArticle.text``, end exclusive.
"""

from dataclasses import dataclass
from datetime import date

from articles.vocabulary import ParagraphKind, SectionKind


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, without the white space around it.

    ``section`` is the index of its section in ``SourceArticle.sections``.
    """

    start: int
    end: int
    kind: ParagraphKind
    section: int = 0


@dataclass(frozen=True)
class Section:
    """A run of paragraphs, from the first character to the end of the last; its heading is among them."""

    start: int
    end: int
    kind: SectionKind
    heading: str = ""


@dataclass(frozen=True)
class SourceArticle:
    """An article as a file gives it. What was not found is empty or None and named in ``warnings``."""

    text: str  # the decoded file, whole, line ends as they came, without a byte-order mark
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    publisher: str = ""
    headline: str = ""
    bylines: tuple[str, ...] = ()
    published: date | None = None
    link: str = ""
    language: str = "en"  # BCP 47
    copyright_notice: str = ""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()

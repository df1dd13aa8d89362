"""What one line of an article's top says by itself, whatever stands around it."""

from dataclasses import dataclass

from articles.reading.dates import WrittenDate
from articles.vocabulary import ParagraphKind


@dataclass(frozen=True)
class HeaderLine:
    """A header line as read: its kind, and what it gives. What it doesn't give is empty."""

    kind: ParagraphKind
    headline: str = ""
    publisher: str = ""
    bylines: tuple[str, ...] = ()
    dates: tuple[WrittenDate, ...] = ()
    link: str = ""  # as written; without "https://" it only tells whose page it is
    language: str = ""

"""Lines of the form "Label: value" at an article's top."""

import re
from collections.abc import Callable

from articles.reading.bylines import read_names
from articles.reading.datelines import read_dateline
from articles.reading.dates import WrittenDate
from articles.reading.headerline import HeaderLine
from articles.reading.shapes import is_placeholder, link_in
from articles.vocabulary import ParagraphKind

_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z -]{1,20}?)\s?:(?:\s+(?P<value>.*))?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_label(text: str) -> HeaderLine | None:
    """Read a "Label: value" line; None where the label is unknown or the value can't be what it says."""
    match = _LABEL.fullmatch(text) if len(text) <= 2000 else None
    read = _LABELS.get(match["label"].lower().replace("-", " ")) if match else None
    if not match or not read:
        return None
    value = (match["value"] or "").strip()
    if not value or is_placeholder(value):
        return HeaderLine(ParagraphKind.PLACEHOLDER)
    return read(value)


def _headline(value: str) -> HeaderLine:
    return HeaderLine(ParagraphKind.HEADLINE, headline=value)


def _publisher(value: str) -> HeaderLine:
    return _link(value) or HeaderLine(ParagraphKind.PUBLISHER, publisher=value)


def _authors(value: str) -> HeaderLine:
    line = read_dateline(value if value[:3].lower() == "by " else f"by {value}")
    if line:
        return HeaderLine(ParagraphKind.DATELINE, bylines=line.bylines, dates=line.dates)
    names = read_names(value) or (value,)  # the label says that it is a name, whatever it looks like
    return HeaderLine(ParagraphKind.DATELINE, bylines=names)


def _date(value: str) -> HeaderLine:
    line = read_dateline(value)
    if line and line.dates:
        return HeaderLine(ParagraphKind.DATELINE, bylines=line.bylines, dates=line.dates)
    problem = f'The date "{value[:80]}" could not be read, so it was not taken.'
    return HeaderLine(ParagraphKind.DATELINE, dates=(WrittenDate(value, None, problem),))


def _revision_date(value: str) -> HeaderLine:
    line = read_dateline(f"Updated {value}")
    return HeaderLine(ParagraphKind.DATELINE, dates=line.dates if line else ())


def _link(value: str) -> HeaderLine | None:
    link = link_in(value)
    return HeaderLine(ParagraphKind.NOTICE, link=link) if link else None


def _language(value: str) -> HeaderLine | None:
    return HeaderLine(ParagraphKind.NOTICE, language=value) if _LANGUAGE.fullmatch(value) else None


def _summary(_: str) -> HeaderLine:
    return HeaderLine(ParagraphKind.SUMMARY)


def _notice(_: str) -> HeaderLine:
    return HeaderLine(ParagraphKind.NOTICE)


_LABELS: dict[str, Callable[[str], HeaderLine | None]] = {
    **dict.fromkeys(("title", "headline"), _headline),
    **dict.fromkeys(("source", "publisher", "publication", "outlet", "newspaper", "website"), _publisher),
    **dict.fromkeys(("author", "authors", "by", "byline", "writer", "written by", "reporter"), _authors),
    **dict.fromkeys(("date", "published", "published on", "publication date", "posted", "dateline"), _date),
    **dict.fromkeys(("updated", "last updated", "modified", "last modified"), _revision_date),
    **dict.fromkeys(("url", "link", "canonical", "web", "original", "permalink"), _link),
    **dict.fromkeys(("language", "lang"), _language),
    **dict.fromkeys(("summary", "description", "subtitle", "subheadline", "standfirst", "deck"), _summary),
    **dict.fromkeys(("section", "category", "tags", "keywords", "topics", "copyright"), _notice),
}

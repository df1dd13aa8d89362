"""Storing what reading gave: an article, its newest revision and layout, and its particulars.

An article is known by its text first and by its file's name second, so that importing the same files
again changes nothing. Whoever calls holds a transaction in which no other import runs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.models import Article, Paragraph, Revision, Section
from articles.particulars import Particulars
from articles.reading import SourceArticle, read_text
from articles.vocabulary import ParagraphKind

# Two texts under one file name, with different headlines, count as one article that changed when the smaller
# shares at least this part of its runs of three words with the other. Of 26,565 pairs of different articles on
# one subject (PolNeAR, the American election of 2016) one pair shares more, 99.4 % share less than 0.03.
SAME_ARTICLE = 0.15
RUN = 3

# What the article itself says; the rest is alike in all that one publisher prints.
PROSE = frozenset({ParagraphKind.SUMMARY, ParagraphKind.BODY, ParagraphKind.QUESTION, ParagraphKind.ANSWER})

UNKNOWN = SourceArticle(text="", paragraphs=(), sections=())  # what a text says of which nothing is known


class Outcome(StrEnum):
    """What storing did to an article; the values stand in the report of ``import_seeds`` and never change."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class StoringError(ValueError):
    """An article can't be stored as it came; the message says why and what to do."""


@dataclass(frozen=True)
class Stored:
    """An article as stored and its newest revision; ``warnings`` say, in plain words, what an editor should see."""

    article: Article
    revision: Revision
    outcome: Outcome
    warnings: tuple[str, ...] = ()


def store(
    source: SourceArticle, file_name: str, *, before_change: Callable[[Article], None] = lambda _article: None
) -> Stored:
    """Store an article that was read from a file called ``file_name``.

    ``before_change`` is given an article that is there already, before it follows its new text.

    The newest text of a stored article, under whatever name: unchanged. Another text under the name of a stored
    article: a new revision of it. Anything else: a new article. At most 20 queries, and 3 for each byline.

    Raises ``StoringError`` where the name belongs to an article that has almost nothing in common with this one.
    """
    known = _with_newest_text(source.text, file_name)
    if known is not None:
        return Stored(known.article, known, Outcome.UNCHANGED, _called_otherwise(known.article, file_name))
    says = Particulars(source)
    article = Article.objects.select_for_update().filter(file_name=file_name).first()
    if article is None:
        article = says.create(file_name)
        return Stored(article, _lay_down(article, 1, source), Outcome.NEW, tuple(says.warnings))
    before = article.revisions.order_by("number").last()  # none where an editor made the article by hand
    earlier = read_text(before.text, before.encoding) if before else UNKNOWN
    if earlier.text and not _is_same_article(earlier, source):
        raise StoringError(_refusal(article))
    before_change(article)
    says.update(article, Particulars(earlier))
    revision = _lay_down(article, before.number + 1 if before else 1, source)
    return Stored(article, revision, Outcome.CHANGED, tuple(says.warnings))


def is_newest(text: str) -> bool:
    """Say whether a text is the newest of a stored article now; another import may make it an older one. One query."""
    return _with_newest_text(text, "") is not None


def likeness(one: SourceArticle, other: SourceArticle) -> float:
    """Give which part of its runs of three words the smaller text shares with the other, 0 to 1."""
    runs, others = _runs(one), _runs(other)
    return len(runs & others) / (min(len(runs), len(others)) or 1)


def _with_newest_text(text: str, file_name: str) -> Revision | None:
    """Give the revision that has this very text and is its article's newest; of two the one of this file name."""
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    same = Revision.objects.filter(~Exists(newer), sha256=sha256(text.encode()).hexdigest())
    found = sorted(same.select_related("article"), key=lambda one: (one.article.file_name != file_name, one.article_id))
    return found[0] if found else None


def _called_otherwise(article: Article, file_name: str) -> tuple[str, ...]:
    if article.file_name in ("", file_name):
        return ()
    return (
        _("Stored already, from “%(stored)s”: keep that name, or a later change makes a second article.")
        % {"stored": article.file_name},
    )


def _is_same_article(one: SourceArticle, other: SourceArticle) -> bool:
    same_headline = bool(one.headline) and one.headline.casefold() == other.headline.casefold()
    return same_headline or likeness(one, other) >= SAME_ARTICLE


def _runs(source: SourceArticle) -> set[tuple[str, ...]]:
    """Give each run of three words of what the article itself says; of a shorter text all its words as one run."""
    prose = [source.text[part.start : part.end] for part in source.paragraphs if part.kind in PROSE]
    words = re.findall(r"\w+", "\n".join(prose or [source.text]).casefold())
    return {tuple(words[first : first + RUN]) for first in range(max(1, len(words) - RUN + 1))}


def _refusal(article: Article) -> str:
    return _(
        "Another text is stored under this file name: “%(article)s” (/articles/%(slug)s/). Rename the file and import "
        "it again; if it is the same article rewritten, give it the stored headline."
    ) % {"article": article, "slug": article.slug}


def _lay_down(article: Article, number: int, source: SourceArticle) -> Revision:
    """Store a text as a revision with its sections and paragraphs. Three queries."""
    revision = Revision.objects.create(article=article, number=number, text=source.text, encoding=source.encoding)
    sections = Section.objects.bulk_create(
        Section(
            revision=revision,
            number=place,
            start=section.start,
            end=section.end,
            kind=section.kind,
            heading=_cut(section.heading),
        )
        for place, section in enumerate(source.sections)
    )
    Paragraph.objects.bulk_create(
        Paragraph(
            revision=revision,
            number=place,
            start=paragraph.start,
            end=paragraph.end,
            kind=paragraph.kind,
            section=sections[paragraph.section],
        )
        for place, paragraph in enumerate(source.paragraphs)
    )
    return revision


def _cut(heading: str) -> str:
    """Give a section's heading no longer than its field: the whole of it stands in the text."""
    return heading[: Section._meta.get_field("heading").max_length]

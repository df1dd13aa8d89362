"""Which article files the named files and folders hold."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from articles.reading.folders import files_in, problem_in
from claims.records import SUFFIX as RECORD
from claims.records import RecordError, article_beside

ARTICLE = ".txt"
NO_ARTICLE = "There is no .txt file in this folder. Name a folder that has some."


@dataclass(frozen=True)
class Found:
    """One article file, or a path that leads to none: then ``problem`` says why and what to do."""

    path: Path
    problem: str = ""

    @property
    def record(self) -> Path:
        """Where the article's editorial record stands, if it has one."""
        return self.path.with_suffix(RECORD)


def find(paths: Iterable[Path]) -> list[Found]:
    """Give the article files that ``paths`` name, in that order, a folder's in order of their names; each once.

    A folder gives every ``*.txt`` in and below it (``articles.reading.folders``). An editorial record stands for its
    article. Whatever leads nowhere is given with its problem.
    """
    first_of: dict[str, Found] = {}
    for found in (found for path in paths for found in _expand(path)):
        place = str(found.path.absolute() if found.problem else os.path.realpath(found.path))
        first_of.setdefault(place + found.problem, found)
    return list(first_of.values())


def articles_in(path: Path) -> list[Found]:
    """Give the article files of a folder with what in it can't be one; the path itself where it is no folder."""
    if not path.is_dir():
        return [Found(path)]
    return [Found(entry.path, entry.problem) for entry in files_in(path, {ARTICLE})] or [Found(path, NO_ARTICLE)]


def _expand(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not os.path.lexists(path):
        yield Found(path, _("There is no such file or folder. Check the path."))
    elif path.suffix.lower() == RECORD:
        yield _article_of(path)
    else:
        yield Found(path)


def _in_folder(folder: Path) -> list[Found]:
    """Give the articles of a folder; one whose record can't be read is given with that problem in its place."""
    entries = files_in(folder, {ARTICLE, RECORD})
    records = [entry for entry in entries if entry.path.suffix.lower() == RECORD]
    articles = [Found(entry.path, entry.problem) for entry in entries if entry not in records]
    refused = {record.path: Found(record.path, record.problem) for record in records if record.problem}
    taken = [found for found in articles if found.problem or found.record not in refused]
    known = {found.path for found in articles}
    others = [found for entry in records if not entry.problem and (found := _beside(entry.path, known, folder))]
    whole = sorted([*taken, *others, *refused.values()], key=lambda found: found.path)
    return whole or [Found(folder, NO_ARTICLE)]


def _beside(record: Path, articles: set[Path], folder: Path) -> Found | None:
    """Give the article of a record where it is none of those, or the record with its problem where it has none."""
    if record.with_suffix(ARTICLE) in articles:
        return None
    found = _article_of(record)
    return None if found.path in articles else replace(found, problem=found.problem or problem_in(folder, found.path))


def _article_of(record: Path) -> Found:
    """Give the article that an editorial record belongs to."""
    try:
        return Found(article_beside(record))
    except RecordError as error:
        return Found(record, str(error))

"""Which article files the named files and folders hold."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from claims.records import SUFFIX as RECORD
from claims.records import RecordError, article_beside

ARTICLE = ".txt"


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

    A folder gives every ``*.txt`` in and below it but hidden files and folders and read-me files. An editorial
    record stands for its article. Whatever leads nowhere is given with its problem.
    """
    first_of: dict[str, Found] = {}
    for found in (found for path in paths for found in _expand(path)):
        first_of.setdefault(os.path.realpath(found.path) + found.problem, found)
    return list(first_of.values())


def _expand(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not os.path.lexists(path):
        yield Found(path, _("There is no such file or folder. Check the path."))
    elif path.suffix.lower() == RECORD:
        yield _article_of(path)
    else:
        yield Found(path)


def _in_folder(folder: Path) -> Iterator[Found]:
    problems: list[Found] = []
    paths = sorted(_walk(folder, problems))
    found = [Found(path) for path in paths if path.suffix.lower() == ARTICLE]
    records = [_article_of(path) for path in paths if path.suffix.lower() == RECORD]
    problems += [record for record in records if record.problem]
    if not found and not problems:
        problems.append(Found(folder, _("No article file (*.txt) is in this folder. Name a folder that has some.")))
    yield from sorted([*found, *problems], key=lambda file: file.path)


def _walk(folder: Path, problems: list[Found]) -> Iterator[Path]:
    """Give all files in and below a folder; what may not be opened goes to ``problems``."""

    def refuse(error: OSError) -> None:
        problems.append(Found(Path(error.filename), _("The folder can't be opened: %s.") % error.strerror))

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in files if not _is_aside(name))


def _is_aside(name: str) -> bool:
    """Say whether a file stands beside the articles without being one."""
    return name.startswith(".") or name.lower().startswith("readme")


def _article_of(record: Path) -> Found:
    """Give the article that an editorial record belongs to."""
    try:
        return Found(article_beside(record))
    except RecordError as error:
        return Found(record, str(error))

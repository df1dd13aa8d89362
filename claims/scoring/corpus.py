"""A corpus on disk: ``text/NAME.txt`` and, for each who marked it, ``attributions/NAME_WHO.ann``."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.scoring.attributions import Attribution
from claims.scoring.standoff import BrokenLine, attributions_in


class Unusable(ValueError):  # noqa: N818 (says what the folder is)
    """The folder can't be scored against; the message names the file, the line where there is one, and what to do."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text, its file, and what each of the people who marked it found (at least one of them)."""

    file: Path
    text: str
    marked: tuple[list[Attribution], ...]


def articles_in(folder: Path) -> Iterator[Article]:
    """Read the articles of a corpus one by one, by name. Raises Unusable; for missing files at once."""
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise Unusable(f"{folder / 'text'}: no .txt file here. Name a folder that holds text/ and attributions/.")
    annotations: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted((folder / "attributions").glob("*.ann")):
        annotations[file.stem.rpartition("_")[0]].append(file)
    for file in texts:
        if file.stem not in annotations:
            wanted = folder / "attributions" / f"{file.stem}_WHO.ann"
            raise Unusable(f"{file}: no annotations. Add {wanted}, or take the text out.")
    return (_article(file, annotations[file.stem]) for file in texts)


def _article(file: Path, annotations: list[Path]) -> Article:
    text = _read(file)
    return Article(file, text, tuple(_marked(path, text) for path in annotations))


def _marked(path: Path, text: str) -> list[Attribution]:
    try:
        return attributions_in(_read(path), text)
    except BrokenLine as error:
        raise Unusable(f"{path}, line {error.number}: {error}") from error


def _read(path: Path) -> str:
    """Return the file's characters as they stand: offsets count carriage returns too."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unusable(f"{path}: not UTF-8 at byte {error.start}. Save it as UTF-8.") from error
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}.") from error

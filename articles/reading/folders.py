"""Which files a folder holds, and what in it can't be read as one: said, never passed over."""

import errno
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

OUTSIDE = "This is a link that leads out of the folder, so it was not followed. Put the file itself there, or name it."
DANGLING = "This is a link that leads nowhere. Take it away, or put the file itself there."
CIRCLE = "This is a link that leads in a circle. Take it away, or put the file itself there."
NO_FILE = "This is a device or a pipe, not a file. Take it out of the folder."
CLOSED = "The folder can't be opened: %s. Give this user the right to open it, or name the files."
GONE = "This went away while the folder was read. Look whether it is needed."


@dataclass(frozen=True)
class Entry:
    """A file in a folder, or what is none: then ``problem`` says why and what to do."""

    path: Path
    problem: str = ""


def files_in(folder: Path, suffixes: Collection[str]) -> list[Entry]:
    """Return the files in and below a folder with these suffixes, by path, but hidden and read-me ones.

    A link is followed only to a file in the same folder or below it: who may put links there is not asked what else
    may be read. Links to folders are never followed; one that leads out is given with its problem, as are pipes,
    devices, links that lead nowhere or in a circle, and folders that may not be opened.
    """
    return sorted(_walk(folder, suffixes), key=lambda entry: entry.path)


def _walk(folder: Path, suffixes: Collection[str]) -> Iterator[Entry]:
    root = os.path.realpath(folder)
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = (Path(place, name) for name in folders)
        yield from (Entry(path, OUTSIDE) for path in below if path.is_symlink() and not _is_within(root, path))
        wanted = (name for name in files if not _is_aside(name) and Path(name).suffix.lower() in suffixes)
        yield from (Entry(path, problem_in(folder, path)) for path in (Path(place, name) for name in wanted))
    yield from (Entry(Path(error.filename), CLOSED % error.strerror) for error in closed)


def _is_aside(name: str) -> bool:
    """Whether a file stands beside the others without being one of them."""
    return name.startswith(".") or name.lower().startswith("readme")


def _is_within(root: str, path: Path) -> bool:
    target = os.path.realpath(path)
    return os.path.commonpath([root, target]) == root


def problem_in(folder: Path, path: Path) -> str:
    """Return why a path in a folder is no file that may be read, nothing where it is one."""
    is_link = path.is_symlink()
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if is_link:
            return CIRCLE if error.errno == errno.ELOOP else DANGLING
        return GONE if error.errno == errno.ENOENT else ""  # reading it will say the rest
    if is_link and not _is_within(os.path.realpath(folder), path):
        return OUTSIDE
    return "" if stat.S_ISREG(mode) else NO_FILE

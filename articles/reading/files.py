"""A path to a file's bytes, refusing what can't be an article before it is read."""

import os
import stat
from pathlib import Path

from articles.reading.decoding import Unreadable

LARGEST_FILE = 5_000_000  # bytes; a long article has fifty thousand


def read_bytes(path: Path) -> bytes:
    """Return the bytes of the regular file at ``path``.

    Raises Unreadable when it isn't there, is no regular file, may not be read or has over LARGEST_FILE bytes.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
            raise Unreadable(f"This is {what}, not a file. Name a text file.")
        _refuse_large(status.st_size)
        with open(path, "rb", opener=_without_waiting) as file:
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Unreadable("There is no such file. Check the path.") from error
    except PermissionError as error:
        raise Unreadable("The file may not be read. Give this user the right to read it.") from error
    except OSError as error:
        raise Unreadable(f"The file can't be read: {error.strerror}. Check the path and the disk.") from error
    except Unreadable:
        raise
    except ValueError as error:  # a NUL in the path
        raise Unreadable("There can be no such file. Check the path.") from error
    _refuse_large(len(raw))  # it may have grown meanwhile
    return raw


def _without_waiting(path: str, flags: int) -> int:
    """Open what was a file a moment ago: a pipe put in its place meanwhile would be waited for."""
    return os.open(path, flags | os.O_NONBLOCK)


def _refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise Unreadable(
            f"The file has {size / 1e6:.1f} MB; an article may have {LARGEST_FILE / 1e6:.0f} MB. "
            "Split it, or take out what is not its text."
        )

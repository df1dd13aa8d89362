"""Where in a record's file something stands, and the error that says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Loc = tuple[str | int, ...]  # ("claims", 3, "reviews", 0, "rating"): keys and list positions, positions from 0


class RecordError(ValueError):
    """A record can't be used. One line a problem: ``file:line: place: what is wrong and what to do``."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Places:
    """The lines of one record's parts; lines count from 1."""

    file: str
    lines: Mapping[Loc, int]

    def line(self, loc: Loc) -> int:
        """Give the line of a part, or of the nearest part around it that stands in the file."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def say(self, loc: Loc, message: str) -> str:
        """Give ``message`` with file, line and place before it."""
        place = f" {as_written(loc)}:" if loc else ""
        return f"{self.file}:{self.line(loc)}:{place} {message}"

    def error(self, loc: Loc, message: str) -> RecordError:
        """Give the error for one problem."""
        return RecordError([self.say(loc, message)])


def as_written(loc: Loc) -> str:
    """Give a place in words: ``claims[4].reviews[1].rating``, positions counted from 1."""
    words = ""
    for step in loc:
        words += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".")

"""What came of an import: one row a file, and the whole as data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


def shown(path: Path) -> str:
    """Give a path as it can be printed, with a mark for each byte that is no text."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Outcome(StrEnum):
    """What came of one file; the values stand in the report and never change."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Row:
    """What came of one file.

    ``article`` is the article's slug, empty where none was stored. ``quotations`` counts those of the article by
    state, as they stand after the import. ``problem`` says why it failed, where in the file, and what to do.
    """

    path: Path
    outcome: Outcome
    article: str = ""
    quotations: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problem: str = ""

    @property
    def file(self) -> str:
        """The path as named, with a mark for each byte that is no text."""
        return shown(self.path)

    def as_data(self) -> dict[str, Any]:
        """Give the row as plain data; ``docs/importing.md`` tells the shape."""
        return {
            "file": self.file,
            "outcome": self.outcome.value,
            "article": self.article or None,
            "quotations": dict(self.quotations),
            "warnings": list(self.warnings),
            "problem": self.problem or None,
        }


@dataclass
class Report:
    """What came of an import. ``stopped``: it ended before the last file, by Ctrl-C or a failing database."""

    dry_run: bool
    rows: list[Row] = field(default_factory=list)
    stopped: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many files came out how, every outcome named."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def failed(self) -> int:
        """How many files failed."""
        return self.counts[Outcome.FAILED]

    def as_data(self) -> dict[str, Any]:
        """Give the report as plain data; ``docs/importing.md`` tells the shape."""
        return {
            "dry_run": self.dry_run,
            "stopped": self.stopped,
            "counts": self.counts,
            "files": [row.as_data() for row in self.rows],
        }

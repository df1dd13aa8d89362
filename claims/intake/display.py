"""The report of an import for people, in their language: one line a file, what to look at under it."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext
from rich.console import Console
from rich.text import Text

from claims.intake.report import Outcome, Report, Row
from claims.models import Quote

STYLES = {Outcome.NEW: "green", Outcome.CHANGED: "yellow", Outcome.UNCHANGED: "dim", Outcome.FAILED: "bold red"}
BETWEEN = 2  # spaces after the longest outcome


def show(report: Report, console: Console) -> None:
    """Print a report; in colour where ``console`` is a terminal, else plain, one unbroken line a fact."""
    outcomes = _outcomes()
    for row in report.rows:
        for line in _lines(row, outcomes):
            console.print(line, soft_wrap=True)
    if report.rows:
        console.print()
    console.print(summary(report), soft_wrap=True, highlight=False, markup=False)


def summary(report: Report) -> str:
    """Give the report in one sentence or two."""
    counted = _counted(report.counts, COUNTS_OF_FILES)
    if report.dry_run:
        return _("%(counted)s. Nothing was stored: this was a dry run.") % {"counted": counted}
    return f"{counted}."


def _lines(row: Row, outcomes: Mapping[Outcome, str]) -> list[Text]:
    width = max(map(len, outcomes.values())) + BETWEEN
    indent = " " * width
    head = Text.assemble((outcomes[row.outcome].ljust(width), STYLES[row.outcome]), row.file)
    if row.quotations:
        head.append(f"  {_quotations(row)}", style="dim")
    notes = [(f"{indent}{line}", "red") for line in row.problem.splitlines()]
    notes += [(f"{indent}! {warning}", "yellow") for warning in row.warnings]
    return [head, *(Text(note, style=style) for note, style in notes)]


def _outcomes() -> dict[Outcome, str]:
    """Say what came of one file."""
    return {
        Outcome.NEW: pgettext("one file", "new"),
        Outcome.CHANGED: pgettext("one file", "changed"),
        Outcome.UNCHANGED: pgettext("one file", "unchanged"),
        Outcome.FAILED: pgettext("one file", "failed"),
    }


Counts = Mapping[str, Callable[[int], str]]
COUNTS_OF_FILES: Counts = {
    Outcome.NEW: lambda n: npgettext("files", "%(count)s new", "%(count)s new", n),
    Outcome.CHANGED: lambda n: npgettext("files", "%(count)s changed", "%(count)s changed", n),
    Outcome.UNCHANGED: lambda n: npgettext("files", "%(count)s unchanged", "%(count)s unchanged", n),
    Outcome.FAILED: lambda n: npgettext("files", "%(count)s failed", "%(count)s failed", n),
}
COUNTS_OF_QUOTATIONS: Counts = {
    Quote.State.PROPOSED: lambda n: ngettext("%(count)s proposed", "%(count)s proposed", n),
    Quote.State.CONFIRMED: lambda n: ngettext("%(count)s confirmed", "%(count)s confirmed", n),
    Quote.State.REJECTED: lambda n: ngettext("%(count)s rejected", "%(count)s rejected", n),
    Quote.State.ORPHANED: lambda n: ngettext("%(count)s orphaned", "%(count)s orphaned", n),
}


def _counted(counts: Mapping[str, int], words: Counts) -> str:
    return ", ".join(words[what](number) % {"count": number} for what, number in counts.items())


def _quotations(row: Row) -> str:
    present = {state: number for state, number in row.quotations.items() if number}
    return _counted(present, COUNTS_OF_QUOTATIONS) or _("no quotations")

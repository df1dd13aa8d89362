"""The report of an import for people: one line a file, what to look at under it."""

from rich.console import Console
from rich.text import Text

from claims.intake.report import Outcome, Report, Row

STYLES = {Outcome.NEW: "green", Outcome.CHANGED: "yellow", Outcome.UNCHANGED: "dim", Outcome.FAILED: "bold red"}
INDENT = " " * 11  # as wide as the longest outcome and two spaces


def show(report: Report, console: Console) -> None:
    """Print a report; in colour where ``console`` is a terminal, else plain, one unbroken line a fact."""
    for row in report.rows:
        for line in _lines(row):
            console.print(line, soft_wrap=True)
    if report.rows:
        console.print()
    console.print(summary(report), soft_wrap=True, highlight=False, markup=False)


def summary(report: Report) -> str:
    """Give the report in one sentence or two."""
    counted = ", ".join(f"{count} {outcome}" for outcome, count in report.counts.items())
    if report.dry_run:
        return f"{counted}. Nothing was stored: this was a dry run."
    return f"{counted}."


def _lines(row: Row) -> list[Text]:
    head = Text.assemble((row.outcome.value.ljust(len(INDENT)), STYLES[row.outcome]), row.file)
    if row.quotations:
        head.append(f"  {_quotations(row)}", style="dim")
    notes = [(f"{INDENT}{line}", "red") for line in row.problem.splitlines()]
    notes += [(f"{INDENT}! {warning}", "yellow") for warning in row.warnings]
    return [head, *(Text(note, style=style) for note, style in notes)]


def _quotations(row: Row) -> str:
    present = [f"{count} {state}" for state, count in row.quotations.items() if count]
    return ", ".join(present) or "no quotations"

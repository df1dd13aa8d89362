"""``import_seeds``: take article files and their editorial records in. See ``docs/importing.md``."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, ProgrammingError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from claims.intake import Found, Intake, Report, find, rehearsal
from claims.intake.display import show
from claims.management.parsing import parser_for
from newsroom.refusals import plain_message

STOPPED = 130  # what a shell gives for Ctrl-C


class Command(BaseCommand):
    """Import article files and the editorial records beside them."""

    help = "Import article files and the editorial records beside them; importing the same files again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("paths", nargs="*", metavar="PATH", type=Path, help="a file or folder; seeds/ if none")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, and store nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *, paths: Sequence[Path], dry_run: bool, json: bool, **options: Any) -> None:  # noqa: ANN401, ARG002
        """Import, report, and end with 1 if a file failed."""
        report = Report(dry_run)
        try:
            with rehearsal() if dry_run else nullcontext():
                self._import(find(map(Path, paths or [settings.BASE_DIR / "seeds"])), report)
        except KeyboardInterrupt:
            report.stopped = True
        except DatabaseError as error:
            report.stopped = True
            self._print(report, as_json=json)
            raise CommandError(f"{_failure(error)} {_kept(report)}") from error
        self._print(report, as_json=json)
        if report.stopped:
            raise CommandError(_("Stopped. %(kept)s") % {"kept": _kept(report)}, returncode=STOPPED)
        if report.failed:
            failed = {"failed": report.failed, "all": len(report.rows)}
            raise CommandError(_("%(failed)s of %(all)s files failed; the report says why.") % failed)

    def _import(self, files: Sequence[Found], report: Report) -> None:
        intake = Intake(parser_for(self))
        for found in _with_progress(files):
            report.rows.append(intake.take_in(found))

    def _print(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_data(), indent=2))
        else:
            show(report, Console(file=cast("IO[str]", self.stdout)))


def _with_progress(files: Sequence[Found]) -> Iterator[Found]:
    """Give the files one by one; a bar on the error output shows how far it is, if that is a terminal."""
    console = Console(file=sys.stderr)
    yield from track(files, _("Importing"), console=console, transient=True, disable=not console.is_terminal)


def _failure(error: DatabaseError) -> str:
    told = _("The database failed: %(why)s.") % {"why": plain_message(error).rstrip(".")}
    hint = _("Run “manage.py migrate” first.")
    return f"{told} {hint}" if isinstance(error, ProgrammingError) else told


def _kept(report: Report) -> str:
    if report.dry_run or not report.rows:
        return _("Nothing was stored.")
    return _("What the report lists is done.")

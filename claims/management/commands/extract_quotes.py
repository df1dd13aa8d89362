"""Print the quotations found in article files, one JSON object a line; no database."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.reading import Unreadable, read_file
from claims.extraction import Extraction, Parser, Span, extract
from claims.management.parsing import parser_for
from newsroom.refusals import in_their_language


class Command(BaseCommand):
    """Offsets count characters of the decoded file, end exclusive; passages of one quotation share a group."""

    help = "Print the quotations found in article files as JSON Lines, one object a file. Touches no database."
    requires_system_checks = []  # they may ask the database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the paths and ``--plain``."""
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a text file or a folder of .txt files")
        parser.add_argument("--plain", action="store_true", help="read the whole file as running text, with no header")

    def handle(self, *, paths: list[Path], plain: bool, **_options: object) -> None:
        """Print one line a file; what can't be read is named on the error stream, and the exit status is 1."""
        failed, parser = 0, parser_for(self)
        for file in (file for path in paths for file in _files(path)):
            try:
                self.stdout.write(_line(file, parser, plain=plain))
            except Unreadable as error:
                self.stderr.write(f"{file}: {in_their_language(str(error))}")
                failed += 1
        if failed:
            raise CommandError(_("%(number)s not read; the reasons stand above.") % {"number": failed}, returncode=1)


def _files(path: Path) -> list[Path]:
    """Return the .txt files of a folder and its subfolders, sorted; the path itself where there are none."""
    inside = sorted(file for file in path.rglob("*.txt") if file.is_file()) if path.is_dir() else []
    return inside or [path]


def _line(path: Path, parser: Parser | None, *, plain: bool) -> str:
    if path.is_dir():
        raise Unreadable(_("There is no .txt file in this folder. Name a folder that has some."))
    article = read_file(path, plain=plain)
    found = extract(article.text, article.paragraphs, parser)
    return json.dumps({"id": path.stem, "quotes": list(_passages(article.text, found))})


def _passages(text: str, found: Extraction) -> Iterator[dict[str, object]]:
    for group, proposal in enumerate(found.proposals):
        relay = proposal.relay.span if proposal.relay else None
        for passage in proposal.passages:
            yield {
                "start": passage.start,
                "end": passage.end,
                "kind": proposal.kind.value,
                "speaker": _pair(proposal.source),
                "cue": _pair(proposal.cue),
                "actor": proposal.actor.name if proposal.actor else None,
                "relay": text[relay.start : relay.end] if relay else None,
                "confidence": proposal.confidence,
                "group": group,
            }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None

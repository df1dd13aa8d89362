"""Print the quotations found in article files, one JSON object a line; no database."""

import json
import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.reading import Unreadable, read_file
from claims.extraction import Extraction, Parser, Span, extract
from claims.intake.files import Found, articles_in
from claims.intake.report import shown
from claims.management.parsing import parser_for
from claims.proposing import left_out
from newsroom.refusals import in_their_language

logger = logging.getLogger(__name__)


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
        for found in (found for path in paths for found in articles_in(path)):
            try:
                line, said = _read(found, parser, plain=plain)
            except Unreadable as error:
                failed += 1
                said = [in_their_language(str(error))]
            except Exception as fault:  # a fault of ours, met in one file, must not keep the others out
                logger.exception("Reading %s failed", shown(found.path))
                failed += 1
                said = [_("The program has a fault that this file brings out (%r). Please report it.") % fault]
            else:
                self.stdout.write(line)
            for sentence in said:
                self.stderr.write(f"{shown(found.path)}: {sentence}")
        if failed:
            raise CommandError(_("%(number)s not read; the reasons stand above.") % {"number": failed}, returncode=1)


def _read(file: Found, parser: Parser | None, *, plain: bool) -> tuple[str, list[str]]:
    """Return the line of a file, and what is to be said of it. Raises Unreadable."""
    if file.problem:
        raise Unreadable(file.problem)
    article = read_file(file.path, plain=plain)
    found = extract(article.text, article.paragraphs, parser)
    line = json.dumps({"id": file.path.stem, "quotes": list(_passages(article.text, found))})
    return line, left_out(found)


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

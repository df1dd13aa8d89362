"""The parser for commands that extract. Only they load it: a process that serves pages never does."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from claims.extraction import Parser, SpacyParser, Unavailable


def parser_for(command: BaseCommand) -> Parser | None:
    """Return the parser, or None after a line on the error stream that says why there is none."""
    try:
        return SpacyParser()
    except Unavailable as why:
        command.stderr.write(
            f"{why} " + _("Quotations are found by rules alone: fewer, and less sure. Install requirements/base.txt.")
        )
        return None

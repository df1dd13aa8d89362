"""Commands of Django's that can't do here what they promise."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class RefusedCommand(BaseCommand):
    """Refuses, whatever is asked, and says what to use.

    Rows of the record of changes are written by triggers only, and so are lists, hashes and search words: what
    ``dumpdata`` prints can't be stored again as it was. PostgreSQL's own tools carry all of it.
    """

    help = "Not for Newsroom: see pg_dump and pg_restore in docs/running.md."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Refuse without looking at what is asked: not that an option is unknown is what matters."""
        super().run_from_argv(argv[:2])

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whatever is given."""
        parser.add_argument("anything", nargs="*")

    def handle(self, *_anything: object, **_options: object) -> None:
        """Refuse."""
        raise CommandError(
            _(
                "%(command)s carries neither the record of changes nor what PostgreSQL itself keeps. "
                "Save with pg_dump and restore with pg_restore; docs/running.md says how."
            )
            % {"command": type(self).__module__.rpartition(".")[2]}
        )

#!/usr/bin/env python
"""Django's command line for Newsroom."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, ManagementUtility
from django.db import NotSupportedError, OperationalError


class NamedCommands(ManagementUtility):
    """Commands whose changes the record tells with their name and the login of who gave them."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return the command, made to name itself. By then Django is set up."""
        from newsroom.history import named_command

        command = super().fetch_command(subcommand)
        command.execute = named_command(subcommand)(command.execute)  # type: ignore[method-assign]
        return command


def main() -> None:
    """Run the management command that the command line names.

    A bad setting or a database that cannot be used ends in a message; `--traceback` shows all.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        NamedCommands(sys.argv).execute()
    except (ImproperlyConfigured, NotSupportedError, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        about = "" if isinstance(error, ImproperlyConfigured) else "The database cannot be used: "
        sys.exit(f"{about}{error}")


if __name__ == "__main__":
    main()

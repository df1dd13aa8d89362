#!/usr/bin/env python
"""Django's command line for Newsroom."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import NotSupportedError, OperationalError


def main() -> None:
    """Run the management command that the command line names.

    A bad setting or a database that cannot be used ends in a message; `--traceback` shows all.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, NotSupportedError, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        about = "" if isinstance(error, ImproperlyConfigured) else "The database cannot be used: "
        sys.exit(f"{about}{error}")


if __name__ == "__main__":
    main()

"""`manage.py dbshell`: psql on the embedded server."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import client

from newsroom.postgres import programs

if TYPE_CHECKING:
    from newsroom.postgres.base import DatabaseWrapper


class DatabaseClient(client.DatabaseClient):
    """Runs the wheel's psql: a fresh machine has no other."""

    connection: "DatabaseWrapper"

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Return psql's command line and environment for a server that runs."""
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, list(parameters))
        return [os.fspath(programs.folder() / "psql"), *arguments[1:]], environment

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start the server if need be, and psql on it."""
        self.connection.ensure_connection()
        self.connection.settings_dict = self.connection.settings_dict | {
            name.upper(): value for name, value in self.connection.cluster.address.items()
        }
        super().runshell(list(parameters))

"""The backend that Django loads for `ENGINE = "newsroom.postgres"`."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection

from newsroom.postgres.client import DatabaseClient
from newsroom.postgres.cluster import Cluster


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL backend on a server of the checkout's own.

    Settings beyond Django's: `FOLDER` (where the server keeps its files) and `DURABLE` (false for tests).
    """

    client_class = DatabaseClient

    @property
    def cluster(self) -> Cluster:
        """The server behind this connection."""
        return Cluster(Path(self.settings_dict["FOLDER"]), durable=self.settings_dict.get("DURABLE", True))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """Connect; if that fails, start the server and make the database as far as missing, and try again.

        Costs nothing while the server runs. Raises EmbeddedPostgresError.
        """
        connection: Connection[Any]
        try:
            connection = super().get_new_connection(conn_params | self.cluster.address)
        except self.Database.OperationalError:
            self.cluster.ensure_running()
            self.cluster.ensure_database(conn_params["dbname"])
            connection = super().get_new_connection(conn_params | self.cluster.address)
        return connection

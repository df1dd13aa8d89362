"""`manage.py stop_database`: stop the embedded PostgreSQL."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext as _

from newsroom.postgres.base import DatabaseWrapper


class Command(BaseCommand):
    """Stops the embedded PostgreSQL; whoever connects next starts it again."""

    help = "Stops the embedded PostgreSQL. The next command or page that needs it starts it again."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        """Stop it, or say that there was nothing to stop. Raises CommandError on a server of your own."""
        connection = connections[DEFAULT_DB_ALIAS]
        if not isinstance(connection, DatabaseWrapper):
            raise CommandError(_("DATABASE_URL names a PostgreSQL server that Newsroom neither starts nor stops."))
        stopped = connection.cluster.stop()
        self.stdout.write(_("The database has stopped.") if stopped else _("The database was not running."))

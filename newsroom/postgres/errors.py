"""What goes wrong with the embedded PostgreSQL, said so that the reader can do something about it."""

from django.db.utils import OperationalError


class EmbeddedPostgresError(OperationalError):
    """The embedded PostgreSQL cannot be used; the message says why and what to do."""

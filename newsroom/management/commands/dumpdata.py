"""``dumpdata``, refused: it would break the record of changes, or leave it out."""

from newsroom.management.refusal import RefusedCommand


class Command(RefusedCommand):
    """Say what to use in its place."""

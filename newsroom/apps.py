"""The app on the lowest floor: settings, database backend, health."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    """Registers the checks of the database that Newsroom runs on, and seals its triggers when they were made."""

    name = "newsroom"

    def ready(self) -> None:
        """Let Django's `check` and `migrate` commands find the checks and the seal."""
        from newsroom import checks  # noqa: F401
        from newsroom.sealing import seal

        post_migrate.connect(seal, sender=self)

"""The app on the lowest floor: settings, database backend, health."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Registers the checks of the database that Newsroom runs on."""

    name = "newsroom"

    def ready(self) -> None:
        """Let Django's `check` and `migrate` commands find the checks."""
        from newsroom import checks  # noqa: F401

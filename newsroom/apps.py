"""The app on the lowest floor: settings, database backend, health."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    """Registers the checks of the database that Newsroom runs on, the seal of its triggers, the record of sign-ins."""

    name = "newsroom"

    def ready(self) -> None:
        """Let Django's `check` and `migrate` commands find the checks and the seal, and signing in its record."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from newsroom import checks, sign_ins  # noqa: F401
        from newsroom.sealing import seal

        post_migrate.connect(seal, sender=self)
        user_logged_in.connect(sign_ins.came_in, dispatch_uid="newsroom.sign_ins.came_in")
        user_logged_out.connect(sign_ins.went_out, dispatch_uid="newsroom.sign_ins.went_out")

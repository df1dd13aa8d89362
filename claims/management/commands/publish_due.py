"""Publish the claims whose time has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from claims.scheduling import publish_due


class Command(BaseCommand):
    """``manage.py publish_due``: for cron; says what it published, and what is held back and why."""

    help = (
        "Publishes the claims that were scheduled for now or earlier, each by itself, and says which. What still lacks "
        "something is held back, with the reason, and tried again the next time. Says nothing if nothing is due."
    )

    def handle(self, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's
        """Publish them. Exits with 1 if something was held back."""
        held_back = False
        for outcome in publish_due():
            if outcome.held_back:
                held_back = True
                held = {"claim": outcome.claim.slug, "why": " ".join(outcome.held_back)}
                self.stderr.write(_("held back: %(claim)s: %(why)s") % held)
            else:
                self.stdout.write(_("published: %(claim)s") % {"claim": outcome.claim.slug})
        if held_back:
            raise SystemExit(1)

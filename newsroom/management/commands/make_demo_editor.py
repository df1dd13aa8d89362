"""`manage.py make_demo_editor`: a login for whoever tries Newsroom out on their own machine."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

USERNAME = "demo-editor"


class Command(BaseCommand):
    """Makes the demo editor once, keeps the password in `var/`, and says what to open."""

    help = (
        "Makes an editor to try Newsroom with, on the embedded database only, and prints what to open. "
        "Run again, it changes nothing and prints the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the port that the addresses name."""
        parser.add_argument("--port", type=int, default=8000, help="where Newsroom is served (default: 8000)")

    def handle(self, *args: object, port: int, **options: object) -> None:  # noqa: ARG002
        """Make the editor if need be, print the addresses and the login.

        Raises CommandError where the file with the password cannot be read.
        """
        site = f"http://127.0.0.1:{port}/"
        login = self._login()
        self.stdout.write(f"\n  Newsroom           {site}")
        self.stdout.write(f"  Admin for editors  {site}admin/")
        self.stdout.write(f"  Review desk        {site}admin/desk/")
        self.stdout.write(f"  Login              {login}\n\n")

    def _login(self) -> str:
        if connection.settings_dict["ENGINE"] != "newsroom.postgres":
            return "your own (DATABASE_URL is set: make accounts with .venv/bin/python manage.py createsuperuser)"
        kept = settings.VAR_DIR / "demo-editor.txt"
        password = _kept_password(kept)
        user = User.objects.filter(username=USERNAME).first()
        if user is None:
            password = password or _keep_new_password(kept)
            User.objects.create_superuser(USERNAME, password=password)
        if password is None:
            return f"{USERNAME}, password unknown: set one with .venv/bin/python manage.py changepassword {USERNAME}"
        if user and not user.check_password(password):
            return f"{USERNAME}, with the password that was set since {kept} was written"
        return f"{USERNAME}, password {password} (kept in {kept})"


def _kept_password(kept: Path) -> str | None:
    try:
        return kept.read_text().strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CommandError(f"{kept} cannot be read: {error.strerror}") from None


def _keep_new_password(kept: Path) -> str:
    password = secrets.token_urlsafe(12)
    handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(password + "\n")
    return password

"""What follows when somebody's password is set, or their account put out of use."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from newsroom.models import PasswordToChange


@transaction.atomic
def set_by_another(account: User, by: Any) -> None:  # noqa: ANN401 - any user
    """Let an account whose password ``by`` set do nothing but set its own, and end its sessions."""
    PasswordToChange.objects.update_or_create(account=account, defaults={"set_by": by, "set_at": timezone.now()})
    end_sessions(account)


def set_by_owner(account: Any) -> None:  # noqa: ANN401
    """Let an account whose owner chose the password do all that it may. One query; Django ends the other sessions."""
    PasswordToChange.objects.filter(account_id=account.pk).delete()


def must_change(account: Any) -> bool:  # noqa: ANN401
    """Tell whether somebody else knows the account's password. One query."""
    return PasswordToChange.objects.filter(account_id=account.pk).exists()


def end_sessions(account: User) -> None:
    """End every session of an account, so that none comes to life again with it. Reads all sessions, a few hundred."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()

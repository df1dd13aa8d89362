"""How people who work here are named where their name outlives their account."""

from django.contrib.auth.models import AbstractBaseUser


def signature(user: AbstractBaseUser) -> str:
    """Give a user's full name, or the login name where there is none."""
    full_name = getattr(user, "get_full_name", str)()
    return str(full_name).strip() or user.get_username()

"""Guesses at one account from many addresses: each has to wait longer than the last, and its owner need not.

django-axes counts by name and address, or by name alone, and then shuts the owner out too. So its handler counts as
before, and asks the record of sign-ins besides. A browser in which somebody signed in as that account before (a signed
cookie tells), or an address from which they did, isn't held up by what strangers do; axes' own limit holds there still.
"""

from datetime import timedelta
from math import ceil
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from newsroom import sign_ins
from newsroom.models import SignIn

MOST_KNOWN = 5
KNOWN_FOR = timedelta(days=365)
SALT = "newsroom.throttle"
A_MINUTE = timedelta(minutes=1)


class AccountHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Axes' own handler, which knows the account too and keeps what happened."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Tell whether this try has to wait, for what came from here or for what was tried elsewhere."""
        if super().is_locked(request, credentials):
            return True
        if getattr(request, "is_confirming", False):
            return False  # who is signed in came in already
        name = get_client_username(request, credentials) or ""
        wait = sign_ins.wait_of(name)
        if not wait or is_known_browser(request, name) or sign_ins.is_known_address(request, name):
            return False
        request.account_waits = wait  # type: ignore[attr-defined]
        return True

    def user_login_failed(
        self,
        sender: Any,  # noqa: ANN401 - the signal's
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Keep on record who was refused, then count it."""
        if request is not None:
            _note_refusal(request, get_client_username(request, credentials) or "")
        super().user_login_failed(sender, credentials, request, **options)

    def reset_attempts(
        self, *, ip_address: str | None = None, username: str | None = None, ip_or_username: bool = False
    ) -> int:
        """Forget tries, as the commands ``axes_reset…`` ask for; one that names an account ends its waiting too."""
        if username:
            sign_ins.note(SignIn.Kind.LET_IN, None, username=username)
        forgotten: int = super().reset_attempts(ip_address=ip_address, username=username, ip_or_username=ip_or_username)
        return forgotten


def _note_refusal(request: Any, name: str) -> None:  # noqa: ANN401 - axes and we put marks on it
    if getattr(request, "axes_locked_out", False):
        lately = SignIn.objects.filter(tried=sign_ins.key_of(name), at__gt=timezone.now() - A_MINUTE)
        if not lately.filter(kind=SignIn.Kind.HELD_UP).exists():  # one a minute: what is refused unseen costs nothing
            sign_ins.note(SignIn.Kind.HELD_UP, request, username=name)
    elif getattr(request, "is_confirming", False):
        sign_ins.note(SignIn.Kind.NOT_CONFIRMED, request, user=request.user)
    else:
        sign_ins.note(SignIn.Kind.REFUSED, request, username=name)


def answer(request: HttpRequest, _response: HttpResponse | None, _credentials: Any) -> HttpResponse:  # noqa: ANN401
    """Return the page that says why even the right password isn't taken now, and until when."""
    wait: timedelta | None = getattr(request, "account_waits", None)
    seconds = ceil((wait or settings.AXES_COOLOFF_TIME).total_seconds())
    context: dict[str, Any] = {"failure_limit": settings.AXES_FAILURE_LIMIT, "is_account": wait is not None}
    context |= {"seconds": seconds, "minutes": ceil(seconds / 60)}
    context |= {"resets_by_mail": settings.RESETS_BY_MAIL, "sign_in_help": settings.SIGN_IN_HELP}
    page = render(request, "admin/shut_out.html", context, status=429)
    page["Retry-After"] = str(seconds)
    return page


def is_known_browser(request: HttpRequest, username: str) -> bool:
    """Tell whether somebody signed in under this name with this browser before."""
    return sign_ins.key_of(username) in _known_to(request)


def make_known(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Let the browser tell from now on that somebody signed in with it under this name."""
    key = sign_ins.key_of(username)
    keys = [key, *(known for known in _known_to(request) if known != key)][:MOST_KNOWN]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(keys, salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_to(request: HttpRequest) -> list[str]:
    try:
        cookie = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
        keys = signing.loads(cookie, salt=SALT, max_age=KNOWN_FOR) if cookie else []
    except signing.BadSignature:
        return []
    return [str(key) for key in keys]

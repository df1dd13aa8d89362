"""The record of what happens at the admin's door, and what it says of a name that was tried too often."""

import unicodedata
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Max, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from newsroom import credentials
from newsroom.models import SignIn
from newsroom.visitors import UNKNOWN, address_of

MEMORY = timedelta(days=1)
FREE_TRIES = 10
LONGEST_WAIT = timedelta(minutes=15)
KNOWN_FOR = timedelta(days=30)
PROVED_AT = "proved_at"
"""The key in a session under which stands when its user last gave the own password."""
MUST_CHANGE = "must_change_password"
"""The key in a session whose user was given a password by somebody else; setting one ends the sessions there are."""


def key_of(username: str) -> str:
    """Return what a name is counted under; nobody who reads it can tell the name."""
    name = unicodedata.normalize("NFKC", username)
    return salted_hmac("newsroom.sign_ins", name, algorithm="sha256").hexdigest()


def note(
    kind: str,
    request: HttpRequest | None,
    *,
    user: Any = None,  # noqa: ANN401 - any user
    username: str = "",
    tried: str = "",
) -> None:
    """Store what happened, to ``user`` or at the name that was typed; without a request it was a command.

    ``tried`` is what to count it under, if that is not the name. One query, one more where only a name is known.
    """
    if user is None and username and "\0" not in username:
        user = User.objects.filter(username=username).first()
    name = tried or (user.get_username() if user is not None else username)
    SignIn.objects.create(
        kind=kind,
        account=user,
        username=user.get_username() if user is not None else "",
        tried=key_of(name) if name else "",
        address=address_of(request) if request else UNKNOWN,
        browser=str(request.META.get("HTTP_USER_AGENT", "")).replace("\0", "")[:255] if request else "",
    )


def wait_of(username: str) -> timedelta:
    """Return how long the next try at a name has to wait: twice as long after each wrong one past ``FREE_TRIES``.

    One query, whether or not there is an account of that name.
    """
    now = timezone.now()
    lately = SignIn.objects.filter(tried=key_of(username), at__gt=now - MEMORY)
    let_in = lately.filter(kind__in=[SignIn.Kind.LET_IN, SignIn.Kind.RESET]).order_by("-at").values("at")[:1]
    since = Coalesce(Subquery(let_in), Value(now - MEMORY))
    found = lately.filter(kind=SignIn.Kind.REFUSED, at__gt=since).aggregate(count=Count("pk"), last=Max("at"))
    past = found["count"] - FREE_TRIES
    if past < 0:
        return timedelta()
    last: datetime = found["last"]
    wait = min(timedelta(seconds=2 ** min(past, 20)), LONGEST_WAIT)
    return max(last + wait - now, timedelta())


def is_known_address(request: HttpRequest, username: str) -> bool:
    """Tell whether somebody signed in under this name from this address lately. One query."""
    since = timezone.now() - KNOWN_FOR
    came = SignIn.objects.filter(tried=key_of(username), at__gt=since, kind=SignIn.Kind.SIGNED_IN)
    return came.filter(address=address_of(request)).exists()


def asked_lately(request: HttpRequest, email: str, within: timedelta) -> tuple[int, int]:
    """Return how often new passwords were asked for lately: for this mail, and from this address. One query."""
    lately = SignIn.objects.filter(kind=SignIn.Kind.RESET_ASKED, at__gt=timezone.now() - within)
    found = lately.aggregate(
        account=Count("pk", filter=Q(tried=key_of(email))),
        address=Count("pk", filter=Q(address=address_of(request))),
    )
    return found["account"], found["address"]


def came_in(request: HttpRequest, user: Any, **_options: Any) -> None:  # noqa: ANN401 - the signal's
    """Keep who signed in, and when they gave their password, and whether they have to set one of their own first."""
    note(SignIn.Kind.SIGNED_IN, request, user=user)
    request.session[PROVED_AT] = timezone.now().timestamp()
    if credentials.must_change(user):
        request.session[MUST_CHANGE] = True


def went_out(request: HttpRequest, user: Any, **_options: Any) -> None:  # noqa: ANN401 - the signal's
    """Keep who signed out."""
    if user is not None:
        note(SignIn.Kind.SIGNED_OUT, request, user=user)

"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Give the visitor's IP address: what the proxy in front wrote down last, and without one, who connects.

    What stands before that in ``X-Forwarded-For`` is the visitor's own word, and so is never believed.
    """
    connects: str = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return connects
    return str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip() or connects

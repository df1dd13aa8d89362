"""What is answered to a request that can't be read."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives both
    """Say that the request is malformed, without looking at it: what can't be read once can't be read for the page."""
    return HttpResponseBadRequest(render_to_string("400.html"))

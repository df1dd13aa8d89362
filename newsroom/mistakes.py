"""What is answered to a request that can't be read, and to one for what isn't there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from newsroom.paging import NoSuchPageError


class ReadableMiddleware:
    """Refuse parameters that can't be read at once: else the page for an error would stumble over them in its turn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer what can be read; Django answers 400 to what reading raises."""
        request.GET  # noqa: B018 - read here first, and kept by Django
        return self.get_response(request)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives both
    """Say that the request is malformed, without looking at it: what can't be read once can't be read for the page."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing has this address; of a list without this page, where the list begins."""
    if isinstance(exception, NoSuchPageError):
        return render(request, "404_page.html", {"beginning": request.path}, status=404)
    return page_not_found(request, exception)

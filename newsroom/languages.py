"""In which language a page answers: its address says it, for readers; the browser, for those who work here.

The language of the settings stands at addresses without a prefix, each other one below its own ("/es/claims/"). So a
page that is shared, kept by a cache or found by a search engine is the same for all, and nothing but the front page
depends on the browser: whoever comes to "/" from elsewhere, with a browser that asks for another of our languages, is
led to that one's front page. Data has one address for all languages. The admin has no addresses to share: there, what
somebody chose counts, or else the browser.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix
from django.utils.cache import patch_vary_headers
from django.utils.translation import (
    get_language_from_path,
    get_language_from_request,
    get_supported_language_variant,
    override,
)
from django.utils.translation.trans_real import parse_accept_lang_header

FOR_STAFF = "/admin/"
Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Answer in the language of the address; in the admin, in the one chosen there or the browser's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say in which language; caches learn where that isn't the address's doing."""
        for_staff = request.path_info.startswith(FOR_STAFF)
        language = get_language_from_request(request) if for_staff else language_of(request.path_info)
        with override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if for_staff:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def language_of(path: str) -> str:
    """Give the language that the page at ``path`` is in."""
    return get_language_from_path(path) or settings.LANGUAGE_CODE


def same_page(address: str, language: str) -> str:
    """Give the address (a path, whatever follows it included) of the same page in ``language``."""
    root = get_script_prefix()
    rest = address.removeprefix(root)
    first, _slash, after = rest.partition("/")
    if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE:
        rest = after
    return f"{root}{rest}" if language == settings.LANGUAGE_CODE else f"{root}{language}/{rest}"


def in_the_browsers_language(front_page: View) -> View:
    """Lead whoever comes to the front page from elsewhere to that of the language their browser asks for.

    Who follows a link of ours to it, such as the one to another language, stays.
    """

    @wraps(front_page)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info != "/":
            return front_page(request)
        wanted = _of_browser(request)
        is_at_home = request.headers.get("Referer", "").startswith(f"{request.scheme}://{request.get_host()}/")
        leads_away = wanted != settings.LANGUAGE_CODE and not is_at_home and not request.GET
        response = HttpResponseRedirect(same_page(request.path, wanted)) if leads_away else front_page(request)
        patch_vary_headers(response, ["Accept-Language", "Referer"])
        return response

    return answer


def _of_browser(request: HttpRequest) -> str:
    """Give the first of our languages that the browser asks for."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE

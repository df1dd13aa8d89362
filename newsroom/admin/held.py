"""What somebody had entered when their session ended: held in the page that asks to sign in, and sent again after it.

Nothing is kept on the server: whoever isn't signed in can leave nothing there.
"""

from collections.abc import Iterable
from functools import update_wrapper
from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.admin.verified import VerifiedSite

HELD = "_held:"
NOT_HELD = {"csrfmiddlewaretoken", REDIRECT_FIELD_NAME}

Fields = list[tuple[str, str]]


class HoldingSite(VerifiedSite):
    """A site on which nothing that was typed is lost to a session that ended meanwhile."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Ask whoever sends a form and is signed out to sign in, without losing it."""
        open_to_staff = super().admin_view(view, cacheable)

        def holding(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            fields = _to_hold(request)
            return self._ask(request, fields) if fields else open_to_staff(request, *args, **kwargs)

        return update_wrapper(holding, open_to_staff)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign somebody in; what the page held for them is shown to be sent again."""
        fields = [(name.removeprefix(HELD), value) for name, value in pairs(request.POST) if name.startswith(HELD)]
        answer = super().login(request, {"held": fields} | (extra_context or {}))
        if not fields or not isinstance(answer, HttpResponseRedirect):
            return answer
        context = {
            **self.each_context(request),
            "title": _("You are signed in again"),
            "address": answer.url,
            "held": fields,
        }
        page = TemplateResponse(request, "admin/held.html", context)
        page.cookies = answer.cookies
        return page

    def _ask(self, request: HttpRequest, fields: Fields) -> HttpResponse:
        request.method = "GET"  # nobody signs in with what was sent
        context = {
            "held": fields,
            "is_signed_out": True,
            "app_path": reverse("admin:login"),
            REDIRECT_FIELD_NAME: request.get_full_path(),
        }
        return self.login(request, context)


def _to_hold(request: HttpRequest) -> Fields:
    """Give what somebody sent who is signed out: a form of a page, with no file and no password in it."""
    is_form = request.method == "POST" and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    place = request.resolver_match.url_name if request.resolver_match else None
    if not is_form or request.user.is_authenticated or place == "logout" or request.FILES:
        return []
    fields = [(name, value) for name, value in pairs(request.POST) if name not in NOT_HELD]
    return [] if any("password" in name for name, _value in fields) else fields


def pairs(sent: QueryDict) -> Iterable[tuple[str, str]]:
    """Return each name with each of its values."""
    return ((name, str(value)) for name, values in sent.lists() for value in values)

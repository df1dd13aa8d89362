"""The way back in for who forgot the password: by mail where that is set up, else the page says who can help."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from newsroom.admin.passwords import PasswordSite


class ResetSite(PasswordSite):
    """A site at whose door a forgotten password can be set anew."""

    def get_urls(self) -> list[Any]:
        """Add the pages for a forgotten password, which are open to anybody."""
        return [
            path("password-reset/", self.reset, {"page": "ask"}, name="password_reset"),
            path("password-reset/sent/", self.reset, {"page": "sent"}, name="password_reset_sent"),
            path("password-reset/done/", self.reset, {"page": "done"}, name="password_reset_done"),
            path("password-reset/<uidb64>/<token>/", self.reset, {"page": "set"}, name="password_reset_set"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def reset(self, request: HttpRequest, page: str, **named: str) -> HttpResponseBase:
        """Show one of the pages for a forgotten password."""
        from newsroom.admin import reset_pages

        context = {**self.each_context(request), **self.at_the_door()}
        if not settings.RESETS_BY_MAIL:
            context["title"] = _("Forgotten your password?")
            return TemplateResponse(request, "admin/reset_help.html", context)
        view: Callable[..., HttpResponseBase] = reset_pages.PAGES[page].as_view(extra_context=context)
        return view(request, **named)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Show at the door who can help."""
        return super().login(request, {**self.at_the_door(), **(extra_context or {})})

    def at_the_door(self) -> dict[str, Any]:
        """Return what pages say to who isn't signed in."""
        return {"resets_by_mail": settings.RESETS_BY_MAIL, "sign_in_help": settings.SIGN_IN_HELP}

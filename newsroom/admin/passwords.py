"""One's own password: the page that changes it, and the door that stays shut until a given one is changed."""

from functools import partial, update_wrapper
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from newsroom.admin.proof import ProvingSite

MUST_CHANGE = "must_change_password"
OPEN_BEFORE_CHANGING = {"password_change", "logout", "jsi18n"}


class PasswordSite(ProvingSite):
    """A site that lets nobody do anything with a password that somebody else knows."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Lead whoever was given a password to the page that sets an own one."""

        def after_changing(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            place = request.resolver_match.url_name if request.resolver_match else None
            if request.session.get(MUST_CHANGE) and place not in OPEN_BEFORE_CHANGING:
                return HttpResponseRedirect(reverse("admin:password_change"))
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(after_changing, view), cacheable)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Change one's own password, guesses at the old one being limited as at the door."""
        from django.contrib.auth.views import PasswordChangeView

        from newsroom.admin.own_password import OwnPasswordForm

        request.current_app = self.name
        is_given = bool(request.session.get(MUST_CHANGE))
        given = {"is_given": True, "is_nav_sidebar_enabled": False, "sidebar": ""} if is_given else {}
        view = PasswordChangeView.as_view(
            form_class=partial(OwnPasswordForm, request),
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **given, **(extra_context or {})},
        )
        return view(request)

    def lacks_it(self, request: HttpRequest) -> bool:
        """Let who must change the password first do that before one-time passwords are set up."""
        return not request.session.get(MUST_CHANGE) and super().lacks_it(request)

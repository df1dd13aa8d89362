"""The admin's door: who set up one-time passwords gets in with one; where all must, the others set it up first."""

from functools import update_wrapper
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, path, resolve, reverse

OPEN_WITHOUT_ONE_TIME_PASSWORD = {"one_time_password", "logout", "jsi18n"}


class VerifiedSite(admin.AdminSite):
    """A site that asks for one-time passwords.

    What knows their models is imported where it is needed: Django makes the site before any model is there.
    """

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in who gave a one-time password, or who never set one up."""
        from newsroom.admin.signing_in import is_verified, uses_one_time_passwords

        user: Any = request.user
        return super().has_permission(request) and (is_verified(user) or not uses_one_time_passwords(user))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for a one-time password too; who gets in is led to a page that exists, with a browser known from now on.

        Names may be tried often from elsewhere: that holds up no browser that is known.
        """
        from newsroom.admin.signing_in import SignInForm
        from newsroom.throttle import make_known

        self.login_form = SignInForm
        answer = super().login(request, extra_context)
        if request.method != "POST" or not isinstance(answer, HttpResponseRedirect):
            return answer
        if not _exists(answer.url):
            answer = HttpResponseRedirect(reverse("admin:index"))
        make_known(request, answer, request.user.get_username())
        return answer

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Where every member of staff must have a one-time password, lead those without to the page that sets it up."""

        def after_setting_up(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if settings.REQUIRE_ONE_TIME_PASSWORD and self.lacks_it(request):
                return HttpResponseRedirect(reverse("admin:one_time_password"))
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(after_setting_up, view), cacheable)

    def lacks_it(self, request: HttpRequest) -> bool:
        """Tell whether the page asked for is for those only who have set one up."""
        from newsroom.admin.signing_in import uses_one_time_passwords

        place = request.resolver_match.url_name if request.resolver_match else None
        return place not in OPEN_WITHOUT_ONE_TIME_PASSWORD and not uses_one_time_passwords(request.user)

    def get_urls(self) -> list[Any]:
        """Add the page on which staff set up their one-time password."""
        own = path("one-time-password/", self.admin_view(self.one_time_password), name="one_time_password")
        return [own, *super().get_urls()]

    def one_time_password(self, request: HttpRequest) -> HttpResponse:
        """Show the page on which staff set up their one-time password."""
        from newsroom.admin.one_time import one_time_password

        return one_time_password(request, self.each_context(request))


def _exists(address: str) -> bool:
    """Tell whether a page answers at an address of this host."""
    try:
        resolve(unquote(urlsplit(address).path))
    except (Resolver404, ValueError):
        return False
    return True

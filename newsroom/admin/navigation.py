"""The lists that every page of the admin leads to, worked out once for all who may see the same."""

from collections.abc import Hashable
from typing import Any
from urllib.parse import quote

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

APPS_IN_ORDER = ["articles", "claims"]  # by name only; others follow
MOST_KEPT = 500  # of each kind; then all are made anew


class NavigatingSite(admin.AdminSite):
    """A site whose pages tell quickly where they lead.

    For some twenty lists the addresses and the four permissions of each take a fifth of a page's time. They depend on
    nothing but the user's permissions and the language, so that is what they are remembered by, in this process; so
    a screen's ``has_…_permission``, asked of no thing in particular, may ask the user's permissions only.
    """

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._kept: dict[Hashable, Any] = {}

    def register(self, *args: Any, **kwargs: Any) -> None:
        """Register screens; what was remembered holds no longer."""
        self.forget()
        super().register(*args, **kwargs)

    def unregister(self, *args: Any, **kwargs: Any) -> None:
        """Take screens away; what was remembered holds no longer."""
        self.forget()
        super().unregister(*args, **kwargs)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Put the rooms in order of work, and their models in the order in which they were registered.

        What is given is shared by all who may see the same, and not to be changed.
        """
        key = ("apps", app_label, *_who(request))
        listed: list[dict[str, Any]] | None = self._kept.get(key)
        if listed is None:
            apps: dict[str, dict[str, Any]] = self._build_app_dict(request, app_label)
            known = [apps.pop(label) for label in APPS_IN_ORDER if label in apps]
            listed = known + sorted(apps.values(), key=lambda app: str(app["name"]).lower())
            self._keep(key, listed)
        return listed

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Give what every page shows; the sidebar is drawn where a page asks for it."""
        return super().each_context(request) | {"sidebar": lambda: self.sidebar(request)}

    def sidebar(self, request: HttpRequest) -> SafeString:
        """Draw the lists at the side, with the one that a page belongs to marked."""
        apps = self.get_app_list(request)
        place = quote(request.path)
        key = ("sidebar", tuple(address for address in _addresses(apps) if address in place), *_who(request))
        drawn: SafeString | None = self._kept.get(key)
        if drawn is None:
            drawn = render_to_string("admin/nav_sidebar.html", {"available_apps": apps, "request": request})
            self._keep(key, drawn)
        return drawn

    def forget(self) -> None:
        """Let all that is remembered be made anew."""
        self._kept.clear()

    def _keep(self, key: Hashable, made: Any) -> None:
        if len(self._kept) >= MOST_KEPT:
            self.forget()
        self._kept[key] = made


def _who(request: HttpRequest) -> tuple[Hashable, ...]:
    """Give all that the lists depend on: language, where the site lies, and what the user may do."""
    user: Any = request.user
    may_all = user.is_active and user.is_superuser
    return get_language(), get_script_prefix(), may_all or frozenset(user.get_all_permissions())


def _addresses(apps: list[dict[str, Any]]) -> list[str]:
    models = [model["admin_url"] for app in apps for model in app["models"]]
    return [address for address in (*models, *(app["app_url"] for app in apps)) if address]

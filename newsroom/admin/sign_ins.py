"""The list of who signed in, was refused, or gave the own password again: to read only."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from newsroom.admin.base import ReadOnlyAdmin
from newsroom.admin.columns import shortened
from newsroom.models import SignIn


class SignInAdmin(ReadOnlyAdmin):
    """Who came in by the admin's door, or was refused there; for whoever may look at accounts."""

    list_display = ("kind", "at", "who", "address", shortened("browser", gettext_lazy("browser")))
    list_filter = ("kind",)
    fields = ("kind", "at", "who", "address", "browser")
    search_help_text = gettext_lazy("Id")
    listed_by = {User: "account"}

    @admin.display(description=gettext_lazy("user"))
    def who(self, entry: SignIn) -> str:
        """Name the account; "-" where the name that was typed is none's, for it may be a password."""
        return entry.username or "-"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the user may look at accounts."""
        return request.user.has_perm("auth.view_user")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Tell whether the list stands among the others."""
        return request.user.has_perm("auth.view_user")

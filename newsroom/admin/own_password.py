"""The form for one's own password."""

from typing import Any

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom import credentials
from newsroom.admin.passwords import MUST_CHANGE
from newsroom.admin.proof import prove


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's form; the old password is asked for as at the door, and the new one is another."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        """Refuse a wrong one; after five the account is shut out from here for a while, as at the door."""
        old = str(self.cleaned_data["old_password"])
        if not prove(self.request, old):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def clean(self) -> dict[str, Any]:
        """Refuse the old password as the new one."""
        cleaned: dict[str, Any] = super().clean() or {}
        new = cleaned.get("new_password2")
        if new and new == cleaned.get("old_password"):
            self.add_error("new_password2", _("This is the old one. Choose another."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Store it; from now on nobody else knows it."""
        user = super().save(commit)
        credentials.set_by_owner(user)
        self.request.session.pop(MUST_CHANGE, None)
        return user

"""Signing in: name, password and, for whoever set it up, a one-time password."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom import sign_ins
from newsroom.models import SignIn

if TYPE_CHECKING:
    from django_otp.models import Device


def device_for(user: AbstractBaseUser, token: str) -> "Device | None":
    """Give the device of ``user`` that the token is for: an app shows six digits, all else is a backup code. One query.

    Each wrong token makes its device wait longer, so that only the device that is meant may be asked.
    """
    kind = TOTPDevice if token.isdigit() and len(token) == 6 else StaticDevice
    device: Device | None = kind.objects.filter(user=user, confirmed=True).first()
    return device


def uses_one_time_passwords(user: Any) -> bool:
    """Tell whether the user set one-time passwords up. One query, the first time that it is asked of ``user``."""
    if not hasattr(user, "_uses_one_time_passwords"):
        user._uses_one_time_passwords = TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists()
    return bool(user._uses_one_time_passwords)


def is_verified(user: Any) -> bool:
    """Tell whether the user gave a one-time password in this session; one who came by no session did not."""
    return bool(getattr(user, "is_verified", bool)())


class SignInForm(AdminAuthenticationForm):
    """Django's form with one field more; who set up no one-time password leaves it empty."""

    token = forms.CharField(
        label=_("One-time code"),
        required=False,
        max_length=32,
        help_text=_("Only if you set it up: six digits from your app, or one of your backup codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the token once name and password are right, and only from whoever has a device."""
        cleaned: dict[str, Any] = super().clean()
        user: Any = self.get_user()
        if user is not None and uses_one_time_passwords(user):
            user.otp_device = self._verified_by(user, cleaned.get("token", "").replace(" ", ""))  # kept in the session
        return cleaned

    def confirm_login_allowed(self, user: Any) -> None:
        """Keep on record who is refused though name and password were right: this is no place for readers."""
        try:
            super().confirm_login_allowed(user)
        except ValidationError:
            sign_ins.note(SignIn.Kind.REFUSED, self._asked, user=user)
            raise

    @property
    def _asked(self) -> HttpRequest:
        assert self.request is not None  # noqa: S101 - the admin's login gives it
        return self.request

    def _verified_by(self, user: Any, token: str) -> "Device":
        if not token:
            raise ValidationError(_("Enter your one-time password, too."), code="token_missing")
        device = device_for(user, token)
        verified: Device | None = verify_token(user, device.persistent_id, token) if device else None
        if verified is None:
            sign_ins.note(SignIn.Kind.CODE_REFUSED, self._asked, user=user)
            raise ValidationError(
                _("This one-time password is not right, or was used before. Wait for the next one and try again."),
                code="token_wrong",
            )
        return verified

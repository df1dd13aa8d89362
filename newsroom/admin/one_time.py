"""The page on which a member of staff sets up one-time passwords, gets backup codes, or turns them off."""

import base64
import secrets
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login, verify_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom import sign_ins
from newsroom.admin import proof
from newsroom.admin.signing_in import device_for
from newsroom.models import SignIn

BACKUP_CODES = 10


class TokenForm(forms.Form):
    """Asks for a one-time password and verifies it with a device of the user."""

    token = forms.CharField(
        label=gettext_lazy("One-time code"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, data: Any, *, user: Any, device: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.user = user
        self.device = device

    def clean_token(self) -> str:
        """Refuse a token that the device doesn't know."""
        token = str(self.cleaned_data["token"]).replace(" ", "")
        device = self.device or device_for(self.user, token)
        if device is None or verify_token(self.user, device.persistent_id, token) is None:
            raise ValidationError(_("This is not right, or was used before. Wait for the next one and try again."))
        return token


@never_cache
@sensitive_post_parameters()
def one_time_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show how to set one-time passwords up, or what there is; ``context`` is what every admin page shows."""
    if request.method == "POST":
        proof.require(request)
    in_use = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    answer = _turn_off(request) if in_use else _set_up(request, context)
    if isinstance(answer, HttpResponse):
        return answer
    title = _("One-time password")
    return TemplateResponse(request, "admin/one_time_password.html", {**context, "title": title, **answer})


def _set_up(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | dict[str, Any]:
    device = _device_to_confirm(request.user)
    form = TokenForm(request.POST or None, user=request.user, device=device)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            codes = _new_backup_codes(request.user)
            sign_ins.note(SignIn.Kind.CODES_ON, request, user=request.user)
        login(request, device)
        request.session.cycle_key()
        messages.success(request, _("From now on you sign in with a one-time password."))
        told = {**context, "title": _("Your backup codes"), "codes": codes}
        return TemplateResponse(request, "admin/backup_codes.html", told)
    return {"form": form, "key": _readable(device), "picture": _picture(device), "in_use": False}


def _turn_off(request: HttpRequest) -> HttpResponse | dict[str, Any]:
    form = TokenForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for kind in (TOTPDevice, StaticDevice):
                kind.objects.filter(user=request.user).delete()
            sign_ins.note(SignIn.Kind.CODES_OFF, request, user=request.user)
        messages.success(request, _("One-time passwords are off. Your name and password are enough again."))
        return HttpResponseRedirect(reverse("admin:index"))
    return {"form": form, "in_use": True}


def _device_to_confirm(user: Any) -> TOTPDevice:
    device: TOTPDevice
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})
    return device


def _new_backup_codes(user: Any) -> list[str]:
    device, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "backup"})
    device.token_set.all().delete()
    codes = [base64.b32encode(secrets.token_bytes(5)).decode().lower() for _n in range(BACKUP_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return codes


def _readable(device: TOTPDevice) -> str:
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def _picture(device: TOTPDevice) -> SafeString:
    """Draw the key as a QR code, inline: it must not lie in a file or in a cache."""
    drawn = segno.make(device.config_url).svg_inline(scale=5, light="#fff", title=_("QR code of the key"))
    return mark_safe(drawn)  # noqa: S308 - made of numbers by the library; the title is ours

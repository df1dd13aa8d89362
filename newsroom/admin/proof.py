"""Acts that ask once more who it is: setting passwords, giving roles, withdrawing, one-time passwords on or off.

Whoever gave the own password longer ago than ``PROOF_LASTS`` is asked for it on a page that holds what was sent; with
the right one it goes on its way at once. Deep inside a view, ``require`` is enough: what was begun there is undone.
"""

from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.admin.held import NOT_HELD, Fields, HoldingSite, pairs

OWN_PASSWORD, ONLY_LOOKING = "_own_password", "_only_looking"
PROVED_AT = "proved_at"


class ProofNeededError(Exception):
    """Who does this gave the own password too long ago."""


def require(request: HttpRequest) -> None:
    """Raise ``ProofNeededError`` unless the user gave the own password lately."""
    if not is_proved(request):
        raise ProofNeededError


def is_proved(request: HttpRequest) -> bool:
    """Tell whether the user gave the own password in this session lately, which signing in counts as."""
    proved_at: float = request.session.get(PROVED_AT, 0)
    return proved_at > (timezone.now() - settings.PROOF_LASTS).timestamp()


def prove(request: HttpRequest, password: str) -> bool:
    """Tell whether this is the user's password, and remember when it was given; guesses are limited as at the door."""
    from newsroom import sign_ins
    from newsroom.models import SignIn

    user: Any = request.user
    request.is_confirming = True  # type: ignore[attr-defined]
    found = authenticate(request, username=user.get_username(), password=password)
    if found is None or found.pk != user.pk:
        return False
    sign_ins.note(SignIn.Kind.CONFIRMED, request, user=user)
    request.session[PROVED_AT] = timezone.now().timestamp()
    return True


class ProvingSite(HoldingSite):
    """A site that asks for the own password where an act needs it."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Take the own password that comes with a form, and ask for it where the view finds it missing."""
        for_staff = super().admin_view(view, cacheable)

        def proving(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and OWN_PASSWORD in request.POST and self.has_permission(request):
                answer = self._take_proof(request)
                if answer is not None:
                    return answer
            sent = request.POST
            try:
                return for_staff(request, *args, **kwargs)
            except ProofNeededError:
                return self._ask_proof(request, _to_keep(sent))

        return update_wrapper(proving, for_staff)

    def _take_proof(self, request: HttpRequest) -> HttpResponse | None:
        """Go on with what was sent along, if the password is right; else ask again."""
        sent = request.POST.copy()
        password = str(sent.pop(OWN_PASSWORD)[-1])
        is_looking = bool(sent.pop(ONLY_LOOKING, None))
        if not prove(request, password):
            return self._ask_proof(request, _to_keep(sent), is_looking=is_looking, is_wrong=True)
        request.POST = sent  # type: ignore[assignment]
        return HttpResponseRedirect(request.get_full_path()) if is_looking else None

    def _ask_proof(
        self, request: HttpRequest, fields: Fields, is_looking: bool | None = None, is_wrong: bool = False
    ) -> HttpResponse:
        context = {
            **self.each_context(request),
            "title": _("Confirm that it is you"),
            "held": fields,
            "is_looking": request.method != "POST" if is_looking is None else is_looking,
            "is_wrong": is_wrong,
            "address": request.get_full_path(),
            "minutes": int(settings.PROOF_LASTS.total_seconds() // 60),
        }
        page = TemplateResponse(request, "admin/proof.html", context)
        page["Cache-Control"] = "no-store, private"
        return page


def _to_keep(sent: QueryDict) -> Fields:
    """Return what was sent, to be sent again: all but passwords, which no page is to hold."""
    return [(name, value) for name, value in pairs(sent) if name not in NOT_HELD and "password" not in name]

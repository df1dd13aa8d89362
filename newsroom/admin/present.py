"""Says who else has a page open: at load for everybody, and from then on by a script."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom import presence
from newsroom.admin.buttons import ButtonsAdmin
from newsroom.zones import written

LONGEST_KEY = 40


class PresentAdmin(ButtonsAdmin):
    """A screen whose forms say who else has them open."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address that an open page speaks to."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_open"
        view = self.admin_site.admin_view(require_POST(self.open_view))
        return [path("<path:object_id>/open/", view, name=name), *super().get_urls()]

    def open_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note that the page is open still, or (``left``) no more; answer who else has it open."""
        if not self.has_change_permission(request):
            return JsonResponse({"others": []}, status=403)
        return still_open(request, self.opts.label, object_id)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say at load who else has it open, to those who may change it."""
        thing = context["original"]
        if thing is not None and not context["is_popup"] and self.has_change_permission(request, thing):
            context["others"] = others_at(request, self.opts.label, str(thing.pk))
            context["is_present"] = True
        return super().render_change_form(request, context, *args, **kwargs)


def others_at(request: HttpRequest, what: str, key: str) -> list[str]:
    """Note that the user has ``what`` (as in "claims.Claim") open, and say of each other one since when. One query."""
    return [_told(visitor) for visitor in presence.visit(_user(request), what, _short(key))]


def still_open(request: HttpRequest, what: str, key: str) -> JsonResponse:
    """Note that a page is open still, or (``left``) no more, and answer its script who else has it open."""
    if "left" in request.POST:
        presence.leave(_user(request), what, _short(key))
        return JsonResponse({"others": []})
    return JsonResponse({"others": others_at(request, what, key)})


def _short(key: str) -> str:
    """Return a key as the database takes it, whatever stood in the address."""
    return key.replace("\0", "")[:LONGEST_KEY]


def _user(request: HttpRequest) -> int:
    assert request.user.pk is not None  # noqa: S101 - the admin lets nobody else in
    return request.user.pk


def _told(visitor: presence.Visitor) -> str:
    local = localtime(visitor.since)
    time = f"{local:%H:%M %Z}" if local.date() == localdate() else written(local)
    return _("%(name)s has this open since %(time)s.") % {"name": visitor.name, "time": time}

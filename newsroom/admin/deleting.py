"""Deleting one thing: the page that asks carries the state it shows, so that nothing goes that nobody looked at."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from newsroom.admin.doing import NOTHING_SHOWN
from newsroom.admin.meeting import SEEN, MeetingAdmin
from newsroom.admin.seen import read, written


class DeletingAdmin(MeetingAdmin):
    """A screen that asks again before it deletes what somebody changed meanwhile, and says who did what."""

    delete_confirmation_template = "admin/delete.html"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, with the state of the thing and its parts; delete if that is the state still, else ask again."""
        key = self.key_of(object_id)
        if key is None:
            return super().delete_view(request, object_id, extra_context)
        if request.method != "POST":
            context = {"seen": written(self.state(request, key))} | (extra_context or {})
            return super().delete_view(request, object_id, context)
        with transaction.atomic():
            context = self.changed_since(request, key) | (extra_context or {})
            if context:
                request.POST = QueryDict()  # nothing is confirmed yet
            return super().delete_view(request, object_id, context)

    def changed_since(self, request: HttpRequest, key: Any) -> dict[str, Any]:
        """Lock the thing; give what the page is to say where it isn't as it was shown, else nothing."""
        list(self.model._base_manager.filter(pk=key).select_for_update().values_list("pk"))
        now, shown = self.state(request, key), read(request.POST.get(SEEN))
        thing = self.get_object(request, str(key))
        if thing is None or shown == now:
            return {}
        if shown is None:
            return {"seen": written(now), "problem": NOTHING_SHOWN}
        return {
            "seen": written(now),
            "problem": _("Somebody changed it while you were looking. Delete it only if that changes nothing for you."),
            "acts": list(self.acts_since(request, thing, shown)),
        }

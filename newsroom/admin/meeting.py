"""Two people at one form: nothing that one stored is overwritten unseen, nothing that the other typed is lost.

Each form carries the state it showed (``newsroom.admin.seen``). Who saves second gets a page with both versions, side
by side, and chooses. The thing's row is locked before the states are compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected

from newsroom.admin.comparing import MINE, THEIRS, Item, Rows, compared_fields, compared_rows, take_fields, take_rows
from newsroom.admin.history import Record
from newsroom.admin.present import PresentAdmin
from newsroom.admin.seen import Seen, read, rows_as_seen, seen, written
from newsroom.admin.telling import Act

SEEN, OPENED, CHOOSE, CHOICE = "_seen", "_opened", "_choose", "_choice:"
"""What a form carries: the state it shows; where both versions are shown, also that in which it was opened first."""


class NothingSeenError(Exception):
    """The record doesn't say what a form showed."""


@dataclass
class Meeting:
    """A form that was sent, beside what it showed and what is stored now."""

    form: Any
    before: Any
    now: Any
    inlines: list[tuple[Any, Rows, Rows]]
    """Formset, its rows as they were seen, and as they are."""
    opened: Seen
    data: QueryDict

    def __post_init__(self) -> None:
        self.fields = list(compared_fields(self.form, self.before, self.now, self.data))
        self.rows = [list(compared_rows(rows, old, new, self.data)) for rows, old, new in self.inlines]
        for item in self.items:
            chosen = self.data.get(f"{CHOICE}{item.key}", "")
            item.choice = chosen if chosen in (MINE, THEIRS) else item.choice

    @property
    def items(self) -> list[Item]:
        """All that one of the two changed."""
        return [*self.fields, *(item for items in self.rows for item in items)]

    @property
    def is_chosen(self) -> bool:
        """Whether nothing is left to choose."""
        return all(item.choice for item in self.items)

    def take_all(self, choice: str) -> None:
        """Choose the same everywhere."""
        for item in self.items:
            item.choice = THEIRS if item.is_new else choice

    def resolved(self) -> QueryDict:
        """Give what to store: what was sent, with theirs where that is chosen."""
        data = self.data.copy()
        take_fields(self.form, self.now, self.fields, data)
        for (rows, _old, new), items in zip(self.inlines, self.rows, strict=True):
            take_rows(rows, new, items, data)
        for name in [name for name in data if name.startswith(CHOICE) or name in (CHOOSE, OPENED)]:
            del data[name]
        return data


class MeetingAdmin(PresentAdmin):
    """A screen on which the second to save sees what the first one saved."""

    def parts(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Give the models on this page whose rows belong to ``thing``, with the field that says so."""
        return []

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form with the state it shows; store it if that is the state still, else show both versions."""
        key = self.key_of(object_id)
        if key is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            # Read before the values are: what changes in between is then told, never missed.
            context = {"seen": written(self.state(request, key))} | (extra_context or {})
            return super().changeform_view(request, object_id, form_url, context)
        try:
            return self.store_or_ask(request, object_id, form_url, extra_context)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
        return self.store_or_ask(request, object_id, form_url, extra_context)  # the other one is through by now

    @transaction.atomic
    def store_or_ask(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Store what was sent, unless somebody else was faster; then show both versions."""
        answer = self.meet(request, self.key_of(object_id))
        context = {"seen": request.POST.get(SEEN, "")} | (extra_context or {})
        return answer or super().changeform_view(request, object_id, form_url, context)

    def key_of(self, object_id: str | None) -> Any:
        """Give the key in an address; None if there is none that makes sense."""
        try:
            return None if object_id is None else self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None

    def state(self, request: HttpRequest, key: Any) -> Seen:
        """Give the present state of a thing and its parts. One query."""
        return seen(self.model, key, self.parts(request, None))

    def meet(self, request: HttpRequest, key: Any) -> HttpResponse | None:
        """Lock the thing and look whether it is as the form showed it; None where its form can go on to be stored.

        Two queries where nobody else was at it.
        """
        list(self.model._base_manager.filter(pk=key).select_for_update().values_list("pk"))
        now, shown = self.state(request, key), read(request.POST.get(SEEN))
        thing = self.get_object(request, str(key))
        if thing is not None and not self.has_change_permission(request, thing):
            return None  # the form says so
        try:
            if shown is not None and CHOOSE in request.POST:
                return self.choose(request, key, shown, now)
            if shown is not None and shown != now:
                return self.show_both(request, self.meeting(request, key, shown, now), now)
        except NothingSeenError:
            shown = None
        if shown is None:
            self.without_state(request, now)
        return None

    def without_state(self, request: HttpRequest, now: Seen) -> None:
        """Show the form again where it doesn't tell which state it showed."""
        self.hold(request, _("This form doesn’t say what it showed when it was opened. Look at it, and save again."))
        data = request.POST.copy()
        data[SEEN] = written(now)
        request.POST = data  # type: ignore[assignment]

    def hold(self, request: HttpRequest, reason: str) -> None:
        """Let the form be shown again with what was entered, and with why."""
        request.reasons_against = [reason]  # type: ignore[attr-defined]

    def meeting(self, request: HttpRequest, key: Any, opened: Seen, now: Seen) -> Meeting:
        """Bring the three versions together: as it was opened, as it is in the state ``now``, as it was sent."""
        before = rows_as_seen(self.model, opened).get(str(key))
        theirs = rows_as_seen(self.model, now).get(str(key))
        thing = theirs or before
        if thing is None or before is None:
            raise NothingSeenError
        names = flatten_fieldsets(self.get_fieldsets(request, thing))
        form = self.get_form(request, thing, change=True, fields=names)(instance=thing)
        formsets, of = self._create_formsets(request, thing, change=True)  # type: ignore[attr-defined]
        for rows, inline in zip(formsets, of, strict=True):
            rows.may_change = inline.has_change_permission(request, thing)
        inlines = [
            (rows, rows_as_seen(rows.model, opened), rows_as_seen(rows.model, now))
            for rows in formsets
            if rows.form.base_fields
        ]
        return Meeting(form, before, theirs, inlines, opened, request.POST)

    def choose(self, request: HttpRequest, key: Any, shown: Seen, now: Seen) -> HttpResponse | None:
        """Go on as was chosen: store it, or show the form once more before; ask again where something is left."""
        pressed = request.POST[CHOOSE]
        if pressed == THEIRS:
            self.message_user(request, _("What the other one saved stays; nothing of yours was stored."))
            return HttpResponseRedirect(reverse(self.address("change"), args=[key]))
        meeting = self.meeting(request, key, read(request.POST.get(OPENED)) or shown, shown)
        if pressed == MINE:
            meeting.take_all(MINE)
        if not meeting.is_chosen and shown == now:
            return self.show_both(request, meeting, now, _("Choose one version of each thing that both changed."))
        request.POST = meeting.resolved()  # type: ignore[assignment]
        if shown != now:  # somebody was faster once more
            return self.show_both(request, self.meeting(request, key, shown, now), now)
        if pressed == "edit":
            self.hold(request, _("Nothing is stored yet. This is what you chose; change what is to change, and save."))
        return None

    def show_both(self, request: HttpRequest, meeting: Meeting, now: Seen, problem: str = "") -> HttpResponse:
        """Show what they saved beside what was entered, with a choice for each thing that one of the two changed."""
        kept = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in (SEEN, OPENED, CHOOSE, "csrfmiddlewaretoken") and not name.startswith(CHOICE)
        ]
        thing = meeting.now or meeting.before
        context = {
            **self.admin_site.each_context(request),
            "title": _("Somebody else saved this while you had it open"),
            "opts": self.opts,
            "object": thing,
            "is_deleted": meeting.now is None,
            "acts": list(self.acts_since(request, thing, meeting.opened)),
            "items": meeting.items,
            "kept": kept,
            "seen": written(now),
            "opened": written(meeting.opened),
            "problem": problem,
        }
        return TemplateResponse(request, "admin/meeting.html", context)

    def acts_since(self, request: HttpRequest, thing: Any, shown: Seen) -> Iterator[Act]:
        """Tell what was done to a thing and its parts since a form showed them, at most the newest page of it."""
        record = Record(thing, self.parts(request, thing))
        page = record.page(1)
        newest = {model: max([event or 0 for event in rows.values()], default=0) for model, rows in shown.items()}
        page.object_list = [row for row in page.object_list if row[1] > newest.get(row[2], 0)]
        yield from record.acts(page, self.labels)

    def labels(self, model: Any, keys: set[Any]) -> dict[Any, str]:
        """Give what rows of ``model`` are called, by key."""
        return {row.pk: str(row) for row in model._default_manager.filter(pk__in=keys)}

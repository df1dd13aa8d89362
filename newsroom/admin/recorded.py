"""The pages of a thing's record: what was done, and the way back to how it stood after any act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory
from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ForeignKey
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from newsroom import restoring
from newsroom.admin.deleting import DeletingAdmin
from newsroom.admin.history import Record
from newsroom.admin.naming import last_known
from newsroom.admin.seen import written
from newsroom.admin.telling import Telling, Told, moment
from newsroom.history import done_with, event_model
from newsroom.undoing import Change

SHOWN, TAKE = "_shown", "take"


@dataclass(frozen=True)
class Step:
    """What is restored as one: a field of the thing, or a row of a part with what hangs on it."""

    key: str
    told: Told
    changes: list[Change]
    field: str = ""


class RecordedAdmin(DeletingAdmin):
    """A screen with the record of its things, from which an earlier state is restored."""

    restored_too: tuple[str, ...] = ()
    """Fields that are read-only here and yet restored, because they belong to others (where a text stands)."""

    # What was done

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show who changed what and when, of the thing and the parts on its page."""
        thing, is_deleted = self.now_or_last(request, unquote(object_id))
        if thing is None or event_model(type(thing)) is None:
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        record = Record(thing, self.recorded_parts(request, thing))
        page = record.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change history: %s") % thing,
            "opts": self.opts,
            "object": thing,
            "is_deleted": is_deleted,
            "page": page,
            "acts": record.acts(page, self.labels),
            "may_restore": event_model(self.model) is not None and self.has_change_permission(request, thing),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def recorded_parts(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Give the parts whose record is told with that of the thing, each with the field that names it."""
        return self.parts(request, thing)

    def now_or_last(self, request: HttpRequest, object_id: str) -> tuple[Any, bool]:
        """Give the thing as it is, else as it was before it was deleted, and whether it was; None if it never was."""
        thing = self.get_object(request, object_id)
        if thing is not None:
            return thing, False
        try:
            key = self.opts.pk.to_python(object_id)
        except ValidationError:
            return None, False
        return last_known(self.model, {key}).get(key), True

    # The way back

    def get_urls(self) -> list[URLPattern]:
        """Add the page that restores."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/restore/", view, name=name), *super().get_urls()]

    def restoring_form(self, request: HttpRequest, thing: Any) -> forms.Form | None:
        """Give what more is asked before a state is restored (a note for readers); None asks for nothing."""
        return None

    def after_restoring(self, request: HttpRequest, thing: Any, form: Any) -> None:
        """Store what the form asked for, in the same transaction; the rules look at it all when this is done."""

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what restoring a state would change; once it is confirmed, restore what was ticked."""
        thing, _is_deleted = self.now_or_last(request, unquote(object_id))
        at = _moment_in(request.GET.get("at", ""))
        if thing is None or at is None or event_model(self.model) is None:
            raise Http404
        if not self.has_change_permission(request, thing):
            raise PermissionDenied
        if request.method != "POST":
            return self.preview(request, thing, at, self.restoring_form(request, thing))
        with transaction.atomic():
            return self.restore(request, thing, at)

    def restore(self, request: HttpRequest, thing: Any, at: datetime) -> HttpResponse:
        """Restore what was ticked, if all is as the preview showed it and no rule forbids it."""
        list(self.model._base_manager.filter(pk=thing.pk).select_for_update().values_list("pk"))
        form = self.restoring_form(request, thing)
        steps = [step for step in self.steps(request, thing, at) if step.key in request.POST.getlist(TAKE)]
        problem = ""
        if request.POST.get(SHOWN) != written(self.state(request, thing.pk)):
            problem = _("Somebody changed it while you were looking. This is how it stands now.")
        elif not steps:
            problem = _("Tick what is to be restored.")
        elif form is None or form.is_valid():
            try:
                self.put_back(request, thing, steps, at, form)
            except ValidationError as refusal:
                problem = " ".join(refusal.messages)
        if problem or (form is not None and not form.is_valid()):
            return self.preview(request, thing, at, form, problem)
        self.message_user(request, _("Restored, as ticked."), messages.SUCCESS)
        return HttpResponseRedirect(reverse(self.address("history"), args=[thing.pk]))

    @transaction.atomic
    def put_back(self, request: HttpRequest, thing: Any, steps: list[Step], at: datetime, form: Any) -> None:
        """Put back the steps and let every rule look at it. Raises ``ValidationError`` in plain words."""
        done_with(_("Restore"))
        pghistory.context(restored=at.isoformat())
        changes = {(change.model, change.pk): change for step in steps for change in step.changes}
        fields = {step.field for step in steps}
        columns = self.model._meta.local_concrete_fields
        kept = {self.model: [column.attname for column in columns if column.attname not in fields]}
        comes_back = any(change.model is self.model and change.after is None for change in changes.values())
        restoring.restore(list(changes.values()), keeping={} if comes_back else kept)
        self.after_restoring(request, thing, form)
        restoring.checked()

    def steps(self, request: HttpRequest, thing: Any, at: datetime) -> list[Step]:
        """Give what can be restored, each by itself."""
        changes = restoring.changes_since(self.model, thing.pk, self.restored_parts(request, thing), at)
        told = [(change.after, change.before) for change in changes]
        telling = Telling(thing, [(now, was) for now, was in told if was is not None or now is not None], self.labels)
        stays = {*self.get_readonly_fields(request, thing)} - {*self.restored_too}
        parts = {part for part, _path in self.restored_parts(request, thing)}
        steps: list[Step] = []
        for change in changes:
            if change.model is self.model and change.before is not None and change.after is not None:
                steps += self.steps_of_thing(change, telling, stays)
            elif change.model in parts or change.model is self.model:
                steps.append(
                    Step(f"{change.model._meta.label}:{change.pk}", telling.back(change.after, change.before), [change])
                )
            elif steps:
                _owner_of(change, steps).changes.append(change)
        return [step for step in steps if not (step.changes[0].model is self.model and step.changes[0].before is None)]

    def restored_parts(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Give the parts that are restored with a thing; an inline with ``restored = False`` is not."""
        left = {
            inline.model
            for inline in self.get_inline_instances(request, thing)
            if not getattr(inline, "restored", True)
        }
        return [(part, link) for part, link in self.parts(request, thing) if part not in left]

    def steps_of_thing(self, change: Change, telling: Telling, stays: set[str]) -> Iterator[Step]:
        """Give the fields of the thing itself that differ and may be restored."""
        for column, told in telling.fields_back(change.after, change.before):
            if column.name not in stays:
                yield Step(column.name, Told(capfirst(told.name), [told]), [change], column.attname)

    def preview(self, request: HttpRequest, thing: Any, at: datetime, form: Any, problem: str = "") -> HttpResponse:
        """Show what restoring would change."""
        steps = self.steps(request, thing, at)
        taken = request.POST.getlist(TAKE) if request.method == "POST" else [step.key for step in steps]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore an earlier state"),
            "opts": self.opts,
            "object": thing,
            "moment": moment(at),
            "steps": steps,
            "taken": taken,
            "form": form,
            "problem": problem,
            "shown": written(self.state(request, thing.pk)),
            "back": reverse(self.address("history"), args=[thing.pk]),
        }
        return TemplateResponse(request, "admin/restore.html", context)


def _moment_in(text: str) -> datetime | None:
    """Give the moment that an address names; None where it names none, or one that no clock here can show."""
    try:
        at = parse_datetime(text)
        return localtime(at) if at else None
    except (ValueError, OverflowError):
        return None


def _owner_of(change: Change, steps: list[Step]) -> Step:
    """Give the step that brings or takes the row on which this one hangs."""
    row = change.before or change.after
    for step in steps:
        for above in step.changes:
            links = [
                f
                for f in change.model._meta.local_fields
                if isinstance(f, ForeignKey) and f.related_model is above.model
            ]
            if any(getattr(row, link.attname) == above.pk for link in links):
                return step
    return steps[-1]

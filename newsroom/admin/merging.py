"""Screens of things that can be merged: choose the other, see what would happen, do it; and part them again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.choosing import Choosable
from newsroom.admin.paging import capped_count
from newsroom.admin.refusing import REFUSALS, in_plain_words
from newsroom.admin.searching import search
from newsroom.history import done_with
from newsroom.merging import Merge, Plan
from newsroom.repointing import Link

MOST_CHOICES = 20
MOST_ROWS = 50
"""Of one kind, named in a preview; more are counted."""


class Merging(Protocol):
    """What a model's own module of merging gives."""

    def plan(self, thing: Any, into: Any, /) -> Plan:
        """Tell what merging would do."""

    def merge(self, thing: Any, /, *, into: Any, reason: str) -> None:
        """Do it."""

    def merge_of(self, thing: Any, /) -> Merge | None:
        """Give the merge that was made."""

    def obstacles_to_undoing(self, thing: Any, /) -> list[str]:
        """Say what is in the way of undoing it."""

    def undo(self, thing: Any, /) -> None:
        """Undo it."""


@dataclass(frozen=True)
class Rows:
    """Rows of one kind in a preview."""

    name: str
    number: int
    named: list[str]
    """The first of them."""
    why: str = ""
    """Why they stay."""


class MergingAdmin(NewsroomAdmin):
    """A screen whose things can be merged. One that was merged is only looked at, until it is parted again."""

    joining: ClassVar[Any]
    """A module that is a ``Merging``."""
    merge_template = "admin/merge.html"

    # Who may, and what a merged thing still lets be done

    def may_merge(self, request: HttpRequest) -> bool:
        """Tell whether the user may merge such things and part them."""
        return bool(request.user.has_perm(f"{self.opts.app_label}.merge_{self.opts.model_name}"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse where it was merged: what is to change there changes in the other."""
        return super().has_change_permission(request, obj) and getattr(obj, "merged_into_id", None) is None

    def reason_to_keep(self, thing: Any) -> str:
        """Keep what was merged: it can be parted again."""
        return _("it was merged into another; undo that first") if thing.merged_into_id else ""

    def may_be_chosen(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Offer only what stands."""
        return super().may_be_chosen(rows).filter(merged_into=None)

    # Links on the thing's own page

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to merging, or to undoing it. One query for one that was merged or may have been merged with."""
        thing = context["original"]
        context["ways_on"] = list(self.ways_on(request, thing)) if thing and not context["is_popup"] else []
        return super().render_change_form(request, context, *args, **kwargs)

    def ways_on(self, request: HttpRequest, thing: Any) -> Iterable[tuple[str, str]]:
        """Give names and addresses of the pages about what is merged with ``thing``."""
        if thing.merged_into_id:
            yield _("Merged into: %(kept)s") % {"kept": thing.merged_into}, self.page_of(thing.merged_into)
        joined = capped_count(self.model._default_manager.filter(merged_into=thing.pk))
        if joined:
            address = reverse(self.address("changelist"))
            yield _("Merged into this (%(number)s)") % {"number": joined}, f"{address}?merged_into={thing.pk}"
        if self.may_merge(request) and thing.merged_into_id:
            yield _("Undo the merge…"), reverse(self.address("part"), args=[thing.pk])
        elif self.may_merge(request):
            yield _("Merge…"), reverse(self.address("merge"), args=[thing.pk])

    def page_of(self, thing: Model) -> str:
        """Give the address of a thing's own page here."""
        return reverse(self.address("change"), args=[thing.pk])

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that merge and part."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        merge, part = (self.admin_site.admin_view(view) for view in (self.merge_view, self.part_view))
        return [
            path("<path:object_id>/merge/", merge, name=f"{name}_merge"),
            path("<path:object_id>/part/", part, name=f"{name}_part"),
            *super().get_urls(),
        ]

    # Merging

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let the other be chosen; show what would happen; do it."""
        thing = self.thing_to_merge(request, object_id)
        into = self.get_object(request, request.GET["into"]) if request.GET.get("into") else None
        refusal: list[str] = []
        if request.method == "POST" and into is not None:
            try:
                return self.decided(request, thing, into)
            except REFUSALS as refused:
                refusal = in_plain_words(refused)
        context = {**self.page_context(request, thing, _("Merge: %s") % thing), "into": into, "refusal": refusal}
        if into is None:
            context |= {"choices": self.choices_for(request, thing), "asked": request.GET.get("q", "")}
        else:
            context |= self.plan_told(self.joining.plan(thing, into))
            context |= {"reason": request.POST.get("reason", "")}
        return TemplateResponse(request, self.merge_template, context)

    def decided(self, request: HttpRequest, thing: Any, into: Any) -> HttpResponse:
        """Do what the pressed button says, and go on to the one that is kept. Raises one of ``REFUSALS``."""
        done_with(_("Merge"))
        self.joining.merge(thing, into=into, reason=request.POST.get("reason", ""))
        self.log_change(request, thing, _("Merged into “%s”.") % into)
        self.message_user(request, _("“%(old)s” is merged into this.") % {"old": thing}, messages.SUCCESS)
        for warning in self.consequences(into, merged=True):
            self.message_user(request, warning, messages.WARNING)
        return HttpResponseRedirect(self.page_of(into))

    def consequences(self, thing: Any, *, merged: bool = False) -> Iterable[str]:
        """Give what to say once something was merged into ``thing``, or parted or split from it."""
        return ()

    def choices_for(self, request: HttpRequest, thing: Any) -> list[tuple[str, str, str]]:
        """Give what it can be merged into: label, address of the preview, and why it is suggested."""
        typed = request.GET.get("q", "")
        found = [(row, "") for row in self.found(thing, typed)] if typed else self.suggested(thing)
        here = reverse(self.address("merge"), args=[thing.pk])
        return [(self.choice_label(row), f"{here}?into={row.pk}", why) for row, why in found]

    def found(self, thing: Any, typed: str) -> "QuerySet[Any]":
        """Give what a search finds, as the list's own search does."""
        rows = search(self.may_be_chosen(self.model._default_manager.exclude(pk=thing.pk)), self.ways, typed)
        return self.for_choice(rows).order_by("-pk")[:MOST_CHOICES]

    def suggested(self, thing: Any) -> list[tuple[Any, str]]:
        """Give what it may well be the same as, each with why."""
        return []

    def plan_told(self, plan: Plan) -> dict[str, Any]:
        """Give what the page tells of a plan. Two or three queries for each table that has rows to tell of."""
        filled = [self.model._meta.get_field(name).verbose_name for name in plan.filled]
        return {
            "plan": plan,
            "labels": [self.told_apart_by(one) for one in (plan.old, plan.kept)],
            "moving": [rows for part in plan.parts if (rows := self.rows(part.link, part.moving))],
            "staying": [rows for part in plan.parts if (rows := self.rows(part.link, part.staying, str(part.why)))],
            "filled": filled,
            "other_way": f"{reverse(self.address('merge'), args=[plan.kept.pk])}?into={plan.old.pk}",
        }

    def told_apart_by(self, thing: Any) -> str:
        """Say what an editor tells it from the other by."""
        return self.choice_label(thing)

    def rows(self, link: Link, rows: "QuerySet[Any]", why: str = "") -> Rows | None:
        """Tell of rows that refer to a thing by ``link``; None where there are none."""
        number = capped_count(rows)
        if not number:
            return None
        return Rows(capfirst(str(link.model._meta.verbose_name_plural)), number, self.names(link, rows), why)

    def names(self, link: Link, rows: "QuerySet[Any]", most: int = MOST_ROWS) -> list[str]:
        """Give what the first rows are called, by their own screen, else by what else they tie together."""
        keys = [field.name for field in link.model._meta.fields if isinstance(field, ForeignKey)]
        others = [name for name in keys if name != link.name]
        screen: Any = self.admin_site._registry.get(link.model)
        if not isinstance(screen, Choosable):
            shown = rows.select_related(*keys)[:most]
            return [", ".join(str(getattr(row, name)) for name in others) or str(row) for row in shown]
        if type(screen).for_choice is not Choosable.for_choice:
            return [screen.choice_label(row) for row in screen.for_choice(rows)[:most]]
        return [screen.choice_label(row) for row in rows.select_related(*keys)[:most]]

    # Parting

    def part_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show which merge would be undone and what is in the way; undo it."""
        thing = self.thing_to_merge(request, object_id)
        refusal: list[str] = []
        if request.method == "POST":
            try:
                return self.parted(request, thing)
            except REFUSALS as refused:
                refusal = in_plain_words(refused)
        context = {
            **self.page_context(request, thing, _("Undo the merge: %s") % thing),
            "refusal": refusal or self.joining.obstacles_to_undoing(thing),
            "made": self.joining.merge_of(thing),
        }
        return TemplateResponse(request, "admin/part.html", context)

    def parted(self, request: HttpRequest, thing: Any) -> HttpResponse:
        """Undo the merge, and go on to the thing that stands again. Raises one of ``REFUSALS``."""
        kept = thing.merged_into
        done_with(_("Undo the merge"))
        self.joining.undo(thing)
        self.log_change(request, thing, _("Parted from “%s” again.") % kept)
        self.message_user(request, _("The merge is undone: this stands again."), messages.SUCCESS)
        for warning in (*self.consequences(kept), *self.consequences(thing)):
            self.message_user(request, warning, messages.WARNING)
        return HttpResponseRedirect(self.page_of(thing))

    # What these pages share

    def thing_to_merge(self, request: HttpRequest, object_id: str) -> Any:
        """Give the thing that a page is about, to those who may merge."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        if not self.may_merge(request):
            raise PermissionDenied
        return thing

    def page_context(self, request: HttpRequest, thing: Any, title: str) -> dict[str, Any]:
        """Give what each of these pages shows."""
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "thing": thing}

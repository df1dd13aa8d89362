"""The page that splits a thing in two: which of its rows go to another, what would happen, do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form, ModelForm, modelform_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.admin.merging import MergingAdmin
from newsroom.admin.paging import capped_count
from newsroom.admin.refusing import REFUSALS, in_plain_words
from newsroom.history import done_with
from newsroom.repointing import Link, links_to

MOST_OFFERED = 200
"""Rows of one kind that can be chosen one by one; what is more is split in several goes, the newest first."""
NEW = "new"


@dataclass(frozen=True)
class Offer:
    """Rows of one kind, each to be chosen or not."""

    field: str
    name: str
    number: int
    rows: list[tuple[int, str, bool]]
    """Key, label, whether it is chosen."""


class SplittingAdmin(MergingAdmin):
    """A screen whose things can be split.

    Its module of ``joining`` also has ``label(link)``, ``splittable(link, thing)``,
    ``splitting(thing, to, chosen)`` and ``split(thing, to=…, chosen=…, reason=…)``; for undoing it ``split_of(thing)``,
    ``obstacles_to_rejoining(thing)`` and ``rejoin(thing)``, which gives the one that it was split from.
    """

    new_fields: tuple[str, ...] = ()
    """What a new thing needs."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that split, and undo it."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        split, rejoin = (self.admin_site.admin_view(view) for view in (self.split_view, self.rejoin_view))
        return [
            path("<path:object_id>/split/", split, name=f"{name}_split"),
            path("<path:object_id>/rejoin/", rejoin, name=f"{name}_rejoin"),
            *super().get_urls(),
        ]

    def ways_on(self, request: HttpRequest, thing: Any) -> Any:
        """Lead to splitting, and to undoing it. One query."""
        yield from super().ways_on(request, thing)
        if self.may_merge(request) and not thing.merged_into_id:
            yield _("Split…"), reverse(self.address("split"), args=[thing.pk])
            if self.joining.split_of(thing) is not None:
                yield _("Undo the split…"), reverse(self.address("rejoin"), args=[thing.pk])

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let rows be chosen, show what would happen, do it; nothing that was entered is lost on the way."""
        thing = self.thing_to_merge(request, object_id)
        sent = request.POST if request.method == "POST" else None
        chosen = {self.joining.label(link): self.keys(sent, link) for link in links_to(self.model)} if sent else {}
        form = self.new_form(sent)
        refusal: list[str] = []
        to = self.destination(thing, sent, form) if sent else None
        if sent and sent.get("do") == "split" and to is not None:
            try:
                return self.split(request, thing, to, chosen)
            except REFUSALS as refused:
                refusal = in_plain_words(refused)
        context = {
            **self.page_context(request, thing, _("Split: %s") % thing),
            "offers": [offer for link in links_to(self.model) if (offer := self.offer(link, thing, chosen))],
            "joined": self.model._default_manager.filter(merged_into=thing.pk).order_by("pk")[:MOST_OFFERED],
            "to": sent.get("to", NEW) if sent else NEW,
            "reason": sent.get("reason", "") if sent else "",
            "note": sent.get("note", "") if sent else "",
            "asks_note": self.asks_note(request, thing),
            "form": form,
            "refusal": refusal,
            "preview": self.told(thing, to, chosen) if to is not None else None,
            "destination": to,
        }
        return TemplateResponse(request, "admin/split.html", context)

    def split(self, request: HttpRequest, thing: Any, to: Any, chosen: Mapping[str, list[int]]) -> HttpResponse:
        """Do it and go on to the other. Raises one of ``REFUSALS``."""
        reason = request.POST.get("reason", "")
        done_with(_("Split"))
        self.joining.split(thing, to=to, chosen=chosen, reason=reason, **self.told_with(request))
        self.log_change(request, thing, _("Split: “%s” is another.") % to)
        self.message_user(request, _("Split: what you chose belongs to this one now."), messages.SUCCESS)
        for warning in self.consequences(to):
            self.message_user(request, warning, messages.WARNING)
        return HttpResponseRedirect(self.page_of(to))

    def asks_note(self, request: HttpRequest, thing: Any) -> bool:
        """Tell whether readers may have to be told of the split."""
        return False

    def told_with(self, request: HttpRequest) -> dict[str, Any]:
        """Return what more the split needs: what readers are told, by whom."""
        return {}

    def keys(self, sent: Any, link: Link) -> list[int]:
        """Give the keys of the rows that were chosen."""
        return [int(key) for key in sent.getlist(self.joining.label(link)) if key.isascii() and key.isdigit()]

    def new_form(self, sent: Any) -> Form:
        """Give the form for a new thing."""
        form: Any = modelform_factory(self.model, form=ModelForm, fields=list(self.new_fields))
        wanted = sent is not None and sent.get("to") == NEW
        made: Form = form(sent if wanted else None, prefix=NEW)
        for field in made.fields.values():
            field.widget.attrs.pop("required", None)
        made.use_required_attribute = False  # only asked for if it is to be a new one
        return made

    def destination(self, thing: Any, sent: Any, form: Any) -> Any:
        """Give what the chosen rows are to go to; None where that isn't told yet."""
        if sent.get("to") == NEW:
            return form.save(commit=False) if form.is_valid() else None
        joined = self.model._default_manager.filter(merged_into=thing.pk)
        key = sent.get("to", "")
        return joined.filter(pk=key).first() if key.isascii() and key.isdigit() else None

    def offer(self, link: Link, thing: Any, chosen: Mapping[str, list[int]]) -> Offer | None:
        """Give the rows that refer to ``thing`` by ``link``, the newest first; None where there are none."""
        rows = self.joining.splittable(link, thing).order_by("-pk")
        number = capped_count(rows)
        if not number:
            return None
        keys = list(rows.values_list("pk", flat=True)[:MOST_OFFERED])
        picked = set(chosen.get(self.joining.label(link), ()))
        named = self.names(link, rows, MOST_OFFERED)
        listed = [(key, name, key in picked) for key, name in zip(keys, named, strict=True)]
        return Offer(self.joining.label(link), capfirst(str(link.model._meta.verbose_name_plural)), number, listed)

    def told(self, thing: Any, to: Any, chosen: Mapping[str, list[int]]) -> dict[str, Any]:
        """Give what would go and what can't."""
        parts = self.joining.splitting(thing, to, chosen)
        return {
            "moving": [rows for part in parts if (rows := self.rows(part.link, part.moving))],
            "staying": [rows for part in parts if (rows := self.rows(part.link, part.staying, str(part.why)))],
        }

    # Undoing it

    def rejoin_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show which split would be undone and what is in the way; undo it."""
        thing = self.thing_to_merge(request, object_id)
        refusal: list[str] = []
        if request.method == "POST":
            try:
                return self.rejoined(request, thing)
            except REFUSALS as refused:
                refusal = in_plain_words(refused)
        made = self.joining.split_of(thing)
        context = {
            **self.page_context(request, thing, _("Undo the split: %s") % thing),
            "refusal": refusal or self.joining.obstacles_to_rejoining(thing),
            "made": made,
            "former": self.model._default_manager.filter(pk=made.metadata["split"]).first() if made else None,
        }
        return TemplateResponse(request, "admin/rejoin.html", context)

    def rejoined(self, request: HttpRequest, thing: Any) -> HttpResponse:
        """Undo the split, and go on to the one that has everything again. Raises one of ``REFUSALS``."""
        name = str(thing)
        done_with(_("Undo the split"))
        former = self.joining.rejoin(thing)
        self.log_change(request, former, _("The split of “%s” is undone.") % name)
        self.message_user(request, _("The split is undone: this has everything again."), messages.SUCCESS)
        for warning in self.consequences(former):
            self.message_user(request, warning, messages.WARNING)
        return HttpResponseRedirect(self.page_of(former))

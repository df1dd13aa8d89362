"""The screens for what goes with a claim once it is public."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Actor
from claims.admin.claim_parts import ReplyFields, ReplyForm
from claims.admin.correcting import NoteForm, PartCorrectingAdmin
from claims.admin.permitted import PartOfClaim
from claims.models import Claim, Correction, Reply
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.searching import by_key, by_text, by_words
from newsroom.signatures import signature


def sign_reply(reply: Reply, user: Any) -> None:
    """Note who asks for a reply, or for none; who did so first stays."""
    if reply.waived_reason:
        reply.waived_by_id = reply.waived_by_id or user.pk
        reply.waived_name = reply.waived_name or signature(user)
    else:
        reply.asked_by_id = reply.asked_by_id or user.pk
        reply.waived_by, reply.waived_name = None, ""
    if reply.unawaited_reason:
        reply.unawaited_by_id = reply.unawaited_by_id or user.pk
        reply.unawaited_name = reply.unawaited_name or signature(user)
    else:
        reply.unawaited_by, reply.unawaited_name = None, ""


@admin.register(Correction)
class CorrectionAdmin(NewsroomAdmin):
    """What was changed after publication."""

    list_display = (
        shortened("claim", gettext_lazy("claim"), LONG),
        *(shortened("note", gettext_lazy("note"), LONG), "corrected_at", "corrected_by"),
    )
    list_select_related = ("claim", "corrected_by")
    date_hierarchy = "corrected_at"
    ordering = ("-corrected_at", "-pk")
    sortable_by = ("corrected_at",)
    search_help_text = gettext_lazy("Words of the note or the claim, or id")
    ways = (by_text("note"), by_words("claim__search"))
    listed_by = {Claim: "claim"}
    autocomplete_fields = ("claim",)
    fields = ("claim", "kind", "note", "said_before", "says_now", "corrected_at", "corrected_by")

    readonly_fields = ("said_before", "says_now", "corrected_at", "corrected_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask for the permission to correct."""
        return super().has_add_permission(request) and request.user.has_perm("claims.correct_claim")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what readers were told stays; another correction tells what was wrong with it."""
        return False

    def reason_to_keep(self, thing: Any) -> str:
        """Say why a correction that readers can see stays."""
        return _("readers can see it; add another one") if thing.claim.first_published_at else ""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Sign a new correction."""
        if not change:
            obj.corrected_by = request.user
        super().save_model(request, obj, form, change)


class ReplyPageForm(NoteForm, ReplyForm):
    """A reply on its own page, with a place for the note."""


@admin.register(Reply)
class ReplyAdmin(PartOfClaim, PartCorrectingAdmin, ReplyFields, NewsroomAdmin):
    """What claimants answered, or have yet to."""

    list_display = (
        shortened("claim", gettext_lazy("claim"), LONG),
        *(shortened("actor", gettext_lazy("actor")), "asked_at", "deadline", "answered_at"),
    )
    list_select_related = ("claim", "actor")
    list_filter = (("answered_at", admin.EmptyFieldListFilter), "deadline")
    date_hierarchy = "asked_at"
    sortable_by = ("deadline",)
    search_help_text = gettext_lazy("Who was asked, words of the claim, or id")
    ways = (by_key("actor__names__key"), by_words("claim__search"))
    listed_by = {Claim: "claim", Actor: "actor"}
    autocomplete_fields = ("claim", "actor")
    form = ReplyPageForm
    fields = (
        *("claim", "actor", ("asked_at", "asked_how"), "asked_by", "deadline", ("answered_at", "answer")),
        *("unawaited_reason", "unawaited_by", "waived_reason", "waived_by"),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Sign it, if the claim is this user's to check."""
        self.refuse_others(request, obj.claim)
        sign_reply(obj, request.user)
        super().save_model(request, obj, form, change)

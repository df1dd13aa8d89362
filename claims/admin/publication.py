"""The screens for what goes with a claim once it is public."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.models import Actor
from claims.models import Claim, Correction, Reply
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.searching import by_key, by_text, by_words


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
    fields = ("claim", "note", "corrected_at", "corrected_by")
    readonly_fields = ("corrected_by",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Sign a new correction."""
        if not change:
            obj.corrected_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Reply)
class ReplyAdmin(NewsroomAdmin):
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

"""The screen for the ties of quotations to claims."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.correcting import CorrectingAdmin, now_read
from claims.admin.permitted import PartOfClaim
from claims.models import Assertion, Claim, Quote
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.searching import by_key


@admin.register(Assertion)
class AssertionAdmin(PartOfClaim, CorrectingAdmin, NewsroomAdmin):
    """Which quotations are tied to which claims."""

    written = True
    list_display = (
        *(shortened("claim", gettext_lazy("claim"), LONG), "stance", "said"),
        shortened("quote.speaker", gettext_lazy("speaker")),
    )
    list_filter = ("stance",)
    sortable_by = ()
    search_help_text = gettext_lazy("The speaker, or id")
    ways = (by_key("quote__speaker__names__key"),)
    autocomplete_fields = ("claim", "quote")
    fieldsets = ((None, {"fields": ("quote", "claim", "stance")}),)

    def claims_of(self, thing: Any) -> Iterable[int]:
        """Give the claim that it was tied to so far, if its quotation is one that readers see."""
        ties = Assertion.objects.filter(pk=thing.pk, quote__in=Quote.objects.confirmed())
        return ties.values_list("claim_id", flat=True)

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say that readers see what was added."""
        is_new = form.initial.get("claim") != form.instance.claim_id
        confirmed = form.instance.quote.state == Quote.State.CONFIRMED
        return now_read([form.instance]) if is_new and confirmed else ()

    def reason_to_keep(self, thing: Any) -> str:
        """Say why a tie that readers see is not cut here."""
        if thing.claim.status == Claim.Status.PUBLISHED and thing.quote.state == Quote.State.CONFIRMED:
            return _("readers see it; cut it on the claim’s own page, with a note for them")
        return ""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch all that the list shows."""
        rows = super().get_queryset(request).select_related("claim", "quote__speaker")
        return rows.prefetch_related("quote__passages")

    def for_choice(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Fetch who said what of which claim."""
        return rows.select_related("claim", "quote__speaker").prefetch_related("quote__passages")

    def choice_label(self, thing: Assertion) -> str:
        """Tell a tie by what was said, by whom, and how that stands to the claim."""
        said = Truncator(thing.quote.content).chars(LONG)
        speaker = thing.quote.speaker or _("nobody named yet")
        return f"{said} – {speaker}, {thing.get_stance_display()}: {Truncator(thing.claim.statement).chars(LONG)}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store it, if the claim, and the one that it was tied to, are this user's to change."""
        self.refuse_others(request, obj.claim, *Claim.objects.filter(assertions=obj.pk))
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("quotation"))
    def said(self, tie: Assertion) -> str:
        """Give the beginning of what was said."""
        return Truncator(tie.quote.content).chars(LONG)

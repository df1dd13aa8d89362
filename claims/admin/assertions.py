"""The screen for the ties of quotations to claims."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from claims.admin.correcting import owed
from claims.models import Assertion, Quote
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.searching import by_key


@admin.register(Assertion)
class AssertionAdmin(NewsroomAdmin):
    """Which quotations are tied to which claims."""

    list_display = (
        *(shortened("claim", gettext_lazy("claim"), LONG), "stance", "said"),
        shortened("quote.speaker", gettext_lazy("speaker")),
    )
    list_filter = ("stance",)
    sortable_by = ()
    search_help_text = gettext_lazy("The speaker, or id")
    ways = (by_key("quote__speaker__names__key"),)
    autocomplete_fields = ("claim", "quote")

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say that readers see a change of what was public already."""
        confirmed = form.instance.quote.state == Quote.State.CONFIRMED
        return owed([form.instance.claim_id]) if form.changed_data and confirmed else ()

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch all that the list shows."""
        rows = super().get_queryset(request).select_related("claim", "quote__speaker")
        return rows.prefetch_related("quote__passages")

    @admin.display(description=gettext_lazy("quotation"))
    def said(self, tie: Assertion) -> str:
        """Give the beginning of what was said."""
        return Truncator(tie.quote.content).chars(LONG)

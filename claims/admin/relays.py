"""The screen for what stands between speaker and article."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Actor
from claims import confirming
from claims.admin.correcting import CorrectingAdmin, CorrectingForm
from claims.admin.permitted import may_write_quote
from claims.admin.placing import Ground, Part, place
from claims.admin.quotes import PartForm
from claims.extraction.proposal import Span
from claims.models import Assertion, Claim, Quote, Relay, RelayActor
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.inlines import TableInline
from newsroom.admin.searching import by_key, by_text


class RelayActorInline(TableInline):
    """The actors that a relay names."""

    model = RelayActor
    fetched = ("actor",)
    autocomplete_fields = ("actor",)


class RelayForm(CorrectingForm):
    """A relay on its own page."""

    text = PartForm.base_fields["text"]
    start = PartForm.base_fields["start"]

    def clean(self) -> dict[str, Any]:
        """Find the place in the quotation's revision."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        quote = cleaned.get("quote")
        if quote and "text" in cleaned and "start" in cleaned:
            spans = [Span(passage.start, passage.end) for passage in quote.passages.all()]
            place(self, Part(), Ground(quote.revision.text, "quote" in self.changed_data, spans))
        return cleaned


@admin.register(Relay)
class RelayAdmin(CorrectingAdmin, NewsroomAdmin):
    """Who or what stands between speakers and articles."""

    form = RelayForm
    list_display = (shortened("text", gettext_lazy("relay"), LONG), "kind", "said")
    list_filter = ("kind",)
    sortable_by = ()
    search_help_text = gettext_lazy("Words of the relay, an actor it names, or id")
    ways = (by_text("text"), by_key("actors__names__key"))
    listed_by = {Quote: "quote", Actor: "actors"}
    autocomplete_fields = ("quote",)
    inlines = (RelayActorInline,)
    fields = ("quote", "kind", "number", "text", ("start", "end"))
    readonly_fields = ("end",)
    restored_too = ("end",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the state of the quotation too."""
        return super().has_change_permission(request, obj) and self._leaves(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the state of the quotation too."""
        return super().has_delete_permission(request, obj) and self._leaves(request, obj)

    def claims_of(self, thing: Any) -> Iterable[int]:
        """Give the claims that its quotation is tied to."""
        return Assertion.objects.filter(quote__relays=thing.pk).values_list("claim_id", flat=True)

    def reason_to_keep(self, thing: Any) -> str:
        """Say why what readers see is not deleted here."""
        seen = Claim.objects.public().filter(quotes=thing.quote_id).exists()
        return _("readers see it; delete it on the quotation’s own page, with a note") if seen else ""

    def _leaves(self, request: HttpRequest, relay: Any) -> bool:
        return relay is None or may_write_quote(request.user, relay.quote)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store it, if the quotation is this user's to change."""
        if not may_write_quote(request.user, obj.quote):
            raise ValidationError(_("This quotation is not yours to change in its present state."))
        super().save_model(request, obj, form, change)

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Let the confirmed quotation whose relay was changed be confirmed by who changed it."""
        super().settle(request, form, formsets, change)
        confirming.hold(form.instance.quote, by=request.user)  # type: ignore[arg-type]  # nobody else is let in

    def after_restoring(self, request: HttpRequest, thing: Any, form: Any) -> None:
        """Do so with what was restored too."""
        super().after_restoring(request, thing, form)
        confirming.hold(thing.quote, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Do so with a relay that goes."""
        quote = obj.quote
        with transaction.atomic():
            obj.delete()
            confirming.hold(quote, by=request.user)  # type: ignore[arg-type]
            connection.check_constraints()

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch the quotations' passages too."""
        return super().get_queryset(request).select_related("quote").prefetch_related("quote__passages")

    @admin.display(description=gettext_lazy("quotation"))
    def said(self, relay: Relay) -> str:
        """Give the beginning of what was said."""
        return Truncator(relay.quote.content).chars(LONG)

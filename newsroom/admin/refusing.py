"""What a rule refuses becomes a plain message in the form; nothing is stored, and nobody sees an error page.

Most rules are checked when a transaction ends. So each save, deletion and action asks for them while it can still
answer: ``connection.check_constraints()`` inside the admin's own transaction.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InternalError, connection, transaction
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.history import done_with
from newsroom.refusals import plain_message

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

REFUSALS = (ValidationError, IntegrityError, InternalError, DataError)


def in_plain_words(refusal: Exception) -> list[str]:
    """Give what a verb (``ValidationError``) or the database (one of ``REFUSALS``) has against a change."""
    if isinstance(refusal, ValidationError):
        return list(refusal.messages)
    assert isinstance(refusal, IntegrityError | InternalError | DataError)  # noqa: S101 - for the type checker
    return [plain_message(refusal)]


def refused(form: "type[BaseModelForm[Any]]", reasons: list[str]) -> "type[BaseModelForm[Any]]":
    """Make a form like ``form`` that keeps what was entered and says why it was refused."""

    class Refused(form):  # type: ignore[misc, valid-type]
        def full_clean(self) -> None:
            super().full_clean()
            for reason in reasons:
                self.add_error(None, reason)

    return Refused


class RefusingAdmin(ModelAdmin):
    """A screen that shows refusals in plain words: on the form, or above the list."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or store one thing; after a refusal show the form again as it was sent."""
        if request.method == "POST":
            done_with(self.action_of(request))
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            request.reasons_against = in_plain_words(refusal)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def action_of(self, request: HttpRequest) -> str:
        """Name the button that sends the form, as the record will tell it."""
        buttons = {"_addanother": _("Save and add another"), "_continue": _("Save and continue editing")}
        return next((label for name, label in buttons.items() if name in request.POST), _("Save"))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form; the second time round it says why it was refused."""
        form = super().get_form(request, obj, change=change, **kwargs)
        reasons: list[str] = getattr(request, "reasons_against", [])
        return refused(form, reasons) if reasons else form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store the thing, unless nothing changed: the record of changes is to hold changes only."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the rest and what goes with it, then let every rule look at the whole."""
        super().save_related(request, form, formsets, change)
        self.settle(request, form, formsets, change)
        connection.check_constraints()

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Add what goes with the change that was just stored, before any rule looks at it."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, then let every rule look at what remains."""
        super().delete_model(request, obj)
        connection.check_constraints()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Delete, then let every rule look at what remains."""
        super().delete_queryset(request, queryset)
        connection.check_constraints()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask and delete; a refusal leads back to the thing."""
        if request.method == "POST":
            done_with(_("Delete"))
        try:
            return super().delete_view(request, object_id, extra_context)
        except REFUSALS as refusal:
            self.say_why(request, refusal)
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list or run an action, which happens whole or not at all."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except REFUSALS as refusal:
            self.say_why(request, refusal)
        return HttpResponseRedirect(request.get_full_path())

    def say_why(self, request: HttpRequest, refusal: Exception) -> None:
        """Put the reasons above the next page."""
        for reason in in_plain_words(refusal):
            self.message_user(request, reason, messages.ERROR)

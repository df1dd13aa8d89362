"""Verbs as buttons beside “Save” on a thing's own page: they store the form first, all or nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from newsroom.admin.doing import DoingAdmin
from newsroom.admin.verbs import Verb


class ButtonsAdmin(DoingAdmin):
    """A screen whose verbs are buttons."""

    change_form_template = "admin/thing.html"

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Offer the verbs that fit beside “Save”."""
        thing = context["original"] or self.model()
        fitting = [verb for verb in self.verbs if verb.fits(thing) and verb.offered(thing)]
        allowed = [verb for verb in fitting if self.may_do(request, verb, context["original"])]
        context["verbs"] = [] if context["is_popup"] else allowed
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Say in plain words where the button of a verb is not for whom it was pressed by."""
        verb, thing = self.pressed(request), self.get_object(request, unquote(object_id)) if object_id else None
        if verb and thing and self.has_view_permission(request, thing) and not self.may_do(request, verb, thing):
            self.message_user(request, self.not_yours(verb), messages.ERROR)
            return HttpResponseRedirect(reverse(self.address("change"), args=[thing.pk]))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Do what the pressed button says, in the transaction of the form."""
        super().settle(request, form, formsets, change)
        verb = self.pressed(request)
        if verb and not verb.asks:
            self.perform(verb, form.instance, request, "")

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go on to what the pressed button leads to."""
        return self.after_verb(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to what the pressed button leads to."""
        return self.after_verb(request, obj) or super().response_change(request, obj)

    def action_of(self, request: HttpRequest) -> str:
        """Name the button that sends the form, as the record will tell it."""
        verb = self.pressed(request)
        return str(verb.button) if verb else super().action_of(request)

    def pressed(self, request: HttpRequest) -> Verb | None:
        """Give the verb whose button was pressed."""
        return next((verb for verb in self.verbs if verb.name == request.POST.get("_verb")), None)

    def after_verb(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        """Lead to the question for a reason, or back to the thing with a message; None if it was no verb."""
        verb = self.pressed(request)
        if verb is None:
            return None
        if verb.asks:
            return HttpResponseRedirect(reverse(self.address("verb"), args=[obj.pk, verb.name]))
        self.say_done(request, verb, 1)
        return HttpResponseRedirect(reverse(self.address("change"), args=[obj.pk]))

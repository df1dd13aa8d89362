"""Verbs on things (confirm, publish, …): buttons on the thing's own page, actions on its list.

A status is never a field to fill in. A verb that asks for a reason shows a page of its own first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.admin.choosing import Choosable
from newsroom.admin.refusing import REFUSALS, RefusingAdmin, in_plain_words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Verb:
    """What can be done to a thing."""

    name: str
    label: "StrPromise"
    """As an action on a list: "Confirm"."""
    button: "StrPromise"
    """On the thing's own page, where it stores the form first: "Save and confirm"."""
    done: "StrPromise"
    """"confirmed"."""
    act: Callable[[Any, AbstractBaseUser, str], None]
    """Does it to a thing, by a user, for a reason ("" unless one is asked); raises one of ``REFUSALS``."""
    fits: Callable[[Any], bool]
    """Whether the thing is in a state for it."""
    offered: Callable[[Any], bool] = lambda _thing: True
    """Whether there is a button for what fits; not where the thing needs other changes first."""
    asks: "StrPromise | None" = None
    """What to ask the reason with; None asks for none."""
    needs_reason: bool = False


class ReasonForm(forms.Form):
    """Asks for the reason of a verb."""

    reason = forms.CharField(widget=AdminTextareaWidget(attrs={"rows": 4}))

    def __init__(self, verb: Verb, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].label = _("Reason")
        self.fields["reason"].help_text = str(verb.asks)
        self.fields["reason"].required = verb.needs_reason


class VerbsAdmin(RefusingAdmin, Choosable):
    """A screen with verbs. Each asks for the permission to change the very thing."""

    verbs: Sequence[Verb] = ()
    change_form_template = "admin/thing.html"

    # On the thing's own page

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Offer the verbs that fit beside “Save”."""
        thing = context["original"] or self.model()
        context["verbs"] = [] if context["is_popup"] else [v for v in self.verbs if v.fits(thing) and v.offered(thing)]
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the rest, and do what the pressed button says, in one transaction."""
        super().save_related(request, form, formsets, change)
        verb = self.pressed(request)
        if verb and not verb.asks:
            self.perform(verb, form.instance, request, "")

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go on to what the pressed button leads to."""
        return self.after_verb(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to what the pressed button leads to."""
        return self.after_verb(request, obj) or super().response_change(request, obj)

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

    def address(self, page: str) -> str:
        """Give the name of one of this screen's addresses."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"

    def get_urls(self) -> list[URLPattern]:
        """Add the page that asks for a reason."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        view = self.admin_site.admin_view(self.verb_view)
        return [path("<path:object_id>/do/<slug:verb_name>/", view, name=name), *super().get_urls()]

    def verb_view(self, request: HttpRequest, object_id: str, verb_name: str) -> HttpResponse:
        """Ask why, then do it to one thing."""
        verb = next((verb for verb in self.verbs if verb.name == verb_name and verb.asks), None)
        thing = self.get_object(request, unquote(object_id))
        if verb is None or thing is None:
            raise Http404
        if not self.has_change_permission(request, thing):
            raise PermissionDenied
        back = reverse(self.address("change"), args=[thing.pk])
        chosen = self.model._default_manager.filter(pk=thing.pk)
        return self.ask_and_do(request, verb, chosen, back) or HttpResponseRedirect(back)

    # On the list

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Add the verbs, for those who may change anything here."""
        actions = super().get_actions(request)
        if IS_POPUP_VAR in request.GET or not self.has_change_permission(request):
            return actions
        return actions | {verb.name: (self.as_action(verb), verb.name, verb.label) for verb in self.verbs}

    def as_action(self, verb: Verb) -> Callable[..., HttpResponse | None]:
        """Make an action for lists out of a verb."""

        def action(_screen: Any, request: HttpRequest, chosen: "QuerySet[Any]") -> HttpResponse | None:
            if verb.asks:
                return self.ask_and_do(request, verb, chosen, request.get_full_path())
            self.do(request, verb, chosen)
            return None

        return action

    def ask_and_do(self, request: HttpRequest, verb: Verb, chosen: "QuerySet[Any]", back: str) -> HttpResponse | None:
        """Show the question for a reason, with “Cancel” leading ``back``; once it is answered, do it and give None."""
        answered = request.method == "POST" and "reason" in request.POST
        form = ReasonForm(verb, request.POST if answered else None)
        if answered and form.is_valid():
            self.do(request, verb, chosen, form.cleaned_data["reason"])
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "opts": self.opts,
            "verb": verb,
            "form": form,
            "back": back,
            "chosen": [self.choice_label(thing) for thing in self.for_choice(chosen)[:MOST_AT_ONCE]],
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/reason.html", context)

    # Doing it

    @transaction.atomic
    def do(self, request: HttpRequest, verb: Verb, chosen: "QuerySet[Any]", reason: str = "") -> None:
        """Do it to each of the chosen things, whole or not at all each, while nobody else can; say what came of it."""
        keys = list(chosen.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            raise ValidationError(_("Choose at most %(most)s at once.") % {"most": MOST_AT_ONCE})
        done = 0
        for thing in self.model._default_manager.filter(pk__in=keys).select_for_update():
            try:
                with transaction.atomic():
                    self.perform(verb, thing, request, reason)
                    self.log_change(request, thing, f"{verb.done}.")
                    done += 1
            except REFUSALS as refusal:
                for problem in in_plain_words(refusal):
                    self.message_user(request, f"{self.choice_label(thing)}: {problem}", messages.ERROR)
        if done:
            self.say_done(request, verb, done)

    def say_done(self, request: HttpRequest, verb: Verb, count: int) -> None:
        """Say what was done to how many: “Confirmed: 2 quotations.”."""
        what = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{capfirst(str(verb.done))}: {count} {what}.", messages.SUCCESS)

    def perform(self, verb: Verb, thing: Any, request: HttpRequest, reason: str) -> None:
        """Do it to one thing, and let every rule look at it. Raises one of ``REFUSALS``."""
        if not self.has_change_permission(request, thing):
            raise ValidationError(_("You may not change this."))
        if not verb.fits(thing):
            raise ValidationError(_("“%(verb)s” does not fit its present state.") % {"verb": verb.label})
        assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the admin lets nobody else in
        verb.act(thing, request.user, reason)
        connection.check_constraints()

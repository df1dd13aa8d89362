"""Doing a verb to one thing or to many: a page says to which and to which not; then each is done whole or not at all.

Who confirms, confirms what the page showed: what somebody else changed in between is left alone, and said.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.admin import proof
from newsroom.admin.choosing import Choosable
from newsroom.admin.refusing import REFUSALS, RefusingAdmin, in_plain_words
from newsroom.admin.seen import Seen, newest_events, read, written
from newsroom.admin.verbs import DELETE, ReasonForm, Verb
from newsroom.history import done_with

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_AT_ONCE = 500
SHOWN = "_shown"
NOTHING_SHOWN = gettext_lazy("This page doesn’t say what it showed. Look at it, and confirm.")


class DoingAdmin(RefusingAdmin, Choosable):
    """A screen with verbs. Each asks for the permission to change the very thing, and for one of its own."""

    verbs: Sequence[Verb] = ()

    # Whether it can be done

    def may_do(self, request: HttpRequest, verb: Verb, thing: Any = None) -> bool:
        """Tell whether the user may do it: to this thing, or (None) to any."""
        if verb is DELETE:
            return self.has_delete_permission(request, thing)
        permitted = not verb.permission or request.user.has_perm(verb.permission)
        return permitted and self.has_change_permission(request, thing)

    def not_yours(self, verb: Verb) -> str:
        """Say that a verb is for others."""
        return _("“%(verb)s” is not yours to do in the present state.") % {"verb": verb.label}

    def why_not(self, request: HttpRequest, verb: Verb, thing: Any) -> str:
        """Say why it can't be done to a thing, as far as that is known before it is tried; "" where it can."""
        kept = self.why_kept(request, thing) if verb is DELETE else ""
        if kept:
            return kept
        if not self.may_do(request, verb, thing):
            return self.not_yours(verb)
        if not verb.fits(thing):
            return _("“%(verb)s” does not fit its present state.") % {"verb": verb.label}
        return ""

    def why_kept(self, request: HttpRequest, thing: Any) -> str:
        """Say what forbids to delete a thing; "" if nothing is known to."""
        return ""

    # On the list, and on a page of its own for one thing

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Add the verbs that the user may do to anything here; deletion is one of them.

        What is sent all the same gets its refusal in plain words.
        """
        actions: dict[str, Any] = super().get_actions(request)
        if IS_POPUP_VAR in request.GET:
            return actions
        if "delete_selected" in actions:
            actions["delete_selected"] = (self.as_action(DELETE), DELETE.name, DELETE.label)
        allowed = [verb for verb in self.verbs if request.method == "POST" or self.may_do(request, verb)]
        return actions | {verb.name: (self.as_action(verb), verb.name, verb.label) for verb in allowed}

    def as_action(self, verb: Verb) -> Callable[..., HttpResponse | None]:
        """Make an action for lists out of a verb."""

        def action(_screen: Any, request: HttpRequest, chosen: "QuerySet[Any]") -> HttpResponse | None:
            if not self.may_do(request, verb):
                raise ValidationError(_("“%(verb)s” is not yours to do.") % {"verb": verb.label})
            return self.ask_and_do(request, verb, chosen, request.get_full_path())

        return action

    def get_urls(self) -> list[URLPattern]:
        """Add the page that asks before it does a verb to one thing."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        view = self.admin_site.admin_view(self.verb_view)
        return [path("<path:object_id>/do/<slug:verb_name>/", view, name=name), *super().get_urls()]

    def verb_view(self, request: HttpRequest, object_id: str, verb_name: str) -> HttpResponse:
        """Ask, for the reason too where one is wanted, then do it to one thing."""
        verb = next((verb for verb in self.verbs if verb.name == verb_name), None)
        thing = self.get_object(request, unquote(object_id))
        if verb is None or thing is None:
            raise Http404
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if not self.may_do(request, verb, thing):
            self.message_user(request, self.not_yours(verb), messages.ERROR)
            return HttpResponseRedirect(reverse(self.address("change"), args=[thing.pk]))
        back = reverse(self.address("change"), args=[thing.pk])
        chosen = self.model._default_manager.filter(pk=thing.pk)
        return self.ask_and_do(request, verb, chosen, back) or HttpResponseRedirect(back)

    def address(self, page: str) -> str:
        """Give the name of one of this screen's addresses."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"

    def ask_and_do(self, request: HttpRequest, verb: Verb, chosen: "QuerySet[Any]", back: str) -> HttpResponse | None:
        """Show to what it will be done, with “Cancel” leading ``back``; once that is confirmed, do it and give None."""
        keys = list(chosen.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            raise ValidationError(_("Choose at most %(most)s at once.") % {"most": MOST_AT_ONCE})
        answered = request.method == "POST" and bool({"post", "reason"} & request.POST.keys())
        form = ReasonForm(verb, request.POST if answered else None) if verb.asks else None
        shown = read(request.POST.get(SHOWN))
        if answered and shown is not None and (form is None or form.is_valid()):
            self.do(request, verb, keys, shown, form.cleaned_data["reason"] if form else "")
            return None
        unseen = answered and shown is None
        return self.ask(request, verb, keys, {"form": form, "back": back, "problem": NOTHING_SHOWN if unseen else ""})

    def ask(self, request: HttpRequest, verb: Verb, keys: list[Any], context: dict[str, Any]) -> HttpResponse:
        """Show to what it will be done, and to what not, and why."""
        shown = {self.model._meta.label: newest_events(self.model, keys)}
        things = list(self.for_choice(self.model._default_manager.filter(pk__in=keys)))
        left = [(thing, self.why_not(request, verb, thing)) for thing in things]
        to_do = [thing for thing, why in left if not why]
        going, lacking = self.going_along(request, to_do) if verb is DELETE and to_do else ({}, set())
        context |= {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "opts": self.opts,
            "verb": verb,
            "to_do": [self.choice_label(thing) for thing in to_do],
            "left": [(self.choice_label(thing), why) for thing, why in left if why],
            "going": going.items(),
            "lacking": sorted(map(str, lacking)),
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
            "shown": written(shown),
        }
        return TemplateResponse(request, "admin/doing.html", context)

    def going_along(self, request: HttpRequest, things: list[Any]) -> tuple[dict[str, int], set[str]]:
        """Count what goes along when things are deleted, by its name, and name what the user may not delete."""
        _tree, counts, lacking, _protected = self.get_deleted_objects(things, request)
        own = str(self.opts.verbose_name_plural)
        return {str(name): count for name, count in counts.items() if str(name) != own}, set(lacking)

    # Doing it

    @transaction.atomic
    def do(self, request: HttpRequest, verb: Verb, keys: Sequence[Any], shown: Seen, reason: Any = "") -> None:
        """Do it to each thing that is as it was ``shown``, whole or not at all each; say what came of it."""
        done_with(str(verb.label))
        seen = shown.get(self.model._meta.label, {})
        rows = self.model._default_manager.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
        things = list(rows)
        now = newest_events(self.model, keys)
        done = 0
        for thing in things:
            key = str(thing.pk)
            if key not in seen or seen[key] != now.get(key):
                self.say_left(request, thing, [_("Somebody changed it while you were looking; look at it again.")])
                continue
            try:
                with transaction.atomic():
                    self.log_done(request, verb, thing)
                    self.perform(verb, thing, request, reason)
                    done += 1
            except REFUSALS as refusal:
                self.say_left(request, thing, in_plain_words(refusal))
        if done:
            self.say_done(request, verb, done)

    def log_done(self, request: HttpRequest, verb: Verb, thing: Any) -> None:
        """Put it into the log of Django's admin; if it is refused then, that is undone too."""
        if verb is DELETE:
            self.log_deletions(request, self.model._default_manager.filter(pk=thing.pk))
        else:
            self.log_change(request, thing, f"{verb.done}.")

    def say_left(self, request: HttpRequest, thing: Any, why: Sequence[str]) -> None:
        """Say why it was not done to a thing."""
        for problem in why:
            self.message_user(request, f"{self.choice_label(thing)}: {problem}", messages.ERROR)

    def say_done(self, request: HttpRequest, verb: Verb, count: int) -> None:
        """Say what was done to how many: “Confirmed: 2 quotations.”."""
        what = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{capfirst(str(verb.done))}: {count} {what}.", messages.SUCCESS)

    def perform(self, verb: Verb, thing: Any, request: HttpRequest, reason: Any) -> None:
        """Do it to one thing, and let every rule look at it. Raises one of ``REFUSALS``, or ``ProofNeededError``."""
        why_not = self.why_not(request, verb, thing)
        if why_not:
            raise ValidationError(why_not)
        if verb.asks_password:
            proof.require(request)
        assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the admin lets nobody else in
        if verb is DELETE:
            self.refuse_what_goes_along(request, thing)
        verb.act(thing, request.user, reason)
        connection.check_constraints()

    def refuse_what_goes_along(self, request: HttpRequest, thing: Any) -> None:
        """Raise ``ValidationError`` where something would go along that the user may not delete, or that must stay."""
        _tree, _counts, lacking, protected = self.get_deleted_objects([thing], request)
        if lacking or protected:
            what = ", ".join(sorted({*map(str, lacking), *map(str, protected)}))
            raise ValidationError(_("With it would go what you may not delete: %(what)s.") % {"what": what})

"""Screens of actors, articles and topics: what readers have met changes only by who may correct, and with a note."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.admin import ActorAdmin, ArticleAdmin
from articles.models import Actor, Article
from claims import notices, readers
from claims import registry as joining_actors
from claims.admin.twins import TwinForm
from claims.twins import same_name

if TYPE_CHECKING:
    AdminOfAny = ModelAdmin[Any]
else:
    AdminOfAny = ModelAdmin


class ThingNoteForm(forms.Form):
    """A place for the note."""

    correction_note = forms.CharField(
        label=gettext_lazy("Note on the change"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=gettext_lazy("What was wrong and what it says now. It stands on the page and among the corrections."),
    )


class NotedForm(ThingNoteForm, forms.ModelForm):  # type: ignore[type-arg]
    """A form for what readers may have met, with a place for the note."""


class NotedAdmin(AdminOfAny):
    """A screen of things that readers may have met."""

    form = NotedForm
    told_in_words: Any = ""
    """What doesn't change without a note."""

    def have_met(self, request: HttpRequest, thing: Any) -> bool:
        """Tell whether readers have met a thing; asked once a request."""
        known: dict[Any, bool] = request.__dict__.setdefault("met", {})
        if thing.pk not in known:
            known[thing.pk] = readers.have_met(thing)
        return known[thing.pk]

    def is_left_to(self, request: HttpRequest, thing: Any) -> bool:
        """Tell whether this user may change a thing, as far as readers are concerned."""
        return thing is None or request.user.has_perm(readers.TO_CORRECT) or not self.have_met(request, thing)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave what readers have met to those who may correct."""
        return super().has_change_permission(request, obj) and self.is_left_to(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave what readers have met to those who may correct."""
        return super().has_delete_permission(request, obj) and self.is_left_to(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the note where readers have met the thing and the user may change it."""
        first, *others = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj) or not self.have_met(request, obj):
            return [first, *others]
        asked = {"fields": ("correction_note",), "description": self.told_in_words}
        return [first, (gettext_lazy("What readers are told of a change"), asked), *others]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Remember what readers were told before it is changed."""
        form.told_before = notices.told(obj) if change else None
        super().save_model(request, obj, form, change)

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the note with the change. Raises ``ValidationError`` where there is a change and no note."""
        if form.told_before is not None:
            self.tell(request, form.instance, form.told_before, form)
        super().settle(request, form, formsets, change)  # type: ignore[misc]

    def restoring_form(self, request: HttpRequest, thing: Any) -> forms.Form | None:
        """Ask for the note before a state is restored that readers would see."""
        if not self.have_met(request, thing):
            return None
        request.told_before = notices.told(thing)  # type: ignore[attr-defined]
        return ThingNoteForm(request.POST if request.method == "POST" else None)

    def after_restoring(self, request: HttpRequest, thing: Any, form: Any) -> None:
        """Store the note with what was restored."""
        if form is not None:
            self.tell(request, thing, request.told_before, form)  # type: ignore[attr-defined]

    def tell(self, request: HttpRequest, thing: Any, before: notices.Told, form: Any) -> None:
        """Tell readers what says otherwise now. Raises ``ValidationError`` where there is no note."""
        words = form.cleaned_data.get("correction_note", "")
        notices.note_change(thing, before, words, by=request.user)  # type: ignore[arg-type]


class ActorForm(TwinForm, NotedForm):
    """An actor; one with the name of another asks first."""

    twin_field = "name"
    another = gettext_lazy("It is somebody else: store it all the same")

    def twins_of(self, said: str) -> list[Any]:
        """Return the actors that are written so."""
        return same_name(said, besides=self.instance)


class NotedActorAdmin(NotedAdmin, ActorAdmin):
    """Actors, as far as readers have met them."""

    form = ActorForm

    joining: ClassVar[Any] = joining_actors
    told_in_words = gettext_lazy(
        "Readers know this actor. A change of the name, the kind, the description or of what identifies them is stored "
        "only together with a note."
    )

    def asks_note(self, request: HttpRequest, thing: Any) -> bool:
        """Ask for what readers are told of a split, where they have met the actor."""
        return self.have_met(request, thing)

    def told_with(self, request: HttpRequest) -> dict[str, Any]:
        """Return the note and who writes it."""
        return {"note": request.POST.get("note", ""), "by": request.user}


class NotedArticleAdmin(NotedAdmin, ArticleAdmin):
    """Articles, as far as readers have met them."""

    told_in_words = gettext_lazy(
        "Readers know this article. A change of the headline, the publisher, the date or the byline is stored only "
        "together with a note."
    )


for model, screen in ((Actor, NotedActorAdmin), (Article, NotedArticleAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, screen)

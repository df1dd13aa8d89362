"""The note that goes with a change of what readers have read: asked for in the very form that changes it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import public
from claims.correcting import Shown, correct, refuse_as_small, shown
from claims.models import Assertion, Claim, Correction
from claims.readers import TO_CORRECT
from claims.scheduling import told, unsettled
from newsroom.blanks import trimmed

if TYPE_CHECKING:
    AdminOfAny = ModelAdmin[Any]
else:
    AdminOfAny = ModelAdmin

FOR_READERS = (
    gettext_lazy("What readers are told of a change"),
    {
        "fields": ("correction_note", "small_fix"),
        "description": gettext_lazy(
            "Readers have read this. A change of the statement, of where it was said, or of a quotation’s words, "
            "speaker, kind, stance, source or cue, of relays, evidence, replies, or whom it is about, is stored only "
            "together with a note. What is only added needs none, but for a relay. What was said before stays readable."
        ),
    },
)


class NoteForm(forms.Form):
    """A place for the note."""

    correction_note = forms.CharField(
        label=gettext_lazy("Note on the change"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=gettext_lazy("What was wrong and what it says now. For a small fix, a word why."),
    )
    small_fix = forms.BooleanField(
        label=gettext_lazy("A small fix: spelling only"),
        required=False,
        help_text=gettext_lazy(
            "A letter within a word; no number, name, “not”, stance or speaker. Recorded, and told on the claim’s "
            "page, but not on the page of corrections."
        ),
    )


class CorrectingForm(NoteForm, forms.ModelForm):  # type: ignore[type-arg]
    """A form for what readers may see, with a place for the note."""


class CorrectingAdmin(AdminOfAny):
    """A screen whose changes readers may see."""

    form: Any = CorrectingForm

    def claims_of(self, thing: Any) -> Iterable[int]:
        """Give the keys of the claims that show ``thing``, as it is stored."""
        raise NotImplementedError

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the note where readers see the thing and the user may change it."""
        fieldsets = list(super().get_fieldsets(request, obj))
        is_read = obj is not None and self.has_change_permission(request, obj) and self.read_by_readers(request, obj)
        return [fieldsets[0], FOR_READERS, *fieldsets[1:]] if is_read else fieldsets

    def read_by_readers(self, request: HttpRequest, thing: Any) -> dict[int, Shown]:
        """Give what readers see of ``thing``, in the claims that show it; nothing to who may not correct it."""
        return shown(self.claims_of(thing)) if request.user.has_perm(TO_CORRECT) else {}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Remember what readers see before it is changed."""
        claims = list(self.claims_of(obj)) if change else []
        form.shown_before = shown(claims)
        form.noticed = list(unsettled().filter(claim__in=claims).values_list("pk", flat=True))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the rest, and say what holds no more by that: a schedule, what was submitted."""
        super().save_related(request, form, formsets, change)
        claims = list(self.claims_of(form.instance))
        for lapse in unsettled().filter(claim__in=claims).exclude(pk__in=form.noticed).select_related("claim"):
            self.message_user(request, f"{lapse.claim}: {told(lapse)}", messages.WARNING)

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the note with the change. Raises ``ValidationError`` where there is a change and no note."""
        self.note_changes(request, form.shown_before, form.cleaned_data)
        super().settle(request, form, formsets, change)  # type: ignore[misc]

    def restoring_form(self, request: HttpRequest, thing: Any) -> forms.Form | None:
        """Ask for the note before a state is restored that readers would see."""
        request.shown_before = shown(self.claims_of(thing))  # type: ignore[attr-defined]
        asks = bool(request.shown_before) and request.user.has_perm(TO_CORRECT)  # type: ignore[attr-defined]
        return NoteForm(request.POST if request.method == "POST" else None) if asks else None

    def after_restoring(self, request: HttpRequest, thing: Any, form: Any) -> None:
        """Store the note with what was restored."""
        self.note_changes(request, request.shown_before, form.cleaned_data if form else {})  # type: ignore[attr-defined]

    def note_changes(self, request: HttpRequest, before: Mapping[int, Shown], cleaned: Mapping[str, Any]) -> None:
        """Store the note on what readers see otherwise now. Raises ``ValidationError`` where there is none."""
        now = shown(before)
        changed = [key for key in now if before[key].is_changed_in(now[key])]
        may_correct = request.user.has_perm(TO_CORRECT)
        note = trimmed(cleaned.get("correction_note", "")) if may_correct else ""
        if changed and not may_correct:
            raise ValidationError(_("Readers have read this: it is changed by an editor who may correct, with a note."))
        if changed and not note:
            raise ValidationError(
                _("Readers have read this: say what was changed, or, for a small fix, tick it with a word why.")
            )
        if note and cleaned["small_fix"]:
            for key in changed:
                refuse_as_small(before[key].why_not_small(now[key]))
        for claim in Claim.objects.filter(pk__in=(changed or now) if note else []).order_by("pk"):
            moved = before[claim.pk].statement != claim.statement
            correct(
                claim,
                note=note,
                by=request.user,  # type: ignore[arg-type]
                kind=Correction.Kind.SMALL_FIX if cleaned["small_fix"] else Correction.Kind.CORRECTION,
                said_before=before[claim.pk].statement if moved else "",
            )


class PartCorrectingAdmin(CorrectingAdmin):
    """A screen for what stands beside a claim (evidence, replies), each on a page of its own."""

    def claims_of(self, thing: Any) -> Iterable[int]:
        """Give the claim that it stands beside so far."""
        return list(self.model._default_manager.filter(pk=thing.pk).values_list("claim_id", flat=True))

    def reason_to_keep(self, thing: Any) -> str:
        """Say why what readers see is not deleted here."""
        if thing.claim.status == Claim.Status.PUBLISHED:
            return _("readers see it; delete it on the claim’s own page, with a note")
        return ""


def now_read(ties: Iterable[Assertion]) -> Iterator[str]:
    """Give a warning for each public claim that ``ties``, just added, are read in. One query."""
    return owed(tie.claim_id for tie in ties)


def owed(claims: Iterable[int]) -> Iterator[str]:
    """Give a warning, with a link to a new correction, for each of ``claims`` (keys) that is public. One query."""
    for claim in public.claims().filter(pk__in=list(claims)).order_by("pk"):
        address = f"{reverse('admin:claims_correction_add')}?claim={claim.pk}"
        words = _("Readers see this change now, in the claim “%(claim)s”.") % {"claim": claim}
        yield format_html('{} <a href="{}">{}</a>', words, address, _("Add a correction"))


def ties_added(formsets: Any) -> list[Assertion]:
    """Give the ties of confirmed quotations that a form added."""
    ties = [tie for rows in formsets if rows.model is Assertion for tie in rows.new_objects]
    return [tie for tie in ties if tie.quote.state == tie.quote.State.CONFIRMED]

"""The screens for claims and topics."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Actor
from claims import publishing
from claims.admin.assertions import AssertionAdmin
from claims.admin.correcting import owed, ties_changed
from claims.models import (
    Assertion,
    Claim,
    ClaimSubject,
    ClaimTopic,
    Correction,
    Evidence,
    Quote,
    Reply,
    Review,
    Topic,
)
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.inlines import StackInline, TableInline
from newsroom.admin.searching import by_text, by_words
from newsroom.admin.verbs import Verb

SUBMIT = Verb(
    name="submit",
    label=gettext_lazy("Submit for review"),
    button=gettext_lazy("Save and submit for review"),
    done=gettext_lazy("submitted for review"),
    act=lambda claim, _user, _reason: publishing.submit(claim),
    fits=lambda claim: claim.status == Claim.Status.DRAFT,
)
PUBLISH = Verb(
    name="publish",
    label=gettext_lazy("Publish"),
    button=gettext_lazy("Save and publish"),
    done=gettext_lazy("published"),
    act=lambda claim, user, _reason: publishing.publish(claim, by=user),
    fits=lambda claim: claim.status != Claim.Status.PUBLISHED,
)
WITHDRAW = Verb(
    name="withdraw",
    label=gettext_lazy("Withdraw"),
    button=gettext_lazy("Save and withdraw…"),
    done=gettext_lazy("withdrawn"),
    act=lambda claim, _user, reason: publishing.withdraw(claim, reason=reason),
    fits=lambda claim: claim.status == Claim.Status.PUBLISHED,
    asks=gettext_lazy("Readers who follow a link to the claim will see it."),
    needs_reason=True,
)


class QuoteTieInline(TableInline):
    """The quotations that assert, deny or doubt a claim."""

    model = Assertion
    fields = ("quote", "stance")
    fetched = ("quote__speaker", "quote__revision__article")
    autocomplete_fields = ("quote",)
    verbose_name = gettext_lazy("quotation")
    verbose_name_plural = gettext_lazy("quotations")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch the quotations' passages, but not the articles' texts."""
        return super().get_queryset(request).defer("quote__revision__text").prefetch_related("quote__passages")


class SubjectInline(TableInline):
    """Who and what a claim is about."""

    model = ClaimSubject
    fetched = ("actor",)
    autocomplete_fields = ("actor",)
    verbose_name = gettext_lazy("actor")
    verbose_name_plural = gettext_lazy("about")


class TopicInline(TableInline):
    """What a claim is filed under."""

    model = ClaimTopic
    fetched = ("topic",)
    autocomplete_fields = ("topic",)
    verbose_name = gettext_lazy("topic")
    verbose_name_plural = gettext_lazy("topics")


class EvidenceInline(StackInline):
    """What bears on a claim."""

    model = Evidence
    fields = (("bearing", "title"), "source", "link", "archived_link", "summary", "quote")
    fetched = ("quote__speaker", "quote__revision__article")
    autocomplete_fields = ("quote",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch the quotations' passages, but not the articles' texts."""
        return super().get_queryset(request).defer("quote__revision__text").prefetch_related("quote__passages")


class ReviewInline(StackInline):
    """The decisions on a claim's rating: a new one is added, none is changed."""

    model = Review
    fields = ("rating", "explanation", "reviewed_at", "reviewer", "reviewer_name")
    readonly_fields = ("reviewer",)
    fetched = ("rating", "reviewer")
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a review never changes."""
        return False


class ReplyInline(StackInline):
    """What the claimant answered."""

    model = Reply
    fields = ("actor", ("asked_at", "asked_how"), "deadline", "answered_at", "answer")
    fetched = ("actor",)
    autocomplete_fields = ("actor",)


class CorrectionInline(StackInline):
    """What was changed after publication, for readers."""

    model = Correction
    fields = ("note", "corrected_at", "corrected_by")
    readonly_fields = ("corrected_by",)
    fetched = ("corrected_by",)


class ClaimForm(forms.ModelForm):  # type: ignore[type-arg]
    """A claim; its statement is one line, however it was pasted."""

    class Meta:
        widgets = {"statement": AdminTextareaWidget(attrs={"rows": 2})}

    def clean_statement(self) -> str:
        """Make one line of it."""
        return " ".join(self.cleaned_data["statement"].split())


@admin.register(Claim)
class ClaimAdmin(NewsroomAdmin):
    """Claims, newest first."""

    form = ClaimForm
    verbs = (SUBMIT, PUBLISH, WITHDRAW)
    list_display = (
        *(shortened("statement", gettext_lazy("statement"), LONG), "status", "first_published_at", "origin"),
    )
    list_filter = ("status", "origin", "first_published_at")
    sortable_by = ()
    search_help_text = gettext_lazy("Words of the statement (the last may be unfinished), or id")
    ways = (by_words("search"),)
    listed_by = {Actor: "about", Topic: "topics", Quote: "quotes"}
    readonly_fields = ("slug", "status", "origin", "first_published_at", "published_by", "created", "modified")
    inlines = (
        *(QuoteTieInline, SubjectInline, TopicInline, EvidenceInline),
        *(ReviewInline, ReplyInline, CorrectionInline),
    )
    fieldsets = (
        (None, {"fields": ("statement", "said_where", "status", "missing", "withdrawn_reason", "note")}),
        (
            gettext_lazy("How it came here"),
            {
                "fields": ("slug", "origin", "first_published_at", "published_by", "created", "modified"),
                "classes": ("collapse",),
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Let the reason be reworded only while readers see it; the verb “withdraw” asks for it first."""
        taken_back = obj is not None and obj.first_published_at and obj.status != Claim.Status.PUBLISHED
        return (*self.readonly_fields, "missing", *([] if taken_back else ["withdrawn_reason"]))

    @admin.display(description=gettext_lazy("needed to publish it"))
    def missing(self, claim: Claim) -> str:
        """List what publishing still asks for."""
        return "; ".join(publishing.missing_for_publication(claim)) or _("nothing: it can be published")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say what is needed to publish it where that can be told."""
        if obj is not None and obj.status != Claim.Status.PUBLISHED:
            return self.fieldsets
        (name, first), *others = self.fieldsets
        return [(name, first | {"fields": [field for field in first["fields"] if field != "missing"]}), *others]

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say that readers see a change of what was public already."""
        if self.pressed(request) or not ("statement" in form.changed_data or ties_changed(formsets)):
            return ()
        return owed([form.instance.pk])

    def reason_to_keep(self, thing: Any) -> str:
        """Say why a claim that was public stays."""
        return _("it was public; withdraw it with a reason instead") if thing.first_published_at else ""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Sign new reviews and corrections."""
        field = {Review: "reviewer", Correction: "corrected_by"}.get(formset.model)
        if field:
            for row in formset.extra_forms:
                setattr(row.instance, field, request.user)
        super().save_formset(request, form, formset, change)


@admin.register(Topic)
class TopicAdmin(NewsroomAdmin):
    """What claims are filed under."""

    list_display = ("name", "slug")
    ordering = ("name",)
    search_help_text = gettext_lazy("Name or id")
    ways = (by_text("name"),)
    readonly_fields = ("slug",)


AssertionAdmin.listed_by = {Claim: "claim", Quote: "quote"}

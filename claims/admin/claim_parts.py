"""What stands on a claim's page beneath its own words."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.permitted import PartOfClaim
from claims.models import Assertion, ClaimSubject, ClaimTopic, Correction, Evidence, Reply, Review
from newsroom.admin.choosing import RowForm
from newsroom.admin.inlines import StackInline, TableInline
from newsroom.blanks import trimmed

if TYPE_CHECKING:
    AdminOfAny = BaseModelAdmin[Any]
else:
    AdminOfAny = BaseModelAdmin


class QuoteTieInline(PartOfClaim, TableInline):
    """The quotations that assert, deny or doubt a claim."""

    written = True
    model = Assertion
    fields = ("quote", "stance")
    fetched = ("quote__speaker", "quote__revision__article")
    autocomplete_fields = ("quote",)
    verbose_name = gettext_lazy("quotation")
    verbose_name_plural = gettext_lazy("quotations")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch the quotations' passages, but not the articles' texts."""
        return super().get_queryset(request).defer("quote__revision__text").prefetch_related("quote__passages")


class SubjectInline(PartOfClaim, TableInline):
    """Who and what a claim is about, and whom it accuses."""

    written = True
    model = ClaimSubject
    fields = ("actor", "accused")
    fetched = ("actor",)
    autocomplete_fields = ("actor",)
    verbose_name = gettext_lazy("actor")
    verbose_name_plural = gettext_lazy("about")


class TopicInline(PartOfClaim, TableInline):
    """What a claim is filed under."""

    written = True
    model = ClaimTopic
    fetched = ("topic",)
    autocomplete_fields = ("topic",)
    verbose_name = gettext_lazy("topic")
    verbose_name_plural = gettext_lazy("topics")


class EvidenceInline(PartOfClaim, StackInline):
    """What bears on a claim."""

    model = Evidence
    fields = (
        *(("bearing", "title"), ("source", "publisher"), "link", "archived_link"),
        *("summary", "interests", "quote"),
    )
    fetched = ("quote__speaker", "quote__revision__article", "publisher")
    autocomplete_fields = ("quote", "publisher")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch the quotations' passages, but not the articles' texts."""
        return super().get_queryset(request).defer("quote__revision__text").prefetch_related("quote__passages")


class ReviewInline(PartOfClaim, StackInline):
    """The decisions on a claim's rating: a new one is added, none is changed."""

    model = Review
    fields = ("rating", "explanation", "reviewed_at", "reviewer", "reviewer_name", "behind")
    readonly_fields = ("reviewed_at", "reviewer", "reviewer_name", "behind")
    fetched = ("rating", "reviewer")
    can_delete = False
    restored = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch who approved each."""
        return super().get_queryset(request).prefetch_related("approvals")

    @admin.display(description=gettext_lazy("who stands behind it"))
    def behind(self, review: Review) -> str:
        """Tell who approved it, or that readers don't read it yet, and for which other words it was given."""
        return behind(review)

    def has_add_permission(self, request: HttpRequest, *claim: Any) -> bool:
        """Ask for the permission to rate."""
        return super().has_add_permission(request, *claim) and request.user.has_perm("claims.rate_claim")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a review never changes."""
        return False


def behind(review: Review) -> str:
    """Say who approved a review, or what it waits for, and which other words it was given for."""
    if review._state.adding:
        return _("signed with your name and the present moment; it waits for a second editor, or for publication")
    told = []
    for approval in review.approvals.all():
        words = {"name": approval.approved_name, "day": date_format(localtime(approval.approved_at), "DATETIME_FORMAT")}
        told.append(
            (_("one person alone, on %(day)s") if approval.alone else _("approved by %(name)s on %(day)s")) % words
        )
    if not told:
        told.append(_("nobody yet: readers don’t read it before a second editor approves it"))
    if review.wording != review.claim.statement:
        told.append(_("it was given for other words: “%(words)s”") % {"words": review.wording})
    return "; ".join(told)


class ReplyFields(AdminOfAny):
    """A form for replies: asking for none is an editor's to decide."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the waiver to those who may publish."""
        fields = [*super().get_readonly_fields(request, obj), "asked_by", "waived_by", "unawaited_by"]
        may_publish = request.user.has_perm("claims.publish_claim")
        return fields if may_publish else [*fields, "waived_reason", "unawaited_reason"]


class ReplyForm(RowForm):
    """A reply; it is asked, or the reason given why not."""

    def clean(self) -> dict[str, Any]:
        """Say plainly what is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        waived = trimmed(cleaned.get("waived_reason", self.instance.waived_reason))
        self.refuse_dates_ahead(cleaned)
        if "asked_at" in cleaned and not cleaned["asked_at"] and not waived:
            self.add_error("asked_at", forms.ValidationError(gettext_lazy("When was the reply asked?")))
        if waived and any(cleaned.get(field) for field in ("asked_at", "deadline", "answered_at", "answer")):
            self.add_error(
                "waived_reason" if "waived_reason" in self.fields else None,
                forms.ValidationError(gettext_lazy("A reply was either asked or not: keep one of the two.")),
            )
        unawaited = trimmed(cleaned.get("unawaited_reason", self.instance.unawaited_reason))
        if unawaited and not cleaned.get("deadline"):
            self.add_error(
                "unawaited_reason" if "unawaited_reason" in self.fields else None,
                forms.ValidationError(gettext_lazy("No deadline was given, so none has to be awaited.")),
            )
        return cleaned

    def refuse_dates_ahead(self, cleaned: dict[str, Any]) -> None:
        """Say that what is told to have happened can't be yet to come; a minute is left for another machine's clock."""
        for field in ("asked_at", "answered_at"):
            if cleaned.get(field) and cleaned[field] > timezone.now() + timedelta(minutes=1):
                self.add_error(
                    field, forms.ValidationError(gettext_lazy("This lies in the future: give when it happened."))
                )


class ReplyInline(PartOfClaim, ReplyFields, StackInline):
    """What the claimant answered."""

    model = Reply
    form = ReplyForm
    fields = (
        *("actor", ("asked_at", "asked_how"), "asked_by", "deadline", ("answered_at", "answer")),
        *("unawaited_reason", "unawaited_by", "waived_reason", "waived_by"),
    )
    fetched = ("actor", "asked_by", "waived_by", "unawaited_by")
    autocomplete_fields = ("actor",)


class CorrectionInline(StackInline):
    """What readers were told of changes; a new note is written above, with the change."""

    model = Correction
    fields = (("kind", "corrected_at", "corrected_by"), "note", "said_before", "says_now")
    readonly_fields = ("kind", "corrected_at", "corrected_by", "note", "said_before", "says_now")
    fetched = ("corrected_by",)
    can_delete = False
    restored = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a note is stored with the change that it tells of."""
        return False

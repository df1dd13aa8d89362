"""The screens for claims and topics."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Actor
from claims import gate, scheduling
from claims.admin.assertions import AssertionAdmin
from claims.admin.claim_parts import (
    CorrectionInline,
    EvidenceInline,
    QuoteTieInline,
    ReplyInline,
    ReviewInline,
    SubjectInline,
    TopicInline,
)
from claims.admin.claim_verbs import APPROVE, PUBLISH, SCHEDULE, SUBMIT, VERBS
from claims.admin.correcting import CorrectingAdmin, CorrectingForm, now_read, ties_added
from claims.admin.likeness import LikenessAdmin
from claims.admin.merging import ClaimMergingAdmin
from claims.admin.noted import NotedAdmin
from claims.admin.permitted import may_open, may_write
from claims.admin.publication import sign_reply
from claims.admin.twins import TwinForm
from claims.models import Approval, Claim, Quote, Reply, Review, Topic
from claims.rating import rate
from claims.standing import cautions, waiting_review
from claims.twins import same_statement
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.searching import by_text, by_words
from newsroom.admin.telling import moment
from newsroom.admin.verbs import Verb

WRITTEN = ("statement", "said_where", "said_by", "is_sensitive", "embargo_until", "note")
OF_THE_SYSTEM = (
    *("status", "origin", "first_published_at", "published_by", "published_alone", "created", "modified"),
    *("signed_off", "publish_at", "scheduled_by", "sent_back_note", "withdrawn_reason", "added_to_reason"),
)


class ClaimForm(TwinForm, CorrectingForm):
    """A claim; its statement is one line, however it was pasted. One that says what another does asks first."""

    twin_field = "statement"
    another = gettext_lazy("It is another claim: store it all the same")

    class Meta:
        widgets = {"statement": AdminTextareaWidget(attrs={"rows": 2})}

    def clean_statement(self) -> str:
        """Make one line of it."""
        return " ".join(self.cleaned_data["statement"].split())

    def clean_slug(self) -> str:
        """Take an address that was chosen; an empty one follows the statement again."""
        slug: str = (self.cleaned_data["slug"] or "").strip()
        if "slug" not in self.changed_data:
            return slug
        if slug and not re.fullmatch(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*", slug):
            raise forms.ValidationError(_("Small letters, digits and hyphens, with a letter: bridge-report-2026."))
        if slug and self.instance.pk and self.instance.accuses_somebody:
            raise forms.ValidationError(
                _("The claim accuses somebody, so its address says nothing of it: none is chosen.")
            )
        self.instance.slug_is_chosen = bool(slug)
        return slug

    def twins_of(self, said: str) -> list[Claim]:
        """Return the claims that say just this."""
        return same_statement(said, besides=self.instance)


@admin.register(Claim)
class ClaimAdmin(CorrectingAdmin, LikenessAdmin, ClaimMergingAdmin):
    """Claims, newest first."""

    form = ClaimForm
    verbs = VERBS
    list_display = (
        *(shortened("statement", gettext_lazy("statement"), LONG), "status", "first_published_at", "origin"),
    )
    list_filter = ("status", "origin", "first_published_at")
    sortable_by = ()
    search_help_text = gettext_lazy("Words of the statement (the last may be unfinished), or id")
    ways = (by_words("search"),)
    autocomplete_fields = ("said_by",)
    listed_by = {Actor: "about", Topic: "topics", Quote: "quotes"}
    inlines = (
        *(QuoteTieInline, SubjectInline, TopicInline, EvidenceInline),
        *(ReviewInline, ReplyInline, CorrectionInline),
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *(
                        "statement",
                        "said_where",
                        "said_by",
                        "status",
                        "missing",
                        "notices",
                        "cautions",
                        "sent_back_note",
                    ),
                    *("withdrawn_reason", "added_to_reason", "note"),
                )
            },
        ),
        (
            gettext_lazy("Before it is published"),
            {
                "fields": (
                    *("is_sensitive", "signed_off", "sign_off_note"),
                    *("embargo_until", ("publish_at", "scheduled_by")),
                )
            },
        ),
        (
            gettext_lazy("How it came here"),
            {
                "fields": (
                    *("slug", "origin", "first_published_at", "published_by", "published_alone"),
                    *("created", "modified"),
                ),
                "classes": ("collapse",),
            },
        ),
    )

    # Who may what

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the state of the claim too: what is handed on or public is for others than a draft."""
        return super().has_change_permission(request, obj) and (obj is None or may_open(request.user, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask for the permission to write."""
        return super().has_add_permission(request) and request.user.has_perm("claims.write_claim")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show what this user may not change now."""
        writes = may_write(request.user, obj or Claim())
        return (
            *(*OF_THE_SYSTEM, "missing", "notices", "cautions"),
            *([] if writes else WRITTEN),
            *([] if self._may_choose_address(request, obj) else ["slug"]),
            *([] if request.user.has_perm("claims.sign_off_claim") else ["sign_off_note"]),
        )

    def _may_choose_address(self, request: HttpRequest, claim: Claim | None) -> bool:
        is_open = claim is None or claim.has_open_address
        return is_open and request.user.has_perm("claims.publish_claim") and may_write(request.user, claim or Claim())

    # What it shows

    def recorded_parts(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Tell the approvals of its ratings too."""
        return [*super().recorded_parts(request, thing), (Approval, "review__claim")]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Fetch a claim, and remember for whom: what it lacks depends on who would publish it."""
        claim = super().get_object(request, object_id, from_field)
        if claim is not None:
            claim.opened_by = request.user
        return claim

    @admin.display(description=gettext_lazy("needed to publish it"))
    def missing(self, claim: Any) -> str:
        """List what publishing still asks for."""
        missing = gate.missing_for_publication(claim, getattr(claim, "opened_by", None))
        if not missing:
            return _("nothing: it can be published")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((what,) for what in missing)))

    @admin.display(description=gettext_lazy("to look at"))
    def cautions(self, claim: Any) -> str:
        """List what speaks against its rating."""
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((what,) for what in cautions(claim))))

    @admin.display(description=gettext_lazy("signed off"))
    def signed_off(self, claim: Claim) -> str:
        """Tell who signed off when, and whether it still holds."""
        if claim.signed_off_at is None:
            return "-"
        words = {"name": claim.signed_off_name, "day": claim.signed_off_at.date()}
        if claim.is_signed_off:
            return _("by %(name)s on %(day)s") % words
        words["parts"] = gate.in_words(claim.changed_since_sign_off())
        return _("by %(name)s on %(day)s, which holds no longer: %(parts)s changed since") % words

    @admin.display(description=gettext_lazy("notices"))
    def notices(self, claim: Claim) -> str:
        """List what was let pass and holds no more, or was held back, and that nobody has seen to."""
        told = (
            (moment(lapse.lapsed_at), scheduling.told(lapse)) for lapse in scheduling.unsettled().filter(claim=claim)
        )
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} – {}</li>", told))

    @admin.display(description=gettext_lazy("added to the reason"))
    def added_to_reason(self, claim: Claim) -> str:
        """List what was added since, with its date."""
        added = (
            (date_format(timezone.localtime(one.added_at), "DATE_FORMAT"), one.text) for one in claim.addenda.all()
        )
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", added))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say what is needed to publish it where that can be told, and why it came back or was withdrawn if it was."""
        (name, first), *others = super().get_fieldsets(request, obj)
        done = (Claim.Status.PUBLISHED, Claim.Status.MERGED)
        hidden = set() if obj is not None and obj.status not in done else {"missing"}
        if obj is None or not any(cautions(obj)):
            hidden.add("cautions")
        hidden |= {field for field in ("sent_back_note", "withdrawn_reason") if not getattr(obj, field, "")}
        hidden |= set() if obj is not None and scheduling.unsettled().filter(claim=obj).exists() else {"notices"}
        hidden |= set() if obj is not None and obj.is_withdrawn and obj.addenda.exists() else {"added_to_reason"}
        return [(name, first | {"fields": [field for field in first["fields"] if field not in hidden]}), *others]

    def claims_of(self, thing: Any) -> Iterable[int]:
        """Give the claim itself."""
        return [thing.pk]

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say what may say the same, and that readers see what was added."""
        yield from super().warnings(request, form, formsets)
        if self.pressed(request) in (None, SUBMIT):
            yield from now_read(ties_added(formsets))
            yield from cautions(form.instance)

    def reason_to_keep(self, thing: Any) -> str:
        """Say why a claim that was public stays, and one that was merged."""
        public = _("it was public; withdraw it with a reason instead") if thing.first_published_at else ""
        return super().reason_to_keep(thing) or public

    # Doing

    def may_do(self, request: HttpRequest, verb: Verb, thing: Any = None) -> bool:
        """Leave the approval of a rating to those who didn't give it."""
        if not super().may_do(request, verb, thing):
            return False
        waits = (
            waiting_review(thing) if verb is APPROVE and thing is not None and settings.REQUIRE_SECOND_PERSON else None
        )
        return waits is None or waits.reviewer_id != request.user.pk

    def perform(self, verb: Verb, thing: Any, request: HttpRequest, reason: Any) -> None:
        """Say, once it is done, what speaks against the rating that readers will see."""
        super().perform(verb, thing, request, reason)
        if verb in (PUBLISH, SCHEDULE, APPROVE):
            for caution in cautions(thing):
                self.message_user(request, f"{self.choice_label(thing)}: {caution}", messages.WARNING)

    # Saving

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Let the address follow what was stored: whom the claim accuses comes after its own words."""
        form.instance.follow()
        super().settle(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Rate by the verb, and sign replies."""
        if formset.model is Reply:
            for row in formset.forms:
                if row.has_changed():
                    sign_reply(row.instance, request.user)
        if formset.model is Review:
            for review in formset.save(commit=False):
                rate(review, by=request.user)  # type: ignore[arg-type]
            return
        super().save_formset(request, form, formset, change)


@admin.register(Topic)
class TopicAdmin(NotedAdmin, NewsroomAdmin):
    """What claims are filed under."""

    told_in_words = gettext_lazy("Readers know this topic. Its name changes only together with a note.")

    list_display = ("name", "slug")
    ordering = ("name",)
    search_help_text = gettext_lazy("Name or id")
    ways = (by_text("name"),)
    fieldsets = ((None, {"fields": ("name", "slug")}),)
    readonly_fields = ("slug",)


AssertionAdmin.listed_by = {Claim: "claim", Quote: "quote"}

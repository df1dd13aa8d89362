"""The screen for quotations, with their passages, relays and ties."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminIntegerFieldWidget, AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Actor, Article, Revision
from claims import confirming
from claims.admin.correcting import CorrectingAdmin, CorrectingForm, now_read, ties_added
from claims.admin.permitted import may_write, may_write_quote
from claims.admin.placing import Ground, Part, clear, entered_passages, place
from claims.models import Assertion, Claim, Passage, Quote, Relay
from newsroom.admin.base import NewsroomAdmin
from newsroom.admin.choosing import RowForm
from newsroom.admin.columns import LONG, shortened
from newsroom.admin.inlines import TableInline
from newsroom.admin.searching import by_key, by_words
from newsroom.admin.verbs import Verb

AROUND = 300  # characters shown before and after a quotation
SOURCE = Part("source_text", "source_start", "source_end")
CUE = Part("cue_text", "cue_start", "cue_end")

CONFIRM = Verb(
    name="confirm",
    label=gettext_lazy("Confirm"),
    button=gettext_lazy("Save and confirm"),
    done=gettext_lazy("confirmed"),
    act=lambda quote, user, _reason: confirming.confirm(quote, by=user),
    permission="claims.confirm_quote",
    fits=lambda quote: quote.state != Quote.State.CONFIRMED,
    offered=lambda quote: quote.state != Quote.State.ORPHANED,
)
REJECT = Verb(
    name="reject",
    label=gettext_lazy("Reject"),
    button=gettext_lazy("Save and reject…"),
    done=gettext_lazy("rejected"),
    act=lambda quote, _user, reason: confirming.reject(quote, reason=reason),
    permission="claims.confirm_quote",
    fits=lambda quote: quote.pk is not None and quote.state != Quote.State.REJECTED,
    offered=lambda quote: not (quote.confirmed_at and Claim.objects.public().filter(quotes=quote).exists()),
    asks=gettext_lazy("For other editors. The quotation is kept, so that the next import doesn't propose it again."),
)


class PartForm(RowForm):
    """A passage: its text is given, its place is found."""

    text = forms.CharField(
        label=gettext_lazy("text as written"), strip=False, widget=AdminTextareaWidget(attrs={"rows": 3})
    )
    start = forms.IntegerField(
        label=gettext_lazy("start"),
        required=False,
        min_value=0,
        widget=AdminIntegerFieldWidget,
        help_text=gettext_lazy("Found by the text; needed only where the text stands in the article more than once."),
    )

    def clean(self) -> dict[str, Any]:
        """Find the place in the revision that the quotation's own form names."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        ground: Ground | None = getattr(self.owner, "ground", None)
        if "text" in cleaned and "start" in cleaned and ground and not cleaned.get("DELETE"):
            place(self, Part(), self.ground_of(ground))
        return cleaned

    def ground_of(self, ground: Ground) -> Ground:
        """Give what passages are placed on: they say themselves where they stand."""
        return replace(ground, passages=())


class RelayRowForm(PartForm):
    """A relay: where its text stands more than once, it is the one nearest to the passages."""

    def ground_of(self, ground: Ground) -> Ground:
        """Give what relays are placed on."""
        return ground


class PassageInline(TableInline):
    """What was said, piece by piece."""

    model = Passage
    form = PartForm
    fields = ("text", "start", "end")
    readonly_fields = ("end",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Offer one to begin with."""
        return 0 if obj else 1


class RelayInline(TableInline):
    """Who or what stands between speaker and article; the actors are on its own page."""

    model = Relay
    form = RelayRowForm
    fields = ("kind", "text", "start", "end")
    readonly_fields = ("end",)
    show_change_link = True


class TieInline(TableInline):
    """The claims that a quotation is tied to."""

    model = Assertion
    fields = ("claim", "stance")
    fetched = ("claim", "quote")
    autocomplete_fields = ("claim",)
    verbose_name = gettext_lazy("claim")
    verbose_name_plural = gettext_lazy("claims")


class QuoteForm(CorrectingForm):
    """A quotation; the places of source and cue are found by their texts."""

    def clean(self) -> dict[str, Any]:
        """Find source and cue in the revision."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        revision: Revision | None = cleaned.get("revision", getattr(self.instance, "revision", None))
        if revision and "revision" in self.changed_data:
            self.refuse_older(revision)
        if revision:
            spans = entered_passages(self.data, "passages", revision.text)
            self.instance.ground = Ground(revision.text, "revision" in self.changed_data, spans)
        for part in (SOURCE, CUE):
            if part.text not in cleaned:
                continue
            if not cleaned[part.text].strip():
                clear(self, part)
            elif revision:
                place(self, part, self.instance.ground)
        return cleaned

    def refuse_older(self, revision: Revision) -> None:
        """Take no text that the article has replaced: readers would be told what it no longer says."""
        newest = revision.article.revisions.latest("number")
        if revision != newest:
            words = {"number": revision.number, "newest": newest.number}
            message = _("Revision %(number)s was replaced: choose the newest, %(newest)s.") % words
            self.add_error("revision", message)


@admin.register(Quote)
class QuoteAdmin(CorrectingAdmin, NewsroomAdmin):
    """Quotations, newest first."""

    form = QuoteForm
    verbs = (CONFIRM, REJECT)
    list_display = (
        *("what", shortened("speaker", gettext_lazy("speaker")), "kind", "state", "sure"),
        shortened("revision.article", gettext_lazy("article")),
    )
    list_filter = ("state", "kind", "origin", ("speaker", admin.EmptyFieldListFilter))
    sortable_by = ()
    search_help_text = gettext_lazy("Words of the quotation (the last may be unfinished), the speaker, or id")
    ways = (by_words("passages__search"), by_key("speaker__names__key"))
    listed_by = {Article: "revision__article", Revision: "revision", Actor: "speaker"}
    autocomplete_fields = ("revision", "speaker")
    readonly_fields = (
        *("where", "in_place", "state", "origin", "confidence", "source_end", "cue_end"),
        *("confirmed_by", "confirmed_at", "created", "modified"),
    )
    restored_too = ("source_end", "cue_end")
    inlines = (PassageInline, RelayInline, TieInline)
    fieldsets = (
        (None, {"fields": ("where", "revision", "in_place", "kind", "speaker", "state", "note")}),
        (
            gettext_lazy("Source and cue, as written"),
            {"fields": (("source_text", "source_start", "source_end"), ("cue_text", "cue_start", "cue_end"))},
        ),
        (
            gettext_lazy("How it came here"),
            {
                "fields": ("origin", "confidence", "confirmed_by", "confirmed_at", "created", "modified"),
                "classes": ("collapse",),
            },
        ),
    )

    def for_choice(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Fetch passages, speaker and article too."""
        shown = rows.select_related("speaker", "revision__article").defer("revision__text")
        return shown.prefetch_related("passages")

    def choice_label(self, thing: Quote) -> str:
        """Tell a quotation by what was said, by whom, and where."""
        words = {"what": self.what(thing), "who": thing.speaker or "?", "where": thing.revision.article}
        return _("%(what)s – %(who)s, in: %(where)s") % words

    @admin.display(description=gettext_lazy("quotation"))
    def what(self, quote: Quote) -> str:
        """Give the beginning of what was said."""
        return Truncator(quote.content).chars(LONG) or str(quote)

    @admin.display(description=gettext_lazy("sure"), empty_value="-")
    def sure(self, quote: Quote) -> str | None:
        """Tell how sure the machine was, 0 to 1; nothing for what an editor wrote."""
        return None if quote.confidence is None else f"{quote.confidence:.2f}"

    @admin.display(description=gettext_lazy("stands in"))
    def where(self, quote: Any) -> SafeString | str:
        """Name the article, with a link, and the revision among how many; say what to do if it is not the newest."""
        if quote.pk is None:
            return ""
        article = quote.revision.article
        newest = article.revisions.order_by("-number").values_list("number", flat=True)[0]
        numbers = {"number": quote.revision.number, "newest": newest}
        words = [_("Revision %(number)s of %(newest)s.") % numbers]
        if quote.revision.number != newest:
            words.append(_("The newest differs from it."))
        if quote.state == Quote.State.ORPHANED:
            words.append(_("The newest revision no longer says this, or says it more than once."))
            words.append(
                _("To find it again, choose revision %(newest)s, give the passages as they stand there, and save.")
                % numbers
            )
        address = reverse("admin:articles_article_change", args=[article.pk])
        return format_html('<a href="{}">{}</a><br>{}', address, article, " ".join(words))

    @admin.display(description=gettext_lazy("in the article"))
    def in_place(self, quote: Quote) -> SafeString | str:
        """Show the passages, marked, with some of the text around."""
        passages = list(quote.passages.all())
        if not passages:
            return ""
        text = quote.revision.text
        if any(text[passage.start : passage.end] != passage.text for passage in passages):
            return _("The passages are still those of another revision; their places are found when this is saved.")
        pieces, at = [], max(0, passages[0].start - AROUND)
        for passage in passages:
            pieces.append((text[at : passage.start], text[passage.start : passage.end]))
            at = passage.end
        marked = format_html_join("", "{}<mark>{}</mark>", pieces)
        before, after = "…" if passages[0].start > AROUND else "", "…" if at + AROUND < len(text) else ""
        return format_html(
            '<div class="passage-in-place">{}{}{}{}</div>', before, marked, text[at : at + AROUND], after
        )

    def reason_to_keep(self, thing: Any) -> str:
        """Say why a quotation that was confirmed stays."""
        return _("it was confirmed; reject it instead") if thing.confirmed_at else ""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Fetch all that a list shows, and leave the articles' texts where they are."""
        return self.for_choice(super().get_queryset(request))

    def get_ordering(self, request: HttpRequest) -> Any:
        """Put the quotations in the order of their text where the list is narrowed to one article."""
        if not {"article", "revision"} & request.GET.keys():
            return super().get_ordering(request)
        begins = Passage.objects.filter(quote=OuterRef("pk")).order_by("start").values("start")[:1]
        return ("revision", Subquery(begins), "pk")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the state of the quotation too: what an editor confirmed or rejected is for editors."""
        return super().has_change_permission(request, obj) and (obj is None or may_write_quote(request.user, obj))

    def claims_of(self, thing: Any) -> Iterable[int]:
        """Give the claims that readers see it in; none before it is confirmed, or once its article doesn't say it."""
        ties = Assertion.objects.filter(quote=thing.pk, quote__in=Quote.objects.confirmed())
        return ties.values_list("claim_id", flat=True)

    def warnings(self, request: HttpRequest, form: Any, formsets: Any) -> Iterable[str]:
        """Say that readers see what was added: a tie, or all that it was tied to before it was confirmed."""
        confirmed = form.instance.assertions.all() if self.pressed(request) is CONFIRM else ()
        return now_read([*ties_added(formsets), *confirmed])

    def why_not(self, request: HttpRequest, verb: Verb, thing: Any) -> str:
        """Leave to those who may correct what readers would see at once in a claim."""
        why = super().why_not(request, verb, thing)
        if why or verb is not CONFIRM or request.user.has_perm("claims.correct_claim"):
            return why
        read_in = Claim.objects.public().filter(assertions__quote=thing).first()
        words = _("Readers would see it at once in the claim “%(claim)s”: that is for an editor who may correct it.")
        return words % {"claim": read_in} if read_in else ""

    def settle(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Let what was confirmed, and changed now, be confirmed by who changed it."""
        confirming.hold(form.instance, by=request.user)  # type: ignore[arg-type]  # the admin lets nobody else in
        super().settle(request, form, formsets, change)

    def after_restoring(self, request: HttpRequest, thing: Any, form: Any) -> None:
        """Do so with what was restored too."""
        confirming.hold(thing, by=request.user)  # type: ignore[arg-type]
        super().after_restoring(request, thing, form)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Propose again what was found again in another revision."""
        if "revision" in form.changed_data and obj.state == Quote.State.ORPHANED:
            obj.state = Quote.State.PROPOSED
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Give passages and relays their numbers in the order of the text; tie only to claims that are the user's."""
        if formset.model is Assertion:
            _refuse_ties(request, formset)
        super().save_formset(request, form, formset, change)
        if issubclass(formset.model, Passage | Relay):
            parts = formset.model.objects.filter(quote=form.instance).order_by("start", "pk")
            for number, part in enumerate(parts, start=1):
                if part.number != number:
                    parts.filter(pk=part.pk).update(number=number)


def _refuse_ties(request: HttpRequest, formset: Any) -> None:
    """Refuse to add, change or cut a tie to a claim that is not the user's. Raises ``ValidationError``."""
    ties = [row.instance for row in formset.forms if row.has_changed() and row.instance.claim_id]
    stored = Claim.objects.filter(assertions__in=[tie.pk for tie in ties if tie.pk])
    for claim in {*stored, *(tie.claim for tie in ties)}:
        if not may_write(request.user, claim):
            words = {"claim": claim, "status": claim.get_status_display()}
            raise ValidationError(_("The claim “%(claim)s” (%(status)s) is not yours to change.") % words)

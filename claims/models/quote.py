"""A quotation: who said what, how, and where in which revision.

All offsets count characters (Unicode code points) of ``Revision.text``, end exclusive. That each part is
exactly the stretch its offsets name is checked by ``claims_check_quotation`` when a transaction ends.
"""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles.models import Actor, Article, Revision
from claims import vocabulary
from newsroom.guards import Guard, NamesOneThatStands, NeverTruncate, checked_at_commit, refuse
from newsroom.history import on_record

LONGEST_NAME = 80  # characters of what was said, in the name of a quotation
WRITTEN = pgtrigger.Insert | pgtrigger.Update


def confirmation_holds(written: str, gone: str = "") -> list[pgtrigger.Trigger]:
    """Return triggers that hold a confirmation to what was confirmed, for a table whose rows are part of that.

    ``written`` gives the key of the quotation out of a row that came or changed, ``gone`` out of one that went.
    """
    check = "PERFORM claims_hold_confirmation({});"
    triggers = [checked_at_commit("confirmation_holds", check.format(written), WRITTEN)]
    if gone:
        triggers.append(checked_at_commit("confirmation_holds_without_it", check.format(gone), pgtrigger.Delete))
    return triggers


def is_whole(part: str) -> Q:
    """Give the condition that start, end and text of ``part`` are all there, in order, or all absent."""
    start, end, text = f"{part}_start", f"{part}_end", f"{part}_text"
    absent = Q(**{f"{start}__isnull": True, f"{end}__isnull": True, text: ""})
    # SQL takes a comparison with nothing for neither true nor false, which a check lets pass: hence "not null".
    there = Q(**{f"{start}__isnull": False, f"{end}__isnull": False, f"{end}__gt": F(start)}) & ~Q(**{text: ""})
    return absent | there


def is_confirmed(quote: str = "") -> Q:
    """Give the condition that an editor confirmed a quotation; ``quote`` is the way to it, as "quote"."""
    way = f"{quote}__" if quote else ""
    return Q(**{f"{way}state": Quote.State.CONFIRMED, f"{way}speaker__isnull": False})


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Quotations, by the questions asked of them."""

    def confirmed(self) -> Self:
        """Give those that an editor confirmed; readers see only some of them (``claims.public.quotes()``)."""
        return self.filter(is_confirmed())

    def in_article(self, article: Article) -> Self:
        """Give the quotations of every revision of ``article``."""
        return self.filter(revision__article=article)

    def whole(self) -> Self:
        """Fetch all that a quotation is shown with: five queries, however many quotations."""
        return self.select_related("speaker", "revision__article__publisher").prefetch_related(
            "passages", "relays__actors"
        )


@on_record()
class Quote(TimeStampedModel):
    """A quotation: a stretch of a revision that reports what somebody said."""

    class Kind(models.TextChoices):
        """Values as in ``claims.vocabulary.QuoteKind``."""

        DIRECT = vocabulary.QuoteKind.DIRECT.value, _("direct")
        MIXED = vocabulary.QuoteKind.MIXED.value, _("mixed")
        INDIRECT = vocabulary.QuoteKind.INDIRECT.value, _("indirect")
        OWN_VOICE = vocabulary.QuoteKind.OWN_VOICE.value, _("own voice")

    class State(models.TextChoices):
        """How far a quotation has come."""

        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")
        ORPHANED = "orphaned", _("orphaned")  # the article changed and no longer says it

    class Origin(models.TextChoices):
        """Who found it."""

        MACHINE = "machine", _("machine")
        EDITOR = "editor", _("editor")
        RECORD = "record", _("editorial record")

    revision = models.ForeignKey(Revision, verbose_name=_("revision"), on_delete=models.PROTECT, related_name="quotes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.EDITOR)
    confidence = models.FloatField(
        _("confidence"), null=True, blank=True, help_text=_("How sure the machine was, 0 to 1.")
    )
    speaker = models.ForeignKey(
        Actor,
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quotes",
        help_text=_("For the article's own voice: its publisher."),
    )
    source_start = models.PositiveIntegerField(_("source starts at"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("source ends at"), null=True, blank=True)
    source_text = models.CharField(_("source as written"), max_length=1000, blank=True)
    cue_start = models.PositiveIntegerField(_("cue starts at"), null=True, blank=True)
    cue_end = models.PositiveIntegerField(_("cue ends at"), null=True, blank=True)
    cue_text = models.CharField(_("cue as written"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("For editors: why it was rejected, what to look at."))

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        constraints = [
            models.CheckConstraint(
                name="quotation_source_is_whole",
                condition=is_whole("source"),
                violation_error_message=_("The source needs its start, its end after that, and its text."),
            ),
            models.CheckConstraint(
                name="quotation_cue_is_whole",
                condition=is_whole("cue"),
                violation_error_message=_("The cue needs its start, its end after that, and its text."),
            ),
            models.CheckConstraint(
                name="quotation_confidence_is_a_share",
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
                violation_error_message=_("Confidence lies between 0 and 1."),
            ),
            models.CheckConstraint(
                name="own_voice_comes_from_an_editor",
                condition=~Q(kind="own_voice") | (~Q(origin="machine") & Q(source_start=None) & Q(cue_start=None)),
                violation_error_message=_(
                    "Only an editor records an article's own voice; it has no source and no cue."
                ),
            ),
            models.CheckConstraint(
                name="confirmed_quotation_has_a_speaker",
                condition=~Q(state="confirmed") | (Q(speaker__isnull=False) & Q(confirmed_at__isnull=False)),
                violation_error_message=_(
                    "A confirmed quotation needs a speaker (for somebody not named, an actor of the kind "
                    "“unnamed source”) and the time it was confirmed."
                ),
            ),
            models.CheckConstraint(
                name="editor_confirms_by_name",
                condition=~Q(state="confirmed") | Q(origin="record") | Q(confirmed_by__isnull=False),
                violation_error_message=_("A quotation is confirmed by an editor, who is named."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="quotation_by_state"),  # the desk: what waits for an editor
            models.Index(fields=["kind", "-id"], name="quotation_by_kind"),  # the admin's filter: few of one kind
            models.Index(fields=["origin", "-id"], name="quotation_by_origin"),  # the admin's filter: few of one origin
        ]
        permissions = [("confirm_quote", _("Can confirm and reject quotations"))]
        triggers = [
            checked_at_commit("quotation_is_in_its_revision", "PERFORM claims_check_quotation(NEW.id);", WRITTEN),
            checked_at_commit(
                "published_claims_stay_borne_out",
                "PERFORM claims_check_claim(a.claim_id) FROM claims_assertion a WHERE a.quote_id = NEW.id;",
                pgtrigger.Update,
                condition=pgtrigger.Q(old__state="confirmed"),
            ),
            Guard(
                name="confirmed_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False),
                message="A quotation that was confirmed can't be deleted. Reject it instead.",
            ),
            Guard(
                name="confirmation_stays_on_record",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False, new__confirmed_at__isnull=True),
                message="A quotation keeps the time it was confirmed, also when it is rejected or orphaned later.",
            ),
            pgtrigger.Trigger(
                name="quotation_stays_in_its_article",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("revision_id"),
                condition=pgtrigger.Q(old__revision__df=pgtrigger.F("new__revision")),
                func=f"""
                    IF (SELECT count(DISTINCT article_id) FROM articles_revision
                        WHERE id IN (OLD.revision_id, NEW.revision_id)) > 1 THEN
                        {refuse("A quotation never moves to another article. Reject it and add it there.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
            *confirmation_holds("NEW.id"),
            NamesOneThatStands("speaker"),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        """Give who said it, and its first words; a query each for speaker and passages unless they were fetched."""
        said = Truncator(" ".join(self.content.split())).chars(LONGEST_NAME) if self.pk else ""
        if not said:
            return str(_("%(kind)s quotation %(id)s") % {"kind": self.get_kind_display(), "id": self.pk or ""}).strip()
        try:
            who = str(self.speaker or self.source_text)
        except Actor.DoesNotExist:  # an earlier state, and the actor is no more
            who = self.source_text
        return f"{who}: {said}" if who else said

    @property
    def content(self) -> str:
        """The passages as one line, gaps marked. One query unless the passages were prefetched."""
        return " … ".join(passage.text for passage in self.passages.all())

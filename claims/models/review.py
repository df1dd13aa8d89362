"""The verdict on a claim and what it rests on."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles.models import Actor
from claims.models.claim import Claim
from claims.models.quote import Quote
from newsroom.blanks import SOMETHING
from newsroom.guards import Guard, NamesOneThatStands, NeverTruncate, checked_at_commit, refuse
from newsroom.history import on_record
from newsroom.links import WEB_LINK, check_web_link


class Rating(models.Model):
    """One step of the scale of verdicts; the scale is this table, filled by a migration."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    value = models.PositiveSmallIntegerField(
        _("value"), null=True, blank=True, unique=True, help_text=_("5 is true, 1 is false; Unproven has none.")
    )
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    explanation = models.TextField(_("explanation"), help_text=_("What this rating means, for readers."))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="rating_value_is_on_the_scale",
                condition=Q(value=None) | Q(value__gte=1, value__lte=5),
                violation_error_message=_("A rating's value lies between 1 and 5."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rating_given_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("id", "name", "value"),
                func=f"""
                    IF (NEW.id, NEW.name, NEW.value) IS DISTINCT FROM (OLD.id, OLD.name, OLD.value)
                       AND EXISTS (SELECT FROM claims_review WHERE rating_id = OLD.id) THEN
                        {refuse("Claims were rated so: another name or value would change their reviews.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, if it is one of the scale that comes with the software (`scale.py`)."""
        return gettext(self.name)

    @property
    def meaning(self) -> str:
        """The explanation, likewise."""
        return gettext(self.explanation) if self.explanation else ""


@on_record()
class Review(models.Model):
    """One decision of a rating; only ever added. The newest one counts."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="reviews")
    rating = models.ForeignKey(Rating, verbose_name=_("rating"), on_delete=models.PROTECT, related_name="reviews")
    explanation = models.TextField(_("explanation"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    reviewer_name = models.CharField(
        _("reviewer's name"), max_length=200, blank=True, help_text=_("As readers see it; from an editorial record.")
    )
    reviewed_at = models.DateTimeField(_("reviewed"), default=timezone.now)
    wording = models.CharField(
        _("statement that was rated"),
        max_length=1000,
        blank=True,
        editable=False,
        help_text=_("The rating holds for this statement and no other."),
    )  # set by a trigger whatever is given; an editorial record may name an earlier one

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-reviewed_at", "-id"]
        get_latest_by = ["reviewed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="review_is_explained",
                condition=Q(explanation__regex=SOMETHING),
                violation_error_message=_("A rating needs an explanation."),
            ),
            models.CheckConstraint(
                name="review_names_its_reviewer",
                condition=Q(reviewer__isnull=False) | Q(reviewer_name__regex=SOMETHING),
                violation_error_message=_("A review needs a reviewer."),
            ),
        ]
        indexes = [
            models.Index(fields=["-reviewed_at", "-id"], name="review_newest_first"),  # the admin's list, by date
        ]
        triggers = [
            Guard(
                name="review_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                message="A review is never changed or deleted. Add a new one; the newest counts.",
            ),
            # An account signs with its own name and the present moment; an editorial record says both.
            pgtrigger.Trigger(
                name="review_is_signed_now",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NEW.reviewer_id IS NOT NULL THEN
                        NEW.reviewer_name := '';
                        NEW.reviewed_at := clock_timestamp();
                        NEW.wording := '';
                    END IF;
                    IF coalesce(NEW.wording, '') = '' THEN
                        NEW.wording := coalesce((SELECT statement FROM claims_claim WHERE id = NEW.claim_id), '');
                    END IF;
                    IF NEW.reviewed_at > clock_timestamp() THEN
                        {refuse("What has happened has no date in the future: look at the date of the review.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
            checked_at_commit("rated_claim_stands", "PERFORM claims_check_claim(NEW.claim_id);", pgtrigger.Insert),
            NamesOneThatStands("claim"),
            checked_at_commit(
                "rated_claim_passed_the_gate", "PERFORM claims_check_gate(NEW.claim_id);", pgtrigger.Insert
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(_("%(rating)s, %(date)s") % {"rating": self.rating, "date": self.reviewed_at.date()})

    def clean(self) -> None:
        """Refuse a date ahead of now; who reviews by an account gives none. Raises ``ValidationError``."""
        super().clean()
        if self.reviewer_id is None and self.reviewed_at > timezone.now():
            raise ValidationError(
                {"reviewed_at": gettext("What has happened has no date in the future: look at the date of the review.")}
            )


@on_record()
class Evidence(TimeStampedModel):
    """What supports, undermines or gives context to a claim."""

    class Bearing(models.TextChoices):
        """Which way it points."""

        SUPPORTS = "supports", _("supports")
        UNDERMINES = "undermines", _("undermines")
        CONTEXT = "context", _("gives context")

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="evidence")
    bearing = models.CharField(_("bearing"), max_length=10, choices=Bearing)
    title = models.CharField(_("title"), max_length=500)
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Who published it, in words."))
    publisher = models.ForeignKey(
        Actor,
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        help_text=_("Who published it, if it is an actor held here."),
    )
    interests = models.TextField(
        _("interests of the source"),
        blank=True,
        help_text=_("What readers should know: who pays, what it stands to gain."),
    )
    link = models.URLField(_("link"), max_length=1000, blank=True, validators=[check_web_link])
    archived_link = models.URLField(_("archived link"), max_length=1000, blank=True, validators=[check_web_link])
    summary = models.TextField(_("what it says"), blank=True)
    quote = models.ForeignKey(
        Quote,
        verbose_name=_("quotation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        help_text=_("If it is a quotation held here."),
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="evidence_has_a_title",
                condition=Q(title__regex=SOMETHING),
                violation_error_message=_("Evidence needs a title."),
            ),
            models.CheckConstraint(
                name="evidence_has_web_links",
                condition=(Q(link="") | Q(link__iregex=WEB_LINK))
                & (Q(archived_link="") | Q(archived_link__iregex=WEB_LINK)),
                violation_error_message=_(
                    "A link begins with https:// or http:// and names a host, and nobody's password."
                ),
            ),
        ]
        indexes = [
            GinIndex(
                OpClass(Upper("title"), name="gin_trgm_ops"), name="evidence_by_part_of_title"
            ),  # the admin's search; Django asks for UPPER(title) LIKE …
            GinIndex(
                OpClass(Upper("source"), name="gin_trgm_ops"), name="evidence_by_part_of_source"
            ),  # the same of who published it
        ]
        triggers = [
            checked_at_commit(
                "rated_claim_keeps_evidence",
                "PERFORM claims_check_claim(OLD.claim_id);",
                pgtrigger.Delete | pgtrigger.UpdateOf("claim_id"),
            ),
            NamesOneThatStands("claim"),
            NamesOneThatStands("publisher"),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Take only a confirmed quotation for evidence. Raises ``ValidationError``."""
        super().clean()
        if self.quote is not None and self.quote.state != Quote.State.CONFIRMED:
            raise ValidationError({"quote": _("Only a confirmed quotation is evidence: confirm it first.")})

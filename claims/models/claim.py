"""A claim, what it is about, and the quotations that assert it."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles.models import Actor
from claims.models.quote import Quote
from newsroom.guards import Guard, NeverTruncate, checked_at_commit
from newsroom.history import on_record
from newsroom.slugs import ReadableSlugField


@on_record()
class Topic(models.Model):
    """A subject that claims are filed under."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = ReadableSlugField(verbose_name=_("slug"), populate_from="name", unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return self.name


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, by the questions asked of them."""

    def public(self) -> Self:
        """Give what readers may see: THE rule, which every public page, list, count and export starts from."""
        return self.filter(status=Claim.Status.PUBLISHED)

    def taken_back(self) -> Self:
        """Give what readers could once see and can't now: their addresses answer 410 with the reason."""
        return self.filter(first_published_at__isnull=False).exclude(status=Claim.Status.PUBLISHED)

    def newest_first(self) -> Self:
        """Order by first publication."""
        return self.order_by("-first_published_at", "-id")


@on_record(exclude=["search"])
class Claim(TimeStampedModel):
    """One proposition that can be true or false, stated neutrally, that quotations assert."""

    class Status(models.TextChoices):
        """Where a claim stands in the newsroom; apart from its rating."""

        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Origin(models.TextChoices):
        """Who wrote it; never the machine."""

        EDITOR = "editor", _("editor")
        RECORD = "record", _("editorial record")

    statement = models.CharField(
        _("statement"), max_length=1000, help_text=_("One neutral sentence that can be true or false.")
    )
    slug = ReadableSlugField(verbose_name=_("slug"), populate_from="statement", unique=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.EDITOR)
    about = models.ManyToManyField(
        Actor, verbose_name=_("about"), through="ClaimSubject", related_name="claims_about", blank=True
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), through="ClaimTopic", related_name="claims", blank=True
    )
    quotes = models.ManyToManyField(
        Quote, verbose_name=_("quotations"), through="Assertion", related_name="claims", blank=True
    )
    said_where = models.TextField(
        _("where it was said"),
        blank=True,
        help_text=_("Only for what was said in no article held here: a broadcast, a post, a speech."),
    )
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_reason = models.TextField(
        _("why it was taken back"), blank=True, help_text=_("Readers who follow a link to it see this.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For editors; never public."))
    search = models.GeneratedField(
        expression=SearchVector("statement", config="newsroom"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(
                name="claim_has_a_statement",
                condition=~Q(statement=""),
                violation_error_message=_("A claim needs a statement."),
            ),
            models.CheckConstraint(
                name="published_claim_has_its_date",
                condition=~Q(status="published") | Q(first_published_at__isnull=False),
                violation_error_message=_("Publish a claim with the action “Publish”, which records when and by whom."),
            ),
            models.CheckConstraint(
                name="editor_publishes_by_name",
                condition=~Q(status="published") | Q(origin="record") | Q(published_by__isnull=False),
                violation_error_message=_("Publish a claim with the action “Publish”, which records when and by whom."),
            ),
            models.CheckConstraint(
                name="claim_taken_back_says_why",
                condition=Q(status="published")
                | (~Q(status="withdrawn") & Q(first_published_at=None))
                | Q(withdrawn_reason__regex=r"\S"),
                violation_error_message=_("Readers who follow a link to this claim need to read why it went."),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="claim_by_words"),  # the search for words of the statement
            models.Index(
                fields=["-first_published_at", "-id"],
                name="claim_newest_public_first",
                condition=Q(status="published"),
            ),  # the home page, the list and its pages
            models.Index(fields=["status", "-id"], name="claim_by_status"),  # the desk: drafts, in review
        ]
        triggers = [
            checked_at_commit(
                "published_claim_stands",
                "PERFORM claims_check_claim(NEW.id);",
                pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__status="published"),
            ),
            Guard(
                name="public_address_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__first_published_at__isnull=False)
                & (
                    pgtrigger.Q(new__id__df=pgtrigger.F("old__id"))
                    | pgtrigger.Q(new__first_published_at__df=pgtrigger.F("old__first_published_at"))
                    | pgtrigger.Q(new__slug__df=pgtrigger.F("old__slug"))
                ),
                message="A claim that was public keeps its address and the date of its first publication.",
            ),
            Guard(
                name="public_claim_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__first_published_at__isnull=False),
                message="A claim that was public can't be deleted. Withdraw it with a reason; its address says it.",
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        """Give the address of its public page, which answers only while readers may see it."""
        return reverse("pages:claim", kwargs={"slug": self.slug})


@on_record()
class ClaimSubject(models.Model):
    """One actor a claim is about."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, db_index=False)
    actor = models.ForeignKey(Actor, verbose_name=_("actor"), on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("subject of a claim")
        verbose_name_plural = _("subjects of a claim")
        constraints = [
            models.UniqueConstraint(
                name="claim_names_a_subject_once",
                fields=["claim", "actor"],
                violation_error_message=_("This claim is about that actor already."),
            )
        ]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return str(self.actor)


@on_record()
class ClaimTopic(models.Model):
    """One topic a claim is filed under."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, db_index=False)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("topic of a claim")
        verbose_name_plural = _("topics of a claim")
        constraints = [
            models.UniqueConstraint(
                name="claim_has_a_topic_once",
                fields=["claim", "topic"],
                violation_error_message=_("This claim is filed under that topic already."),
            )
        ]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return str(self.topic)


@on_record()
class Assertion(TimeStampedModel):
    """A quotation's tie to a claim."""

    class Stance(models.TextChoices):
        """How the quotation stands to the claim."""

        ASSERTS = "asserts", _("asserts")
        DENIES = "denies", _("denies")
        DOUBTS = "doubts", _("doubts")

    quote = models.ForeignKey(Quote, verbose_name=_("quotation"), on_delete=models.PROTECT, related_name="assertions")
    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="assertions", db_index=False
    )  # the unique constraint's index serves the way from a claim to its quotations
    stance = models.CharField(_("stance"), max_length=10, choices=Stance, default=Stance.ASSERTS)

    class Meta:
        verbose_name = _("assertion")
        verbose_name_plural = _("assertions")
        constraints = [
            models.UniqueConstraint(
                name="quotation_is_tied_to_a_claim_once",
                fields=["claim", "quote"],
                violation_error_message=_("This quotation is tied to this claim already."),
            ),
        ]
        triggers = [
            checked_at_commit(
                "published_claim_keeps_a_quotation",
                "PERFORM claims_check_claim(OLD.claim_id);",
                pgtrigger.Delete | pgtrigger.Update,
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(_("%(quote)s %(stance)s it") % {"quote": self.quote, "stance": self.get_stance_display()})

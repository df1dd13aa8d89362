"""What goes with a claim once it is public: corrections and the claimant's reply."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles.models import Actor
from claims.models.claim import Claim
from newsroom.guards import NeverTruncate
from newsroom.history import on_record


@on_record()
class Correction(TimeStampedModel):
    """A public, dated note on what was changed after publication."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="corrections")
    note = models.TextField(_("note"), help_text=_("What was wrong and what it says now, for readers."))
    corrected_at = models.DateTimeField(_("corrected"), default=timezone.now)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("corrected by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_a_note",
                condition=~Q(note=""),
                violation_error_message=_("A correction needs a note."),
            ),
        ]
        indexes = [
            models.Index(fields=["-corrected_at", "-id"], name="correction_newest_first"),  # the corrections page
        ]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return str(_("correction of %(date)s") % {"date": self.corrected_at.date()})


@on_record()
class Reply(TimeStampedModel):
    """The claimant's answer: asked when and how, until when, and what came."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="replies")
    actor = models.ForeignKey(Actor, verbose_name=_("who was asked"), on_delete=models.PROTECT, related_name="replies")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_how = models.CharField(_("asked how"), max_length=300, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="reply_answer_has_its_date",
                condition=Q(answer="") | Q(answered_at__isnull=False),
                violation_error_message=_("An answer needs the date it came."),
            ),
            models.CheckConstraint(
                name="reply_deadline_is_after_asking",
                condition=Q(deadline=None) | Q(deadline__gte=models.F("asked_at")),
                violation_error_message=_("The deadline must come after the day of asking."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline"], name="reply_open_by_deadline", condition=Q(answered_at=None)
            ),  # the desk: whose answer is due
        ]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return str(_("reply of %(actor)s") % {"actor": self.actor})

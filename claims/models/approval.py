"""The second person behind a rating: who let readers see a review that somebody else gave."""

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models.review import Review
from newsroom.blanks import SOMETHING
from newsroom.guards import Guard, NeverTruncate, refuse
from newsroom.history import on_record
from newsroom.signatures import signature

# An account signs with its own name and the present moment, whatever is given; an editorial record says both.
# ``claims_signature`` gives the name that an account signs with.
CHECK = f"""
    SELECT * INTO given FROM claims_review WHERE id = NEW.review_id;
    SELECT statement INTO says FROM claims_claim WHERE id = given.claim_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM claims_claim WHERE id = given.claim_id AND merged_into_id IS NOT NULL) THEN
        {refuse("This claim was merged into another: choose that one.")}
    END IF;
    IF NEW.approved_by_id IS NOT NULL THEN
        NEW.approved_name := claims_signature(NEW.approved_by_id);
        NEW.approved_at := clock_timestamp();
        IF given.wording <> says AND NOT claims_reads_on(given.claim_id, given.wording, says) THEN
            {refuse("The statement was changed since it was rated: it must be reviewed anew.")}
        END IF;
    END IF;
    IF NEW.approved_at > clock_timestamp() THEN
        {refuse("What has happened has no date in the future: look at the date of the approval.")}
    END IF;
    reviewer := coalesce(claims_signature(given.reviewer_id), given.reviewer_name);
    IF NOT NEW.alone AND (NEW.approved_by_id = given.reviewer_id OR (
        (NEW.approved_by_id IS NULL OR given.reviewer_id IS NULL)
        AND lower(btrim(NEW.approved_name)) = lower(btrim(reviewer))
    )) THEN
        {refuse("Who gave a rating can't approve it: that takes a second person.")}
    END IF;
    IF NEW.approved_at < date_trunc('day', given.reviewed_at) THEN
        {refuse("A rating can't be approved before it was given.")}
    END IF;
    IF EXISTS (SELECT FROM claims_review later WHERE later.claim_id = given.claim_id
               AND (later.reviewed_at, later.id) > (given.reviewed_at, given.id)
               AND later.reviewed_at < NEW.approved_at) THEN
        {refuse("The claim was rated anew since: the newest review is the one to approve.")}
    END IF;
    RETURN NEW;
"""


@on_record()
class Approval(models.Model):
    """That a second person stands behind a review: readers see no rating without one. Only ever added."""

    review = models.ForeignKey(
        Review, verbose_name=_("review"), on_delete=models.PROTECT, related_name="approvals", db_index=False
    )  # found by the unique index below
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_name = models.CharField(_("name of who approved"), max_length=200, blank=True)
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)
    alone = models.BooleanField(
        _("without a second person"),
        default=False,
        help_text=_("Recorded where the setting REQUIRE_SECOND_PERSON is off."),
    )

    class Meta:
        verbose_name = _("approval of a rating")
        verbose_name_plural = _("approvals of ratings")
        ordering = ["-approved_at", "-id"]
        default_permissions = ()  # nobody writes one by hand; ``claims.rating`` does
        constraints = [
            models.UniqueConstraint(
                name="review_is_approved_once",
                fields=["review", "alone"],
                violation_error_message=_("Somebody has approved this rating already."),
            ),
            models.CheckConstraint(
                name="approval_names_its_editor",
                condition=Q(approved_by__isnull=False) | Q(approved_name__regex=SOMETHING),
                violation_error_message=_("An approval says whose it is."),
            ),
        ]
        indexes = [
            models.Index(fields=["-approved_at", "-id"], name="approval_newest_first"),  # the feed of ratings
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approval_is_by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("given", "claims_review"), ("says", "text"), ("reviewer", "text")],
                func=CHECK,
            ),
            Guard(
                name="approval_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                message="An approval is never changed or deleted.",
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(_("approval of %(review)s") % {"review": self.review})

    def clean(self) -> None:
        """Refuse what an editorial record can't say: the rules hold for accounts too. Raises ``ValidationError``."""
        super().clean()
        reviewer = signature(self.review.reviewer) if self.review.reviewer else self.review.reviewer_name
        if not self.alone and self.approved_name.strip().lower() == reviewer.strip().lower():
            raise ValidationError(gettext("Who gave a rating can't approve it: that takes a second person."))
        if self.approved_at.date() < self.review.reviewed_at.date():
            raise ValidationError(gettext("A rating can't be approved before it was given."))
        if self.approved_at > timezone.now():
            raise ValidationError(
                gettext("What has happened has no date in the future: look at the date of the approval.")
            )

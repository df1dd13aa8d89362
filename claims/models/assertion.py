"""A quotation's tie to a claim: it asserts, denies or doubts it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from claims.models.claim import Claim
from claims.models.quote import Quote
from newsroom.guards import NamesOneThatStands, NeverTruncate, checked_at_commit
from newsroom.history import on_record


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
        indexes = [
            models.Index(fields=["stance", "-id"], name="tie_by_stance"),  # the admin's filter: denials are few
        ]
        triggers = [
            checked_at_commit(
                "published_claim_keeps_a_quotation",
                "PERFORM claims_check_claim(OLD.claim_id);",
                pgtrigger.Delete | pgtrigger.Update,
            ),
            NamesOneThatStands("claim"),
            checked_at_commit(
                "what_is_told_of_a_public_claim_passed_the_gate",
                "PERFORM claims_check_gate(NEW.claim_id);",
                pgtrigger.Insert | pgtrigger.UpdateOf("claim_id", "quote_id"),
            ),
            checked_at_commit(
                "what_joins_a_public_claim_passed_the_gate",
                "PERFORM claims_check_joined(OLD.claim_id, NEW.claim_id);",
                pgtrigger.UpdateOf("claim_id"),
                condition=pgtrigger.Q(old__claim__df=pgtrigger.F("new__claim")),
            ),
            checked_at_commit(
                "public_stance_changes_with_a_note",
                "PERFORM claims_check_correction(NEW.claim_id);",
                pgtrigger.UpdateOf("stance"),
                condition=pgtrigger.Condition(
                    "OLD.stance IS DISTINCT FROM NEW.stance AND claims_is_read(NEW.claim_id, NEW.quote_id)"
                ),  # judged when it changes: what is published for the first time afterwards was read by nobody
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(_("%(quote)s %(stance)s it") % {"quote": self.quote, "stance": self.get_stance_display()})

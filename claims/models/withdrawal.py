"""What is added to the reason why a claim was withdrawn: what readers were told stays, and the addition is dated."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from newsroom.blanks import SOMETHING
from newsroom.guards import Guard, NamesOneThatStands, NeverTruncate, refuse
from newsroom.history import on_record

ADDED_TO_NOTHING = "Only to the reason of a claim that is withdrawn now can something be added."


@on_record()
class Addendum(models.Model):
    """One addition to the reason that readers of a withdrawn claim's address read; never changed."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField(_("addition"), help_text=_("Readers see it, with its date, below the reason."))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)  # set by a trigger whatever is given
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("added by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("addition to a withdrawal’s reason")
        verbose_name_plural = _("additions to a withdrawal’s reason")
        ordering = ["added_at", "id"]
        default_permissions = ()  # who may withdraw a claim adds to the reason
        constraints = [
            models.CheckConstraint(
                name="addendum_says_something",
                condition=Q(text__regex=SOMETHING),
                violation_error_message=_("Say what is to be added to the reason."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="addendum_is_added_to_a_reason",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NOT EXISTS (SELECT FROM claims_claim WHERE id = NEW.claim_id
                                   AND first_published_at IS NOT NULL AND status NOT IN ('published', 'merged')) THEN
                        {refuse(ADDED_TO_NOTHING)}
                    END IF;
                    NEW.added_at := now();
                    RETURN NEW;
                """,
            ),
            Guard(
                name="addendum_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                message="What readers were told stays: add to it instead.",
            ),
            NamesOneThatStands("claim"),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return self.text

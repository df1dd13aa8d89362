"""What was confirmed of a quotation: a confirmation holds for exactly that, and for nothing else."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.quote import Quote
from newsroom.guards import NeverTruncate, refuse

OWN_HAND = "What was confirmed is noted by the database itself, when somebody confirms; nobody writes it."


class Confirmation(models.Model):
    """The newest confirmation of a quotation: when, and of which words, kind, source, speaker and relays.

    Only the database writes it: the function ``claims_hold_confirmation``, which triggers call when a transaction
    ends. Nothing in it is new, so it is not on record.
    """

    quote = models.OneToOneField(
        Quote, verbose_name=_("quotation"), primary_key=True, on_delete=models.CASCADE, related_name="confirmation"
    )
    at = models.DateTimeField(_("confirmed"))
    said = models.CharField(_("SHA-256 of words, kind, source, cue and relays"), max_length=64)
    speaker = models.BigIntegerField(_("key of the speaker"))  # no foreign key: a merge changes nothing of it
    between = ArrayField(models.BigIntegerField(), verbose_name=_("keys of those named in its relays"))

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="only_the_database_writes_it",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF pg_trigger_depth() < 2 THEN
                        {refuse(OWN_HAND)}
                    END IF;
                    RETURN coalesce(NEW, OLD);
                """,
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(self.quote)

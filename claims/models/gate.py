"""What stands between a claim and its readers: reply, legal sign-off, embargo, second person, schedule.

The rules are held by ``claims_check_gate()`` when a transaction ends; ``claims.gate`` tells them to editors beforehand.
"""

import pgtrigger
from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.guards import checked_at_commit


class Gated(models.Model):
    """The fields of a claim that say what must be seen to before readers see it."""

    is_sensitive = models.BooleanField(
        _("legally sensitive"),
        default=False,
        help_text=_("Then its statement must be signed off before it is published."),
    )
    sign_off_note = models.TextField(_("note on the sign-off"), blank=True, help_text=_("For editors; never public."))
    signed_off_statement = models.CharField(
        _("statement as signed off"),
        max_length=1000,
        blank=True,
        editable=False,
        help_text=_("The sign-off holds for this statement and no other."),
    )
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed off by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_off_name = models.CharField(_("name of who signed off"), max_length=200, blank=True, editable=False)
    signed_off_at = models.DateTimeField(_("signed off"), null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(
        _("embargo until"), null=True, blank=True, help_text=_("It can't be published before.")
    )
    publish_at = models.DateTimeField(_("to be published"), null=True, blank=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("scheduled by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_alone = models.BooleanField(
        _("rated and published by one person"),
        default=False,
        editable=False,
        help_text=_("Recorded where the setting REQUIRE_SECOND_PERSON is off."),
    )
    sent_back_note = models.TextField(
        _("why it was sent back"), blank=True, editable=False, help_text=_("For the reporter; never public.")
    )

    class Meta:
        abstract = True

    @property
    def is_signed_off(self) -> bool:
        """Whether the sign-off holds for the claim as it is stored now. One query where it was signed off."""
        return self.signed_off_at is not None and not self.changed_since_sign_off()

    def changed_since_sign_off(self) -> list[str]:
        """Return what was changed since, of what a sign-off is given for, as values of ``Lapse.Part``. One query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT claims_unsigned(%s)", [self.pk])
            return list(cursor.fetchone()[0] or [])


CONSTRAINTS = [
    models.CheckConstraint(
        name="sign_off_is_whole",
        condition=Q(signed_off_at=None)
        | (~Q(signed_off_statement="") & (Q(signed_off_by__isnull=False) | ~Q(signed_off_name=""))),
        violation_error_message=_("A sign-off says who signed off what."),
    ),
    models.CheckConstraint(
        name="schedule_names_its_editor",
        condition=Q(publish_at=None) | Q(origin="record") | Q(scheduled_by__isnull=False),
        violation_error_message=_("Schedule a claim with the action “Schedule”, which records by whom."),
    ),
    models.CheckConstraint(
        name="published_claim_waits_for_nothing",
        condition=~Q(status="published") | Q(publish_at=None),
        violation_error_message=_("A claim that is published is not scheduled any more."),
    ),
    models.CheckConstraint(
        name="schedule_respects_the_embargo",
        condition=Q(publish_at=None) | Q(embargo_until=None) | Q(publish_at__gte=models.F("embargo_until")),
        violation_error_message=_("The claim is scheduled before its embargo ends: change one of the two."),
    ),
]

TRIGGERS = [
    checked_at_commit(
        "new_public_claim_awaited_its_replies",
        "PERFORM claims_check_deadlines(NEW.id);",
        pgtrigger.Insert,
        condition=pgtrigger.Q(new__status="published"),
    ),
    # Parted from another, a claim is public again as it was.
    checked_at_commit(
        "public_claim_awaited_its_replies",
        "PERFORM claims_check_deadlines(NEW.id);",
        pgtrigger.Update,
        condition=pgtrigger.Q(new__status="published")
        & ~pgtrigger.Q(old__status="published")
        & ~pgtrigger.Q(old__status="merged"),
    ),
    # What readers last read is kept when they cease to (``claims/migrations/0035_let_pass.py``).
    checked_at_commit(
        "told_again_with_a_note",
        "PERFORM claims_check_published_again(NEW.id, OLD.status);",
        pgtrigger.Update,
        condition=pgtrigger.Q(old__first_published_at__isnull=False, new__status="published")
        & ~pgtrigger.Q(old__status="published"),
    ),
    checked_at_commit(
        "published_claim_passed_the_gate",
        "PERFORM claims_check_gate(NEW.id);",
        pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__status="published"),
    ),
    checked_at_commit(
        "public_statement_changes_with_a_note",
        "PERFORM claims_check_wording(NEW.id, OLD.statement, NEW.statement);",
        pgtrigger.Update,
        condition=pgtrigger.Q(old__status="published", new__status="published")
        & pgtrigger.Q(old__statement__df=pgtrigger.F("new__statement")),
    ),
    # A merge gives the kept claim a place where it has none; undoing it takes the place back, and is on record as such.
    checked_at_commit(
        "public_place_changes_with_a_note",
        r"""
        IF OLD.said_where ~ '\S' AND NOT coalesce(
            nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ? 'parted', false
        ) THEN
            PERFORM claims_check_wording(NEW.id, OLD.said_where, NEW.said_where);
        END IF;
        """,
        pgtrigger.UpdateOf("said_where"),
        condition=pgtrigger.Q(old__status="published", new__status="published")
        & pgtrigger.Q(old__said_where__df=pgtrigger.F("new__said_where")),
    ),
]

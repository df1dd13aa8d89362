"""Who made a change, as the record of changes keeps it; the table is the history library's, the rules are ours."""

import pgtrigger
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from newsroom.guards import Guard, NeverTruncate


class Circumstance(Context):
    """Under what a change was made: the user and address of a request, the name of a command."""

    class Meta:
        proxy = True
        verbose_name = _("circumstance of a change")
        verbose_name_plural = _("circumstances of changes")
        default_permissions = ()
        triggers = [
            Guard(
                name="circumstance_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at"
                    " OR NOT NEW.metadata @> jsonb_strip_nulls(OLD.metadata)"
                ),  # more may become known while a request runs; the library writes that into the same row
                message="Who made a change stays on record.",
            ),
            Guard(
                name="circumstance_is_never_deleted",
                operation=pgtrigger.Delete,
                message="Who made a change stays on record.",
            ),
            NeverTruncate(),
        ]

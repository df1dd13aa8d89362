"""Who made a change, as the record of changes keeps it, and who is about to make one."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from newsroom.accounts import Account, AccountPermission, Membership, Role, RolePermission
from newsroom.guards import Guard, NeverTruncate

__all__ = ["Account", "AccountPermission", "Circumstance", "Membership", "Presence", "Role", "RolePermission"]


class Circumstance(Context):
    """Under what a change was made: the user and address of a request, the name of a command.

    The table is the history library's, the rules are ours.
    """

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


class Presence(models.Model):
    """Who has which thing open in the admin: a hint that is swept after an hour, so neither on record nor logged."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    model = models.CharField(max_length=100)
    object_id = models.CharField(max_length=40)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="presence_once", fields=["model", "object_id", "user"])]
        indexes = [models.Index(fields=["seen_at"], name="presence_by_age")]  # what is swept

    def __str__(self) -> str:
        return f"{self.user}: {self.model} {self.object_id}"

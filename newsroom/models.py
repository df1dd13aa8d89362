"""Who made a change, as the record of changes keeps it, and who is about to make one."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from newsroom.guards import Guard, NeverTruncate

__all__ = [
    *("Account", "AccountPermission", "Circumstance", "Membership", "PasswordToChange", "Presence", "Role"),
    *("RolePermission", "SignIn"),
]


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


class SignIn(models.Model):
    """What happened at the admin's door: who came in, who was refused, who proved again who they are.

    Only ever added. What was typed as a name is kept only where it is an account's: it may be a password.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        REFUSED = "refused", _("wrong name or password")
        CODE_REFUSED = "code_refused", _("wrong one-time password")
        HELD_UP = "held_up", _("held up after too many attempts")
        SIGNED_OUT = "signed_out", _("signed out")
        CONFIRMED = "confirmed", _("confirmed with their password")
        NOT_CONFIRMED = "not_confirmed", _("wrong password where it was to be confirmed")
        RESET_ASKED = "reset_asked", _("asked for a new password by mail")
        RESET = "reset", _("set a new password by mail")
        CODES_ON = "codes_on", _("turned one-time passwords on")
        CODES_OFF = "codes_off", _("turned one-time passwords off")
        LET_IN = "let_in", _("let in sooner by a command")

    kind = models.CharField(_("what happened"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        verbose_name=_("user"),
        related_name="+",
        null=True,
        blank=True,
        db_constraint=False,  # stays when the account goes
    )
    username = models.CharField(_("user name"), max_length=150, blank=True)
    tried = models.CharField(max_length=64, blank=True, editable=False)
    """A keyed hash of the name that was typed: tries at any name are counted alike, an account's or not."""
    address = models.GenericIPAddressField(_("address"))
    browser = models.CharField(_("browser"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="sign_in_kind_is_known",
                condition=models.Q(
                    kind__in=[
                        *("signed_in", "refused", "code_refused", "held_up", "signed_out", "confirmed"),
                        *("not_confirmed", "reset_asked", "reset", "codes_on", "codes_off", "let_in"),
                    ]
                ),
                violation_error_message=_("This is nothing that happens at the door."),
            )
        ]
        indexes = [
            models.Index(fields=["tried", "-at"], name="sign_in_tried"),  # how often a name was tried lately
            models.Index(fields=["account", "-id"], name="sign_in_account"),  # the list of one user's
            models.Index(fields=["kind", "-id"], name="sign_in_kind"),  # the list of one kind
        ]
        triggers = [
            Guard(
                name="sign_in_stays",
                operation=pgtrigger.Update,
                message="Who signed in or was refused stays on record.",
            ),
            Guard(
                name="sign_in_is_kept_for_a_year",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.at > now() - interval '1 year'"),
                message="Who signed in or was refused stays on record for a year.",
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.username or _('no account')}: {self.get_kind_display()}"


class PasswordToChange(models.Model):
    """An account whose password somebody else set: it is good for one thing, to set one that nobody else knows."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, verbose_name=_("user"), related_name="+"
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("set by"), related_name="+", null=True
    )
    set_at = models.DateTimeField(_("set at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("password to change")
        verbose_name_plural = _("passwords to change")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.account)

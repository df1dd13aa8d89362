"""What an editor let pass, kept so that a change of it is seen; and that it holds no more, with who changed what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from newsroom.guards import KeptByTheDatabase, NamesOneThatStands, NeverTruncate


class LetPass(models.Model):
    """What a claim said, and all that goes with it, when it was scheduled, signed off, handed on, last read.

    Only the database writes it (``claims_keep_let_pass``, ``claims/migrations/0035_let_pass.py``); each is what
    ``claims_let_pass`` gave then, part by part. Nothing in it is new, so it is not on record.
    """

    claim = models.OneToOneField(
        Claim, verbose_name=_("claim"), primary_key=True, on_delete=models.CASCADE, related_name="let_pass"
    )
    scheduled = models.JSONField(_("as scheduled"), null=True)
    handed_on = models.JSONField(_("as handed on for review"), null=True)
    signed_off = models.JSONField(_("as signed off"), null=True)
    signed_off_at = models.DateTimeField(_("signed off"), null=True)  # which sign-off that was
    last_read = models.JSONField(_("as readers last read it"), null=True)  # of what was public and was taken back
    last_read_in = models.CharField(_("transaction in which it was taken back"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("what was let pass")
        verbose_name_plural = _("what was let pass")
        default_permissions = ()
        triggers = [KeptByTheDatabase(), KeptByTheDatabase(emptying=True)]

    def __str__(self) -> str:
        return str(self.claim)


class Lapse(models.Model):
    """One time that something an editor had let pass held no more, or was held back when its time came.

    Not on record itself: what was changed is, and so is the verb that saw to it, with the claim. So no undoing takes a
    notice away, nor does one stand in the way of undoing.
    """

    class Kind(models.TextChoices):
        """What came of it."""

        SCHEDULE = "schedule", _("taken off the schedule")
        HELD_BACK = "held_back", _("held back")
        REVIEW = "review", _("changed since it was submitted for review")

    class Part(models.TextChoices):
        """What of a claim was changed; the keys of what ``claims_let_pass`` gives."""

        STATEMENT = "statement", _("the statement")
        SAID_WHERE = "said_where", _("where it was said, or who said it")
        QUOTATIONS = "quotations", _("the quotations")
        CONFIRMED = "confirmed", _("which quotations are confirmed")
        ACTORS = "actors", _("the name or kind of an actor")
        ABOUT = "about", _("whom it is about or accuses")
        TOPICS = "topics", _("the topics")
        EVIDENCE = "evidence", _("the evidence")
        RATING = "rating", _("the rating")
        REPLIES = "replies", _("the replies")
        EMBARGO = "embargo", _("embargo or legal sensitivity")

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="lapses")
    kind = models.CharField(_("what came of it"), max_length=10, choices=Kind)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), verbose_name=_("what was changed"), default=list)
    by_name = models.CharField(_("by whom"), max_length=200, blank=True)
    why = models.TextField(_("why it was held back"), blank=True)
    publish_at = models.DateTimeField(_("was to be published"), null=True, blank=True)
    lapsed_at = models.DateTimeField(_("when"), db_default=models.functions.Now())
    settled = models.BooleanField(_("seen to"), default=False)  # scheduled again, published, or put aside

    class Meta:
        verbose_name = _("notice to editors")
        verbose_name_plural = _("notices to editors")
        ordering = ["-lapsed_at", "-id"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["-lapsed_at", "-id"], name="lapse_to_see_to", condition=models.Q(settled=False)
            ),  # the first page of the admin: what was taken off or held back
        ]
        triggers = [NamesOneThatStands("claim"), NeverTruncate()]

    def __str__(self) -> str:
        return str(self.get_kind_display())

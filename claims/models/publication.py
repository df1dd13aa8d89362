"""What goes with a claim once it is public: corrections and the claimant's reply."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Literal, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles.models import Actor, Article
from claims.models.claim import Claim
from claims.models.filing import Topic
from newsroom.blanks import SOMETHING
from newsroom.guards import Guard, NamesOneThatStands, NeverTruncate, checked_at_commit, refuse
from newsroom.history import on_record

# What readers are told by a correction, and which change it came with.
TOLD = (
    "claim",
    "actor",
    "article",
    "topic",
    "kind",
    "note",
    "said_before",
    "says_now",
    "corrected_at",
    "corrected_by",
    "made_in",
)


@on_record()
class Correction(TimeStampedModel):
    """A public, dated note on what was changed after publication: of a claim, or of an actor, article or topic.

    What readers were told stays told: a note stays with what it was written on when that is merged, and whatever else
    is undone.
    """

    never_moves = frozenset({"actor"})
    never_undone = True
    untold = frozenset({"made_in"})

    class Kind(models.TextChoices):
        """How much it matters to readers."""

        CORRECTION = "correction", _("correction")
        SMALL_FIX = "small_fix", _("small fix")  # of spelling: not on the page of corrections

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    article = models.ForeignKey(
        Article, verbose_name=_("article"), null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CORRECTION)
    note = models.TextField(_("note"), help_text=_("What was wrong and what it says now, for readers."))
    said_before = models.TextField(_("statement before"), blank=True, editable=False)
    says_now = models.TextField(_("statement since"), blank=True, editable=False)
    made_in = models.CharField(
        _("transaction it was made in"), max_length=60, blank=True, editable=False
    )  # set by a trigger whatever is given: tells which changes it came with
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
                condition=Q(note__regex=SOMETHING),
                violation_error_message=_("A correction needs a note."),
            ),
            models.CheckConstraint(
                name="correction_is_of_one_thing",
                condition=Q(claim__isnull=False, actor=None, article=None, topic=None)
                | Q(claim=None, actor__isnull=False, article=None, topic=None)
                | Q(claim=None, actor=None, article__isnull=False, topic=None)
                | Q(claim=None, actor=None, article=None, topic__isnull=False),
                violation_error_message=_("A correction is of one claim, actor, article or topic."),
            ),
        ]
        indexes = [
            models.Index(fields=["-corrected_at", "-id"], name="correction_newest_first"),  # the corrections page
        ]
        triggers = [
            pgtrigger.Trigger(
                name="correction_knows_its_transaction",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NEW.corrected_at > clock_timestamp() + interval '1 minute' THEN
                        {refuse("A correction can't be dated ahead: it tells what was changed.")}
                    END IF;
                    NEW.made_in := claims_this_transaction();
                    RETURN NEW;
                """,
            ),
            Guard(
                name="small_fix_is_small",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(
                    "NEW.kind = 'small_fix' AND NOT claims_is_small_fix(NEW.said_before, NEW.says_now)"
                ),
                message="This is more than a small fix, which changes a letter within a word: it needs a correction.",
            ),
            Guard(
                name="correction_stays_what_it_is",
                operation=pgtrigger.Update,
                condition=reduce(
                    or_, (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in TOLD)
                ),
                message="A correction keeps its claim, its kind, its note, its date, and what was said before and "
                "since: readers were told so. Add another one.",
            ),
            pgtrigger.Trigger(
                name="public_correction_is_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"""
                    IF EXISTS (SELECT FROM claims_claim
                               WHERE id = OLD.claim_id AND first_published_at IS NOT NULL) THEN
                        {refuse("Readers can see this correction, so it can't be deleted. Add another one.")}
                    END IF;
                    RETURN OLD;
                """,
            ),
            Guard(
                name="note_on_a_thing_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__claim__isnull=True),
                message="What readers were told of an actor, article or topic stays told. Add another note.",
            ),
            NamesOneThatStands("claim"),
            NamesOneThatStands("actor"),
            NeverTruncate(),
        ]

    @property
    def told_on(self) -> Claim | None:
        """The claim whose page tells it: that of which its own is part now, if it is; None for another thing."""
        return self.claim and (self.claim.merged_into or self.claim)

    def __str__(self) -> str:
        return str(_("correction of %(date)s") % {"date": self.corrected_at.date()})

    @property
    def of(self) -> Literal["claim", "actor", "article", "topic"]:
        """The kind of thing that it corrects."""
        if self.claim_id is not None:
            return "claim"
        if self.actor_id is not None:
            return "actor"
        return "article" if self.article_id is not None else "topic"

    @property
    def thing(self) -> Claim | Actor | Article | Topic:
        """What it corrects."""
        thing: Claim | Actor | Article | Topic = getattr(self, self.of)
        return thing


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Replies, by the questions asked of them."""

    def open(self) -> Self:
        """Give those that were asked and not answered."""
        return self.filter(asked_at__isnull=False, answered_at=None)

    def running(self, at: datetime | None = None) -> Self:
        """Return the open ones with time to answer until after ``at``, unless an editor said why it isn't awaited."""
        return self.open().filter(deadline__gt=at or timezone.now(), unawaited_reason="")

    def asked_by_now(self) -> Self:
        """Return those that were asked or waived; what an older record dates ahead wasn't asked yet."""
        return self.filter(Q(asked_at=None) | Q(asked_at__lte=timezone.now()))

    def due(self, now: datetime | None = None) -> Self:
        """Give the open ones with a deadline still to come, the next first. Served by ``reply_open_by_deadline``."""
        return self.open().filter(deadline__gte=now or timezone.now()).order_by("deadline", "pk")

    def overdue(self, now: datetime | None = None) -> Self:
        """Give the open ones whose deadline has passed, the longest overdue first; served by the same index."""
        return self.open().filter(deadline__lt=now or timezone.now()).order_by("deadline", "pk")


@on_record()
class Reply(TimeStampedModel):
    """The claimant's right of reply: asked when and how, until when, and what came; or why nobody was asked."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="replies")
    actor = models.ForeignKey(Actor, verbose_name=_("whose reply"), on_delete=models.PROTECT, related_name="replies")
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    asked_how = models.CharField(_("asked how"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    waived_reason = models.TextField(
        _("why no reply was asked"), blank=True, help_text=_("Instead of asking; readers see it.")
    )
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("waived by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    waived_name = models.CharField(_("name of who waived it"), max_length=200, blank=True, editable=False)
    unawaited_reason = models.TextField(
        _("why its deadline was not awaited"),
        blank=True,
        help_text=_("To publish before the time to answer is over; readers see it."),
    )
    unawaited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("not awaited by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    unawaited_name = models.CharField(_("name of who did not await it"), max_length=200, blank=True, editable=False)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="reply_is_asked_or_waived",
                condition=Q(asked_at__isnull=False, waived_reason="")
                | (Q(asked_at=None, deadline=None, answered_at=None, answer="") & Q(waived_reason__regex=SOMETHING)),
                violation_error_message=_(
                    "Give the day the reply was asked; or, if it wasn't, why not, and then no deadline and no answer."
                ),
            ),
            models.CheckConstraint(
                name="waiver_names_its_editor",
                condition=Q(waived_reason="") | Q(waived_by__isnull=False) | Q(waived_name__regex=SOMETHING),
                violation_error_message=_("Who asks for no reply is named."),
            ),
            models.CheckConstraint(
                name="reply_is_not_awaited_by_name",
                condition=Q(unawaited_reason="")
                | Q(unawaited_reason__regex=SOMETHING, deadline__isnull=False)
                & (Q(unawaited_by__isnull=False) | Q(unawaited_name__regex=SOMETHING)),
                violation_error_message=_(
                    "Only a deadline is not awaited: give it, the reason, and the name of who decided so."
                ),
            ),
            models.CheckConstraint(
                name="reply_answer_has_its_date",
                condition=Q(answer="") | Q(answered_at__isnull=False),
                violation_error_message=_("An answer needs the date it came."),
            ),
            models.CheckConstraint(
                name="reply_answer_comes_after_asking",
                condition=Q(answered_at=None) | Q(answered_at__gte=models.F("asked_at")),
                violation_error_message=_("The answer can't have come before it was asked for."),
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
        triggers = [
            Guard(
                name="reply_is_not_dated_ahead",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("asked_at", "answered_at"),
                condition=pgtrigger.Condition(
                    "greatest(NEW.asked_at, NEW.answered_at) > clock_timestamp() + interval '1 minute'"
                ),
                message="What has happened has no date in the future: look at when the reply was asked and answered.",
            ),
            # The reply of a claim that becomes part of a public one has its time too.
            checked_at_commit(
                "reply_that_joins_a_public_claim_was_awaited",
                "PERFORM claims_check_deadlines(NEW.claim_id);",
                pgtrigger.UpdateOf("claim_id"),
                condition=pgtrigger.Condition("OLD.claim_id <> NEW.claim_id AND NOT claims_was_public(OLD.claim_id)"),
            ),
            checked_at_commit(
                "accusing_claim_keeps_its_replies",
                "PERFORM claims_check_gate(OLD.claim_id);",
                pgtrigger.Delete | pgtrigger.UpdateOf("claim_id", "actor_id"),
            ),
            NamesOneThatStands("claim"),
            NamesOneThatStands("actor"),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(_("reply of %(actor)s") % {"actor": self.actor})

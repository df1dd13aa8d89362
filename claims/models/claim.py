"""A claim: its statement, and where it stands in the newsroom."""

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Actor
from claims.models import addressed, gate
from claims.models.quote import Quote
from newsroom.blanks import SOMETHING
from newsroom.guards import (
    Guard,
    MergedIntoOneThatStands,
    NamesOneThatStands,
    NeverTruncate,
    checked_at_commit,
    refuse,
)
from newsroom.history import on_record
from newsroom.text_functions import SearchKey


def is_public(claim: str = "") -> Q:
    """Give the condition that readers may see a claim: THE rule, which every public page, list and export starts from.

    ``claim`` is the way to it ("claim", "assertions__claim"), empty where it is the row itself. A condition on a row
    that is joined costs less to write and to plan than a query within the query.
    """
    return Q(**{f"{claim}__status" if claim else "status": Claim.Status.PUBLISHED})


WITHDRAWN_SINCE = "What this claim was part of was withdrawn since: it can only be published anew."


def was_withdrawn() -> Q:
    """Return the condition that a claim was withdrawn from its readers, whether or not it was published again since.

    Those merged into another are none of them: their addresses lead there.
    """
    known = Q(first_published_at__isnull=False) & ~Q(status="merged")
    return known & (~Q(status="published") | Q(taken_back_at__isnull=False))


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, by the questions asked of them."""

    def public(self) -> Self:
        """Give what readers may see (``is_public``)."""
        return self.filter(is_public())

    def taken_back(self) -> Self:
        """Give what readers could once see and can't now: their addresses answer 410 with the reason.

        Those merged into another are none of them: their addresses lead there.
        """
        here = (Claim.Status.PUBLISHED, Claim.Status.MERGED)
        return self.filter(first_published_at__isnull=False).exclude(status__in=here)

    def ever_withdrawn(self) -> Self:
        """Return what was withdrawn, with what was published again since (``was_withdrawn``)."""
        return self.filter(was_withdrawn())

    def standing(self) -> Self:
        """Leave out the claims that were merged into another."""
        return self.filter(merged_into=None)

    def due(self, now: datetime) -> Self:
        """Give those whose time to be published has come, the earliest first."""
        return self.filter(publish_at__lte=now).order_by("publish_at", "pk")

    def newest_first(self) -> Self:
        """Order by first publication."""
        return self.order_by("-first_published_at", "-id")


@on_record(exclude=["search", "taken_back_at"])
class Claim(gate.Gated, addressed.Addressed):
    """One proposition that can be true or false, stated neutrally, that quotations assert."""

    class Status(models.TextChoices):
        """Where a claim stands in the newsroom; apart from its rating."""

        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("merged")  # into another; see ``merged_into``

    class Origin(models.TextChoices):
        """Who wrote it; never the machine."""

        EDITOR = "editor", _("editor")
        RECORD = "record", _("editorial record")

    statement = models.CharField(
        _("statement"), max_length=1000, help_text=_("One neutral sentence that can be true or false.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.EDITOR)
    about = models.ManyToManyField(
        Actor, verbose_name=_("about"), through="ClaimSubject", related_name="claims_about", blank=True
    )
    topics = models.ManyToManyField(
        "claims.Topic", verbose_name=_("topics"), through="ClaimTopic", related_name="claims", blank=True
    )
    quotes = models.ManyToManyField(
        Quote, verbose_name=_("quotations"), through="Assertion", related_name="claims", blank=True
    )
    said_where = models.TextField(
        _("where it was said"),
        blank=True,
        help_text=_("Only for what was said in no article held here: a broadcast, a post, a speech."),
    )
    said_by = models.ForeignKey(
        Actor,
        verbose_name=_("who said it there"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims_said",
        help_text=_("For somebody who is not named, an actor of the kind “unnamed source”."),
    )
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_back_at = models.DateTimeField(
        _("withdrawn"), null=True, blank=True, editable=False
    )  # when it was last withdrawn, also of what is published again; set by a trigger whatever is given
    withdrawn_reason = models.TextField(
        _("why it was withdrawn"), blank=True, help_text=_("Readers who follow a link to it see this.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For editors; never public."))
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    search = models.GeneratedField(
        expression=SearchVector("statement", config="newsroom"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(
                name="merged_claim_says_into_which",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                violation_error_message=_("Merge a claim with “Merge…”, which asks into which."),
            ),
            models.CheckConstraint(
                name="claim_is_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
                violation_error_message=_("A claim can't be merged into itself."),
            ),
            models.CheckConstraint(
                name="claim_has_a_statement",
                condition=Q(statement__regex=SOMETHING),
                violation_error_message=_("A claim needs a statement."),
            ),
            models.CheckConstraint(
                name="who_said_it_goes_with_where",
                condition=Q(said_by=None) | Q(said_where__regex=SOMETHING),
                violation_error_message=_("Say where it was said, too."),
            ),
            models.CheckConstraint(
                name="published_claim_has_its_date",
                condition=~Q(status="published") | Q(first_published_at__isnull=False),
                violation_error_message=_("Publish a claim with the action “Publish”, which records when and by whom."),
            ),
            models.CheckConstraint(
                name="editor_publishes_by_name",
                condition=~Q(status="published") | Q(origin="record") | Q(published_by__isnull=False),
                violation_error_message=_("Publish a claim with the action “Publish”, which records when and by whom."),
            ),
            models.CheckConstraint(
                name="claim_taken_back_says_why",
                condition=Q(status__in=["published", "merged"])
                | (~Q(status="withdrawn") & Q(first_published_at=None))
                | Q(withdrawn_reason__regex=SOMETHING),
                violation_error_message=_("Readers who follow a link to this claim need to read why it went."),
            ),
            *gate.CONSTRAINTS,
        ]
        indexes = [
            GinIndex(fields=["search"], name="claim_by_words"),  # the search for words of the statement
            GinIndex(
                OpClass(SearchKey("statement"), name="gin_trgm_ops"), name="claim_by_letters"
            ),  # claims that may say the same (claims/likeness.py)
            models.Index(
                fields=["-first_published_at", "-id"],
                name="claim_newest_public_first",
                condition=Q(status="published"),
            ),  # the home page, the list and its pages
            models.Index(fields=["status", "-id"], name="claim_by_status"),  # the desk: drafts, in review
            models.Index(fields=["origin", "-id"], name="claim_by_origin"),  # the admin's filter: few or none of a kind
            models.Index(fields=["first_published_at"], name="claim_by_publication"),  # the admin's filter by date
            models.Index(
                fields=["first_published_at"],
                name="claim_taken_back",
                condition=Q(first_published_at__isnull=False) & ~Q(status__in=["published", "merged"]),
            ),  # the few that were taken back: corrections, withdrawals
            models.Index(
                models.F("taken_back_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="claim_taken_back_last_first",
                condition=was_withdrawn(),
            ),  # the same in the order that readers see, with those that were published again
            models.Index(
                fields=["publish_at"], name="claim_scheduled", condition=Q(publish_at__isnull=False)
            ),  # publish_due: whose time has come
        ]
        permissions = [
            ("write_claim", _("Can write the words of claims that are drafts")),
            ("submit_claim", _("Can submit claims for review")),
            ("rate_claim", _("Can rate claims")),
            ("publish_claim", _("Can publish, schedule and send back claims")),
            ("sign_off_claim", _("Can sign off claims that are legally sensitive")),
            ("correct_claim", _("Can change claims that readers see")),
            ("withdraw_claim", _("Can withdraw claims")),
            ("merge_claim", _("Can merge claims and part them again")),
        ]
        triggers = [
            checked_at_commit(
                "published_claim_stands",
                "PERFORM claims_check_claim(NEW.id);",
                pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__status="published"),
            ),
            pgtrigger.Trigger(
                name="claim_knows_when_it_was_taken_back",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    NEW.taken_back_at := CASE
                        -- Published again it stays on the list of withdrawals, as history.
                        WHEN NEW.status = 'published' OR NEW.status = 'merged' THEN OLD.taken_back_at
                        -- Its address led to the other, and said what became of that.
                        WHEN OLD.status = 'merged' AND NEW.first_published_at IS NOT NULL
                            THEN (SELECT taken_back_at FROM claims_claim WHERE id = OLD.merged_into_id)
                        WHEN OLD.status = 'published' THEN now()
                        ELSE OLD.taken_back_at
                    END;
                    RETURN NEW;
                """,
            ),
            Guard(
                name="public_address_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__first_published_at__isnull=False)
                & (
                    pgtrigger.Q(new__id__df=pgtrigger.F("old__id"))
                    | pgtrigger.Q(new__first_published_at__df=pgtrigger.F("old__first_published_at"))
                    | pgtrigger.Q(new__slug__df=pgtrigger.F("old__slug"))
                ),
                message="A claim that was public keeps its address and the date of its first publication.",
            ),
            Guard(
                name="merged_address_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__merged_into__isnull=False, new__slug__df=pgtrigger.F("old__slug")),
                message="A claim that was merged keeps its address: it leads to the other.",
            ),
            MergedIntoOneThatStands(
                name="claim_merge_target_stands",
                message="Merge into the claim that stands: one of the two was itself merged with another.",
            ),
            Guard(
                name="reason_that_was_read_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__first_published_at__isnull=False,
                    old__withdrawn_reason__df=pgtrigger.F("new__withdrawn_reason"),
                )
                & ~pgtrigger.Q(old__status="published")
                & ~pgtrigger.Q(old__status="merged")
                & ~pgtrigger.Q(new__status="published"),
                message="Readers were told why this claim went: that stays. Add to the reason instead.",
            ),
            # Taken apart again it would be public anew though readers were told why the two went.
            checked_at_commit(
                "parted_claim_is_public_with_the_other_only",
                f"""
                PERFORM FROM claims_claim WHERE id = OLD.merged_into_id FOR NO KEY UPDATE;
                IF EXISTS (SELECT FROM claims_claim now JOIN claims_claim kept ON kept.id = OLD.merged_into_id
                           WHERE now.id = NEW.id AND now.status = 'published'
                               AND kept.first_published_at IS NOT NULL
                               AND kept.status NOT IN ('published', 'merged')) THEN
                    {refuse(WITHDRAWN_SINCE)}
                END IF;
                """,
                pgtrigger.Update,
                condition=pgtrigger.Q(old__status="merged", new__status="published"),
            ),
            Guard(
                name="public_claim_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__first_published_at__isnull=False),
                message="A claim that was public can't be deleted. Withdraw it with a reason; its address says it.",
            ),
            Guard(
                name="publication_is_not_ahead",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.first_published_at > clock_timestamp() + interval '1 minute'"),
                message="What has happened has no date in the future: look at the date of the first publication.",
            ),  # a minute, for the clocks of two machines
            # Of actors that are one, or are no more, their own notes tell; undoing a merge that gave place and speaker
            # takes both back.
            checked_at_commit(
                "public_claimant_changes_with_a_note",
                """
                IF NOT EXISTS (SELECT FROM articles_actorevent WHERE
                               pgh_obj_id = OLD.said_by_id AND merged_into_id = NEW.said_by_id
                               OR pgh_obj_id = NEW.said_by_id AND merged_into_id = OLD.said_by_id)
                    AND NOT (NEW.said_by_id IS NULL AND coalesce(
                        nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ? 'parted', false)) THEN
                    PERFORM claims_check_correction(NEW.id);
                END IF;
                """,
                pgtrigger.UpdateOf("said_by_id"),
                condition=pgtrigger.Q(old__status="published", new__status="published", old__said_by__isnull=False)
                & pgtrigger.Q(old__said_by__df=pgtrigger.F("new__said_by")),
            ),
            NamesOneThatStands("said_by"),
            *addressed.TRIGGERS,
            pgtrigger.Trigger(
                name="merged_claim_is_not_scheduled",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__publish_at__isnull=False)
                & (pgtrigger.Q(old__status="merged") | pgtrigger.Q(new__status="merged")),
                func="NEW.publish_at := NULL; NEW.scheduled_by_id := NULL; RETURN NEW;",
            ),  # parted again, it waits for an editor
            *gate.TRIGGERS,
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers could once see it and read now why they can't: withdrawn, or withdrawn for review."""
        here = (self.Status.PUBLISHED, self.Status.MERGED)
        return self.first_published_at is not None and self.status not in here

    @property
    def has_open_address(self) -> bool:
        """Whether nobody was told the address yet; what was merged keeps it, for it leads to the other."""
        return self.first_published_at is None and self.status != self.Status.MERGED

    @property
    def accuses_somebody(self) -> bool:
        """Whether somebody is accused. One query."""
        return self.subjects.filter(accused=True).exists()

    @property
    def is_from_record(self) -> bool:
        """Whether an editorial record brought it."""
        return self.origin == self.Origin.RECORD

    def get_absolute_url(self) -> str:
        """Give the address of its public page, which answers only while readers may see it."""
        return reverse("pages:claim", kwargs={"slug": self.slug})

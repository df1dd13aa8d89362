"""The parts of a quotation that stand in its revision, word for word: its passages, and its relays.

All offsets count characters (Unicode code points) of ``Revision.text``, end exclusive.
"""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Actor
from claims import vocabulary
from claims.models.quote import WRITTEN, Quote, confirmation_holds
from newsroom.guards import NamesOneThatStands, NeverTruncate, checked_at_commit
from newsroom.history import on_record

QUOTE_OF_RELAY = "(SELECT r.quote_id FROM claims_relay r WHERE r.id = {}.relay_id)"


class StretchOfQuote(models.Model):
    """A numbered stretch of the quotation's revision, word for word."""

    number = models.PositiveSmallIntegerField(_("number"), default=1)
    start = models.PositiveIntegerField(_("start"), help_text=_("First character, counted from 0."))
    end = models.PositiveIntegerField(_("end"), help_text=_("The character after the last."))
    text = models.TextField(_("text as written"))

    class Meta:
        abstract = True
        ordering = ["quote", "number"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_its_start",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("The end must come after the start."),
            ),
            models.UniqueConstraint(
                name="%(class)s_number_is_unique",
                fields=["quote", "number"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Two parts of this quotation have the same number."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@on_record(exclude=["search"])
class Passage(StretchOfQuote):
    """One unbroken piece of what was said."""

    quote = models.ForeignKey(
        Quote, verbose_name=_("quotation"), on_delete=models.CASCADE, related_name="passages", db_index=False
    )  # the unique constraint's index serves the way from a quotation to its passages
    search = models.GeneratedField(
        expression=SearchVector("text", config="newsroom"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(StretchOfQuote.Meta):
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        indexes = [
            GinIndex(fields=["search"], name="passage_by_words"),  # the search for words of what was said
        ]
        triggers = [
            checked_at_commit("passage_is_in_its_revision", "PERFORM claims_check_quotation(NEW.quote_id);", WRITTEN),
            checked_at_commit(
                "quotation_keeps_a_passage",
                "PERFORM claims_check_quotation(OLD.quote_id);",
                pgtrigger.Delete | pgtrigger.UpdateOf("quote_id"),
            ),
            *confirmation_holds("NEW.quote_id", "OLD.quote_id"),
            NeverTruncate(),
        ]


@on_record()
class Relay(StretchOfQuote):
    """Who or what stands between speaker and article, as written: "in an interview with The New York Post"."""

    class Kind(models.TextChoices):
        """Values as in ``claims.vocabulary.RelayKind``."""

        INTERVIEW = vocabulary.RelayKind.INTERVIEW.value, _("interview")
        STATEMENT = vocabulary.RelayKind.STATEMENT.value, _("statement")
        OUTLET = vocabulary.RelayKind.OUTLET.value, _("outlet")
        EVENT = vocabulary.RelayKind.EVENT.value, _("event")

    quote = models.ForeignKey(
        Quote, verbose_name=_("quotation"), on_delete=models.CASCADE, related_name="relays", db_index=False
    )  # the unique constraint's index serves the way from a quotation to its relays
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    actors = models.ManyToManyField(
        Actor, verbose_name=_("actors"), through="RelayActor", related_name="relays", blank=True
    )

    class Meta(StretchOfQuote.Meta):
        verbose_name = _("relay")
        verbose_name_plural = _("relays")
        triggers = [
            checked_at_commit("relay_is_in_its_revision", "PERFORM claims_check_quotation(NEW.quote_id);", WRITTEN),
            *confirmation_holds("NEW.quote_id", "OLD.quote_id"),
            NeverTruncate(),
        ]


@on_record()
class RelayActor(models.Model):
    """One actor named in a relay: the outlet interviewed by, the body that issued the statement."""

    relay = models.ForeignKey(Relay, verbose_name=_("relay"), on_delete=models.CASCADE, db_index=False)
    actor = models.ForeignKey(Actor, verbose_name=_("actor"), on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("actor of a relay")
        verbose_name_plural = _("actors of a relay")
        constraints = [
            models.UniqueConstraint(
                name="relay_names_an_actor_once",
                fields=["relay", "actor"],
                violation_error_message=_("This relay names that actor already."),
            )
        ]
        triggers = [
            *confirmation_holds(QUOTE_OF_RELAY.format("NEW"), QUOTE_OF_RELAY.format("OLD")),
            NamesOneThatStands("actor"),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(self.actor)

"""A public claim as lists find it: all that it is searched, narrowed and ordered by, in one row."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from newsroom.guards import KeptByTheDatabase


class Listing(models.Model):
    """One public claim, gathered from its quotations, review, subjects and topics.

    Only the database writes it: the function ``claims_relist`` (``claims/migrations/0025_languages_of_claims.py``),
    which triggers call in the very statement that changes one of those; whoever else writes it is refused. A row is
    there exactly while its claim is published. Nothing in it is new, so it is not on record.
    """

    claim = models.OneToOneField(
        Claim, verbose_name=_("claim"), primary_key=True, on_delete=models.CASCADE, related_name="listing"
    )
    published_at = models.DateTimeField(_("first published"))
    times = models.PositiveIntegerField(_("how many public quotations assert it"))
    facets = ArrayField(
        models.TextField(), verbose_name=_("what it can be narrowed by"), help_text=_("Such as “speaker:12”.")
    )
    words = SearchVectorField(_("words of its statement (weight A) and of what was quoted (weight B)"))
    stemming = models.TextField(_("the text search configuration of its language"))

    class Meta:
        verbose_name = _("listing of a claim")
        verbose_name_plural = _("listings of claims")
        default_permissions = ()
        triggers = [KeptByTheDatabase(), KeptByTheDatabase(emptying=True)]
        indexes = [
            GinIndex(fields=["words"], name="listing_by_words"),  # the search of readers
            GinIndex(fields=["facets"], name="listing_by_facets"),  # narrowing by any choice of facets; names
            models.Index(fields=["-published_at", "-claim"], name="listing_newest_first"),  # newest first
            models.Index(fields=["-times", "-claim"], name="listing_most_told_first"),  # most repeated first
            models.Index(fields=["stemming"], name="listing_by_language"),  # which languages there are
        ]

    def __str__(self) -> str:
        return str(self.claim)


class ChangeCount(models.Model):
    """How often what lists show was changed: the sum over all rows; read by ``claims.keeping.state_of_lists``.

    Only the database writes it: triggers of the tables that lists show rows of (``claims/migrations/0018_states.py``).
    """

    changes = models.PositiveBigIntegerField(_("changes"))

    class Meta:
        verbose_name = _("count of changes")
        verbose_name_plural = _("counts of changes")
        default_permissions = ()
        triggers = [KeptByTheDatabase(), KeptByTheDatabase(emptying=True)]

    def __str__(self) -> str:
        return str(self.changes)

"""Public actors and articles as lists find them: all that each is searched, narrowed and ordered by, in one row.

Only the database writes these tables, in the very statement that changes something in them
(``claims/migrations/0016_actors_listed.py`` and ``0017_articles_listed.py``); whoever else writes them is refused.
Nothing in them is new, so they are not on record.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Actor, Article
from newsroom.guards import KeptByTheDatabase


class ActorTally(models.Model):
    """How many public claims say one thing of an actor, such as that it bears a rating; gathered from the listings."""

    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )  # the database sees to these rows, when actors are merged too; the unique constraint's index finds them
    fact = models.TextField(_("what is told of it"), help_text=_("Such as “rating:3” or “role:said”."))
    times = models.PositiveIntegerField(_("how many public claims tell it"))

    class Meta:
        verbose_name = _("tally of an actor")
        verbose_name_plural = _("tallies of actors")
        default_permissions = ()
        triggers = [KeptByTheDatabase(), KeptByTheDatabase(emptying=True)]
        constraints = [
            models.UniqueConstraint(
                name="actor_fact_is_tallied_once",
                fields=["actor", "fact"],
                violation_error_message=_("What is told of an actor is tallied once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {self.times}"


class ActorListing(models.Model):
    """One public actor; a row is there exactly while ``public.actors()`` has it."""

    actor = models.OneToOneField(
        Actor, verbose_name=_("actor"), primary_key=True, on_delete=models.CASCADE, related_name="listing"
    )
    sorts_as = models.TextField(_("its name without case and accents"))
    times = models.PositiveIntegerField(_("how many public claims its words bear"))
    facets = ArrayField(models.TextField(), verbose_name=_("what it can be narrowed by"))
    words = SearchVectorField(_("words of its names (weight A) and of its description (weight B)"))

    class Meta:
        verbose_name = _("listing of an actor")
        verbose_name_plural = _("listings of actors")
        default_permissions = ()
        triggers = [KeptByTheDatabase(), KeptByTheDatabase(emptying=True)]
        indexes = [
            GinIndex(fields=["words"], name="actor_listing_by_words"),  # the search
            GinIndex(fields=["facets"], name="actor_listing_by_facets"),  # narrowing by any choice of facets
            models.Index(fields=["sorts_as", "actor"], name="actor_listing_by_name"),  # by name
            models.Index(fields=["-times", "-actor"], name="actor_listing_most_first"),  # most quoted first
        ]

    def __str__(self) -> str:
        return str(self.actor)


class ArticleListing(models.Model):
    """One public article; a row is there exactly while ``public.articles()`` has it.

    Its words are those that its page shows, no others: how much that is, the article's display decides.
    """

    article = models.OneToOneField(
        Article, verbose_name=_("article"), primary_key=True, on_delete=models.CASCADE, related_name="listing"
    )
    published_on = models.DateField(_("published; the year 1 where nobody knows"))  # never null: docs/pages.md
    times = models.PositiveIntegerField(_("how many public quotations stand in it"))
    facets = ArrayField(models.TextField(), verbose_name=_("what it can be narrowed by"))
    stemming = models.TextField(_("the text search configuration of its language"))
    words = SearchVectorField(_("words of its headline (weight A), of what is shown of it (B) and of its byline (C)"))

    class Meta:
        verbose_name = _("listing of an article")
        verbose_name_plural = _("listings of articles")
        default_permissions = ()
        triggers = [KeptByTheDatabase(), KeptByTheDatabase(emptying=True)]
        indexes = [
            GinIndex(fields=["words"], name="article_listing_by_words"),  # the search
            GinIndex(fields=["facets"], name="article_listing_by_facets"),  # narrowing by any choice of facets
            models.Index(fields=["-published_on", "-article"], name="article_listing_newest_first"),  # newest first
            models.Index(fields=["-times", "-article"], name="article_listing_most_first"),  # most quoted first
            models.Index(fields=["stemming"], name="article_listing_by_language"),  # which languages there are
        ]

    def __str__(self) -> str:
        return str(self.article)

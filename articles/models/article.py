"""A published piece and who wrote it."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles.models.actor import Actor
from newsroom.guards import AddressStays, NamesOneThatStands, NeverTruncate
from newsroom.history import on_record
from newsroom.slugs import ReadableSlugField


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, by the questions asked of them."""

    def newest_first(self) -> Self:
        """Order by date of publication, undated ones last."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-id")


@on_record()
class Article(TimeStampedModel):
    """A published piece; its text is in its revisions."""

    class Display(models.TextChoices):
        """How much of the text readers may see."""

        WHOLE = "whole", _("the whole text")
        EXCERPT = "excerpt", _("the paragraphs with quotations")
        LINK_ONLY = "link_only", _("the quotations and a link")

    file_name = models.CharField(
        _("file name"),
        max_length=255,
        blank=True,
        help_text=_("The file it was imported from; a file of this name is taken for the same article."),
    )
    publisher = models.ForeignKey(
        Actor,
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="published_articles",
    )
    headline = models.CharField(_("headline"), max_length=500, blank=True)
    slug = ReadableSlugField(verbose_name=_("slug"), populate_from="slug_words", unique=True)
    published_on = models.DateField(_("publication date"), null=True, blank=True)
    link = models.URLField(_("canonical link"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=35, default="en", help_text=_("A code such as en or es-VE."))
    copyright_notice = models.TextField(_("copyright notice"), blank=True)
    display = models.CharField(_("readers may see"), max_length=10, choices=Display, default=Display.EXCERPT)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                name="article_file_name_is_unique",
                fields=["file_name"],
                condition=~Q(file_name=""),
                violation_error_message=_("Another article was imported from a file of this name."),
            ),
        ]
        indexes = [
            models.Index(
                models.F("published_on").desc(nulls_last=True),
                models.F("id").desc(),
                name="article_newest_first",
            ),  # the lists, newest first
            GinIndex(
                OpClass(Upper("headline"), name="gin_trgm_ops"), name="article_by_part_of_headline"
            ),  # the admin's search; Django asks for UPPER(headline) LIKE …
            GinIndex(
                OpClass(Upper("file_name"), name="gin_trgm_ops"), name="article_by_part_of_file_name"
            ),  # the same of the file's name
        ]
        triggers = [AddressStays(), NamesOneThatStands("publisher"), NeverTruncate()]

    def __str__(self) -> str:
        return self.headline or self.file_name or str(_("Article %(id)s") % {"id": self.pk})

    def get_absolute_url(self) -> str:
        """Give the address of its public page, which answers only while readers may see it."""
        return reverse("pages:article", kwargs={"slug": self.slug})

    @property
    def slug_words(self) -> str:
        """What the address is made from."""
        return self.headline or self.file_name.rpartition(".")[0] or "article"


@on_record()
class Byline(models.Model):
    """One name in an article's byline, in the order it stands there."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="bylines", db_index=False
    )  # the unique constraint's index serves the way from an article to its bylines
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name as written"), max_length=300)
    actor = models.ForeignKey(
        Actor,
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                name="byline_number_is_unique",
                fields=["article", "number"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Two names have the same place in the byline."),
            ),
            models.CheckConstraint(
                name="byline_is_not_empty",
                condition=~Q(name=""),
                violation_error_message=_("A byline needs a name."),
            ),
        ]
        triggers = [NamesOneThatStands("actor"), NeverTruncate()]

    def __str__(self) -> str:
        return self.name

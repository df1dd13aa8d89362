"""The text of an article as received at one moment, and how it is laid out.

All offsets count characters (Unicode code points) of ``Revision.text``, end exclusive.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import vocabulary
from articles.models.article import Article
from newsroom.guards import Guard, NeverTruncate, refuse
from newsroom.history import deletion_on_record
from newsroom.text_functions import Sha256


@deletion_on_record(exclude=["sha256"])
class Revision(models.Model):
    """The text of an article as received; numbered from 1, hashed by the database, never changed."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="revisions", db_index=False
    )  # the unique constraint's index serves the way from an article to its revisions
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    sha256 = models.GeneratedField(
        verbose_name=_("SHA-256"),
        expression=Sha256("text"),
        output_field=models.CharField(max_length=64),
        db_persist=True,
    )
    encoding = models.CharField(_("encoding"), max_length=40, default="utf-8")
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                name="revision_number_is_unique",
                fields=["article", "number"],
                violation_error_message=_("This article has a revision of that number already."),
            ),
            models.CheckConstraint(
                name="revision_has_text",
                condition=~Q(text=""),
                violation_error_message=_("A revision needs a text."),
            ),
            models.CheckConstraint(
                name="revision_numbers_start_at_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Revisions are numbered from 1."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sha256"], opclasses=["varchar_pattern_ops"], name="revision_by_hash"
            ),  # is this text here already? and the admin's search by the beginning of a hash
        ]
        triggers = [
            Guard(
                name="revision_never_changes",
                operation=pgtrigger.Update,
                message="A revision never changes. A changed article is imported as a new revision.",
            ),
            pgtrigger.Trigger(
                name="deleted_revision_stays_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF EXISTS (SELECT FROM articles_revisionevent WHERE pgh_obj_id = NEW.id) THEN
                        {refuse("A revision that was deleted doesn’t come back with another text.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(_("revision %(number)s") % {"number": self.number})


class Stretch(models.Model):
    """A numbered stretch of a revision; laid down with it and never changed."""

    number = models.PositiveIntegerField(_("number"))
    start = models.PositiveIntegerField(_("start"), help_text=_("First character, counted from 0."))
    end = models.PositiveIntegerField(_("end"), help_text=_("The character after the last."))

    class Meta:
        abstract = True
        ordering = ["revision", "number"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_its_start",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("The end must come after the start."),
            ),
            models.UniqueConstraint(
                name="%(class)s_number_is_unique",
                fields=["revision", "number"],
                violation_error_message=_("Two parts of this revision have the same number."),
            ),
        ]
        triggers = [
            Guard(
                name="layout_never_changes",
                operation=pgtrigger.Update,
                message="The layout of a revision never changes.",
            ),
            NeverTruncate(),
        ]


class Section(Stretch):
    """A run of paragraphs under one heading; number 0 is what stands before the first heading."""

    class Kind(models.TextChoices):
        """Values as in ``articles.vocabulary.SectionKind``."""

        LEAD = vocabulary.SectionKind.LEAD.value, _("lead")
        BODY = vocabulary.SectionKind.BODY.value, _("body")
        QUESTIONS = vocabulary.SectionKind.QUESTIONS.value, _("questions and answers")

    revision = models.ForeignKey(
        Revision,
        verbose_name=_("revision"),
        on_delete=models.CASCADE,
        related_name="sections",
        db_index=False,
    )  # the unique constraint's index serves the way from a revision to its sections
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    heading = models.CharField(_("heading"), max_length=500, blank=True)

    class Meta(Stretch.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.heading or str(self.Kind(self.kind).label)


class Paragraph(Stretch):
    """One paragraph of a revision, without the white space around it."""

    class Kind(models.TextChoices):
        """Values as in ``articles.vocabulary.ParagraphKind``."""

        PUBLISHER = vocabulary.ParagraphKind.PUBLISHER.value, _("publisher")
        HEADLINE = vocabulary.ParagraphKind.HEADLINE.value, _("headline")
        REPEATED = vocabulary.ParagraphKind.REPEATED.value, _("headline repeated")
        DATELINE = vocabulary.ParagraphKind.DATELINE.value, _("dateline")
        SUMMARY = vocabulary.ParagraphKind.SUMMARY.value, _("summary")
        PLACEHOLDER = vocabulary.ParagraphKind.PLACEHOLDER.value, _("placeholder")
        BODY = vocabulary.ParagraphKind.BODY.value, _("body")
        HEADING = vocabulary.ParagraphKind.HEADING.value, _("heading")
        QUESTION = vocabulary.ParagraphKind.QUESTION.value, _("question")
        ANSWER = vocabulary.ParagraphKind.ANSWER.value, _("answer")
        CAPTION = vocabulary.ParagraphKind.CAPTION.value, _("caption")
        NOTICE = vocabulary.ParagraphKind.NOTICE.value, _("notice")

    revision = models.ForeignKey(
        Revision,
        verbose_name=_("revision"),
        on_delete=models.CASCADE,
        related_name="paragraphs",
        db_index=False,
    )  # the unique constraint's index serves the way from a revision to its paragraphs
    section = models.ForeignKey(Section, verbose_name=_("section"), on_delete=models.CASCADE, related_name="paragraphs")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)

    class Meta(Stretch.Meta):
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")

    def __str__(self) -> str:
        return str(_("%(kind)s paragraph %(number)s") % {"kind": self.get_kind_display(), "number": self.number})

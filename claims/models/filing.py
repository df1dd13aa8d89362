"""What claims are about and filed under."""

from typing import Self
from urllib.parse import urlencode

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Actor
from claims.models.claim import Claim
from newsroom.guards import NamesOneThatStands, NeverTruncate, checked_at_commit
from newsroom.history import on_record
from newsroom.slugs import ReadableSlugField


@on_record()
class Topic(models.Model):
    """A subject that claims are filed under."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = ReadableSlugField(verbose_name=_("slug"), populate_from="name", unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the public claims that are filed under it."""
        return f"{reverse('pages:claims')}?{urlencode({'topic': self.slug})}"


class ClaimSubjectQuerySet(models.QuerySet["ClaimSubject"]):
    """Those that claims are about, by the questions asked of them."""

    def unheard(self) -> Self:
        """Give the accused of whom no reply was asked, nor its asking waived."""
        replies = apps.get_model("claims", "Reply").objects.asked_by_now().filter(claim=OuterRef("claim"))
        theirs = Q(actor=OuterRef("actor")) | Q(actor=OuterRef("actor__merged_into"))
        return self.filter(~Exists(replies.filter(theirs)), accused=True)


@on_record()
class ClaimSubject(models.Model):
    """One actor a claim is about, who may be accused by it."""

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="subjects", db_index=False
    )
    actor = models.ForeignKey(Actor, verbose_name=_("actor"), on_delete=models.PROTECT)
    accused = models.BooleanField(
        _("accused"),
        default=False,
        help_text=_(
            "The claim accuses them: before it is published their reply must have been asked, or its asking waived "
            "with a reason."
        ),
    )

    objects = ClaimSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject of a claim")
        verbose_name_plural = _("subjects of a claim")
        constraints = [
            models.UniqueConstraint(
                name="claim_names_a_subject_once",
                fields=["claim", "actor"],
                violation_error_message=_("This claim is about that actor already."),
            )
        ]
        triggers = [
            checked_at_commit(
                "who_is_accused_in_public_was_asked",
                "PERFORM claims_check_gate(NEW.claim_id); PERFORM claims_check_deadlines(NEW.claim_id);",
                pgtrigger.Insert | pgtrigger.UpdateOf("claim_id", "actor_id", "accused"),
                condition=pgtrigger.Q(new__accused=True),
            ),
            NamesOneThatStands("claim"),
            NamesOneThatStands("actor"),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return str(self.actor)


@on_record()
class ClaimTopic(models.Model):
    """One topic a claim is filed under."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, db_index=False)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("topic of a claim")
        verbose_name_plural = _("topics of a claim")
        constraints = [
            models.UniqueConstraint(
                name="claim_has_a_topic_once",
                fields=["claim", "topic"],
                violation_error_message=_("This claim is filed under that topic already."),
            )
        ]
        triggers = [NamesOneThatStands("claim"), NeverTruncate()]

    def __str__(self) -> str:
        return str(self.topic)

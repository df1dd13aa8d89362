"""What claims are about and filed under."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Actor
from claims.models.claim import Claim
from newsroom.guards import NamesOneThatStands, NeverTruncate
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


@on_record()
class ClaimSubject(models.Model):
    """One actor a claim is about."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, db_index=False)
    actor = models.ForeignKey(Actor, verbose_name=_("actor"), on_delete=models.PROTECT)

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
        triggers = [NamesOneThatStands("claim"), NamesOneThatStands("actor"), NeverTruncate()]

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

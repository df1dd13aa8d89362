"""The registry of everybody who speaks, writes, publishes or is spoken of."""

from typing import Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from articles import vocabulary
from newsroom.guards import AddressStays, MergedIntoOneThatStands, NeverTruncate
from newsroom.history import on_record
from newsroom.slugs import ReadableSlugField
from newsroom.text_functions import SearchKey


class ActorQuerySet(models.QuerySet["Actor"]):
    """Actors, by the questions asked of them."""

    def named(self, name: str) -> Self:
        """Give the actors that are written so anywhere, without regard to case, accents and spacing."""
        return self.filter(names__key=SearchKey(Value(name))).distinct()

    def standing(self) -> Self:
        """Leave out the actors that were merged into another."""
        return self.filter(merged_into=None)


@on_record()
class Actor(TimeStampedModel):
    """One who speaks, writes, publishes or is spoken of; found by any of its names."""

    class Kind(models.TextChoices):
        """Values as in ``articles.vocabulary.ActorKind``."""

        PERSON = vocabulary.ActorKind.PERSON.value, _("person")
        ORGANISATION = vocabulary.ActorKind.ORGANISATION.value, _("organisation")
        GOVERNMENT = vocabulary.ActorKind.GOVERNMENT.value, _("government")
        ARMED_FORCE = vocabulary.ActorKind.ARMED_FORCE.value, _("armed force")
        MEDIA_OUTLET = vocabulary.ActorKind.MEDIA_OUTLET.value, _("media outlet")
        GROUP = vocabulary.ActorKind.GROUP.value, _("group")
        UNNAMED = vocabulary.ActorKind.UNNAMED.value, _("unnamed source")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=300)
    slug = ReadableSlugField(verbose_name=_("slug"), populate_from="name", unique=True)
    description = models.CharField(
        _("description"), max_length=500, blank=True, help_text=_("Such as “Venezuelan Defense Minister”.")
    )
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True, help_text=_("Such as Q312."))
    authority_link = models.URLField(
        _("authority link"), max_length=500, blank=True, help_text=_("Another register's page on this actor.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]
        permissions = [("merge_actor", _("Can merge actors, part them again and split one"))]
        constraints = [
            models.CheckConstraint(
                name="actor_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("An actor needs a name."),
            ),
            models.CheckConstraint(
                name="actor_is_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                violation_error_message=_("An actor can't be merged into itself."),
            ),
            models.CheckConstraint(
                name="actor_wikidata_id_is_well_formed",
                condition=Q(wikidata_id="") | Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                violation_error_message=_("A Wikidata id is Q and a number, such as Q312."),
            ),
            models.UniqueConstraint(
                name="actor_wikidata_id_is_unique",
                fields=["wikidata_id"],
                condition=~Q(wikidata_id="") & Q(merged_into=None),
                violation_error_message=_("Another actor has this Wikidata id; are they the same?"),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="actor_by_name"),  # the admin's list, in order of name
            models.Index(
                SearchKey("name"), "id", name="actor_by_name_as_sorted"
            ),  # the public list: accents don't count
        ]
        triggers = [
            pgtrigger.Trigger(
                name="actor_name_is_findable",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("name"),
                func="""
                    INSERT INTO articles_actorname (actor_id, name) VALUES (NEW.id, NEW.name)
                    ON CONFLICT (actor_id, key) DO NOTHING;
                    RETURN NULL;
                """,
            ),
            MergedIntoOneThatStands(
                name="actor_merge_target_stands",
                message="Merge into the actor that stands: one of the two was itself merged with another.",
            ),
            AddressStays(),
            NeverTruncate(),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its public page, which answers only while readers may see it."""
        return reverse("pages:actor", kwargs={"slug": self.slug})


@on_record(exclude=["key"])
class ActorName(models.Model):
    """One way an actor is written. The same way of writing may belong to several actors."""

    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), on_delete=models.CASCADE, related_name="names", db_index=False
    )  # the unique constraint's index serves the way from an actor to its names
    name = models.CharField(_("name"), max_length=300)
    key = models.GeneratedField(
        verbose_name=_("search key"),
        expression=SearchKey("name"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("actor name")
        verbose_name_plural = _("actor names")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="actor_name_is_not_empty",
                condition=~Q(name=""),
                violation_error_message=_("A name can't be empty."),
            ),
            models.UniqueConstraint(
                name="actor_name_is_listed_once",
                fields=["actor", "key"],
                violation_error_message=_("This actor has that name already (case and accents don't count)."),
            ),
        ]
        indexes = [
            models.Index(fields=["key"], name="actor_by_any_name"),  # who is written like this?
            GinIndex(
                OpClass("key", name="gin_trgm_ops"), name="actor_by_part_of_name"
            ),  # the admin's search: who is written with this in it? (``newsroom.admin.searching.by_key``)
            GinIndex(
                SearchVector("key", config="simple"), name="actor_by_words_of_name"
            ),  # the readers' search: who has all these words in one name? (``claims.finding.asking``)
        ]
        triggers = [NeverTruncate()]

    def __str__(self) -> str:
        return self.name

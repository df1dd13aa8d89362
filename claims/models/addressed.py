"""The address of a claim: it follows what nobody has read yet, and says nothing where somebody is accused."""

import re
from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_extensions.db.models import TimeStampedModel

from newsroom.guards import Guard, checked_at_commit, refuse
from newsroom.slugs import NEUTRAL, ReadableSlugField, is_neutral, neutral_slug, readable_slug


def slug_of(statement: str) -> str:
    """Return the words of a statement as an address; never a number alone, which leads to the claim of that number."""
    slug = readable_slug(statement)
    return f"claim-{slug}" if slug.isdecimal() else slug


class Addressed(TimeStampedModel):
    """What has an address made from its statement, until readers know it."""

    slug = ReadableSlugField(
        verbose_name=_("address"),
        populate_from="statement",
        slugify_function=slug_of,
        unique=True,
        editable=True,
        help_text=_(
            "The last part of its address. It follows the statement until you choose another; once public it stays."
        ),
        error_messages={"unique": _("Another claim has this address: choose another.")},
    )
    slug_is_chosen = models.BooleanField(_("address was chosen"), default=False, editable=False)

    class Meta(TimeStampedModel.Meta):
        abstract = True

    def save(self, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Store it; what nobody has read yet with the address that fits it."""
        if self._state.adding:
            self.slug_is_chosen = self.slug_is_chosen or bool(self.slug)
        elif self.settle_address() and options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "slug", "slug_is_chosen"}
        super().save(**options)

    def follow(self) -> None:
        """Store the address that fits it, where that is another one by now. One query, or three."""
        if self.settle_address():
            self.save(update_fields=["slug", "slug_is_chosen", "modified"])

    def settle_address(self) -> bool:
        """Let the address of what nobody has read yet fit it, and tell whether it changes. One query.

        Where it accuses somebody, it says nothing; else it follows the statement, unless it was chosen. A record's own
        stays: readers may know it from elsewhere.
        """
        if not self.has_open_address:
            return False
        if self.accuses_somebody:
            if is_neutral(self.slug) or (self.slug_is_chosen and self.is_from_record):
                return False
            self.slug, self.slug_is_chosen = neutral_slug("claim"), False
            return True
        if self.slug_is_chosen or self._is_made_from_statement():
            return False
        self.slug = ""  # the field makes it anew when it is stored
        return True

    @property
    def has_open_address(self) -> bool:
        """Whether nobody was told the address yet."""
        raise NotImplementedError

    @property
    def accuses_somebody(self) -> bool:
        """Whether somebody is accused. One query."""
        raise NotImplementedError

    @property
    def is_from_record(self) -> bool:
        """Whether an editorial record brought it."""
        raise NotImplementedError

    @property
    def tombstone(self) -> str:
        """The last part of the address that tells why it was withdrawn, and nothing of what it said."""
        return self.slug if is_neutral(self.slug) else str(self.pk)

    def _is_made_from_statement(self) -> bool:
        wanted = slug_of(getattr(self, "statement", ""))
        return is_neutral(self.slug) if not wanted else re.fullmatch(rf"{wanted}(-[0-9]+)?", self.slug) is not None


TRIGGERS = [
    Guard(
        name="address_has_a_letter",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
        condition=pgtrigger.Condition("NEW.slug ~ '^[0-9]+$'"),
        message="An address needs a letter: a number alone leads to the claim of that number.",
    ),
    checked_at_commit(
        "accusing_claim_has_a_neutral_address",
        f"""
        IF (TG_OP = 'INSERT' OR OLD.first_published_at IS NULL) AND EXISTS (
                   SELECT FROM claims_claim c JOIN claims_claimsubject s ON s.claim_id = c.id AND s.accused
                   WHERE c.id = NEW.id AND c.status = 'published' AND c.origin <> 'record'
                       AND c.slug !~ '^{NEUTRAL}$') THEN
            {refuse("A claim that accuses somebody is published at an address that says nothing of it.")}
        END IF;
        """,
        pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__status="published"),
    ),
]

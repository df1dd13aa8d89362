"""Remembering that two claims are not the same, and taking it back."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim, NotSame


@transaction.atomic
def tell_apart(one: Claim, other: Claim, *, by: AbstractBaseUser | None) -> NotSame:
    """Remember that two claims are not the same, in either order; remembered twice, the first time counts.

    Raises ``ValidationError`` for a claim and itself, and for one that was merged.
    """
    if one.pk == other.pk:
        raise ValidationError(_("A claim is the same as itself."))
    if one.merged_into_id or other.merged_into_id:
        raise ValidationError(_("One of the two was merged into another."))
    lower, higher = sorted((one, other), key=lambda claim: claim.pk)
    pair, _made = NotSame.objects.get_or_create(one=lower, other=higher, defaults={"told_by_id": by.pk if by else None})
    return pair


@transaction.atomic
def take_back(one: Claim, other: Claim) -> None:
    """Forget that two claims are not the same; they may be suggested again."""
    (NotSame.objects.of(one) & NotSame.objects.of(other)).delete()


def are_told_apart(one: Claim, other: Claim) -> bool:
    """Tell whether somebody marked the two as not the same. One query."""
    return bool(one.pk != other.pk and (NotSame.objects.of(one) & NotSame.objects.of(other)).exists())


def carry_over(claim: Claim, into: Claim) -> None:
    """Let what ``claim`` is not be what ``into`` is not: for the two are one. One query, one or two a pair."""
    for pair in NotSame.objects.of(claim):
        third = pair.other_id if pair.one_id == claim.pk else pair.one_id
        lower, higher = sorted((third, into.pk))
        if not NotSame.objects.filter(one=lower, other=higher).exists():
            pair.one_id, pair.other_id = lower, higher
            pair.save(update_fields=["one", "other"])

"""The verbs that decide what readers see of a claim: submit, publish, withdraw."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Assertion, Claim, Quote


def missing_for_publication(claim: Claim) -> list[str]:
    """Give, in plain words, what a claim still lacks to be published; empty if nothing. Three queries."""
    missing = []
    asserting = claim.assertions.filter(stance=Assertion.Stance.ASSERTS, quote__in=Quote.objects.confirmed())
    if not claim.said_where.strip() and not asserting.exists():
        missing.append(_("a confirmed quotation that asserts it, or a statement of where it was said"))
    if claim.reviews.exists() and not claim.evidence.exists():
        missing.append(_("evidence for its rating"))
    return missing


@transaction.atomic
def submit(claim: Claim) -> None:
    """Hand a draft on for review. Raises ``ValidationError`` where it is no draft."""
    if claim.status != Claim.Status.DRAFT:
        raise ValidationError(_("Only a draft is handed on for review."))
    claim.status = Claim.Status.IN_REVIEW
    claim.save()


@transaction.atomic
def publish(claim: Claim, *, by: AbstractBaseUser | None) -> None:
    """Make a claim public; ``by`` is None for an editorial record only. Published again, it keeps its first date.

    Raises ``ValidationError`` that lists what is missing.
    """
    missing = missing_for_publication(claim)
    if missing:
        raise ValidationError(
            [_("“%(claim)s” still needs %(what)s.") % {"claim": claim, "what": what} for what in missing]
        )
    claim.status = Claim.Status.PUBLISHED
    claim.published_by_id = by.pk if by else None
    claim.first_published_at = claim.first_published_at or timezone.now()
    claim.withdrawn_reason = ""
    claim.full_clean(exclude=["slug"])
    claim.save()


@transaction.atomic
def withdraw(claim: Claim, *, reason: str) -> None:
    """Take a public claim back; its address answers 410 with ``reason``, which readers see.

    Raises ``ValidationError`` where no reason is given or the claim isn't public.
    """
    if not reason.strip():
        raise ValidationError(_("Say why the claim is withdrawn: readers who follow a link to it will see it."))
    if claim.status != Claim.Status.PUBLISHED:
        raise ValidationError(_("Only a published claim can be withdrawn."))
    claim.status = Claim.Status.WITHDRAWN
    claim.withdrawn_reason = reason.strip()
    claim.save()


@transaction.atomic
def suspend(claim: Claim, *, reason: str) -> None:
    """Take a public claim back into review, because what it rested on is gone; readers see ``reason``."""
    claim.status = Claim.Status.IN_REVIEW
    claim.withdrawn_reason = reason
    claim.save()

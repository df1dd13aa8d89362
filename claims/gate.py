"""What a claim still lacks before readers may see it, in the words of an editor.

The database holds the same at the end of each transaction (``claims_check_claim``, ``claims_check_gate``); here all
that is missing is told at once, beforehand.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from claims.models import Assertion, Claim, ClaimSubject, Lapse, Quote, Review
from newsroom.blanks import trimmed
from newsroom.zones import written

MOST_NAMED = 3  # quotations that wait for something, each with its words


def missing_for_publication(
    claim: Claim, by: AbstractBaseUser | None = None, *, at: datetime | None = None
) -> list[str]:
    """Give, in plain words, what a claim still lacks to be published; empty if nothing. At most nine queries.

    ``by`` is who would publish it, None for an editorial record; ``at`` is when, None for now.
    """
    return [
        *_support(claim),
        *_rating(claim, by),
        *_reply(claim, at or timezone.now()),
        *_sign_off(claim),
        *_embargo(claim, at or timezone.now()),
    ]


def is_borne_out(claim: Claim) -> bool:
    """Tell whether somebody is on record with the claim: confirmed, or as an editor says. At most one query."""
    confirmed = claim.assertions.filter(stance=Assertion.Stance.ASSERTS, quote__in=Quote.objects.confirmed())
    return (bool(trimmed(claim.said_where)) and claim.said_by_id is not None) or confirmed.exists()


def _support(claim: Claim) -> Iterator[str]:
    if is_borne_out(claim):
        return
    if trimmed(claim.said_where):
        yield _("who said it there (for somebody not named, an actor of the kind “unnamed source”)")
        return
    yield _("a confirmed quotation that asserts it, or a statement of where it was said and by whom")
    proposed = claim.assertions.filter(stance=Assertion.Stance.ASSERTS, quote__state=Quote.State.PROPOSED)
    for tie in proposed.select_related("quote").order_by("pk").prefetch_related("quote__passages")[:MOST_NAMED]:
        words = {"words": Truncator(tie.quote.content).chars(80)}
        if tie.quote.speaker_id is None:
            yield (
                _("a speaker of its quotation, %(words)s (for somebody not named, of the kind “unnamed source”)")
                % words
            )
        yield _("the confirmation of its quotation, %(words)s") % words


def _rating(claim: Claim, by: AbstractBaseUser | None) -> Iterator[str]:
    review = newest_review(claim)
    if review is None:
        return
    if not trimmed(review.explanation):
        yield _("an explanation of its rating")
    if not claim.evidence.exists():
        yield _("evidence for its rating")
    if settings.REQUIRE_SECOND_PERSON and by is not None and review.reviewer_id == by.pk:
        yield _("somebody else to publish it, since you rated it")


def missing_to_join(claim: Claim, into: Claim) -> list[str]:
    """Return, in plain words, what stands against it that what is told of ``claim`` is public with ``into`` at once."""
    heard = into.replies.asked_by_now().values("actor")
    unheard = claim.subjects.unheard().exclude(actor__in=heard).exclude(actor__merged_into__in=heard)
    return [*_unheard(unheard), *_awaited(claim, timezone.now()), *_sign_off(claim), *_embargo(claim, timezone.now())]


def _reply(claim: Claim, at: datetime) -> Iterator[str]:
    yield from _unheard(claim.subjects.unheard())
    yield from _awaited(claim, at)


def _awaited(claim: Claim, at: datetime) -> Iterator[str]:
    for reply in claim.replies.running(at).select_related("actor").order_by("deadline", "pk"):
        ends = written(reply.deadline) if reply.deadline else ""
        words = {"actor": reply.actor, "moment": ends}
        yield _(
            "the answer of %(actor)s, or the end of their time to give it, %(moment)s; or why that is not awaited"
        ) % (words)


def _unheard(subjects: "QuerySet[ClaimSubject]") -> Iterator[str]:
    for accused in subjects.select_related("actor").order_by("pk"):
        yield _("a reply asked of %(actor)s, whom it accuses, or a reason why none was asked") % {
            "actor": accused.actor
        }


def _sign_off(claim: Claim) -> Iterator[str]:
    if not claim.is_sensitive or claim.is_signed_off:
        return
    if claim.signed_off_at is not None:
        yield _("a new legal sign-off: %(parts)s changed since the last one") % {
            "parts": in_words(claim.changed_since_sign_off())
        }
    else:
        yield _("a legal sign-off")


def in_words(parts: Iterable[str]) -> str:
    """Return the names of parts of a claim (values of ``Lapse.Part``): “the statement and the quotations”."""
    return get_text_list([str(Lapse.Part(part).label) for part in parts], _("and"))


def _embargo(claim: Claim, at: datetime) -> Iterator[str]:
    if claim.embargo_until is not None and claim.embargo_until > at:
        ends = written(claim.embargo_until)
        yield _("the end of its embargo, %(moment)s") % {"moment": ends}


def newest_review(claim: Claim) -> Review | None:
    """Give the review that counts. One query."""
    return claim.reviews.select_related("rating").order_by("-reviewed_at", "-pk").first()

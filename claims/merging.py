"""Joining two claims that say the same, and undoing that.

What moves: ties, subjects, topics, evidence, replies, and whatever else refers to a claim. Reviews and corrections
never change, so they stay with the claim they were made on: its rating counts no more, and readers find its reviews on
the page of the kept claim as history. What the kept claim has the like of stays too. Nothing is deleted.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.gate import missing_to_join
from claims.likeness import differences
from claims.models import Addendum, Assertion, Claim, Correction, Evidence, Lapse, NotSame, Quote, Review
from claims.telling_apart import are_told_apart, carry_over
from newsroom import merging
from newsroom.blanks import trimmed
from newsroom.merging import Plan, Ways, merge_of, obstacles_to_undoing
from newsroom.undoing import Change

__all__ = ["merge", "merge_of", "obstacles_to_undoing", "plan", "undo"]

WAYS = Ways(
    staying={
        Review: gettext_lazy("A review is never changed: it stays with the claim that was rated, as history."),
        Correction: gettext_lazy("A correction tells what was said of this claim, and stays with it."),
        Lapse: gettext_lazy("A notice to editors tells of this claim, and stays with it."),
        Addendum: gettext_lazy("What was added to the reason of a withdrawal stays with that."),
        NotSame: gettext_lazy("What it is not, the other is not either."),
    },
    alike={Evidence: ("bearing", "title", "source", "link", "archived_link", "summary")},
    filled=("said_where", "said_by", "note"),
    doubled=gettext_lazy("The other has it already."),
)


def plan(claim: Claim, into: Claim) -> Plan:
    """Give what merging ``claim`` into ``into`` would do. At most six queries, and those for its rows."""
    made = merging.plan(claim, into, WAYS, warnings=_warnings(claim, into), obstacles=_obstacles(claim, into))
    if trimmed(into.said_where) and into.said_where != claim.said_where:  # who spoke there, not here
        return replace(made, filled={name: value for name, value in made.filled.items() if name != "said_by"})
    return made


@transaction.atomic
def merge(claim: Claim, *, into: Claim, reason: str) -> None:
    """Merge ``claim`` into ``into``, whose statement, status and rating stay; readers are led there from its address.

    Raises ``ValidationError`` that says what is in the way.
    """
    merging.merge(claim, into, reason, plan, also=_carry_over, status=Claim.Status.MERGED)


def undo(claim: Claim) -> None:
    """Part ``claim`` again from what it was merged into: every row is as it was before.

    But where the other was withdrawn since, it isn't public again: it comes back into review, and its readers read why
    the two went. Raises ``ValidationError`` that says what is in the way.
    """
    kept = claim.merged_into
    reason = kept.withdrawn_reason if kept is not None and kept.is_withdrawn else ""

    def withdrawn_with_it(change: Change) -> dict[str, str]:
        was_public = change.before.status == Claim.Status.PUBLISHED if change.model is Claim else False
        if not reason or not was_public or change.pk != claim.pk:
            return {}
        return {"status": Claim.Status.IN_REVIEW, "withdrawn_reason": reason}

    merging.undo(claim, instead=withdrawn_with_it)


def _carry_over(claim: Claim, into: Claim) -> None:
    """Let ``into`` accuse whom ``claim`` accused, and be told apart from what ``claim`` was."""
    into.subjects.filter(actor__in=claim.subjects.filter(accused=True).values("actor")).update(accused=True)
    into.follow()
    carry_over(claim, into)


def _obstacles(claim: Claim, into: Claim) -> list[str]:
    if claim.pk == into.pk:
        return [_("A claim can't be merged into itself.")]
    said = []
    for one in (claim, into):
        if one.merged_into_id is not None:
            said.append(_("“%(claim)s” was merged into another: merge with that one.") % {"claim": one})
        if one.status == Claim.Status.WITHDRAWN or (one == claim and one.is_withdrawn):
            said.append(_("“%(claim)s” was withdrawn, and readers are told why: that stays so.") % {"claim": one})
    public = claim.status == Claim.Status.PUBLISHED
    if (public and into.status != Claim.Status.PUBLISHED) or (claim.first_published_at and not into.first_published_at):
        said.append(
            _("Readers know “%(claim)s” and not “%(into)s”: merge the other way round.")
            % {"claim": claim, "into": into}
        )
    if into.status == Claim.Status.PUBLISHED and not public:
        said += [
            _("What is told of “%(claim)s” would be public at once, and it still needs %(what)s.")
            % {"claim": claim, "what": what}
            for what in missing_to_join(claim, into)
        ]
    if into.status == Claim.Status.PUBLISHED and into.is_sensitive and _tells_more(claim, into):
        said.append(
            _("“%(into)s” is legally sensitive: first link these quotations on its page, with “Save and sign off”.")
            % {"into": into}
        )
    if are_told_apart(claim, into):
        said.append(_("The two are marked as not the same: take that back first."))
    return said


def _warnings(claim: Claim, into: Claim) -> list[str]:
    said = [*differences(into.statement, claim.statement), *_stances_against(claim, into), *_verdicts(claim, into)]
    if claim.publish_at is not None:
        said.append(_("This one is scheduled: it is taken off the schedule."))
    if claim.said_where and into.said_where and claim.said_where != into.said_where:
        said.append(_("Where it was said stays here; the other says it was said elsewhere."))
    if into.status == Claim.Status.PUBLISHED and claim.status != Claim.Status.PUBLISHED and _is_told(claim):
        said.append(_("Its confirmed quotations will be public with the other at once."))
    return said


def _tells_more(claim: Claim, into: Claim) -> bool:
    told = claim.assertions.filter(quote__in=Quote.objects.confirmed())
    return told.exclude(quote__in=into.assertions.values("quote")).exists()


def _is_told(claim: Claim) -> bool:
    return claim.assertions.filter(quote__in=Quote.objects.confirmed()).exists()


def _stances_against(claim: Claim, into: Claim) -> Iterator[str]:
    """Name the quotations that say of one what they don't say of the other. Two queries."""
    there = Assertion.objects.filter(claim=into, quote=OuterRef("quote")).values("stance")[:1]
    ties = claim.assertions.annotate(there=Subquery(there)).exclude(Q(there=None) | Q(there=F("stance")))
    for tie in ties.select_related("quote").prefetch_related("quote__passages"):
        yield _("The same quotation %(one)s this one and %(other)s the other: “%(quote)s”. The latter stays.") % {
            "one": tie.get_stance_display(),
            "other": Assertion.Stance(tie.there).label,
            "quote": tie.quote.content,
        }


def _verdicts(claim: Claim, into: Claim) -> Iterator[str]:
    """Say what becomes of this one's rating, if it has one. Two queries."""
    ours, theirs = (one.reviews.select_related("rating").first() for one in (claim, into))
    if ours and theirs:
        words = {"one": ours.rating, "other": theirs.rating}
        yield _("This one was rated “%(one)s”; readers will see the other's rating: %(other)s.") % words
    elif ours:
        yield _(
            "This one was rated “%(one)s”, the other was not: readers who are led there will see “Not checked in these "
            "words”, and this rating below. Rate the other one first if the verdict holds for its words."
        ) % {"one": ours.rating}

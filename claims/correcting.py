"""What readers have read changes only with a note: a correction, or a small fix of spelling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Assertion, Claim, Correction, Quote
from claims.small_fixes import why_not_small
from newsroom.blanks import trimmed

Quoted = tuple[str, str, int | None, tuple[str, ...]]  # stance, kind, speaker, passages


@dataclass(frozen=True)
class Shown:
    """What readers see of a public claim that doesn't change without a note."""

    statement: str
    said_where: str
    quotations: Mapping[int, Quoted]  # by key; confirmed ones only

    def is_changed_in(self, now: "Shown") -> bool:
        """Tell whether something of it was changed or taken away; what was only added needs no note."""
        kept = {key: now.quotations.get(key) for key in self.quotations}
        moved = trimmed(self.said_where) and self.said_where != now.said_where
        return self.statement != now.statement or bool(moved) or kept != self.quotations

    def why_not_small(self, now: "Shown") -> str:
        """Return why what was changed is no small fix, in plain words; "" where it is one."""
        for key, quoted in self.quotations.items():
            other = now.quotations.get(key)
            if other is None:
                return _("it takes a quotation away")
            if quoted[:3] != other[:3]:
                return _("it changes the stance, the kind or the speaker of a quotation")
            if why := why_not_small(" … ".join(quoted[3]), " … ".join(other[3])):
                return why
        moved = why_not_small(self.said_where, now.said_where) if trimmed(self.said_where) else ""
        return why_not_small(self.statement, now.statement) or moved


def refuse_as_small(why: str) -> None:
    """Raise ``ValidationError`` where there is a reason why a change is no small fix."""
    if why:
        raise ValidationError(
            _("This is no small fix, for %(why)s. Untick “small fix” and say what was wrong and what it says now.")
            % {"why": why}
        )


def shown(claims: Iterable[int]) -> dict[int, Shown]:
    """Give what readers see of those of ``claims`` (keys) that are public. Three queries."""
    public = Claim.objects.public().filter(pk__in=list(claims)).only("statement", "said_where")
    ties = Assertion.objects.filter(claim__in=public, quote__in=Quote.objects.confirmed())
    quotations: dict[int, dict[int, Quoted]] = {claim.pk: {} for claim in public}
    for tie in ties.select_related("quote").prefetch_related("quote__passages"):
        passages = tuple(passage.text for passage in tie.quote.passages.all())
        quotations[tie.claim_id][tie.quote_id] = (tie.stance, tie.quote.kind, tie.quote.speaker_id, passages)
    return {claim.pk: Shown(claim.statement, claim.said_where, quotations[claim.pk]) for claim in public}


@transaction.atomic
def correct(
    claim: Claim,
    *,
    note: str,
    by: AbstractBaseUser | None,
    kind: Correction.Kind = Correction.Kind.CORRECTION,
    said_before: str = "",
) -> Correction:
    """Note what was changed in a claim that readers have read; ``said_before`` is its statement until now, if that was.

    Store the change itself in the same transaction. Raises ``ValidationError`` where nobody has read it or nothing
    is said.
    """
    if claim.first_published_at is None:
        raise ValidationError(_("Nobody has read this claim yet, so there is nothing to correct."))
    if not trimmed(note):
        raise ValidationError(_("Say what was wrong and what it says now; for a small fix, a word why."))
    if kind == Correction.Kind.SMALL_FIX and said_before:
        refuse_as_small(why_not_small(said_before, claim.statement))
    return Correction.objects.create(
        claim=claim,
        kind=kind,
        note=trimmed(note),
        said_before=said_before,
        says_now=claim.statement if said_before else "",
        corrected_by_id=by.pk if by else None,
    )


@transaction.atomic
def restate(
    claim: Claim,
    statement: str,
    *,
    note: str,
    by: AbstractBaseUser,
    kind: Correction.Kind = Correction.Kind.CORRECTION,
) -> Correction:
    """Change the statement of a claim that readers have read, with its note.

    Raises ``ValidationError`` for a statement that the models refuse, and as ``correct`` does.
    """
    before, claim.statement = claim.statement, statement
    claim.full_clean(exclude=["slug"])
    claim.save()
    return correct(claim, note=note, by=by, kind=kind, said_before=before)

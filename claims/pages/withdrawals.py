"""What a claim's past tells readers who see it published again: that it had been withdrawn, why, and until when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims import public
from claims.models import Addendum, Claim


@dataclass(frozen=True)
class Withdrawal:
    """One time that a claim, public now, was withdrawn."""

    taken_back_at: datetime
    reason: str
    published_again_at: datetime
    additions: Sequence[Addendum] = ()


def with_history(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims that were withdrawn, each with ``published_again_at`` and the reason that readers were told.

    Of what is published again both are on record only. One query, where there are such claims.
    """
    listed = list(claims)
    again = [claim for claim in listed if claim.status == Claim.Status.PUBLISHED]
    pasts = public.states_of(again) if again else {}
    for claim in listed:
        past = list(_withdrawals(pasts.get(claim.pk, []), []))
        claim.published_again_at = past[-1].published_again_at if past else None  # type: ignore[attr-defined]
        claim.withdrawn_reason = past[-1].reason if past else claim.withdrawn_reason
    return listed


def withdrawals_of(claim: Claim) -> list[Withdrawal]:
    """Give the times that ``claim``, or one that is part of it, was withdrawn and published again, the oldest first.

    Two queries.
    """
    added = list(public.additions_on(claim))
    found = [
        withdrawal
        for pk, past in public.past_of(claim).items()
        for withdrawal in _withdrawals(past, [addition for addition in added if addition.claim_id == pk])
    ]
    return sorted(found, key=lambda withdrawal: withdrawal.taken_back_at)


def _withdrawals(past: Iterable[public.State], added: Sequence[Addendum]) -> Iterator[Withdrawal]:
    """Read them off the states that the claim was in; the last reason given is the one that held."""
    was_public, since, reason = False, None, ""
    for state in past:
        if state.status == Claim.Status.PUBLISHED:
            if since:
                meanwhile = [addition for addition in added if since <= addition.added_at <= state.since]
                yield Withdrawal(since, reason, state.since, meanwhile)
            was_public, since = True, None
        elif was_public:
            since, reason = since or state.since, state.reason

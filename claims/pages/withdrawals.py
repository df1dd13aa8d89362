"""What a claim's past tells readers who see it published again: that it had been taken back, why, and until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from claims import public
from claims.models import Claim


@dataclass(frozen=True)
class Withdrawal:
    """One time that a claim, public now, was taken back."""

    taken_back_at: datetime
    reason: str
    published_again_at: datetime


def withdrawals_of(claim: Claim) -> list[Withdrawal]:
    """Give the times that ``claim`` was taken back and published again since, the oldest first. One query."""
    return list(_withdrawals(public.past_of(claim)))


def _withdrawals(past: Iterable[public.State]) -> Iterator[Withdrawal]:
    """Read them off the states that the claim was in; the last reason given is the one that held."""
    was_public, since, reason = False, None, ""
    for state in past:
        if state.status == Claim.Status.PUBLISHED:
            if since:
                yield Withdrawal(since, reason, state.since)
            was_public, since = True, None
        elif was_public:
            since, reason = since or state.since, state.reason

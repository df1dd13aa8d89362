"""Attributions: what a person marked or a program proposed, in one form that can be compared."""

from dataclasses import dataclass

from claims.extraction.proposal import Proposal
from claims.scoring.stretches import Stretches, joined


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (``source``) says (``cue``) what (``content``): stretches in order, each joined; content is never empty."""

    content: Stretches
    source: Stretches = ()
    cue: Stretches = ()


@dataclass(frozen=True, slots=True)
class Proposed(Attribution):
    """An attribution that extraction proposes, with how sure it is and whether it takes it for direct speech."""

    direct: bool = False
    confidence: float = 0.0


def proposed(proposal: Proposal) -> Proposed:
    """Return a proposal of extraction as an attribution."""
    return Proposed(
        content=joined(proposal.passages),
        source=(proposal.source,) if proposal.source else (),
        cue=(proposal.cue,) if proposal.cue else (),
        direct=proposal.kind == "direct",
        confidence=proposal.confidence,
    )

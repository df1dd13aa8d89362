"""What was said and how it stands, as stored."""

from claims.models.claim import Assertion, Claim, ClaimSubject, ClaimTopic, Topic
from claims.models.publication import Correction, Reply
from claims.models.quote import Passage, Quote, Relay, RelayActor
from claims.models.review import Evidence, Rating, Review

__all__ = [
    "Assertion",
    "Claim",
    "ClaimSubject",
    "ClaimTopic",
    "Correction",
    "Evidence",
    "Passage",
    "Quote",
    "Rating",
    "Relay",
    "RelayActor",
    "Reply",
    "Review",
    "Topic",
]

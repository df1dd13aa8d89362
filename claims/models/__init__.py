"""What was said and how it stands, as stored."""

from claims.models.approval import Approval
from claims.models.assertion import Assertion
from claims.models.claim import Claim
from claims.models.confirmation import Confirmation
from claims.models.filing import ClaimSubject, ClaimTopic, Topic
from claims.models.lapse import Lapse, LetPass
from claims.models.listing import ChangeCount, Listing
from claims.models.not_same import NotSame
from claims.models.publication import Correction, Reply
from claims.models.quote import Quote
from claims.models.registers import ActorListing, ActorTally, ArticleListing
from claims.models.review import Evidence, Rating, Review
from claims.models.stretches import Passage, Relay, RelayActor
from claims.models.withdrawal import Addendum

__all__ = [
    "ActorListing",
    "ActorTally",
    "Addendum",
    "Approval",
    "ArticleListing",
    "Assertion",
    "ChangeCount",
    "Claim",
    "ClaimSubject",
    "ClaimTopic",
    "Confirmation",
    "Correction",
    "Evidence",
    "Lapse",
    "LetPass",
    "Listing",
    "NotSame",
    "Passage",
    "Quote",
    "Rating",
    "Relay",
    "RelayActor",
    "Reply",
    "Review",
    "Topic",
]

"""What extraction gives: proposals, as plain values, with no database and no Django.

All offsets count characters (Unicode code points) of the text that was read, end exclusive.
"""

from dataclasses import dataclass

from articles.vocabulary import ActorKind
from claims.vocabulary import QuoteKind, RelayKind


@dataclass(frozen=True)
class Span:
    """A stretch of the text: from the character at ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True)
class FoundActor:
    """Somebody the article names: one entry for all the ways it writes the name.

    ``names`` holds every way of writing found, the resolved ``name`` included, without pronouns.
    """

    name: str  # the fullest: "Vladimir Padrino", "intelligence sources"
    kind: ActorKind
    names: tuple[str, ...]
    description: str = ""  # "Venezuelan Defense Minister"


@dataclass(frozen=True)
class FoundRelay:
    """Who or what stands between speaker and article, as written, with the names found in it."""

    span: Span
    kind: RelayKind
    actors: tuple[FoundActor, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """One quotation as found. ``passages`` are in order of the text, never empty, never overlapping."""

    kind: QuoteKind
    passages: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    actor: FoundActor | None
    relay: FoundRelay | None
    confidence: float  # 0..1


@dataclass(frozen=True)
class Extraction:
    """All that was found in one article: proposals in order of the text, and everybody who speaks or relays."""

    proposals: tuple[Proposal, ...]
    actors: tuple[FoundActor, ...]
    unread: int = 0  # characters at the end that were not looked at: see ``claims.extraction.bounds``
    left_out: int = 0  # proposals beyond the bounds

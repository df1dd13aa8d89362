"""Finding quotations: text in, proposals out; no database and no Django."""

from claims.extraction.assembly import extract
from claims.extraction.proposal import Extraction, FoundActor, FoundRelay, Proposal, Span

__all__ = ["Extraction", "FoundActor", "FoundRelay", "Proposal", "Span", "extract"]

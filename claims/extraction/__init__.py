"""Finding quotations: text in, proposals out; no database and no Django."""

from claims.extraction.assembly import extract, extract_all
from claims.extraction.parsing import Parser, SpacyParser, Unavailable
from claims.extraction.proposal import Extraction, FoundActor, FoundRelay, Proposal, Span

__all__ = [
    "Extraction",
    "FoundActor",
    "FoundRelay",
    "Parser",
    "Proposal",
    "SpacyParser",
    "Span",
    "Unavailable",
    "extract",
    "extract_all",
]

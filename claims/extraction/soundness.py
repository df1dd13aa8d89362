"""What every proposal must keep, whatever the text: one that does not is left out, and said to whoever runs this."""

import logging
from collections.abc import Iterable, Iterator
from itertools import pairwise

from claims.extraction.proposal import Proposal, Span

logger = logging.getLogger(__name__)


def sound(text: str, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Return the proposals that can be stored as quotations of ``text``; the others are logged.

    One fault of ours must not cost its reader the article and every other quotation in it.
    """
    for proposal in proposals:
        fault = fault_of(text, proposal)
        if fault:
            logger.error("A proposal was left out, %s: %r. Please report it.", fault, proposal)
        else:
            yield proposal


def fault_of(text: str, proposal: Proposal) -> str:
    """Return what is wrong with a proposal, nothing where it is sound."""
    passages, parts = proposal.passages, [part for part in (proposal.source, proposal.cue) if part is not None]
    relays = [proposal.relay.span] if proposal.relay is not None else []
    if not passages:
        return "it has no passage"
    if not all(_names_words(text, span) for span in (*passages, *parts, *relays)):
        return "a part of it names no words of the text"
    if any(one.end > other.start for one, other in pairwise(passages)):
        return "its passages overlap or stand in no order"
    if any(part.start < said.end and said.start < part.end for part in parts for said in passages):
        return "its source or its cue stands within the words said"
    return "" if 0 <= proposal.confidence <= 1 else "its confidence is no share"


def _names_words(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text) and not text[span.start : span.end].isspace()

"""How much of a text is read, and how much may come of it: so that no text takes without end, or all memory.

Each bound lies far above what articles have. What stands beyond one is left out, and ``Extraction`` counts it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.reading.source import Paragraph
from claims.extraction.proposal import Proposal

READ = 1_000_000  # characters from the beginning of a text; a long article has fifty thousand
PROPOSALS = 2_000  # of one text, the first
PASSAGE = 20_000  # characters; marks that were never closed make a passage of a whole paragraph
PASSAGES = 200  # of one quotation


def read_part(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Return the paragraphs that are read; the one that ``READ`` cuts ends at the last white space before."""
    for paragraph in paragraphs:
        if paragraph.end <= READ:
            yield paragraph
        elif paragraph.start < READ:
            end = max(text.rfind(sign, paragraph.start, READ) for sign in " \n\t")
            if end > paragraph.start:
                yield replace(paragraph, end=end)


def unread_of(text: str) -> int:
    """Return how many characters at the end of a text are not read."""
    return max(0, len(text) - READ)


def is_too_much(proposal: Proposal) -> bool:
    """Tell whether a quotation is larger than anybody says at once."""
    return len(proposal.passages) > PASSAGES or any(span.end - span.start > PASSAGE for span in proposal.passages)

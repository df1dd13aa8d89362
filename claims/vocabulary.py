"""The fixed words of claims, as plain values: no database and no Django, so that pure code can use them."""

from enum import StrEnum


class QuoteKind(StrEnum):
    """How a quotation reports what was said; the values are stored and never change."""

    DIRECT = "direct"  # all inside quotation marks
    MIXED = "mixed"  # some of it
    INDIRECT = "indirect"  # none
    OWN_VOICE = "own_voice"  # the article states it itself; only an editor records those


class RelayKind(StrEnum):
    """Through what a statement reached the article; the values are stored and never change."""

    INTERVIEW = "interview"
    STATEMENT = "statement"  # a document: statement, letter, report, post
    OUTLET = "outlet"  # "cited by Axios", "told Fox News"
    EVENT = "event"

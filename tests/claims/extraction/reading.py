"""Texts for the extraction's tests: paragraphs without the reading of files, and what was found as written."""

from articles.reading.source import Paragraph
from articles.vocabulary import ParagraphKind
from claims.extraction import extract


def paragraphs_of(text, kind=ParagraphKind.BODY):
    """One paragraph a line."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            found.append(Paragraph(first, first + len(line.strip()), kind))
        start += len(line) + 1
    return found


def found_in(text, kind=ParagraphKind.BODY):
    return extract(text, paragraphs_of(text, kind))


def as_written(text, proposal):
    """A proposal as the words it names: kind, source, actor, cue, passages, relay."""

    def cut(span):
        return text[span.start : span.end] if span else None

    return {
        "kind": proposal.kind.value,
        "source": cut(proposal.source),
        "actor": proposal.actor.name if proposal.actor else None,
        "cue": cut(proposal.cue),
        "passages": [cut(passage) for passage in proposal.passages],
        "relay": cut(proposal.relay.span) if proposal.relay else None,
    }


def quotations(text, kind=ParagraphKind.BODY):
    return [as_written(text, proposal) for proposal in found_in(text, kind).proposals]


def parsed(text, parser):
    """The quotations of a text, found with a parser."""
    return [as_written(text, proposal) for proposal in extract(text, paragraphs_of(text), parser).proposals]


def only(text, kind=ParagraphKind.BODY):
    """The one quotation of a text."""
    (quotation,) = quotations(text, kind)
    return quotation

"""Stretches of a text: joined, and what two sets of them share. Offsets count characters, end exclusive."""

from collections.abc import Iterable

from claims.extraction.proposal import Span

Stretches = tuple[Span, ...]


def joined(spans: Iterable[Span]) -> Stretches:
    """Return the spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def shared(one: Iterable[Span], other: Stretches) -> Stretches:
    """Return what lies in both: every non-empty overlap of a span of one with a span of the other."""
    return tuple(
        Span(max(a.start, b.start), min(a.end, b.end))
        for a in one
        for b in other
        if a.start < b.end and b.start < a.end
    )

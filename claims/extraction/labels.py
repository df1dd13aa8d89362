"""Names that label words inside the marks: “BERG: It leaks. DAHL: It holds.” Offsets are characters of the text."""

import re
from collections.abc import Iterator

from articles.vocabulary import ActorKind
from claims.extraction.confidence import CueClass
from claims.extraction.drafts import Draft
from claims.extraction.marks import Run
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import FoundActor, Span
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import tokens_of
from claims.extraction.speakers import Found

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
_LABEL = re.compile(rf"({_NAME})(:)\s+(?=\S)")
_BEHIND_STOP = re.compile(rf"(?<=[.?!…])\s+({_NAME})(:)\s+(?=\S)")


def labelled_in(text: str, resolver: Resolver, run: Run) -> list[Draft]:
    """Return a quotation for each label in a quoted run that begins with one; none if it doesn't.

    A label is the name of a person spoken of in the article, or a name in capitals.
    """
    drafts: list[Draft] = []
    for match, actor in _labels(text, resolver, run):
        if drafts:
            drafts[-1].passages[-1] = Span(drafts[-1].passages[-1].start, match.start())
        source, cue = Span(*match.span(1)), Span(*match.span(2))
        said = [Span(match.end(), run.inner_end)]
        drafts.append(Draft(said, cue, source, actor, Found.BESIDE, cue_class=CueClass.PLAIN, named=True))
    return drafts


def _labels(text: str, resolver: Resolver, run: Run) -> Iterator[tuple[re.Match[str], FoundActor | None]]:
    first = _LABEL.match(text, run.inner_start, run.inner_end)
    if first is None or not (known := _known(text, resolver, first)):
        return
    yield first, known[0]
    for match in _BEHIND_STOP.finditer(text, first.end(), run.inner_end):
        if known := _known(text, resolver, match):
            yield match, known[0]


def _known(text: str, resolver: Resolver, match: re.Match[str]) -> tuple[FoundActor | None] | None:
    """Return the actor of a label, in a tuple; None if it labels nobody."""
    tokens = tokens_of(text, *match.span(1), [])
    actor = resolver.actor(tokens, Phrase(0, len(tokens)))
    if actor is not None and actor.kind is ActorKind.PERSON:
        return (actor,)
    return (None,) if match[1].isupper() and len(match[1]) > 2 else None

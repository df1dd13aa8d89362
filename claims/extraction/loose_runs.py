"""Quoted runs that no reporting word of their sentence takes: whose words they are is told by what stands around."""

from collections.abc import Iterable, Sequence

from articles.vocabulary import ActorKind
from claims.extraction.confidence import CueClass
from claims.extraction.drafts import Draft, Place, span_of
from claims.extraction.marks import Run
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import Span
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import Sentence
from claims.extraction.speakers import Found, leading_subject


def loose_runs(
    text: str, resolver: Resolver, sentence: Sentence, covered: Iterable[Phrase], made: Sequence[Draft], place: Place
) -> list[Draft]:
    """Make quotations for the quoted runs that no statement of their sentence took."""
    taken = {i for content in covered for i in range(content.first, content.last)}
    loose = [token.run for i, token in enumerate(sentence) if token.run is not None and i not in taken]
    if not loose:
        return []
    spans = [Span(run.start, run.end) for run in loose]
    alone = not any(token.is_word for token in sentence)
    if alone and place.waiting is not None:
        place.waiting.passages.extend(spans)
        return [place.waiting]
    if alone and place.draft is not None:
        place.draft.passages.extend(spans)
        return [place.draft]
    if made:
        return [_like(made[-1], spans)] if _weighty(text, loose) else []
    return [_from_context(resolver, sentence, spans, place, alone=alone)] if alone or _weighty(text, loose) else []


def _weighty(text: str, runs: Sequence[Run]) -> bool:
    """Tell whether loose runs look like somebody's words: not one or two words, not the title of a work."""
    said = [text[run.inner_start : run.inner_end].split() for run in runs]
    return any(len(parts) > 2 and any(part.islower() and len(part) > 3 for part in parts) for parts in said)


def _like(draft: Draft, spans: list[Span]) -> Draft:
    return Draft(spans, None, draft.source, draft.actor, Found.CONTEXT)


def _from_context(resolver: Resolver, sentence: Sentence, spans: list[Span], place: Place, *, alone: bool) -> Draft:
    """Make a quotation whose own sentence has no cue: the sentence's subject, or who spoke right before."""
    if not alone:
        first = next(i for i, token in enumerate(sentence) if token.run is not None)
        subject = leading_subject(sentence, first)
        if subject is not None:
            actor = resolver.actor(sentence, subject)
            colon = first > 0 and sentence[first - 1].lower == ":"
            cue = Span(sentence[first - 1].start, sentence[first - 1].end) if colon else None
            found, cue_class = (Found.BESIDE, CueClass.OTHER) if colon else (Found.CONTEXT, CueClass.NONE)
            return Draft(spans, cue, span_of(sentence, subject), actor, found, cue_class=cue_class)
    person = place.subject is not None and place.subject[1] is not None and place.subject[1].kind is ActorKind.PERSON
    if place.subject is not None and (person or place.previous is None):
        return Draft(spans, None, place.subject[0], place.subject[1], Found.CONTEXT)
    if place.previous is not None and place.previous.source is not None:
        return _like(place.previous, spans)
    return Draft(spans, None, None, None, Found.NOWHERE)

"""What a paragraph leaves for the next: whose words are announced by it, or headed by their name."""

from collections.abc import Sequence
from dataclasses import replace

from articles.vocabulary import ActorKind
from claims.extraction import words
from claims.extraction.confidence import CueClass
from claims.extraction.drafts import Draft, Place, span_of
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import Span
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import Sentence
from claims.extraction.speakers import Found, announcer


def announced(resolver: Resolver, sentence: Sentence, made: Sequence[Draft], place: Place) -> Draft | None:
    """Return the cue that waits in a sentence with a colon at its end: "The minister issued a statement:"."""
    colon = Span(sentence[-1].start, sentence[-1].end)
    if made:
        return replace(made[-1], passages=[], cue=colon, found=Found.INHERITED, quoted=True, plain=False)
    subject = announcer(sentence)
    if subject is None and place.subject is not None:  # "Berg sent a letter. Here it is:"
        return Draft([], colon, *place.subject, Found.CONTEXT, cue_class=CueClass.OTHER, named=True)
    if subject is None:
        return None
    actor = resolver.actor(sentence, subject)
    source = span_of(sentence, subject)
    named = is_named(sentence, subject)
    return Draft([], colon, source, actor, Found.CONTEXT, cue_class=CueClass.OTHER, named=named)


def headed(resolver: Resolver, sentence: Sentence) -> Draft | None:
    """Return what waits behind a paragraph that is only a person's name."""
    name = Phrase(0, len(sentence) - (sentence[-1].lower in {".", ":"}))
    actor = resolver.actor(sentence, name)
    if actor is None or actor.kind is not ActorKind.PERSON:
        return None
    return Draft([], None, span_of(sentence, name), actor, Found.CONTEXT, named=True)


def is_named(sentence: Sentence, source: Phrase) -> bool:
    """Tell whether a source begins with a capital or is a pronoun."""
    first = sentence[source.first]
    return first.is_capital or words.is_personal(first.lower)

"""Quoted runs that no reporting word of their sentence takes: whose words they are is told by what stands around."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from articles.vocabulary import ActorKind
from claims.extraction import words
from claims.extraction.confidence import CueClass
from claims.extraction.drafts import Draft, Place, span_of
from claims.extraction.governing import governor_of, is_nobody, name_before_colon, name_on_something, speaker_behind
from claims.extraction.labels import labelled_in
from claims.extraction.marks import Run
from claims.extraction.parsing import Tree
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import Span
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import Sentence, Token
from claims.extraction.speakers import Found, leading_subject


@dataclass(frozen=True, slots=True)
class _Told:
    """Who a sentence without a reporting word tells says a run, and how surely."""

    speaker: Phrase
    found: Found
    cue: Phrase | None = None


def loose_runs(
    text: str,
    resolver: Resolver,
    sentence: Sentence,
    tree: Tree | None,
    covered: Iterable[Phrase],
    made: Sequence[Draft],
    place: Place,
) -> list[Draft]:
    """Make quotations for the quoted runs that no statement of their sentence took."""
    taken = {i for content in covered for i in range(content.first, content.last)}
    loose = [i for i, token in enumerate(sentence) if token.run is not None and i not in taken]
    loose = [i for i in loose if not _is_no_speech(sentence, i) and not _names_source(sentence[i], made)]
    runs = [run for i in loose if (run := sentence[i].run) is not None]
    if not runs:
        return []
    spans = [Span(run.start, run.end) for run in runs]
    alone = not any(token.is_word for token in sentence)
    labelled = labelled_in(text, resolver, runs[0]) if alone and len(runs) == 1 else []
    if labelled:
        return labelled
    if alone and place.waiting is not None:
        place.waiting.passages.extend(spans)
        return [place.waiting]
    if alone and place.draft is not None:
        place.draft.passages.extend(spans)
        return [place.draft]
    if alone:
        return [_from_context(spans, place)]
    if place.waiting is not None and loose[0] == 0 and not made:
        place.waiting.passages.extend(spans)
        return [place.waiting]
    if not _weighty(text, runs):
        return []
    by_colon = sentence[loose[0] - 1].lower == ":" if loose[0] else False
    if made and made[-1].source is not None and not by_colon:
        return [_like(made[-1], spans)]
    return _from_sentence(resolver, sentence, tree, loose, place)


def _is_no_speech(sentence: Sentence, run: int) -> bool:
    """Tell whether a run is none of somebody's words: a value in markup, or a title with its author behind."""
    before = sentence[run - 1].lower if run else ""
    after = sentence[run + 1 : run + 3]
    bylined = (
        len(after) > 1 and after[0].lower == "by" and after[1].is_capital and (not run or not sentence[run - 1].is_word)
    )
    return before == "=" or bylined


def _names_source(token: Token, made: Iterable[Draft]) -> bool:
    """Tell whether a run is part of who speaks: "according to the “Today” show"."""
    sources = (draft.source for draft in made if draft.source is not None)
    return any(source.start <= token.start < source.end for source in sources)


def _weighty(text: str, runs: Sequence[Run]) -> bool:
    """Tell whether loose runs look like somebody's words: not one or two words, not the title of a work."""
    said = [text[run.inner_start : run.inner_end].split() for run in runs]
    return any(len(parts) > 2 and any(part.islower() and len(part) > 3 for part in parts) for parts in said)


def _is_utterance(token: Token) -> bool:
    """Tell whether a run is a sentence of its own: a capital first, a stop, comma or question mark last."""
    begins = next((letter for letter in token.text if letter.isalnum()), "a")
    return not begins.islower() and token.lower != "<>"


def _like(draft: Draft, spans: list[Span]) -> Draft:
    return Draft(spans, None, draft.source, draft.actor, Found.CONTEXT)


def _from_sentence(
    resolver: Resolver, sentence: Sentence, tree: Tree | None, loose: Sequence[int], place: Place
) -> list[Draft]:
    """Make quotations of a sentence that names who speaks but has no cue, one for each speaker."""
    made: dict[Phrase | None, Draft] = {}
    for at in loose:
        told = _apart_from(loose, _told(sentence, tree, at))
        key = told.speaker if told else None
        span = span_of(sentence, Phrase(at, at + 1))
        if key in made:
            made[key].passages.append(span)
        elif told is not None:
            made[key] = _draft_told(resolver, sentence, told, span)
        elif place.draft is not None or _is_utterance(sentence[at]):
            made[key] = _from_neighbour([span], place)
    return list(made.values())


def _apart_from(loose: Sequence[int], told: _Told | None) -> _Told | None:
    """Return who speaks, ended before the first of the runs; None where a run is all there is of it."""
    if told is None:
        return None
    first = told.speaker.first
    run = next((at for at in loose if first <= at < told.speaker.last), None)
    if run is None:
        return told
    return replace(told, speaker=Phrase(first, run)) if run > first else None


def _told(sentence: Sentence, tree: Tree | None, run: int) -> _Told | None:
    colon = Phrase(run - 1, run) if run and sentence[run - 1].lower == ":" else None
    named = name_on_something(sentence, run) or name_before_colon(sentence, run)
    if named is not None:
        return _Told(named, Found.BESIDE, colon)
    behind = speaker_behind(sentence, run)
    if behind is not None:
        return _Told(behind, Found.INHERITED)
    subject = leading_subject(sentence, run)
    governor = governor_of(sentence, tree, run) if tree is not None else None
    if governor is not None:
        agreed = subject is not None and governor.first < subject.last and subject.first < governor.last
        return _Told(governor, Found.INHERITED if colon or agreed else Found.CONTEXT, colon)
    if subject is not None and is_nobody(sentence[subject.first].lower):
        return None
    if subject is not None and (tree is None or colon is not None or _owns(sentence, subject)):
        return _Told(subject, Found.INHERITED if colon else Found.CONTEXT, colon)
    return None


def _owns(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase says whose something is: "Berg's slogan", "his answer"."""
    return any(
        (t.possessive and not is_nobody(t.lower)) or t.lower in {"his", "her", "their"}
        for t in sentence[phrase.first : phrase.last]
    )


def _draft_told(resolver: Resolver, sentence: Sentence, told: _Told, span: Span) -> Draft:
    first = sentence[told.speaker.first]
    return Draft(
        [span],
        span_of(sentence, told.cue) if told.cue else None,
        span_of(sentence, told.speaker),
        resolver.actor(sentence, told.speaker),
        told.found,
        cue_class=CueClass.OTHER if told.cue else CueClass.NONE,
        named=first.is_capital or words.is_personal(first.lower),
    )


def _from_neighbour(spans: list[Span], place: Place) -> Draft:
    """Make a quotation of a sentence that names nobody: it goes on with the one right before, or is nobody's."""
    before = place.draft
    if before is not None and before.source is not None:
        return _like(before, spans)
    return Draft(spans, None, None, None, Found.NOWHERE)


def _from_context(spans: list[Span], place: Place) -> Draft:
    """Make a quotation that stands alone: the subject of the sentence before said it, or who spoke before."""
    person = place.subject is not None and place.subject[1] is not None and place.subject[1].kind is ActorKind.PERSON
    if place.subject is not None and (person or place.previous is None):
        return Draft(spans, None, place.subject[0], place.subject[1], Found.CONTEXT)
    if place.previous is not None and place.previous.source is not None:
        return _like(place.previous, spans)
    return Draft(spans, None, None, None, Found.NOWHERE)

"""Putting proposals together: statements, quoted runs, actors and relays over a whole article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.reading.source import Paragraph
from articles.vocabulary import ActorKind, ParagraphKind
from claims.extraction.confidence import confidence
from claims.extraction.marks import DOUBLE, Run, quoted_runs
from claims.extraction.names import Cast, Mention, mentions_in
from claims.extraction.proposal import Extraction, FoundActor, FoundRelay, Proposal, Span
from claims.extraction.relays import Relay, relays_in, told_outlet
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import Sentence, sentences_of, tokens_of
from claims.extraction.speakers import Found, Phrase, leading_subject
from claims.extraction.statements import Statement, statements_in
from claims.vocabulary import QuoteKind, RelayKind

READ = frozenset({ParagraphKind.HEADLINE, ParagraphKind.SUMMARY, ParagraphKind.BODY, ParagraphKind.ANSWER})


@dataclass(slots=True)
class Draft:
    """A quotation being put together; offsets as in the text."""

    passages: list[Span]
    cue: Span | None
    source: Span | None
    actor: FoundActor | None
    found: Found
    relay: FoundRelay | None = None
    quoted: bool = True  # some of it stands in quotation marks
    plain: bool = False  # some of it doesn't

    @property
    def kind(self) -> QuoteKind:
        """Direct, mixed or indirect, by how much of it stands in quotation marks."""
        if not self.quoted:
            return QuoteKind.INDIRECT
        return QuoteKind.MIXED if self.plain else QuoteKind.DIRECT


@dataclass(slots=True)
class _Place:
    """Where the reading stands: what the sentences before leave for those that follow."""

    draft: Draft | None = None  # the last quotation, if the sentence right before ended it in marks
    previous: Draft | None = None  # the last quotation of all, in this paragraph or the one before
    waiting: Draft | None = None  # a cue whose words are still to come: "She continued:"
    subject: tuple[Span, FoundActor | None] | None = None  # of the last sentence without quotation
    fronted: FoundRelay | None = None
    unclosed: bool = False


@dataclass(slots=True)
class _Article:
    text: str
    resolver: Resolver
    cast: Cast
    drafts: list[Draft] = field(default_factory=list)
    relays: dict[RelayKind, FoundRelay] = field(default_factory=dict)  # the last of each kind


def extract(text: str, paragraphs: Sequence[Paragraph]) -> Extraction:
    """All quotations proposed for ``text`` and the actors in them, from the paragraphs that carry text of their own.

    Offsets in ``paragraphs`` and in the result count characters of ``text``, end exclusive. Proposals come in
    order of the text; the same input gives the same result. Takes time in proportion to the length.
    """
    single = DOUBLE.search(text) is None
    read = [paragraph for paragraph in paragraphs if paragraph.kind in READ]
    cut = [(paragraph, _sentences(text, paragraph, single=single)) for paragraph in read]
    named = [
        (sentence, mentions_in(sentence))
        for paragraph, sentences in cut
        if paragraph.kind is not ParagraphKind.HEADLINE
        for sentence in sentences
    ]
    cast = Cast(named)
    article = _Article(text, Resolver(cast), cast)
    place = _Place()
    for paragraph, sentences in cut:
        place = _next_paragraph(place, sentences)
        for sentence in sentences:
            place = _read_sentence(article, sentence, place)
        if paragraph.kind is ParagraphKind.HEADLINE:
            place = _Place()
    proposals = tuple(sorted((_proposal(d) for d in article.drafts), key=_order))
    return Extraction(proposals, _actors(proposals))


def running_text(text: str) -> tuple[Paragraph, ...]:
    """The text cut at its line ends into BODY paragraphs, without the white space around each."""
    found: list[Paragraph] = []
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped[0])
            found.append(Paragraph(first, first + len(stripped), ParagraphKind.BODY))
        start += len(line)
    return tuple(found)


def _sentences(text: str, paragraph: Paragraph, *, single: bool) -> list[Sentence]:
    singles = single or paragraph.kind is ParagraphKind.HEADLINE
    runs = quoted_runs(text, paragraph.start, paragraph.end, single=singles)
    return sentences_of(tokens_of(text, paragraph.start, paragraph.end, runs))


def _next_paragraph(place: _Place, sentences: Sequence[Sentence]) -> _Place:
    """What is left for a new paragraph: the quotation that goes on, the cue that waits, the last speaker."""
    opens = bool(sentences) and sentences[0][0].run is not None
    goes_on = place.previous if opens and place.unclosed else None
    return _Place(draft=goes_on, previous=place.previous, waiting=place.waiting if opens else None)


def _span(sentence: Sentence, phrase: Phrase) -> Span:
    return Span(sentence[phrase.first].start, sentence[phrase.last - 1].end)


def _read_sentence(article: _Article, sentence: Sentence, place: _Place) -> _Place:
    """Adds the sentence's quotations to the article; gives what it leaves for the next sentence."""
    mentions = mentions_in(sentence)
    relays = relays_in(sentence, mentions)
    statements = statements_in(sentence)
    made: list[Draft] = []
    waiting: Draft | None = None
    covered: list[Phrase] = []
    for statement in statements:
        draft = _draft(article, sentence, statement)
        hearer = told_outlet(statement.hearer, mentions) if statement.hearer else None
        near = _relay_for(statement, statements, [*relays, *([hearer] if hearer else [])])
        draft.relay = _found_relay(article, sentence, near) if near else place.fronted
        if statement.contents:
            made.append(draft)
            covered.extend(statement.contents)
        elif not _attach_back(place, draft, sentence, statement):
            waiting = draft
        article.resolver.remember(draft.actor)
    made.extend(_loose_runs(article, sentence, covered, made, place))
    article.drafts.extend(draft for draft in made if draft is not place.draft)
    return _left(article, sentence, place, made, waiting, relays)


def _draft(article: _Article, sentence: Sentence, statement: Statement) -> Draft:
    passages = [_span(sentence, content) for content in statement.contents]
    cue = _span(sentence, Phrase(statement.cue.first, statement.cue.last))
    source = _span(sentence, statement.speaker) if statement.speaker else None
    if source is not None and any(p.start < source.end and source.start < p.end for p in passages):
        source = None
    actor = article.resolver.actor(sentence, statement.speaker)
    said = [token for content in statement.contents for token in sentence[content.first : content.last]]
    quoted = any(token.run is not None for token in said) or not said
    plain = any(token.is_word for token in said)
    return Draft(passages, cue, source, actor, statement.found, quoted=quoted, plain=plain)


def _relay_for(
    statement: Statement, statements: Sequence[Statement], relays: Sequence[Relay]
) -> Relay | None:
    """The relay of a statement: outside its words, and nearer to it than to any other statement."""
    for relay in relays:
        inside = any(
            c.first <= relay.phrase.first and relay.phrase.last <= c.last for c in statement.contents
        )
        if inside or (
            statement.speaker and relay.phrase.first < statement.speaker.first and relay.phrase.first > 1
        ):
            continue
        nearest = min(statements, key=lambda s: abs(s.cue.first - relay.phrase.first))
        if nearest is statement:
            return relay
    return None


def _found_relay(article: _Article, sentence: Sentence, relay: Relay) -> FoundRelay:
    actors = [_relay_actor(article, mention, relay.kind) for mention in relay.mentions]
    known = tuple(dict.fromkeys(actor for actor in actors if actor is not None))
    if relay.same and not known:
        before = article.relays.get(relay.kind)
        known = before.actors if before else ()
    found = FoundRelay(_span(sentence, relay.phrase), relay.kind, known)
    article.relays[relay.kind] = found
    return found


def _relay_actor(article: _Article, mention: Mention, kind: RelayKind) -> FoundActor | None:
    actor = article.cast.actor(mention)
    if actor is not None and kind is RelayKind.OUTLET and " " not in actor.name:
        return replace(
            actor, kind=ActorKind.MEDIA_OUTLET
        )  # who cites or is told stands where an outlet stands
    return actor


def _attach_back(place: _Place, draft: Draft, sentence: Sentence, statement: Statement) -> bool:
    """ "…?" Smith asked. as a sentence of its own: gives the quotation before its cue and speaker."""
    before = place.draft
    short = len(sentence) - statement.cue.last < 12 and not any(token.run for token in sentence)
    if before is None or before.cue is not None or not short or sentence[-1].lower == ":":
        return False
    before.cue, before.source, before.actor, before.found = draft.cue, draft.source, draft.actor, draft.found
    before.relay = draft.relay or before.relay
    return True


def _loose_runs(
    article: _Article, sentence: Sentence, covered: Iterable[Phrase], made: Sequence[Draft], place: _Place
) -> list[Draft]:
    """Quotations for the quoted runs that no statement of their sentence took."""
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
        return [_like(made[-1], spans)] if _weighty(article.text, loose) else []
    return (
        [_from_context(article, sentence, spans, place, alone=alone)]
        if alone or _weighty(article.text, loose)
        else []
    )


def _weighty(text: str, runs: Sequence[Run]) -> bool:
    return any(len(text[run.inner_start : run.inner_end].split()) > 2 for run in runs)


def _like(draft: Draft, spans: list[Span]) -> Draft:
    return Draft(spans, None, draft.source, draft.actor, Found.CONTEXT)


def _from_context(
    article: _Article, sentence: Sentence, spans: list[Span], place: _Place, *, alone: bool
) -> Draft:
    """A quotation whose own sentence has no cue: the sentence's subject, or who spoke right before."""
    if not alone:
        first = next(i for i, token in enumerate(sentence) if token.run is not None)
        subject = leading_subject(sentence, first)
        if subject is not None:
            actor = article.resolver.actor(sentence, subject)
            colon = first > 0 and sentence[first - 1].lower == ":"
            cue = Span(sentence[first - 1].start, sentence[first - 1].end) if colon else None
            return Draft(
                spans, cue, _span(sentence, subject), actor, Found.BESIDE if colon else Found.CONTEXT
            )
    if place.subject is not None:
        return Draft(spans, None, place.subject[0], place.subject[1], Found.CONTEXT)
    if place.previous is not None and place.previous.source is not None:
        return _like(place.previous, spans)
    return Draft(spans, None, None, None, Found.NOWHERE)


def _left(
    article: _Article,
    sentence: Sentence,
    place: _Place,
    made: list[Draft],
    waiting: Draft | None,
    relays: list[Relay],
) -> _Place:
    last_run = next((token.run for token in reversed(sentence) if token.run is not None), None)
    unclosed = last_run is not None and not last_run.closed
    if made:
        quoted = made[-1] if any(token.run for token in sentence) else None
        return _Place(quoted, made[-1], waiting, unclosed=unclosed)
    subject = leading_subject(sentence, len(sentence))
    named = (_span(sentence, subject), article.resolver.actor(sentence, subject)) if subject else None
    if named and named[1] is not None and named[1].kind is ActorKind.PERSON:
        article.resolver.remember(named[1])
    fronted = next((relay for relay in relays if relay.phrase.first <= 2), None)
    passed = _found_relay(article, sentence, fronted) if fronted and waiting is None else None
    return _Place(None, place.previous, waiting, named, passed, unclosed=unclosed)


def _proposal(draft: Draft) -> Proposal:
    sure = confidence(
        draft.kind, draft.found, has_cue=draft.cue is not None, has_actor=draft.actor is not None
    )
    return Proposal(
        draft.kind, tuple(draft.passages), draft.source, draft.cue, draft.actor, draft.relay, sure
    )


def _order(proposal: Proposal) -> tuple[int, int]:
    return proposal.passages[0].start, proposal.passages[-1].end


def _actors(proposals: Iterable[Proposal]) -> tuple[FoundActor, ...]:
    """Every speaker and relay once, in order of the text."""
    found: dict[str, FoundActor] = {}
    for proposal in proposals:
        for actor in (proposal.actor, *(proposal.relay.actors if proposal.relay else ())):
            if actor is not None:
                found.setdefault(actor.name, actor)
    return tuple(found.values())

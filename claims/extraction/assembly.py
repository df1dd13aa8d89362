"""Putting proposals together: statements, quoted runs, actors and relays over a whole article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles.reading.source import Paragraph
from articles.vocabulary import ActorKind, ParagraphKind
from claims.extraction.announced import may_recite, recited
from claims.extraction.bounds import PROPOSALS, is_too_much, unread_of
from claims.extraction.confidence import CueClass
from claims.extraction.drafts import Draft, Place, proposal_of, span_of
from claims.extraction.lexicon import SPEECH, Takes
from claims.extraction.lines import Cut, Line, cut_into_lines, give_trees, outlets_in
from claims.extraction.loose_runs import loose_runs
from claims.extraction.names import Cast
from claims.extraction.parsing import Parser
from claims.extraction.passing import attributes_twice, passed_on
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import Extraction, FoundActor, FoundRelay, Proposal, Span
from claims.extraction.relays import Relay, told_outlet
from claims.extraction.reporting import Cue
from claims.extraction.resolution import Resolver
from claims.extraction.sentences import Sentence
from claims.extraction.signatures import is_name_alone
from claims.extraction.signers import signed_by
from claims.extraction.soundness import sound
from claims.extraction.speakers import Found, leading_subject, speaker_label
from claims.extraction.statements import Statement, statements_in
from claims.extraction.waiting import announced, headed, is_named
from claims.vocabulary import QuoteKind, RelayKind

TOGETHER = 100_000  # characters of articles whose sentences a parser sees together: some twenty articles


@dataclass(slots=True)
class _Article:
    text: str
    resolver: Resolver
    cast: Cast
    drafts: list[Draft] = field(default_factory=list)
    relays: dict[RelayKind, FoundRelay] = field(default_factory=dict)  # the last of each kind


def extract(text: str, paragraphs: Sequence[Paragraph], parser: Parser | None = None) -> Extraction:
    """Find the quotations in ``text`` and the actors in them, by rules, and by a parser where one is given.

    Read are the paragraphs that carry text of their own: no heading, question or repeated headline.
    Offsets in ``paragraphs`` and in the result count characters of ``text``, end exclusive. Proposals
    come in order of the text; the same input gives the same result, in time and memory that grow with its length up
    to the bounds in ``claims.extraction.bounds``, and no more behind them.
    """
    cut = cut_into_lines(text, paragraphs)
    if parser is not None:
        give_trees([cut], parser)
    return _read(text, cut)


def extract_all(
    articles: Iterable[tuple[str, Sequence[Paragraph]]], parser: Parser | None = None
) -> Iterator[Extraction]:
    """Do for many articles what ``extract`` does for one, in their order and with the same results, only faster.

    A parser takes a fifth less time over the sentences of many articles together. Held in memory are as many
    articles as make ``TOGETHER`` characters; the next are asked for when these are given.
    """
    held: list[tuple[str, Cut]] = []
    for text, paragraphs in articles:
        held.append((text, cut_into_lines(text, paragraphs)))
        if parser is None or sum(len(text) for text, _ in held) >= TOGETHER:
            yield from _read_together(held, parser)
            held = []
    yield from _read_together(held, parser)


def _read_together(held: Sequence[tuple[str, Cut]], parser: Parser | None) -> Iterator[Extraction]:
    if parser is not None:
        give_trees([cut for _, cut in held], parser)
    for text, cut in held:
        yield _read(text, cut)


def _read(text: str, cut: Cut) -> Extraction:
    """Find the quotations in an article cut into lines, parsed where they need to be."""
    body = [line for kind, lines in cut if kind is not ParagraphKind.HEADLINE for line in lines]
    cast = Cast([(line.sentence, line.mentions) for line in body], outlets_in(body))
    article = _Article(text, Resolver(cast), cast)
    place = Place()
    for kind, lines in cut:
        signed, reciting = _is_signature(article, lines, place), place.reciting
        place = _next_paragraph(place, lines)
        if signed:
            continue
        if labelled := _read_labelled(article, lines):
            place.reciting = labelled
            continue
        said = recited(reciting, [line.sentence for line in lines]) if reciting is not None else None
        if said is None:
            for line in lines:
                place = _read_sentence(article, line, place)
        else:
            if said is not reciting:
                article.drafts.append(said)
            place.reciting = said
        if kind is ParagraphKind.HEADLINE:
            place = Place()
    found = sorted(sound(text, map(proposal_of, article.drafts)), key=_order)
    proposals = tuple(proposal for proposal in found if not is_too_much(proposal))[:PROPOSALS]
    return Extraction(proposals, _actors(proposals), unread_of(text), len(found) - len(proposals))


def _next_paragraph(place: Place, lines: Sequence[Line]) -> Place:
    """Return what is left for a new paragraph: the quotation that goes on, the cue that waits, the last speaker."""
    opens = bool(lines) and lines[0].sentence[0].run is not None
    goes_on = place.previous if opens and place.unclosed else None
    return Place(draft=goes_on, previous=place.previous, waiting=place.waiting if opens else None)


def _read_sentence(article: _Article, line: Line, place: Place) -> Place:
    """Add the sentence's quotations to the article; return what it leaves for the next sentence."""
    sentence = line.sentence
    if signed_by(article.text, article.resolver, sentence, place):
        return Place(previous=place.draft)
    statements = statements_in(sentence, line.tree)
    made: list[Draft] = []
    waiting: Draft | None = None
    covered: list[Phrase] = []
    for statement in statements:
        draft = _draft(article, sentence, statement)
        hearer = told_outlet(statement.hearer, line.mentions) if statement.hearer else None
        near = _relay_for(statement, statements, [*line.relays, *([hearer] if hearer else [])])
        draft.relay = _found_relay(article, sentence, near) if near else place.fronted
        if statement.contents:
            made.append(draft)
            covered.extend(statement.contents)
        elif not _attach_back(place, draft, sentence, statement) and _may_wait(sentence, made):
            waiting = draft
        article.resolver.remember(draft.actor)
    if waiting is None and sentence[-1].lower == ":":
        waiting = announced(article.resolver, sentence, made, place)
    if waiting is None and not made and is_name_alone(sentence):
        waiting = headed(article.resolver, sentence)
    if attributes_twice(sentence, statements):
        second = passed_on(sentence, statements, line.mentions)
        relay = _found_relay(article, sentence, second) if second is not None else None
        made = [replace(draft, twice=True, relay=draft.relay or _of_another(relay, draft)) for draft in made]
    made.extend(loose_runs(article.text, article.resolver, sentence, line.tree, covered, made, place))
    article.drafts.extend(draft for draft in made if draft is not place.draft)
    return _left(article, line, place, made, waiting)


def _read_labelled(article: _Article, lines: Sequence[Line]) -> Draft | None:
    """Add a paragraph headed by a speaker's name and a colon; return the quotation made of it, if it was one."""
    sentences = [line.sentence for line in lines]
    label = speaker_label(sentences[0]) if sentences else None
    if any(speaker_label(sentence) for sentence in sentences[1:]):
        return None  # several speak: each sentence is read by itself
    actor = article.resolver.actor(sentences[0], label) if label else None
    if label is None or actor is None or actor.kind is not ActorKind.PERSON or " " not in actor.name:
        return None
    first, last = sentences[0][label.last + 1], sentences[-1][-1]
    said = [token for sentence in sentences for token in sentence][label.last + 1 :]
    draft = Draft(
        [Span(first.start, last.end)],
        Span(sentences[0][label.last].start, sentences[0][label.last].end),
        span_of(sentences[0], label),
        actor,
        Found.BESIDE,
        cue_class=CueClass.PLAIN,
        named=True,
        quoted=any(token.run is not None for token in said),
        plain=any(token.is_word for token in said),
    )
    article.drafts.append(draft)
    article.resolver.remember(actor)
    return draft


def _is_signature(article: _Article, lines: Sequence[Line], place: Place) -> bool:
    """Give the quotation that ended the paragraph before to who signs it in this one: "– Anna Berg"; tell whether."""
    sentence = lines[0].sentence if len(lines) == 1 else []
    return len(sentence) > 1 and signed_by(article.text, article.resolver, sentence, place)


def _draft(article: _Article, sentence: Sentence, statement: Statement) -> Draft:
    passages = [span_of(sentence, content) for content in statement.contents]
    cue = span_of(sentence, Phrase(statement.cue.first, statement.cue.last))
    source = span_of(sentence, statement.speaker) if statement.speaker else None
    if source is not None and any(p.start < source.end and source.start < p.end for p in passages):
        source = None
    actor = article.resolver.actor(sentence, statement.speaker)
    said = [token for content in statement.contents for token in sentence[content.first : content.last]]
    quoted = any(token.run is not None for token in said) or not said
    plain = any(token.is_word for token in said)
    return Draft(
        passages,
        cue,
        source,
        actor,
        statement.found,
        agreed=statement.agreed,
        branched=statement.branched,
        quoted=quoted,
        plain=plain,
        cue_class=_cue_class(statement.cue),
        named=statement.speaker is not None and is_named(sentence, statement.speaker),
    )


def _cue_class(cue: Cue) -> CueClass:
    plain = SPEECH in cue.takes and not cue.takes & Takes.THING
    return CueClass.PLAIN if plain else CueClass.OTHER


def _relay_for(statement: Statement, statements: Sequence[Statement], relays: Sequence[Relay]) -> Relay | None:
    """Return the relay of a statement: outside its words, and nearer to it than to any other statement."""
    for relay in relays:
        inside = any(c.first <= relay.phrase.first and relay.phrase.last <= c.last for c in statement.contents)
        if inside or (statement.speaker and relay.phrase.first < statement.speaker.first and relay.phrase.first > 1):
            continue
        nearest = min(statements, key=lambda s: abs(s.cue.first - relay.phrase.first))
        if nearest is statement:
            return relay
    return None


def _of_another(relay: FoundRelay | None, draft: Draft) -> FoundRelay | None:
    """Return the relay, unless it is the quotation's own source."""
    return relay if relay is not None and draft.source != relay.span else None


def _found_relay(article: _Article, sentence: Sentence, relay: Relay) -> FoundRelay:
    actors = [article.cast.actor(mention) for mention in relay.mentions]
    known = tuple(dict.fromkeys(actor for actor in actors if actor is not None))
    if relay.same and not known:
        before = article.relays.get(relay.kind)
        known = before.actors if before else ()
    found = FoundRelay(span_of(sentence, relay.phrase), relay.kind, known)
    article.relays[relay.kind] = found
    return found


def _may_wait(sentence: Sentence, made: Sequence[Draft]) -> bool:
    """Tell whether a cue without words may have them in the next sentence, not the quotation of its own sentence."""
    return sentence[-1].lower == ":" or not any(draft.quoted for draft in made)


def _attach_back(place: Place, draft: Draft, sentence: Sentence, statement: Statement) -> bool:
    """Give the quotation before its cue and speaker, where "Smith asked." is a sentence of its own."""
    before = place.draft
    short = len(sentence) - statement.cue.last < 12 and not any(token.run for token in sentence)
    if before is None or before.cue is not None or not short or sentence[-1].lower == ":":
        return False
    before.cue, before.source, before.actor, before.found = draft.cue, draft.source, draft.actor, draft.found
    before.cue_class, before.named = draft.cue_class, draft.named
    before.relay = draft.relay or before.relay
    return True


def _left(article: _Article, line: Line, place: Place, made: list[Draft], waiting: Draft | None) -> Place:
    """Return what a sentence leaves for the next one."""
    sentence = line.sentence
    last_run = next((token.run for token in reversed(sentence) if token.run is not None), None)
    unclosed = last_run is not None and not last_run.closed
    reciting = waiting if waiting is not None and may_recite(sentence, waiting) else None
    if made:
        direct = next((draft for draft in reversed(made) if draft.kind is QuoteKind.DIRECT), None)
        quoted = direct or (made[-1] if last_run is not None else None)
        return Place(quoted, direct or made[-1], waiting, unclosed=unclosed, reciting=reciting)
    subject = leading_subject(sentence, len(sentence))
    named = (span_of(sentence, subject), article.resolver.actor(sentence, subject)) if subject else None
    if named and named[1] is not None and named[1].kind is ActorKind.PERSON:
        article.resolver.remember(named[1])
    fronted = next((relay for relay in line.relays if relay.phrase.first <= 2), None)
    passed = _found_relay(article, sentence, fronted) if fronted and waiting is None else None
    return Place(None, place.previous, waiting, named, passed, unclosed=unclosed, reciting=reciting)


def _order(proposal: Proposal) -> tuple[int, int]:
    return proposal.passages[0].start, proposal.passages[-1].end


def _actors(proposals: Iterable[Proposal]) -> tuple[FoundActor, ...]:
    """Return every speaker and relay once, in order of the text."""
    found: dict[str, FoundActor] = {}
    for proposal in proposals:
        for actor in (proposal.actor, *(proposal.relay.actors if proposal.relay else ())):
            if actor is not None:
                found.setdefault(actor.name, actor)
    return tuple(found.values())

"""Quotations while they are put together, and what one sentence leaves for the next."""

from dataclasses import dataclass

from claims.extraction.confidence import CueClass, confidence
from claims.extraction.phrases import Phrase
from claims.extraction.proposal import FoundActor, FoundRelay, Proposal, Span
from claims.extraction.sentences import Sentence
from claims.extraction.speakers import Found
from claims.vocabulary import QuoteKind


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
    cue_class: CueClass = CueClass.NONE
    named: bool = False  # the source is a pronoun or begins with a capital
    agreed: bool | None = None  # whether rules and parser tell the same speaker; None where only one of them does
    branched: bool = False  # whether the article may say words of its own between the cue and the marks
    twice: bool = False  # its sentence names another source as well

    @property
    def kind(self) -> QuoteKind:
        """Direct, mixed or indirect, by how much of it stands in quotation marks."""
        if not self.quoted:
            return QuoteKind.INDIRECT
        return QuoteKind.MIXED if self.plain else QuoteKind.DIRECT


@dataclass(slots=True)
class Place:
    """Where the reading stands: what the sentences before leave for those that follow."""

    draft: Draft | None = None  # the last quotation, if the sentence right before ended it in marks
    previous: Draft | None = None  # the last quotation of all, in this paragraph or the one before
    waiting: Draft | None = None  # a cue whose words are still to come: "She continued:"
    subject: tuple[Span, FoundActor | None] | None = None  # of the last sentence without quotation
    fronted: FoundRelay | None = None
    unclosed: bool = False
    reciting: Draft | None = None  # whose words may follow, or have gone on, without marks


def span_of(sentence: Sentence, phrase: Phrase) -> Span:
    """Return the stretch of the text that a phrase of a sentence takes."""
    return Span(sentence[phrase.first].start, sentence[phrase.last - 1].end)


def proposal_of(draft: Draft) -> Proposal:
    """Return the finished proposal of a draft."""
    sure = confidence(
        draft.kind,
        draft.found,
        draft.cue_class,
        named=draft.named,
        twice=draft.twice,
        has_actor=draft.actor is not None,
        agreed=draft.agreed,
        branched=draft.branched,
    )
    return Proposal(draft.kind, tuple(draft.passages), draft.source, draft.cue, draft.actor, draft.relay, sure)

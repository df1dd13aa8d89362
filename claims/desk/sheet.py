"""An article as the desk shows it: all its quotations, of whatever state, in the order of the text.

All offsets count characters of the revision's text, end exclusive.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from articles.models import Article, Paragraph, Revision
from claims.models import Assertion, Quote
from claims.models.quote import QuoteQuerySet
from claims.pages.article_text import FURNITURE
from claims.pages.marking import Segment, Stretch, marked
from claims.pages.tellings import spans_of

TOKEN_LENGTH = 20
HIDDEN = FURNITURE - {Paragraph.Kind.HEADLINE}  # unless a quotation stands in it


@dataclass(frozen=True)
class Block:
    """One paragraph, cut at its quotations."""

    kind: Paragraph.Kind
    start: int
    segments: Sequence[Segment]
    level: int = 0  # of its heading, if it is one


@dataclass(frozen=True)
class Place:
    """A quotation and where it comes in the order of the text, counted from 1."""

    number: int
    quote: Quote
    in_text: bool  # whether the newest revision says it

    @property
    def waits(self) -> bool:
        """Whether an editor is still to decide on it."""
        return self.quote.state == Quote.State.PROPOSED


@dataclass(frozen=True)
class Sheet:
    """All that the desk shows of an article."""

    article: Article
    revision: Revision
    blocks: Sequence[Block]
    places: Sequence[Place]

    @cached_property
    def by_quote(self) -> dict[int, Place]:
        """The places, by quotation."""
        return {place.quote.pk: place for place in self.places}

    @property
    def counted(self) -> dict[str, int]:
        """How many quotations are in each state, every state named."""
        return {state.value: sum(place.quote.state == state for place in self.places) for state in Quote.State}

    def at(self, quote: int | None) -> Place | None:
        """Give the place of the quotation with this key; else of the first that waits, else of the first."""
        if quote in self.by_quote:
            return self.by_quote[quote]
        return next((place for place in self.places if place.waits), self.places[0] if self.places else None)

    def waiting_after(self, quote: int) -> Place | None:
        """Give the next place that waits after the quotation with this key, from the beginning again at the end."""
        here = self.by_quote[quote].number if quote in self.by_quote else 0
        turned = [*self.places[here:], *self.places[:here]]
        return next((place for place in turned if place.waits), None)

    def beside(self, place: Place) -> tuple[Place | None, Place | None]:
        """Give the places before and after ``place``."""
        index = place.number - 1
        before = self.places[index - 1] if index else None
        return before, self.places[index + 1] if index + 1 < len(self.places) else None


def sheet_of(article: Article) -> Sheet:
    """Lay out the newest revision of ``article`` with all quotations of the article. Eight queries, however many."""
    revision = article.revisions.latest("number")
    places = list(_placed(list(whole(Quote.objects.in_article(article)).defer("revision__text")), revision))
    paragraphs = list(revision.paragraphs.order_by("start"))
    rows = marked(
        [Stretch(paragraph.start, revision.text[paragraph.start : paragraph.end]) for paragraph in paragraphs],
        spans_of([place.quote for place in places if place.in_text]),
    )
    return Sheet(article, revision, list(_blocks(paragraphs, rows)), places)


def whole(quotes: QuoteQuerySet) -> QuoteQuerySet:
    """Fetch all that ``token`` looks at and the desk shows. Seven queries, however many quotations."""
    ties = Assertion.objects.select_related("claim").order_by("pk")
    return quotes.whole().select_related("confirmed_by").prefetch_related(Prefetch("assertions", queryset=ties))


def token(quote: Quote) -> str:
    """Give what tells one state of a quotation from another, whoever changed which part; fetch it ``whole``.

    It is made of what the quotation is, not of when that came about: taken back, a change leaves the old token.
    """
    return hashed(
        *(quote.pk, quote.revision_id, quote.kind, quote.state, quote.speaker_id, quote.note),
        *(quote.source_start, quote.source_end, quote.cue_start, quote.cue_end),
        [(passage.start, passage.end) for passage in quote.passages.all()],
        [(relay.pk, relay.kind, relay.start, relay.end) for relay in quote.relays.all()],
        [sorted(actor.pk for actor in relay.actors.all()) for relay in quote.relays.all()],
        [(tie.claim_id, tie.stance) for tie in quote.assertions.all()],
    )


def hashed(*parts: object) -> str:
    """Give a short hash of plain values."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:TOKEN_LENGTH]


def _placed(quotes: list[Quote], revision: Revision) -> Iterator[Place]:
    """Put the quotations in the order of the text; those of older revisions come last."""

    def order(quote: Quote) -> tuple[int, int, int, int]:
        passages = quote.passages.all()
        return -quote.revision.number, min(p.start for p in passages), -max(p.end for p in passages), quote.pk

    for number, quote in enumerate(sorted(quotes, key=order), start=1):
        yield Place(number, quote, quote.revision_id == revision.pk)


def _blocks(paragraphs: Sequence[Paragraph], rows: Sequence[Sequence[Segment]]) -> Iterator[Block]:
    """Give the paragraphs that readers see, and those in which a quotation stands."""
    under_heading = False
    for paragraph, segments in zip(paragraphs, rows, strict=True):
        kind = Paragraph.Kind(paragraph.kind)
        levels = {Paragraph.Kind.HEADING: 3, Paragraph.Kind.QUESTION: 4 if under_heading else 3}
        under_heading = under_heading or kind == Paragraph.Kind.HEADING
        if kind not in HIDDEN or any(segment.keys for segment in segments):
            yield Block(kind, paragraph.start, segments, levels.get(kind, 0))

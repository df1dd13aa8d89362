"""Making the articles of the sample, one after another as time goes by, with what is said in each.

The same seed makes the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from articles.vocabulary import ActorKind, ParagraphKind, SectionKind
from claims.sample.asserting import Asserting, Borne
from claims.sample.composing import Composition, Form, Placed, Saying, Through
from claims.sample.people import Being, people
from claims.sample.rows import Batch, Rows
from claims.sample.tables import Tables
from claims.sample.words import WORDS, Zipf, address, as_said, made_up, statement
from claims.vocabulary import RelayKind

IN_AN_ARTICLE = (12, 38)  # quotations, from fewest to most
AT_ONCE = 500  # articles made between two copies into the database
DAYS = 6 * 365
CUES = ["said", "claimed", "warned", "insisted", "told reporters", "acknowledged", "stressed", "denied"]
FORMS = [Form.MARKS] * 9 + [Form.BROKEN] * 3 + [Form.PARTLY] * 4 + [Form.REPORTED] * 8


@dataclass(frozen=True, slots=True)
class Telling:
    """Something said in an article: how, by which actor, through which, and what becomes of it."""

    saying: Saying
    speaker: int
    outlet: int | None
    borne: Borne


class Made(NamedTuple):
    """Rows to copy, and the number of claims so far."""

    claims: int
    batches: list[tuple[Rows, Batch]]


class Making:
    """Fills ``tables`` with a sample of ``claims`` claims, the youngest of the moment ``until``.

    ``editors`` are the ids of the users who confirm, review and publish; ``ratings`` those of the scale.
    """

    def __init__(
        self, tables: Tables, *, claims: int, seed: int, editors: list[int], ratings: list[int], until: datetime
    ) -> None:
        self.tables = tables
        self.claims = claims
        self.until = until
        self.rng = rng = Random(seed)  # noqa: S311 - nothing secret
        self.words = Zipf(rng, made_up(rng, WORDS))
        everybody = people(rng, claims)
        self.speakers = Zipf(rng, [(being, self._actor(being)) for being in everybody.speakers])
        self.outlets = Zipf(rng, [(being, self._actor(being)) for being in everybody.outlets], shift=3)
        self.asserting = Asserting(tables, rng, self.words, most=claims, editors=editors, ratings=ratings)

    def run(self) -> Iterator[Made]:
        """Make everything, some articles at once."""
        while len(self.asserting.statements) < self.claims:
            self._article()
            if self.tables.articles.last % AT_ONCE == 0:
                yield Made(len(self.asserting.statements), self.tables.take())
        yield Made(self.claims, self.tables.take())

    def _actor(self, being: Being) -> int:
        born = self.until - timedelta(days=DAYS)
        slug = address(being.name, self.tables.actors.last + 1)
        actor = self.tables.actors.add(born, born, being.kind.value, being.name, slug, being.description, "", "")
        short = [being.short] if being.kind is ActorKind.PERSON else []
        for name in dict.fromkeys([being.name, *short, *being.also]):
            self.tables.names.add(actor, name)
        return actor

    def _article(self) -> None:
        """Add an article; every thirtieth has an earlier text besides, with quotations that it lost."""
        rng, tables = self.rng, self.tables
        share = len(self.asserting.statements) / self.claims
        at = self.until - timedelta(days=(1 - share) * DAYS, minutes=rng.randrange(60, 1200))
        outlet, publisher = self.outlets.draw()
        headline = statement(rng, self.words, everywhere=False)
        number = tables.articles.last + 1
        slug = address(headline, number)
        notice = f"© {outlet.name} {at.year}"
        article = tables.articles.add(
            *(at, at, f"sample-{number}.txt", publisher, headline, slug, at.date()),
            *(f"https://news.example/{slug}", "en", notice, rng.choice(("whole", "excerpt"))),
        )
        author, _actor = self.speakers.draw()
        tables.bylines.add(article, 1, author.name, None)
        frame = (outlet.name, headline, f"{at:%A, %B} {at.day}, {at.year} by {author.name}", notice)
        revision = 1
        if number % 30 == 0:
            lost = [self._telling(self.asserting.lost()) for _ in range(2)]
            self._revision(article, 1, frame, at - timedelta(minutes=30), lost)
            revision = 2
        tellings = [self._telling(self.asserting.next(at)) for _ in range(rng.randint(*IN_AN_ARTICLE))]
        self._revision(article, revision, frame, at, tellings)

    def _telling(self, borne: Borne) -> Telling:
        rng = self.rng
        being, speaker = self.speakers.draw()
        through, outlet = None, None
        if rng.random() < 0.1:
            if rng.random() < 0.5:
                through = Through(RelayKind.STATEMENT, "in a statement")
            else:
                between, outlet = self.outlets.draw()
                through = Through(RelayKind.INTERVIEW, f"in an interview with {between.name}")
        sentence = as_said(rng, borne.sentence, self.words)
        source = being.name if rng.random() < 0.5 else being.short
        saying = Saying(sentence, source, rng.choice(CUES), rng.choice(FORMS), through)
        return Telling(saying, speaker, outlet, borne)

    def _revision(
        self, article: int, number: int, frame: tuple[str, ...], at: datetime, tellings: list[Telling]
    ) -> None:
        """Add a text that tells ``tellings``; ``frame`` is publisher, headline, dateline and notice."""
        tables = self.tables
        composition = Composition()
        kinds = (ParagraphKind.PUBLISHER, ParagraphKind.HEADLINE, ParagraphKind.DATELINE)
        for kind, words in zip(kinds, frame, strict=False):
            composition.paragraph(kind, words)
        for first in range(0, len(tellings), 2):
            alone = first % 6 == 0  # words of the article's own before it
            opening = statement(self.rng, self.words, everywhere=False) + "." if alone else ""
            composition.paragraph(ParagraphKind.BODY, opening, *(it.saying for it in tellings[first : first + 2]))
        composition.paragraph(ParagraphKind.NOTICE, frame[-1])
        revision = tables.revisions.add(article, number, composition.text, "utf-8", at)
        section = tables.sections.add(0, 0, composition.length, revision, SectionKind.LEAD.value, "")
        for place, (kind, start, end) in enumerate(composition.paragraphs):
            tables.paragraphs.add(place, start, end, revision, section, kind.value)
        for telling, placed in zip(tellings, composition.sayings, strict=True):
            self._quotation(revision, at, telling, placed)

    def _quotation(self, revision: int, at: datetime, telling: Telling, placed: Placed) -> None:
        tables, borne = self.tables, telling.borne
        quote = tables.quotes.add(
            *(at, at, revision, telling.saying.form.kind.value, borne.state, "machine", borne.confidence),
            *(telling.speaker, *placed.source, *placed.cue, borne.confirmed_by),
            *(at if borne.confirmed_by else None, ""),
        )
        for number, passage in enumerate(placed.passages, start=1):
            tables.passages.add(quote, number, *passage)
        if placed.relay and telling.saying.through:
            relay = tables.relays.add(quote, 1, *placed.relay, telling.saying.through.kind.value)
            if telling.outlet:
                tables.relay_actors.add(relay, telling.outlet)
        if borne.claim:
            tables.ties.add(at, at, quote, borne.claim, borne.stance)

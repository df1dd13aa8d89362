"""Making the claims of the sample: which quotation bears which, how it stands, and what was found about it.

What is said is mostly new; else it repeats a claim that some earlier telling told, so that a claim told often is told
again more often: most claims are told once, a few hundreds of times (Yule's process).
"""

from array import array
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from claims.sample.tables import Tables
from claims.sample.words import Zipf, address, made_up, statement

TOPICS = 40
REPEATED = 0.22  # of what bears a claim
UNTIED = 0.08  # of all quotations
STATES = ["proposed"] * 16 + ["rejected"] * 4  # of those that bear none
STATUSES = ["published"] * 90 + ["draft"] * 6 + ["in_review"] * 4
STANCES = ["asserts"] * 17 + ["denies"] * 2 + ["doubts"]
BEARINGS = ["supports"] * 3 + ["undermines"] * 2 + ["context"]


@dataclass(frozen=True, slots=True)
class Borne:
    """What a quotation says and bears, and how far an editor got with it."""

    sentence: str
    state: str
    confidence: float
    claim: int | None = None
    stance: str = ""
    confirmed_by: int | None = None


class Asserting:
    """Makes at most ``most`` claims, with topics, evidence, reviews, corrections and replies."""

    def __init__(
        self,
        tables: Tables,
        rng: Random,
        words: Zipf[str],
        *,
        most: int,
        editors: list[int],
        ratings: list[int],
    ) -> None:
        self.tables = tables
        self.rng = rng
        self.words = words
        self.most = most
        self.editors = editors
        self.ratings = ratings
        self.actors = Zipf(rng, range(1, tables.actors.last + 1))
        names = made_up(rng, TOPICS, longest=3)
        topics = [tables.topics.add(name.capitalize(), address(name, n)) for n, name in enumerate(names, 1)]
        self.topics = Zipf(rng, topics, shift=3)
        self.statements: list[str] = []  # of each claim, by its id less one
        self._told = array("L")  # the claim of each telling so far

    def next(self, at: datetime) -> Borne:
        """Give what is said next in an article of this moment; mostly a new claim, which is made."""
        rng = self.rng
        confidence = round(0.5 + rng.random() / 2, 2)
        if rng.random() < UNTIED:
            return Borne(self._sentence(), rng.choice(STATES), confidence)
        new = not self._told or (rng.random() >= REPEATED and len(self.statements) < self.most)
        claim = self._claim(at) if new else rng.choice(self._told)
        self._told.append(claim)
        stance = "asserts" if new else rng.choice(STANCES)
        return Borne(self.statements[claim - 1], "confirmed", confidence, claim, stance, rng.choice(self.editors))

    def lost(self) -> Borne:
        """Give what an article no longer says."""
        return Borne(self._sentence(), "orphaned", 0.9)

    def _sentence(self) -> str:
        everywhere = len(self.statements) % 2 == 0
        return statement(self.rng, self.words, everywhere=everywhere)

    def _claim(self, at: datetime) -> int:
        rng, tables = self.rng, self.tables
        sentence = self._sentence()
        self.statements.append(sentence)
        status = rng.choice(STATUSES)
        public = status == "published"
        editor = rng.choice(self.editors)
        slug = address(sentence, tables.claims.last + 1)
        published = at + timedelta(minutes=30)
        claim = tables.claims.add(
            *(at, at, f"{sentence}.", slug, status, "editor", ""),
            *(published if public else None, editor if public else None, "", ""),
        )
        self._file(claim)
        if rng.random() < 0.2:
            self._rate(claim, at, editor, f"{sentence}.", public=public)
        if public and rng.random() < 0.01:
            note = f"An earlier version said “{self.words.draw()}”; it says “{self.words.draw()}” now."
            tables.corrections.add(published, published, claim, note, published, editor)
        if rng.random() < 0.005:
            self._ask(claim, at)
        return claim

    def _file(self, claim: int) -> None:
        """Say what a claim is about, and file it under one topic or two."""
        for actor in {self.actors.draw() for _ in range(self.rng.choice((0, 1, 1, 1, 2)))}:
            self.tables.subjects.add(claim, actor)
        for topic in {self.topics.draw() for _ in range(self.rng.choice((1, 1, 1, 2)))}:
            self.tables.filed.add(claim, topic)

    def _rate(self, claim: int, at: datetime, editor: int, said: str, *, public: bool) -> None:
        """Add evidence, and the reviews that rest on it, by others than ``editor``, who publishes and approves them."""
        rng, tables = self.rng, self.tables
        for _ in range(rng.choice((1, 1, 2))):
            title = statement(rng, self.words, everywhere=False)
            link = f"https://archive.example/{tables.evidence.last + 1}"
            source = f"{self.words.draw()} {self.words.draw()}".title()
            tables.evidence.add(at, at, claim, rng.choice(BEARINGS), title, source, link, "", "")
        for when in range(rng.choice((1, 1, 1, 1, 2))):
            explanation = f"{statement(rng, self.words, everywhere=False)}."
            reviewer = rng.choice([other for other in self.editors if other != editor])
            reviewed = at + timedelta(minutes=20 + when)
            rating = rng.choice(self.ratings)
            review = tables.reviews.add(claim, rating, explanation, reviewer, "", reviewed, said)
            if public:
                tables.approvals.add(review, editor, "", at + timedelta(minutes=30 + when), False)

    def _ask(self, claim: int, at: datetime) -> None:
        """Ask somebody for a reply, which may or may not come."""
        answer = f"{statement(self.rng, self.words, everywhere=False)}." if self.rng.random() < 0.5 else ""
        answered = at + timedelta(hours=20) if answer else None
        deadline = at + timedelta(days=2)
        self.tables.replies.add(at, at, claim, self.actors.draw(), at, "by e-mail", deadline, answered, answer)

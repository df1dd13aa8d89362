"""A record that is written, brought into an empty database and written again is the same."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.models import Actor, Article
from claims.models import Assertion, Correction, Evidence, Quote, Relay
from claims.records import apply_record, export_record
from newsroom.blanks import trimmed
from tests.claims.records.texts import any_text
from tests.factories import (
    ActorFactory,
    ApprovalFactory,
    ArticleFactory,
    AssertionFactory,
    BylineFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    PassageFactory,
    QuoteFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    RevisionFactory,
    TopicFactory,
)

FRAGMENTS = [
    "he ",
    "said ",
    "“the bridge” ",
    '"no" ',
    "it's ",
    "😀",
    "\r\n",
    "\n\n",
    "  ",
    "# ",
    "a: b ",
    "The end. ",
    "é",
]

pytestmark = pytest.mark.django_db


def named(limit):
    return any_text().map(lambda text: text[:limit]).filter(trimmed)


moments = st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC)) | st.just(
    datetime(2026, 1, 4, tzinfo=UTC)
)
past = st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # of what has happened
links = st.sampled_from(["", "https://example.org/a?b=c#d", "http://example.org/é"])
drawn_notes = st.just("") | any_text()


class Desk:
    """Makes an article with quotations and claims, from what hypothesis draws."""

    def __init__(self, draw):
        self.draw = draw
        self.text = "".join(draw(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40)))
        self.actors = [self.actor(name) for name in draw(st.lists(named(100), min_size=1, max_size=4))]

    def actor(self, name):
        actor = ActorFactory(
            name=name, kind=self.one(Actor.Kind.values), description=self.draw(drawn_notes)[:100].strip(" ")
        )
        for other in self.draw(st.lists(named(100), max_size=2)):
            actor.names.create(name=other) if not self.is_named(actor, other) else None
        return actor

    def is_named(self, actor, name):
        return Actor.objects.named(name).filter(pk=actor.pk).exists()

    def one(self, values):
        return self.draw(st.sampled_from(list(values)))

    def some(self, values, most=2):
        return self.draw(st.lists(st.sampled_from(values), max_size=most, unique_by=id)) if values else []

    def span(self, least=0):
        start = self.draw(st.integers(least, len(self.text) - 1))
        return start, self.draw(st.integers(start + 1, min(len(self.text), start + 60)))

    def stretch(self, part):
        if self.draw(st.booleans()):
            return {}
        start, end = self.span()
        return {f"{part}_start": start, f"{part}_end": end, f"{part}_text": self.text[start:end]}

    def quote(self, revision):
        kind = self.one(Quote.Kind.values)
        parts = {} if kind == Quote.Kind.OWN_VOICE else self.stretch("source") | self.stretch("cue")
        quote = QuoteFactory(
            revision=revision, kind=kind, confirmed=True, origin=Quote.Origin.EDITOR, passages=[],
            speaker=self.one(self.actors), note=self.draw(drawn_notes), **parts,
        )  # fmt: skip
        least = 0
        for number in range(1, self.draw(st.integers(1, 2)) + 1):
            if least < len(self.text):
                start, least = self.span(least)
                PassageFactory(quote=quote, number=number, start=start, end=least, text=self.text[start:least])
        for number in range(1, self.draw(st.integers(0, 2)) + 1):
            start, end = self.span()
            relay = RelayFactory(
                quote=quote, number=number, start=start, end=end, text=self.text[start:end],
                kind=self.one(Relay.Kind.values),
            )  # fmt: skip
            for actor in self.some(self.actors):
                RelayActorFactory(relay=relay, actor=actor)
        return quote

    def claim(self, quotes):
        statement, status = self.draw(named(200)), self.one(["draft", "in_review", "published"])
        published = {"first_published_at": self.draw(moments), "origin": "record"} if status == "published" else {}
        elsewhere = {"said_where": "A speech.", "said_by": self.one(self.actors)} if self.draw(st.booleans()) else {}
        claim = ClaimFactory(
            statement=statement, status=status, note=self.draw(drawn_notes), **published, **elsewhere,
            **self.gate(statement, status),
        )  # fmt: skip
        stances = [Assertion.Stance.ASSERTS.value] if published else []  # somebody must say what is public
        for quote in self.some(quotes, most=3) or quotes[:1]:
            stance = stances.pop() if stances else self.one(Assertion.Stance.values)
            AssertionFactory(claim=claim, quote=quote, stance=stance)
        for actor in self.some(self.actors):
            ClaimSubjectFactory(claim=claim, actor=actor, accused=self.draw(st.booleans()))
        for topic in self.draw(st.lists(named(100), max_size=2, unique_by=lambda name: name.casefold())):
            ClaimTopicFactory(claim=claim, topic=TopicFactory(name=topic))
        self.verdict(claim, quotes)
        return claim

    def gate(self, statement, status):
        """Give what stands between the claim and its readers."""
        gate: dict = {"is_sensitive": self.draw(st.booleans())}
        gate["sign_off_note"] = self.draw(drawn_notes)
        if gate["is_sensitive"] and (status == "published" or self.draw(st.booleans())):
            gate |= {"signed_off_at": self.draw(moments), "signed_off_name": self.draw(named(100))}
            gate["signed_off_statement"] = statement
        past = st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))
        gate["embargo_until"] = self.draw(st.none() | past)
        if status != "published" and self.draw(st.booleans()):
            gate |= {"publish_at": datetime(2031, 1, 1, 8, 30, tzinfo=UTC), "origin": "record"}
        return gate

    def verdict(self, claim, quotes):
        for _ in range(self.draw(st.integers(0, 2))):
            EvidenceFactory(
                claim=claim, title=self.draw(named(200)), link=self.draw(links), summary=self.draw(drawn_notes),
                bearing=self.one(Evidence.Bearing.values), quote=self.one([None, *quotes]),
                publisher=self.one([None, *self.actors]), interests=self.draw(drawn_notes),
            )  # fmt: skip
        if claim.evidence.exists():
            self.review(claim)
        if self.draw(st.booleans()):
            kind, before = self.one(Correction.Kind.values), self.draw(drawn_notes)
            CorrectionFactory(
                claim=claim, note=self.draw(named(200)), corrected_at=self.draw(moments), kind=kind,
                said_before=before, says_now=before if kind == "small_fix" else self.draw(drawn_notes),
            )  # fmt: skip
            ReplyFactory(claim=claim, actor=self.one(self.actors), asked_at=self.draw(moments))
        for accused in claim.subjects.filter(accused=True):
            waived = {"waived_reason": self.draw(named(200)), "waived_name": self.draw(named(100))}
            ReplyFactory(claim=claim, actor=accused.actor, asked_at=None, **waived)

    def review(self, claim):
        """Rate it, for these words or others, and let somebody stand behind it or nobody."""
        reviewed, wording = self.draw(past), self.draw(st.just("") | named(200))
        values = {"explanation": self.draw(named(200)), "reviewed_at": reviewed, "wording": wording}
        review = ReviewFactory(claim=claim, named=True, approved=False, **values)
        if claim.status == "published" or self.draw(st.booleans()):
            ApprovalFactory(
                review=review,
                approved_by=None,
                approved_name="Kim Rivera " + self.draw(named(50)),
                approved_at=reviewed,
            )

    def article(self):
        article = ArticleFactory(
            file_name="a.txt", headline=self.draw(named(100)), link=self.draw(links),
            display=self.one(Article.Display.values), publisher=self.one([None, *self.actors]),
        )  # fmt: skip
        BylineFactory(article=article, name=self.draw(named(100)))
        revision = RevisionFactory(article=article, text=self.text)
        quotes = [self.quote(revision) for _ in range(self.draw(st.integers(1, 3)))]
        for _ in range(self.draw(st.integers(0, 2))):
            self.claim(quotes)
        connection.check_constraints()
        return article


@settings(max_examples=15, phases=[Phase.reuse, Phase.generate])  # making an example smaller takes minutes
@given(data=st.data())
def test_export_then_import_then_export_gives_the_same(tmp_path, data):
    path = tmp_path / "a.yaml"
    with transaction.atomic():
        desk = Desk(data.draw)
        article = desk.article()
        exported = export_record(article)
        published_on = article.published_on
        transaction.set_rollback(True)
    path.write_text(exported, encoding="utf-8", newline="\n")
    with transaction.atomic():
        article = Article.objects.create(file_name="a.txt", published_on=published_on)
        revision = RevisionFactory(article=article, text=desk.text)
        applied = apply_record(path, article, revision)
        assert applied.warnings == () or all("quotation marks" in warning for warning in applied.warnings)
        assert export_record(article) == exported
        assert not apply_record(path, article, revision).changed
        transaction.set_rollback(True)

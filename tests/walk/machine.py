"""The walk: random acts of a newsroom, and after each what must hold for readers."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from articles.models import Actor, Article
from claims.models import Assertion, Claim, Quote
from tests.walk.acts import Newsroom
from tests.walk.reader import Reader, Seen, plain
from tests.walk.texts import BODY, HEADERS

ANYBODY = st.sampled_from(["editor", "second", "reporter", "editor", "second", "checker"])  # editors may most
EDITOR = st.sampled_from(["editor", "second"])
ANY = st.integers(min_value=0, max_value=7)  # which of the things that there are; the newest where there are fewer
STATEMENTS = st.sampled_from(
    [
        "The bridge is safe for 5 years.",
        "The bridge is safe for 50 years.",
        "The bridge is not safe for 5 years.",
        "Peter Hale took no bribe.",
        "Peter Hale took a bribe.",
    ]
)
STANCES = st.sampled_from(["asserts", "denies", "doubts"])
NOTES = st.sampled_from(["", "The words were wrong."])
VERBS = ["submit", "send_back", "sign_off", "unschedule", "approve", "uphold", "add_to_reason"]
INTERNAL = "INTERNAL"


class Walk(RuleBasedStateMachine):
    """Acts by the forms of admin and desk."""

    acts: Counter[tuple[str, str]] = Counter()
    """How often each act of all walks was done, and how often refused."""

    def __init__(self) -> None:
        super().__init__()
        self.newsroom = Newsroom(Path(tempfile.mkdtemp(prefix="walk-")))
        self.reader = Reader()
        self.seen: dict[int, Seen] = {}
        self.told: dict[int, frozenset[str]] = {}
        self.notes: set[str] = set()  # on the page of corrections

    def _did(self, act: str, done: bool) -> None:
        self.acts[act, "done" if done else "refused"] += 1

    # Whom and what the acts are done to

    def _claim(self, number: int) -> Claim | None:
        claims = list(Claim.objects.order_by("pk"))
        return claims[min(number, len(claims) - 1)] if claims else None

    def _quote(self, number: int) -> Quote | None:
        quotes = list(Quote.objects.order_by("pk"))
        return quotes[min(number, len(quotes) - 1)] if quotes else None

    def _tie(self, number: int) -> Assertion:
        ties = list(Assertion.objects.select_related("quote__revision", "claim").order_by("pk"))
        return ties[min(number, len(ties) - 1)]

    def _merged(self, model: type[Actor] | type[Claim], number: int) -> Actor | Claim:
        merged = list(model.objects.filter(merged_into__isnull=False).order_by("pk"))
        return merged[min(number, len(merged) - 1)]

    def _actor(self, number: int) -> Actor:
        actors = list(Actor.objects.order_by("pk"))
        return actors[min(number, len(actors) - 1)]

    @initialize()
    def begin(self) -> None:
        """An article is in, and one of its quotations is published as a claim."""
        room = self.newsroom
        assert room.bring_in("as it was", "as it was")
        quote = self._quote(0)
        assert room.confirm("editor", quote)
        assert room.write("editor", quote, "The bridge is safe for 5 years.")
        assert room.press_plainly("reporter", self._claim(0), "submit")
        assert room.publish("editor", self._claim(0))

    # Acts

    @rule(header=st.sampled_from(sorted(HEADERS)), body=st.sampled_from(sorted(BODY)))
    def import_article(self, header, body):
        self._did("bring_in", self.newsroom.bring_in(header, body))

    @rule(who=ANYBODY, quote=ANY)
    def confirm(self, who, quote):
        self._did("confirm", self.newsroom.confirm(who, self._quote(quote)))

    @rule(who=ANYBODY, quote=ANY)
    def reject(self, who, quote):
        self._did("reject", self.newsroom.reject(who, self._quote(quote)))

    @rule(who=ANYBODY, quote=ANY, actor=ANY, note=NOTES)
    def set_speaker(self, who, quote, actor, note):
        self._did("set_speaker", self.newsroom.set_speaker(who, self._quote(quote), self._actor(actor), note))

    @rule(who=ANYBODY, quote=ANY)
    def cut_words(self, who, quote):
        self._did("cut_words", self.newsroom.cut_words(who, self._quote(quote)))

    @rule(who=ANYBODY, quote=ANY, claim=ANY, stance=STANCES)
    def tie(self, who, quote, claim, stance):
        self._did("tie", self.newsroom.tie(who, self._quote(quote), self._claim(claim), stance))

    @precondition(lambda _self: Assertion.objects.exists())
    @rule(who=ANYBODY, tie=ANY)
    def untie(self, who, tie):
        self._did("untie", self.newsroom.untie(who, self._tie(tie).quote, self._tie(tie).claim))

    @precondition(lambda _self: Assertion.objects.exists())
    @rule(who=ANYBODY, tie=ANY, stance=STANCES)
    def set_stance(self, who, tie, stance):
        self._did("set_stance", self.newsroom.set_stance(who, self._tie(tie).quote, self._tie(tie).claim, stance))

    @rule(who=ANYBODY)
    def undo(self, who):
        self._did("undo", self.newsroom.undo(who))

    @precondition(lambda _self: Claim.objects.count() < 4)
    @rule(who=ANYBODY, quote=ANY, statement=STATEMENTS)
    def write_claim(self, who, quote, statement):
        self._did("write", self.newsroom.write(who, self._quote(quote), statement))

    @rule(who=ANYBODY, claim=ANY, statement=STATEMENTS, note=NOTES, small=st.booleans())
    def restate(self, who, claim, statement, note, small):
        self._did("restate", self.newsroom.restate(who, self._claim(claim), statement, note=note, small=small))

    @rule(who=ANYBODY, claim=ANY, verb=st.sampled_from(VERBS))
    def press(self, who, claim, verb):
        self._did("press_plainly", self.newsroom.press_plainly(who, self._claim(claim), verb))

    @rule(who=EDITOR, claim=ANY)
    def publish(self, who, claim):
        self._did("publish", self.newsroom.publish(who, self._claim(claim)))

    @rule(who=EDITOR, claim=ANY)
    def schedule(self, who, claim):
        self._did("schedule", self.newsroom.schedule(who, self._claim(claim)))

    @precondition(lambda _self: Claim.objects.filter(publish_at__isnull=False).exists())
    @rule()
    def publish_due(self):
        self._did("publish_due", self.newsroom.publish_due())

    @rule(who=ANYBODY, claim=ANY, reason=st.sampled_from(["It was wrong.", "It defamed Peter Hale."]))
    def withdraw(self, who, claim, reason):
        self._did("withdraw", self.newsroom.withdraw(who, self._claim(claim), reason))

    @rule(who=ANYBODY, claim=ANY)
    def give_evidence(self, who, claim):
        self._did("give_evidence", self.newsroom.give_evidence(who, self._claim(claim)))

    @rule(who=st.sampled_from(["checker", "editor", "second"]), claim=ANY, rating=st.sampled_from(["true", "false"]))
    def rate(self, who, claim, rating):
        self._did("rate", self.newsroom.rate(who, self._claim(claim), rating))

    @rule(who=ANYBODY, claim=ANY, actor=ANY)
    def accuse(self, who, claim, actor):
        self._did("accuse", self.newsroom.accuse(who, self._claim(claim), self._actor(actor)))

    @rule(who=ANYBODY, claim=ANY, actor=ANY)
    def ask_reply(self, who, claim, actor):
        self._did("ask_reply", self.newsroom.ask_reply(who, self._claim(claim), self._actor(actor)))

    @precondition(lambda _self: Claim.objects.filter(is_sensitive=False).count() > 1)
    @rule(who=ANYBODY, claim=ANY)
    def mark_sensitive(self, who, claim):
        self._did("mark_sensitive", self.newsroom.mark_sensitive(who, self._claim(claim)))

    @rule(who=EDITOR, claim=ANY, into=ANY)
    def merge(self, who, claim, into):
        self._did("merge", self.newsroom.merge(who, self._claim(claim), self._claim(into)))

    @precondition(lambda _self: Claim.objects.filter(merged_into__isnull=False).exists())
    @rule(who=EDITOR, claim=ANY)
    def part(self, who, claim):
        self._did("part", self.newsroom.part(who, self._merged(Claim, claim)))

    @rule(who=ANYBODY, actor=ANY, note=NOTES)
    def rename_actor(self, who, actor, note):
        self._did("rename", self.newsroom.rename(who, self._actor(actor), "Somebody Else", note))

    @rule(who=ANYBODY, note=NOTES)
    def rename_article(self, who, note):
        self._did("rename", self.newsroom.rename(who, Article.objects.get(), "Another Headline", note))

    @rule(who=EDITOR, actor=ANY, into=ANY)
    def merge_actors(self, who, actor, into):
        self._did("merge_actors", self.newsroom.merge_actors(who, self._actor(actor), self._actor(into)))

    @precondition(lambda _self: Actor.objects.filter(merged_into__isnull=False).exists())
    @rule(who=EDITOR, actor=ANY)
    def part_actors(self, who, actor):
        self._did("part_actors", self.newsroom.part_actors(who, self._merged(Actor, actor)))

    @rule(who=ANYBODY, kind=st.sampled_from(["claim", "quote", "actor", "article"]), number=ANY, note=NOTES)
    def restore(self, who, kind, number, note):
        thing = {
            "claim": lambda: self._claim(number),
            "quote": lambda: self._quote(number),
            "actor": lambda: self._actor(number),
            "article": Article.objects.get,
        }[kind]()
        self._did("restore", self.newsroom.restore(who, thing, note))

    # What must hold for readers

    @invariant()
    def readers_are_told_nothing_false(self) -> None:
        now = {claim.pk: self.reader.claim(claim) for claim in Claim.objects.order_by("pk")}
        for claim in Claim.objects.order_by("pk"):
            self._is_let_pass(claim, now[claim.pk])
            self._changed_with_a_note(claim, now[claim.pk])
        self._lists_agree(now)
        self._nothing_internal()
        self._caches_follow(now)
        self.seen, self.notes = now, self.reader.notes()

    def _is_let_pass(self, claim: Claim, seen: Seen) -> None:
        """Public means: let pass by an editor, in these words."""
        if not seen.is_public:
            return
        assert seen.said_by not in ("", "Claim"), "a public claim that nobody said"
        assert seen.statement in self.newsroom.let_pass.statements.get(claim.pk, ()), (
            f"no editor let “{seen.statement}” pass"
        )
        for tie in claim.assertions.filter(quote__state=Quote.State.CONFIRMED).select_related("quote"):
            let_pass = self.newsroom.let_pass.quotations.get(tie.quote_id, set())
            speakers = {actor for words, actor in let_pass if words == tie.quote.content}
            standing = {_standing(actor) for actor in speakers}
            assert tie.quote.speaker_id in standing, f"no editor confirmed {tie.quote}"
        if seen.rating:
            review = claim.reviews.filter(rating__slug=seen.rating).first() or claim.reviews.first()
            assert review is not None, "a rating that nobody gave"

    def _changed_with_a_note(self, claim: Claim, seen: Seen) -> None:
        """What readers were told changes only with a note, a 410, or a lead to another claim; and stays told."""
        before = self.seen.get(claim.pk)
        if before is None or before.status == 404:
            return
        assert seen.status != 404, f"“{claim}” was public and is nowhere"
        if seen.is_public and before.is_public:
            gone = before.tellings - seen.tellings
            changed = (before.statement, before.said_by, before.rating) != (seen.statement, seen.said_by, seen.rating)
            noted = seen.notes - before.notes or self.reader.notes() - self.notes
            assert noted or not (changed or gone), f"changed without a note: {before.told} → {seen.told}"
        if before.is_public and seen.status == 410:
            assert seen.reason, "a 410 without a reason"
        told = self.told.setdefault(claim.pk, frozenset()) | before.notes
        self.told[claim.pk] = told
        if seen.is_public:
            assert told <= seen.notes, f"told no more: {told - seen.notes}"

    def _lists_agree(self, now: dict[int, Seen]) -> None:
        public = {seen.statement: seen for seen in now.values() if seen.is_public}
        listed = self.reader.list_of("claims")
        assert sorted(item["statement"] for item in listed) == sorted(
            seen.statement for seen in now.values() if seen.is_public
        )
        for item in listed:
            seen = public[item["statement"]]
            same_words = [one for one in now.values() if one.is_public and one.statement == item["statement"]]
            if len(same_words) == 1:
                assert (item["rating"] or {}).get("slug", "") == seen.rating
                assert item["said_by"] == seen.said_by
                assert item["told"]["asserted"] == sum(one.stance == "asserts" for one in seen.tellings)
        speakers = {telling.speaker for seen in now.values() for telling in seen.tellings}
        actors = {item["url"] for item in self.reader.list_of("actors")}
        assert speakers <= actors
        for address in ("/", "/claims/", "/corrections/", "/actors/", "/articles/"):
            status, _page = self.reader.get(address)
            assert status == 200
        _status, feed = self.reader.get("/claims.atom")
        for statement in public:
            assert plain(statement) in plain(feed)

    def _nothing_internal(self) -> None:
        """What was said among editors stays inside, and what was withdrawn is said nowhere."""
        pages = [self.reader.get(address)[1] for address in ("/corrections/", "/corrections.atom", "/withdrawals.json")]
        pages += [self.reader.get(claim.get_absolute_url())[1] for claim in Claim.objects.all()]
        assert not any(INTERNAL in page for page in pages), "an internal reason is public"

    def _caches_follow(self, now: dict[int, Seen]) -> None:
        self.reader.with_fresh_eyes()
        for claim in Claim.objects.order_by("pk"):
            assert self.reader.claim(claim) == now[claim.pk], "a kept page is not what would be made now"


def _standing(actor: int | None) -> int | None:
    """Return the actor that one is part of by now."""
    row = Actor.objects.filter(pk=actor).first()
    return row.merged_into_id or row.pk if row else None

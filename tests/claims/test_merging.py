"""Two claims that are one: what moves, what stays, what readers and imports find, and how it is undone."""

from concurrent.futures import ThreadPoolExecutor

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.merging import merge, merge_of, obstacles_to_undoing, plan, undo
from claims.models import Assertion, Claim, ClaimSubject, ClaimTopic, Correction, Evidence, NotSame, Reply, Review
from claims.pages.withdrawals import withdrawals_of
from claims.publishing import add_to_reason, publish, suspend, withdraw
from claims.telling_apart import are_told_apart, tell_apart
from newsroom.repointing import links_to
from tests.factories import (
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db
SAME = "The same in other words."


def with_everything(**attributes):
    claim = ClaimFactory(**attributes)
    for factory in (ClaimSubjectFactory, ClaimTopicFactory, AssertionFactory, EvidenceFactory, ReplyFactory):
        factory(claim=claim)
    CorrectionFactory(claim=claim)
    return claim


def everything():
    """Every row of every table that merging may touch, as it stands; the dates of changes aside."""
    tables = {link.model for link in links_to(Claim)} | {Claim}
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in {"modified", "search"}}
            for row in model.objects.order_by("pk").values()
        ]
        for model in sorted(tables, key=lambda model: model.__name__)
    }


class TestWhatMoves:
    def test_all_that_belongs_to_it_goes_over(self):
        old, kept = with_everything(), ClaimFactory()
        merge(old, into=kept, reason=SAME)
        for model in (Assertion, ClaimSubject, ClaimTopic, Evidence, Reply):
            assert model.objects.get().claim == kept, model
        assert Correction.objects.get().claim == old
        assert (old.status, old.merged_into) == (Claim.Status.MERGED, kept)
        assert list(Claim.objects.standing()) == [kept]

    def test_a_new_table_is_not_forgotten(self):
        """Whoever adds a table that refers to claims comes by here: its rows move, unless ``WAYS`` says why not."""
        assert {f"{link.model.__name__}.{link.name}" for link in links_to(Claim)} >= {
            *("Assertion.claim", "ClaimSubject.claim", "ClaimTopic.claim", "Correction.claim", "Evidence.claim"),
            *("NotSame.one", "NotSame.other", "Reply.claim", "Review.claim"),
        }
        for link in links_to(Claim):
            triggers = {trigger.name for trigger in link.model._meta.triggers}
            assert f"{link.name}_was_not_merged" in triggers, f"{link} needs NamesOneThatStands({link.name!r})"

    def test_what_the_other_has_already_stays(self):
        old, kept = ClaimFactory(), ClaimFactory()
        tie, subject, topic = (f(claim=old) for f in (AssertionFactory, ClaimSubjectFactory, ClaimTopicFactory))
        AssertionFactory(claim=kept, quote=tie.quote, stance="denies")
        ClaimSubjectFactory(claim=kept, actor=subject.actor)
        ClaimTopicFactory(claim=kept, topic=topic.topic)
        for claim in (old, kept):
            EvidenceFactory(claim=claim, title="Report", link="https://example.org/1")
        said = " ".join(plan(old, kept).warnings)
        assert "The same quotation asserts this one and denies the other" in said
        merge(old, into=kept, reason=SAME)
        for model in (Assertion, ClaimSubject, ClaimTopic, Evidence):
            assert sorted(model.objects.values_list("claim", flat=True)) == [old.pk, kept.pk], model

    def test_reviews_stay_and_count_no_more(self):
        old, kept = ClaimFactory(), ClaimFactory()
        EvidenceFactory(claim=old)
        review = ReviewFactory(claim=old)
        merge(old, into=kept, reason=SAME)
        assert Review.objects.get().claim == old == review.claim
        assert not kept.reviews.exists()

    def test_what_the_other_leaves_empty_is_filled(self):
        old, kept = ClaimFactory(said_where="A speech.", note="Ask him."), ClaimFactory(note="Asked.")
        merge(old, into=kept, reason=SAME)
        assert (kept.said_where, kept.note) == ("A speech.", "Asked.")

    def test_chains_are_made_flat(self):
        first, second, third = ClaimFactory.create_batch(3)
        merge(first, into=second, reason=SAME)
        merge(second, into=third, reason=SAME)
        first.refresh_from_db()
        assert first.merged_into == second.merged_into == third


class TestWhatIsRefused:
    @pytest.mark.parametrize("reason", ["", "  "])
    def test_no_reason(self, reason):
        with pytest.raises(ValidationError, match="Say why the two are the same"):
            merge(ClaimFactory(), into=ClaimFactory(), reason=reason)

    def test_a_claim_and_itself(self):
        claim = ClaimFactory()
        with pytest.raises(ValidationError, match="into itself"):
            merge(claim, into=claim, reason=SAME)

    def test_one_that_was_merged(self):
        merged, kept, other = ClaimFactory.create_batch(3)
        merge(merged, into=kept, reason=SAME)
        for old, into in ((merged, other), (other, merged)):
            with pytest.raises(ValidationError, match="merge with that one"):
                merge(old, into=into, reason=SAME)

    def test_one_that_was_withdrawn(self):
        withdrawn, other = ClaimFactory(published=True), ClaimFactory(published=True)
        withdraw(withdrawn, reason="Faked.")
        for old, into in ((withdrawn, other), (other, withdrawn)):
            with pytest.raises(ValidationError, match="that stays so"):
                merge(old, into=into, reason=SAME)

    def test_a_public_one_into_one_that_is_not(self):
        with pytest.raises(ValidationError, match="merge the other way round"):
            merge(ClaimFactory(published=True), into=ClaimFactory(), reason=SAME)

    def test_two_that_were_told_apart(self):
        one, other = ClaimFactory.create_batch(2)
        tell_apart(one, other, by=UserFactory())
        with pytest.raises(ValidationError, match="take that back first"):
            merge(other, into=one, reason=SAME)

    def test_an_accusation_that_was_not_put_to_the_accused_into_a_public_claim(self):
        old = ClaimSubjectFactory(accused=True, actor__name="Ana Ruiz").claim
        kept = ClaimFactory(published=True)
        with pytest.raises(ValidationError, match="it still needs a reply asked of Ana Ruiz, whom it accuses"):
            merge(old, into=kept, reason=SAME)
        ReplyFactory(claim=kept, actor=old.subjects.get().actor)
        merge(old, into=kept, reason=SAME)
        assert kept.subjects.get().accused


def test_what_will_be_public_at_once_is_told_where_something_will():
    told = "Its confirmed quotations will be public with the other at once."
    for tie, is_told in ((AssertionFactory(), False), (AssertionFactory(quote__confirmed=True), True)):
        assert (told in plan(tie.claim, ClaimFactory(published=True)).warnings) == is_told


def test_whom_one_accuses_the_kept_one_accuses_until_it_is_undone():
    old, kept = ClaimFactory.create_batch(2)
    actor = ClaimSubjectFactory(claim=kept).actor
    ClaimSubjectFactory(claim=old, actor=actor, accused=True)
    merge(old, into=kept, reason=SAME)
    assert kept.subjects.get().accused
    undo(old)
    assert not kept.subjects.get().accused


class TestWhatTheDatabaseHolds:
    def test_status_and_the_other_go_together(self):
        claim, other = ClaimFactory.create_batch(2)
        with refused("Merge a claim with “Merge…”"):
            Claim.objects.filter(pk=claim.pk).update(status="merged")
        with refused("Merge a claim with “Merge…”"):
            Claim.objects.filter(pk=claim.pk).update(merged_into=other)
        with refused("into itself"):
            sql("UPDATE claims_claim SET status = 'merged', merged_into_id = id WHERE id = %s", claim.pk)

    def test_neither_chains_nor_circles(self):
        a, b, c = ClaimFactory.create_batch(3)
        merge(a, into=b, reason=SAME)
        for old, into in ((b, c), (c, a), (b, a)):
            with refused("Merge into the claim that stands"):
                sql("UPDATE claims_claim SET status = 'merged', merged_into_id = %s WHERE id = %s", into.pk, old.pk)

    def test_nothing_new_comes_to_a_merged_one(self):
        old, kept = ClaimFactory.create_batch(2)
        merge(old, into=kept, reason=SAME)
        with refused("This claim was merged into another: choose that one."):
            AssertionFactory(claim=old)
        with refused("This claim was merged into another: choose that one."):
            ReviewFactory(claim=old)
        tie = AssertionFactory(claim=kept)
        with refused("This claim was merged into another: choose that one."):
            Assertion.objects.filter(pk=tie.pk).update(claim=old)

    def test_its_address_stays_though_it_never_was_public(self):
        old, kept = ClaimFactory.create_batch(2)
        merge(old, into=kept, reason=SAME)
        with refused("keeps its address"):
            sql("UPDATE claims_claim SET slug = 'other' WHERE id = %s", old.pk)

    @pytest.mark.django_db(transaction=True)
    def test_who_looks_back_can_not_merge(self):
        a, b = ClaimFactory.create_batch(2)
        with refused("“read committed” only"):
            sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            merge(a, into=b, reason=SAME)


class TestUndoing:
    def test_every_row_is_as_it_was(self):
        old, kept, third = with_everything(said_where="A speech."), with_everything(), ClaimFactory()
        tell_apart(old, third, by=None)
        AssertionFactory(claim=kept, quote=old.quotes.get())
        before = everything()
        merge(old, into=kept, reason=SAME)
        assert everything() != before
        assert obstacles_to_undoing(old) == []
        undo(old)
        assert everything() == before

    def test_of_public_ones(self):
        old, kept = ClaimFactory(published=True), ClaimFactory(published=True)
        before = everything()
        merge(old, into=kept, reason=SAME)
        undo(old)
        connection.check_constraints()
        assert everything() == before
        assert set(Claim.objects.public()) == {old, kept}

    def test_it_says_who_why_and_when(self):
        old, kept = ClaimFactory.create_batch(2)
        assert merge_of(old) is None
        with pghistory.context(user=7):
            merge(old, into=kept, reason=SAME)
        assert merge_of(old).metadata["reason"] == SAME
        assert merge_of(old).metadata["user"] == 7

    def test_what_was_changed_since_is_in_the_way(self):
        old, kept = with_everything(), ClaimFactory()
        merge(old, into=kept, reason=SAME)
        with pghistory.context():
            Assertion.objects.update(stance="denies")
        assert "was changed since" in obstacles_to_undoing(old)[0]
        with pytest.raises(ValidationError, match="was changed since"):
            undo(old)
        assert Claim.objects.get(pk=old.pk).merged_into == kept

    def test_what_was_added_to_the_kept_one_is_not_in_the_way(self):
        old, kept = with_everything(), ClaimFactory()
        merge(old, into=kept, reason=SAME)
        with pghistory.context():
            added = AssertionFactory(claim=kept)
            Claim.objects.filter(pk=kept.pk).update(statement="Better said")
        undo(old)
        assert list(kept.assertions.all()) == [added]

    def test_the_later_merge_is_undone_first(self):
        first, second, third = with_everything(), with_everything(), ClaimFactory()
        before = everything()
        merge(first, into=second, reason=SAME)
        merge(second, into=third, reason=SAME)
        first.refresh_from_db()
        with pytest.raises(ValidationError, match="It came along when another was merged"):
            undo(first)
        undo(second)
        undo(Claim.objects.get(pk=first.pk))
        assert everything() == before

    def test_one_that_stands_has_nothing_to_undo(self):
        with pytest.raises(ValidationError, match="It is not merged"):
            undo(ClaimFactory())


class TestWhatReadersWereTold:
    @pytest.fixture
    def two(self):
        return ClaimFactory(published=True), ClaimFactory(published=True)

    def test_why_two_were_merged_stays_among_editors(self, two):
        old, kept = two
        merge(old, into=kept, reason="INTERNAL: the source is X.")
        assert old.withdrawn_reason == ""
        undo(old)
        assert withdrawals_of(Claim.objects.get(pk=old.pk)) == []

    def test_what_was_withdrawn_with_the_other_is_not_public_again(self, two):
        old, kept = two
        merge(old, into=kept, reason=SAME)
        with pghistory.context(user=1):
            withdraw(Claim.objects.get(pk=kept.pk), reason="It is defamatory.")
        undo(Claim.objects.get(pk=old.pk))
        connection.check_constraints()
        kept.refresh_from_db()
        old.refresh_from_db()
        assert (old.status, old.withdrawn_reason) == (Claim.Status.IN_REVIEW, "It is defamatory.")
        assert old.taken_back_at == kept.taken_back_at
        assert not Claim.objects.public().exists()
        publish(old, by=UserFactory())  # that is an editor's act, and passes the gate

    def test_nor_is_it_by_raw_sql(self, two):
        old, kept = two
        merge(old, into=kept, reason=SAME)
        quote = kept.quotes.first()
        with pghistory.context(user=1):
            withdraw(Claim.objects.get(pk=kept.pk), reason="It is defamatory.")
        with refused("What this claim was part of was withdrawn since"):
            sql("UPDATE claims_claim SET status = 'published', merged_into_id = NULL WHERE id = %s", old.pk)
            AssertionFactory(claim=old, quote=quote, stance="asserts")

    def test_a_draft_comes_back_as_a_draft(self):
        old, kept = ClaimFactory(), ClaimFactory(published=True)
        merge(old, into=kept, reason=SAME)
        with pghistory.context(user=1):
            withdraw(Claim.objects.get(pk=kept.pk), reason="It is defamatory.")
        undo(Claim.objects.get(pk=old.pk))
        old.refresh_from_db()
        assert (old.status, old.withdrawn_reason) == (Claim.Status.DRAFT, "")

    def test_one_that_was_withdrawn_for_review_is_not_merged_away(self, two):
        old, kept = two
        suspend(old, reason="Its article changed.")
        with pytest.raises(ValidationError, match="readers are told why: that stays so"):
            merge(old, into=kept, reason=SAME)

    def test_its_past_withdrawals_are_told_on_the_other(self, two):
        old, kept = two
        withdraw(old, reason="It was misheard.")
        add_to_reason(old, "By us.", by=UserFactory())
        publish(old, by=UserFactory())
        merge(old, into=kept, reason=SAME)
        [told] = withdrawals_of(kept)
        assert (told.reason, [addition.text for addition in told.additions]) == ("It was misheard.", ["By us."])


class AnyTwoClaims(TestCase):
    parts = st.lists(
        st.tuples(
            st.sampled_from(["old", "kept", "both"]), st.sampled_from(["tie", "subject", "topic", "evidence", "reply"])
        ),
        max_size=6,
    )

    @settings(max_examples=40)  # of at most six rows of five kinds: each comes up two dozen times
    @given(parts, st.booleans(), st.sampled_from(["", "A speech."]))
    def test_merged_and_parted_are_as_they_were(self, parts, published, said_where):
        old, kept = ClaimFactory(said_where=said_where), ClaimFactory(published=published)
        for whose, what in parts:
            for claim, values in shared(what, whose, old, kept):
                FACTORIES[what](claim=claim, **values)
        before = everything()
        merge(old, into=kept, reason=SAME)
        undo(old)
        connection.check_constraints()
        assert everything() == before


FACTORIES = {
    "tie": AssertionFactory,
    "subject": ClaimSubjectFactory,
    "topic": ClaimTopicFactory,
    "evidence": EvidenceFactory,
    "reply": ReplyFactory,
}


def shared(what, whose, old, kept):
    from tests.factories import ActorFactory, TopicFactory

    make = {"tie": ("quote", QuoteFactory), "subject": ("actor", ActorFactory), "topic": ("topic", TopicFactory)}
    values = {make[what][0]: make[what][1]()} if what in make else {}
    return [(claim, values) for name, claim in (("old", old), ("kept", kept)) if whose in (name, "both")]


class TestAtOnce:
    @pytest.fixture
    def claims(self, transactional_db):
        return ClaimFactory.create_batch(3)

    def both(self, *jobs):
        """Do two things on connections of their own and give what came of each."""

        def do(job):
            try:
                return job() or "done"
            except ValidationError as refusal:
                return refusal.messages[0]
            finally:
                connection.close()

        with ThreadPoolExecutor(len(jobs)) as threads:
            return [future.result(timeout=20) for future in [threads.submit(do, job) for job in jobs]]

    @pytest.mark.parametrize("turns", [((0, 1), (1, 0)), ((0, 1), (1, 2)), ((0, 1), (2, 0)), ((0, 1), (0, 2))])
    @pytest.mark.parametrize("_again", range(3))
    def test_two_merges_make_neither_chain_nor_circle(self, claims, turns, _again):
        def merging(old, into):
            return lambda: merge(
                Claim.objects.get(pk=claims[old].pk), into=Claim.objects.get(pk=claims[into].pk), reason=SAME
            )

        came = self.both(*(merging(*turn) for turn in turns))
        assert "done" in came
        merged = Claim.objects.exclude(merged_into=None)
        assert not merged.exclude(merged_into__merged_into=None).exists()

    def test_a_tie_made_while_its_claim_is_merged_goes_along_or_is_refused(self, claims):
        with transaction.atomic():
            quote = QuoteFactory()
        server = connection.connection.info
        import psycopg

        def tie():
            with psycopg.connect(server.dsn, password=server.password) as other:
                other.execute(
                    "INSERT INTO claims_assertion (created, modified, stance, claim_id, quote_id)"
                    " VALUES (now(), now(), 'asserts', %s, %s)",
                    [claims[0].pk, quote.pk],
                )

        with ThreadPoolExecutor(1) as other:
            with transaction.atomic():
                merge(claims[0], into=claims[1], reason=SAME)
                tying = other.submit(tie)
                with pytest.raises(TimeoutError):
                    tying.result(timeout=0.5)
            with pytest.raises(psycopg.errors.CheckViolation, match="was merged into another"):
                tying.result(timeout=10)


class TestTellingApart:
    def test_in_either_order_and_once(self):
        one, other = ClaimFactory.create_batch(2)
        pair = tell_apart(other, one, by=UserFactory())
        assert tell_apart(one, other, by=None) == pair
        assert are_told_apart(one, other) == are_told_apart(other, one) is True
        assert not are_told_apart(one, ClaimFactory())

    def test_what_one_is_not_the_kept_one_is_not_either(self):
        old, kept, third, fourth = ClaimFactory.create_batch(4)
        for claim in (third, fourth):
            tell_apart(old, claim, by=None)
        tell_apart(kept, fourth, by=None)
        merge(old, into=kept, reason=SAME)
        assert are_told_apart(kept, third)
        assert are_told_apart(kept, fourth)

    def test_raw_sql_can_not_write_it_twice_or_reversed(self):
        one, other = ClaimFactory.create_batch(2)
        tell_apart(one, other, by=None)
        insert = "INSERT INTO claims_notsame (one_id, other_id, told_at) VALUES (%s, %s, now())"
        with refused("already"):
            sql(insert, one.pk, other.pk)
        with refused("the lower id first"):
            sql(insert, other.pk, one.pk)
        with refused("the lower id first"):
            sql(insert, one.pk, one.pk)
        assert NotSame.objects.count() == 1

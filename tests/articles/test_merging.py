"""Two actors that are one: what goes over, what readers and imports find, undoing, and splitting a wrong merge."""

from concurrent.futures import ThreadPoolExecutor

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.merging import (
    label,
    merge,
    obstacles_to_rejoining,
    plan,
    rejoin,
    split,
    split_of,
    splitting,
    undo,
)
from articles.models import Actor, ActorName, Article, Byline
from articles.registry import known_as
from claims.models import ClaimSubject, Quote, RelayActor, Reply
from newsroom.repointing import links_to, unique_with
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    ArticleFactory,
    BylineFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    EvidenceFactory,
    QuoteFactory,
    RelayActorFactory,
    ReplyFactory,
)
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db
SAME = "The same person."

# By the label of the link: makes a row that refers to an actor.
MAKERS = {
    "articles.actorname.actor": lambda actor: ActorNameFactory(actor=actor),
    "articles.article.publisher": lambda actor: ArticleFactory(publisher=actor),
    "articles.byline.actor": lambda actor: BylineFactory(actor=actor),
    "claims.claim.said_by": lambda actor: ClaimFactory(said_where="A speech.", said_by=actor),
    "claims.claimsubject.actor": lambda actor: ClaimSubjectFactory(actor=actor),
    "claims.evidence.publisher": lambda actor: EvidenceFactory(publisher=actor),
    "claims.quote.speaker": lambda actor: QuoteFactory(confirmed=True, speaker=actor),
    "claims.relayactor.actor": lambda actor: RelayActorFactory(actor=actor),
    "claims.reply.actor": lambda actor: ReplyFactory(actor=actor),
}


def with_everything(**attributes):
    actor = ActorFactory(**attributes)
    for make in MAKERS.values():
        make(actor)
    return actor


def everything():
    """Every row that may refer to an actor, and every actor, as they stand; the dates of changes aside."""
    models = {link.model for link in links_to(Actor)} | {Actor}
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name != "modified"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in sorted(models, key=lambda model: model.__name__)
    }


def chosen(*rows):
    """Choose rows by the links that the tests use."""
    links = {link.model: label(link) for link in links_to(Actor)}
    found = {}
    for row in rows:
        found.setdefault(links[type(row)], []).append(row.pk)
    return found


class TestWhatGoesOver:
    def test_every_table_that_refers_to_actors_is_known_here(self):
        """Whoever adds one: give ``MAKERS`` a row of it, and the model the guard against merged actors."""
        assert sorted(MAKERS) == [label(link) for link in links_to(Actor)]
        for link in links_to(Actor):
            unique_with(link)  # can be read
            guards = {trigger.name for trigger in link.model._meta.triggers}
            assert link.model is ActorName or f"{link.name}_was_not_merged" in guards, label(link)

    def test_all_that_refers_to_it_goes_over(self):
        old, kept = with_everything(), ActorFactory()
        merge(old, into=kept, reason=SAME)
        for link in links_to(Actor):
            assert not link.model.objects.filter(**{link.name: old}).exists(), label(link)
            assert link.model.objects.filter(**{link.name: kept}).exists(), label(link)
        assert list(Actor.objects.standing().filter(pk__in=[old.pk, kept.pk])) == [kept]

    def test_its_names_mean_the_other(self):
        old, kept = ActorFactory(name="A. Ruiz"), ActorFactory(name="Ana Ruiz")
        ActorNameFactory(actor=old, name="Minister Ruiz")
        merge(old, into=kept, reason=SAME)
        assert known_as("minister ruiz") == known_as("a. ruiz") == known_as("Ana Ruiz") == [kept]
        assert {name.name for name in kept.names.all()} == {"A. Ruiz", "Ana Ruiz", "Minister Ruiz"}

    def test_what_the_other_has_already_stays(self):
        old, kept = ActorFactory(name="José"), ActorFactory(name="Jose")
        claim = ClaimFactory()
        relay = RelayActorFactory(actor=old).relay
        RelayActorFactory(actor=kept, relay=relay)
        for actor in (old, kept):
            ClaimSubjectFactory(actor=actor, claim=claim)
        merge(old, into=kept, reason=SAME)
        for model in (ActorName, ClaimSubject, RelayActor):
            rows = model.objects.filter(actor__in=[old, kept])
            assert sorted(rows.values_list("actor", flat=True)) == [old.pk, kept.pk]
        assert known_as("josé") == [kept]

    def test_what_the_other_leaves_empty_is_filled(self):
        old = ActorFactory(description="Minister", wikidata_id="Q312", authority_link="https://example.org/1")
        kept = ActorFactory(description="Defence minister")
        merge(old, into=kept, reason=SAME)
        assert kept.description == "Defence minister"
        assert (kept.wikidata_id, kept.authority_link) == ("Q312", "https://example.org/1")

    def test_chains_are_made_flat(self):
        first, second, third = ActorFactory.create_batch(3)
        merge(first, into=second, reason=SAME)
        merge(second, into=third, reason=SAME)
        first.refresh_from_db()
        assert first.merged_into == third


class TestWhatIsRefused:
    def test_itself_and_what_was_merged(self):
        old, kept, other = ActorFactory.create_batch(3)
        with pytest.raises(ValidationError, match="into itself"):
            merge(old, into=old, reason=SAME)
        merge(old, into=kept, reason=SAME)
        for one, into in ((old, other), (other, old)):
            with pytest.raises(ValidationError, match="merge with that one"):
                merge(one, into=into, reason=SAME)

    @pytest.mark.parametrize(("kind", "other"), [("unnamed", "person"), ("person", "unnamed")])
    def test_a_merge_never_names_a_source_that_readers_were_told_is_unnamed(self, kind, other):
        with pytest.raises(ValidationError, match="unnamed source"):
            merge(ActorFactory(kind=kind), into=ActorFactory(kind=other), reason=SAME)

    def test_two_in_wikidata_and_of_two_kinds_are_pointed_out(self):
        old, kept = ActorFactory(wikidata_id="Q1"), ActorFactory(wikidata_id="Q2", kind="group")
        assert len(plan(old, kept).warnings) == 2

    @pytest.mark.parametrize(
        "make", [make for name, make in sorted(MAKERS.items()) if name != "articles.actorname.actor"]
    )
    def test_nothing_new_comes_to_a_merged_one(self, make):
        old = ActorFactory()
        merge(old, into=ActorFactory(), reason=SAME)
        with refused("This actor was merged into another: choose that one."):
            make(old)


class TestUndoing:
    def test_every_row_is_as_it_was(self):
        old, kept = with_everything(wikidata_id="Q312", description="Minister"), with_everything()
        before = everything()
        merge(old, into=kept, reason=SAME)
        assert everything() != before
        undo(old)
        assert everything() == before

    def test_also_after_a_later_merge_was_undone(self):
        first, second, third = with_everything(), with_everything(), ActorFactory()
        before = everything()
        merge(first, into=second, reason=SAME)
        merge(second, into=third, reason=SAME)
        undo(second)
        undo(Actor.objects.get(pk=first.pk))
        assert everything() == before

    def test_what_was_changed_since_is_in_the_way(self):
        old = with_everything()
        merge(old, into=ActorFactory(), reason=SAME)
        with pghistory.context():
            Quote.objects.filter(confirmed_at__isnull=False).update(note="Looked at.")
        with pytest.raises(ValidationError, match="was changed since"):
            undo(old)


class AnyTwoActors(TestCase):
    @settings(max_examples=40)  # of at most six rows of eight kinds on two sides: each kind comes up a dozen times
    @given(
        st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(MAKERS))), max_size=6),
        st.fixed_dictionaries(
            {"description": st.sampled_from(["", "Minister"]), "wikidata_id": st.sampled_from(["", "Q1"])}
        ),
        st.booleans(),
    )
    def test_merged_and_parted_are_as_they_were(self, rows, attributes, same_name):
        old = ActorFactory(name="José Ruiz", **attributes)
        kept = ActorFactory(name="Jose Ruiz" if same_name else "Ana Ruiz")
        for of_old, what in rows:
            MAKERS[what](old if of_old else kept)
        before = everything()
        merge(old, into=kept, reason=SAME)
        undo(old)
        connection.check_constraints()
        assert everything() == before


class TestSplitting:
    def test_what_is_chosen_goes_to_a_new_one(self):
        actor = with_everything(name="Ana Ruiz")
        name, quote = ActorNameFactory(actor=actor, name="Minister Ruiz"), QuoteFactory(confirmed=True, speaker=actor)
        other = Actor(name="Ana Maria Ruiz", kind=Actor.Kind.PERSON)
        split(actor, to=other, chosen=chosen(name, quote), reason="Two sisters.")
        assert Quote.objects.get(speaker=other) == quote
        assert known_as("minister ruiz") == [other]
        assert known_as("Ana Ruiz") == [actor]
        assert Quote.objects.filter(speaker=actor).count() == 1

    def test_what_is_chosen_goes_back_to_one_that_was_merged(self):
        old, kept = with_everything(name="A. Ruiz", wikidata_id="Q312"), with_everything(name="Ana Ruiz")
        merge(old, into=kept, reason=SAME)
        with pghistory.context():
            Quote.objects.update(note="Looked at.")  # so that undoing can't
        back = [*kept.names.filter(name="A. Ruiz"), *ClaimSubject.objects.all()[:1]]
        split(kept, to=old, chosen=chosen(*back), reason="Two sisters.")
        assert (old.merged_into, old.wikidata_id, kept.wikidata_id) == (None, "Q312", "")
        assert known_as("A. Ruiz") == [old]
        assert ClaimSubject.objects.filter(actor=old).count() == 1
        assert Quote.objects.filter(speaker=kept).count() >= 2

    def test_its_own_name_stays(self):
        actor, other = ActorFactory(name="Ana Ruiz"), Actor(name="A. Ruiz", kind="person")
        split(actor, to=other, chosen=chosen(actor.names.get(), QuoteFactory(speaker=actor)), reason="Two.")
        assert known_as("Ana Ruiz") == [actor]

    def test_a_name_that_is_the_others_own_is_the_others_only(self):
        actor = ActorFactory(name="Ana Ruiz")
        name = ActorNameFactory(actor=actor, name="A. RUIZ")
        other = Actor(name="A. Ruiz", kind="person")
        split(actor, to=other, chosen=chosen(name), reason="Two.")
        assert known_as("a. ruiz") == [other]

    def test_rows_of_somebody_else_are_left_alone(self):
        actor, quote = ActorFactory(), QuoteFactory(confirmed=True)
        other = Actor(name="A. Ruiz", kind="person")
        assert [part.moving.count() for part in splitting(actor, other, chosen(quote))] == [0]
        split(actor, to=other, chosen=chosen(quote), reason="Two.")
        assert Quote.objects.get(pk=quote.pk).speaker == quote.speaker

    @pytest.mark.parametrize(("reason", "rows", "words"), [("", {"x": [1]}, "Say why"), ("Two.", {}, "Choose what")])
    def test_it_asks_for_a_reason_and_something_to_split(self, reason, rows, words):
        with pytest.raises(ValidationError, match=words):
            split(ActorFactory(), to=Actor(name="B", kind="person"), chosen=rows, reason=reason)

    def test_nothing_goes_to_one_that_was_never_merged_into_it(self):
        actor = ActorFactory()
        rows = chosen(QuoteFactory(speaker=actor))
        with pytest.raises(ValidationError, match="was not merged into this actor"):
            split(actor, to=ActorFactory(), chosen=rows, reason="Two.")


class TestUndoingASplit:
    def test_every_row_is_as_it_was_and_who_is_new_goes(self):
        actor = with_everything(name="Ana Ruiz")
        name, quote = ActorNameFactory(actor=actor, name="Minister Ruiz"), QuoteFactory(speaker=actor)
        before, other = everything(), Actor(name="Ana Maria Ruiz", kind=Actor.Kind.PERSON)
        split(actor, to=other, chosen=chosen(name, quote), reason="Two sisters.")
        assert rejoin(other) == actor
        assert everything() == before

    def test_whom_readers_may_have_met_leads_to_the_other(self):
        actor = with_everything(name="Ana Ruiz")
        quote, other = QuoteFactory(confirmed=True, speaker=actor), Actor(name="Ana Maria Ruiz", kind="person")
        split(actor, to=other, chosen=chosen(quote), reason="Two sisters.")
        with pghistory.context():
            added = QuoteFactory(confirmed=True, speaker=other)
        rejoin(other)
        other.refresh_from_db()
        assert other.merged_into == actor
        assert not Quote.objects.filter(speaker=other).exists()
        assert set(Quote.objects.filter(speaker=actor)) >= {quote, added}
        undo(other)  # which brings the split back
        assert set(Quote.objects.filter(speaker=other)) == {quote, added}

    def test_who_was_merged_before_is_merged_again(self):
        old, kept = with_everything(name="A. Ruiz", wikidata_id="Q312"), with_everything(name="Ana Ruiz")
        merge(old, into=kept, reason=SAME)
        before = everything()
        split(kept, to=old, chosen=chosen(*kept.names.filter(name="A. Ruiz")), reason="Two sisters.")
        assert rejoin(old) == kept
        assert everything() == before

    def test_what_was_changed_since_is_in_the_way(self):
        actor, other = ActorFactory(name="Ana Ruiz"), Actor(name="Ana Maria Ruiz", kind="person")
        quote = QuoteFactory(speaker=actor)
        split(actor, to=other, chosen=chosen(quote), reason="Two sisters.")
        assert obstacles_to_rejoining(other) == []
        with pghistory.context():
            Quote.objects.filter(pk=quote.pk).update(note="Looked at.")
        assert "was changed since" in obstacles_to_rejoining(other)[0]
        with pytest.raises(ValidationError, match="was changed since"):
            rejoin(other)
        assert Quote.objects.get(pk=quote.pk).speaker == other

    def test_whoever_was_never_split_off_can_not_be_rejoined(self):
        actor, other = ActorFactory(name="Ana Ruiz"), Actor(name="Ana Maria Ruiz", kind="person")
        split(actor, to=other, chosen=chosen(QuoteFactory(speaker=actor)), reason="Two sisters.")
        assert split_of(actor) is None
        with pytest.raises(ValidationError, match="not split from another"):
            rejoin(actor)


class TestAtOnce:
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("turns", [((0, 1), (1, 0)), ((0, 1), (1, 2)), ((0, 1), (2, 0))])
    def test_two_merges_make_neither_chain_nor_circle(self, turns):
        actors = ActorFactory.create_batch(3)

        def do(turn):
            try:
                merge(
                    *(Actor.objects.get(pk=actors[turn[0]].pk),),
                    into=Actor.objects.get(pk=actors[turn[1]].pk),
                    reason=SAME,
                )
            except ValidationError as refusal:
                return refusal.messages[0]
            finally:
                connection.close()
            return "done"

        with ThreadPoolExecutor(2) as threads:
            came = [future.result(timeout=20) for future in [threads.submit(do, turn) for turn in turns]]
        assert "done" in came
        merged = Actor.objects.exclude(merged_into=None)
        assert not merged.exclude(merged_into__merged_into=None).exists()

    @pytest.mark.django_db(transaction=True)
    def test_nor_does_raw_sql(self):
        """Of two that would make a circle together, PostgreSQL stops one."""
        one, other = ActorFactory.create_batch(2)

        def do(pair):
            try:
                sql("UPDATE articles_actor SET merged_into_id = %s WHERE id = %s", pair[1].pk, pair[0].pk)
            except Exception as refusal:
                return str(refusal)
            finally:
                connection.close()
            return "done"

        for _ in range(5):
            with ThreadPoolExecutor(2) as threads:
                list(threads.map(do, [(one, other), (other, one)]))
            assert Actor.objects.exclude(merged_into=None).count() == 1
            Actor.objects.update(merged_into=None)


def test_articles_and_bylines_of_a_merged_outlet():
    old, kept = (ActorFactory(kind="media_outlet", name=name) for name in ("The Post", "Harbour Post"))
    article = ArticleFactory(publisher=old)
    BylineFactory(article=article, actor=old)
    merge(old, into=kept, reason=SAME)
    assert Article.objects.get().publisher == Byline.objects.get().actor == kept
    assert not Reply.objects.exists()

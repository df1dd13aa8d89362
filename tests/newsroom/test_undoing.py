"""What one action changed is taken back whole, or not at all."""

import uuid
from contextlib import contextmanager

import pghistory
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from articles.models import Actor, ActorName
from claims.confirming import confirm
from claims.models import Assertion, Claim, Quote
from newsroom.undoing import changes_in, undo
from tests.factories import ActorFactory, AssertionFactory, ClaimFactory, QuoteFactory, UserFactory
from tests.rules import sql

pytestmark = pytest.mark.django_db


def rows(model):
    """Every row of a model as plain values, but for when it was last modified."""
    return [
        {name: value for name, value in row.items() if name not in {"modified", "search"}}
        for row in model.objects.order_by("pk").values()
    ]


@contextmanager
def action():
    """One circumstance; what comes after it, though in the same transaction here, is none of it."""
    with pghistory.context() as circumstance:
        yield circumstance
    sql("SELECT set_config('pghistory.context_id', NULL, true)")


def test_changed_rows_are_as_they_were():
    actors = ActorFactory.create_batch(3)
    before = rows(Actor)
    with action() as done:
        Actor.objects.update(description="changed")
        Actor.objects.filter(pk=actors[0].pk).update(description="changed twice", kind="group")
    assert len(undo(done.id)) == 3
    assert rows(Actor) == before


def test_what_was_added_goes_and_what_was_deleted_comes_back_with_its_parts():
    gone = ActorFactory()
    tie = AssertionFactory()
    before = [rows(model) for model in (Actor, ActorName, Assertion, Claim)]
    with action() as done:
        tie.delete()
        gone.names.all().delete()
        gone.delete()
        ActorFactory.create_batch(2)
    undo(done.id)
    assert [rows(model) for model in (Actor, ActorName, Assertion, Claim)] == before


def test_rows_that_came_and_went_leave_nothing():
    with action() as done:
        actor = ActorFactory()
        actor.names.all().delete()
        actor.delete()
    assert undo(done.id) == []


def test_taking_back_is_taken_back_too():
    claim = ClaimFactory(note="one")
    with action() as done:
        Claim.objects.update(note="two")
    with action() as taken_back:
        undo(done.id)
    undo(taken_back.id)
    claim.refresh_from_db()
    assert claim.note == "two"


def test_a_name_that_a_trigger_would_add_is_there_once():
    actor = ActorFactory(name="Old")
    before = [rows(Actor), rows(ActorName)]
    with action() as done:
        Actor.objects.filter(pk=actor.pk).update(name="New")
        ActorName.objects.filter(actor=actor, name="Old").delete()
    undo(done.id)
    assert [rows(Actor), rows(ActorName)] == before


def test_unique_values_may_have_moved_to_others():
    """A tie was taken away to make room for another: the room is free again before the tie comes back."""
    first, second = AssertionFactory(), AssertionFactory()
    before = rows(Assertion)
    with action() as done:
        Assertion.objects.filter(pk=first.pk).delete()
        Assertion.objects.filter(pk=second.pk).update(claim=first.claim, quote=first.quote)
    undo(done.id)
    assert rows(Assertion) == before


@pytest.mark.parametrize("past_the_application", [False, True])
def test_what_was_changed_since_is_refused_and_nothing_else_is_taken_back(past_the_application):
    untouched, touched = ClaimFactory(note="one"), ClaimFactory(note="one")
    with action() as done:
        Claim.objects.update(note="two")
    if past_the_application:
        sql("UPDATE claims_claim SET note = 'three' WHERE id = %s", touched.pk)
    else:
        with action():
            Claim.objects.filter(pk=touched.pk).update(note="three")
    with pytest.raises(ValidationError, match=f"claim {touched.pk} was changed since"):
        undo(done.id)
    assert list(Claim.objects.order_by("pk").values_list("note", flat=True)) == ["two", "three"]
    assert Claim.objects.get(pk=untouched.pk).note == "two"


def test_changes_of_other_rows_since_are_nobodys_business():
    claim = ClaimFactory(note="one")
    with action() as done:
        Claim.objects.update(note="two")
    ClaimFactory(note="other")
    undo(done.id)
    assert list(Claim.objects.order_by("pk").values_list("note", flat=True)) == ["one", "other"]
    assert claim.pk


def test_a_rule_of_the_database_refuses_in_its_own_words():
    quote, editor, speaker = QuoteFactory(state=Quote.State.PROPOSED), UserFactory(), ActorFactory()
    with action() as done:
        confirm(quote, by=editor, speaker=speaker)
    with pytest.raises(ValidationError, match="keeps the time it was confirmed"):
        undo(done.id)
    quote.refresh_from_db()
    assert quote.state == Quote.State.CONFIRMED


def test_attributes_that_are_to_stay_do():
    quote, editor, speaker = QuoteFactory(state=Quote.State.PROPOSED), UserFactory(), ActorFactory()
    with action() as done:
        confirm(quote, by=editor, speaker=speaker)
    undo(done.id, keeping={Quote: {"confirmed_at", "confirmed_by_id"}})
    quote.refresh_from_db()
    assert quote.state == Quote.State.PROPOSED
    assert quote.confirmed_at


def test_nothing_known_of_the_circumstance():
    assert undo(uuid.uuid4()) == []


def test_the_date_of_modification_goes_on():
    claim = ClaimFactory(note="one")
    with action() as done:
        Claim.objects.update(note="two")
    undo(done.id)
    modified = claim.modified
    claim.refresh_from_db()
    assert claim.modified > modified


def test_what_would_be_taken_back_is_told_before():
    claim = ClaimFactory(note="one")
    with action() as done:
        Claim.objects.update(note="two")
        added = ActorFactory()
    told = {(change.model, change.pk): change for change in changes_in(done.id)}
    assert told[Claim, claim.pk].fields == ["note"]
    assert told[Claim, claim.pk].before.note == "one"
    assert told[Actor, added.pk].before is None


def test_queries_do_not_grow_with_the_rows_that_are_looked_at(django_assert_num_queries):
    tables_on_record = sum(hasattr(model, "pgh_tracked_model") for model in apps.get_models())
    for many in (1, 20):
        claims = [ClaimFactory().pk for _ in range(many)]
        with action() as done:
            Claim.objects.filter(pk__in=claims).update(note="two")
        with django_assert_num_queries(tables_on_record + 2):
            assert len(changes_in(done.id)) == many


def test_what_took_each_other_back_since_does_not_count_and_what_is_spared_stays():
    actor = ActorFactory(description="first")
    with action() as done:
        Actor.objects.filter(pk=actor.pk).update(description="second")
        added = ActorFactory()
    with action() as later:
        Actor.objects.filter(pk=actor.pk).update(description="third")
    with action():
        undo(later.id)
    undo(done.id, sparing=[Actor, ActorName])
    assert Actor.objects.get(pk=actor.pk).description == "first"
    assert Actor.objects.filter(pk=added.pk).exists()

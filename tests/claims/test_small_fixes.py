"""A small fix changes a letter within a word; whatever tells readers something else needs a correction."""

import importlib

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import small_fixes
from claims.correcting import correct, restate
from claims.models import Assertion, Correction
from claims.small_fixes import why_not_small
from tests.factories import ClaimFactory, UserFactory
from tests.rules import refused, sql

SMALL = [
    ("The minister recieved the letter", "The minister received the letter"),
    ("The bridge was comitted to the city", "The bridge was committed to the city"),
    ("It happend in May 2020.", "It happened in May 2020"),
    ("The bridge is safe", "The bridge is safe."),
    ("He said that  it's safe", "He said that it’s safe"),
    ("El puente esta en la cuidad", "El puente está en la ciudad"),
]
NOT_SMALL = [
    ("The minister took bribes", "The minister took no bribes", "not"),
    ("The minister did take bribes", "The minister didn't take bribes", "not"),
    ("It is now legal", "It is not legal", "not"),
    ("They noted nothing", "They noted noting", "not"),
    ("Los ministros siempre robaron", "Los ministros nunca robaron", "not"),
    ("Trabaja con permiso", "Trabaja sin permiso", "not"),
    ("5 soldiers died", "50 soldiers died", "number"),
    ("Five soldiers died", "Nine soldiers died", "number"),
    ("Murieron siete soldados", "Murieron siente soldados", "number"),
    ("It cost 1,000 euros", "It cost 1.000 euros", "number"),
    ("It rose by 5%", "It rose by 5$", "number"),
    ("It lost -5 points", "It lost 5 points", "number"),
    ("Iran attacked the port", "Iraq attacked the port", "name"),
    ("She told us of it", "She told US of it", "name"),
    ("The man bit the dog", "The dog bit the man", "order"),
    ("It is legal", "It is illegal", "letter"),
    ("He was hired in May", "He was fired in May", "letter"),
    ("The harmless gas leaked", "The harmful gas leaked", "letter"),
    ("He said so", "She said so", "name"),
    ("Is the bridge safe?", "Is the bridge safe.", "sign"),
    ("The hero was there", "The “hero” was there", "quotation marks"),
    ("The bridge is safe", "The bridge is said to be safe", "adds words"),
    ("Recieve them", "Receive them", "name"),
    ("we recieve, belive, decieve, percieve them", "we receive, believe, deceive, perceive them", "more than 3"),
    ("The bridge is sa\u200bfe", "The bridge is safe", "sign"),
]


@pytest.mark.parametrize(("before", "now"), SMALL)
def test_a_slip_of_the_pen_is_a_small_fix(before, now):
    assert why_not_small(before, now) == ""


@pytest.mark.parametrize(("before", "now", "word"), NOT_SMALL)
def test_what_says_something_else_is_none_and_the_reason_is_told(before, now, word):
    assert word in why_not_small(before, now)
    assert why_not_small(now, before)


def test_the_migration_knows_the_same_words():
    held = importlib.import_module("claims.migrations.0028_small_fixes")
    assert set(held.NEGATIONS.split()) == small_fixes.NEGATIONS
    assert set(held.NUMBERS.split()) == small_fixes.NUMBERS


def is_small_in_the_database(before, now):
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_is_small_fix(%s, %s)", [before, now])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "now"), SMALL + [pair[:2] for pair in NOT_SMALL])
def test_the_database_says_the_same(before, now):
    assert is_small_in_the_database(before, now) == (not why_not_small(before, now))


WORDS = st.text(st.sampled_from("abtéñ5-’'“.A no?"), max_size=12)


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_the_database_agrees_on_any_text(start, gone, come, end):
    before, now = f"{start}{gone}{end}", f"{start}{come}{end}"
    assert is_small_in_the_database(before, now) == (not why_not_small(before, now))


@pytest.mark.django_db
def test_restating_refuses_what_is_no_small_fix_and_the_database_does_too():
    claim, editor = ClaimFactory(published=True, statement="The minister took bribes"), UserFactory()
    with pytest.raises(Exception, match="no small fix, for it changes a “not”") as refusal, transaction.atomic():
        restate(claim, "The minister took no bribes", note="Spelling.", by=editor, kind=Correction.Kind.SMALL_FIX)
    assert "Untick" in refusal.value.messages[0]
    with refused("needs a correction"):
        sql("UPDATE claims_claim SET statement = 'The minister took no bribes' WHERE id = %s", claim.pk)
        Correction.objects.create(claim=claim, kind="small_fix", note="Spelling.")
    with refused("more than a small fix"):
        Correction.objects.create(
            claim=claim, kind="small_fix", note="!", said_before="took bribes", says_now="took no"
        )


@pytest.mark.django_db
def test_a_stance_is_never_a_small_fix():
    claim = ClaimFactory(published=True)
    with refused("needs a correction"):
        Assertion.objects.filter(claim=claim).update(stance="doubts")
        Assertion.objects.create(claim=claim, quote=ClaimFactory(published=True).quotes.get())
        correct(claim, note="Spelling.", by=UserFactory(), kind=Correction.Kind.SMALL_FIX)

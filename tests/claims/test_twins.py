"""What is there already is shown before it is stored again, and stored when somebody says that it is another."""

from threading import Thread

import pytest
from django.db import connection, transaction

from articles.models import Actor
from claims import twins
from claims.models import Claim
from claims.twins import TwinError, ask_first, same_name, same_statement, seen_of
from tests.factories import ActorFactory, ActorNameFactory, ClaimFactory, NotSameFactory, QuoteFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    ["The dam leaks.", "the  DAM\nleaks", " The dam leaks . ", "The dam leaks!", "The dam leaks…"],
)
@pytest.mark.parametrize("status", ["draft", "published"])
def test_spaces_case_and_the_final_stop_make_no_other_statement(statement, status):
    claim = ClaimFactory(statement="The dam leaks.", **({"published": True} if status == "published" else {}))
    assert same_statement(statement) == [claim]


@pytest.mark.parametrize("statement", ["The dam leaked.", "The dám leaks.", "The dam, leaks.", "", "  . "])
def test_another_word_does(statement):
    ClaimFactory(statement="The dam leaks.")
    assert same_statement(statement) == []


def test_neither_itself_nor_what_was_told_apart_is_another():
    claim, other = ClaimFactory(statement="The dam leaks."), ClaimFactory(statement="The dam leaks")
    assert same_statement(claim.statement, besides=claim) == [other]
    NotSameFactory(one=claim, other=other)
    assert same_statement(claim.statement, besides=claim) == []


def test_an_actor_is_told_by_any_of_its_names_with_what_tells_it_apart():
    actor = ActorNameFactory(name="Padrino", actor__name="Vladimir Padrino", actor__description="minister").actor
    QuoteFactory(speaker=actor)
    (found,) = same_name("PADRINO")
    assert found == actor
    assert twins.described(found) == "Vladimir Padrino (person, minister, 1 quotation)"
    assert same_name("Padrino", besides=actor) == []


def test_it_goes_on_for_who_has_seen_these_very_ones():
    ClaimFactory(statement="The dam leaks.")
    seen = seen_of(same_statement("The dam leaks."))
    ask_first(same_statement("The dam leaks"), seen)
    ClaimFactory(statement="The dam leaks.")
    with pytest.raises(TwinError, match=r"a claim says this already: “The dam leaks\."):
        ask_first(same_statement("The dam leaks"), seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_the_second_finds_the_first():
    found = []

    def saves():
        with transaction.atomic():
            found.append(same_statement("The dam leaks."))
        connection.close()

    with transaction.atomic():
        assert same_statement("The dam leaks.") == []
        second = Thread(target=saves)
        second.start()
        second.join(0.5)
        assert second.is_alive()
        claim = ClaimFactory(statement="The dam leaks.")
    second.join(10)
    assert found == [[claim]]


def test_names_of_merged_ones_are_not_asked_about():
    kept = ActorFactory(name="Anna Berg")
    Actor.objects.create(name="Anna Berg", kind="person", merged_into=kept)
    assert same_name("Anna Berg") == [kept]


def test_a_merged_claim_counts_as_the_one_it_is_now():
    kept = ClaimFactory(statement="The dam has a leak.")
    ClaimFactory(statement="The dam leaks.", status=Claim.Status.MERGED, merged_into=kept)
    assert same_statement("The dam leaks.") == [kept]

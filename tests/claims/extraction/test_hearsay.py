"""Nouns that bring in what is said, with nobody who says it or with an owner."""

import pytest

from .reading import only, parsed, quotations


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The council left amid allegations that the dam is old.", "allegations"),
        ("Rumors that the dam is old were heard in the town.", "Rumors"),
    ],
)
def test_they_bring_in_a_clause_of_nobody(text, cue, parser):
    (found,) = parsed(text, parser)
    assert (found["source"], found["cue"], found["passages"]) == (None, cue, ["that the dam is old"])


def test_so_they_do_by_rules_alone():
    found = only("The council left amid allegations that the dam leaks.")
    assert (found["source"], found["passages"]) == (None, ["that the dam leaks"])


def test_the_clause_of_an_owned_noun_ends_before_its_verb(parser):
    (found,) = parsed("Anna Berg’s claim that the dam is old would mend nothing, and nobody left.", parser)
    assert (found["source"], found["passages"]) == ("Anna Berg’s", ["that the dam is old"])


@pytest.mark.parametrize("clause", ["that Anna Berg made", "that were old"])
def test_a_relative_clause_is_none(clause, parser):
    assert parsed(f"Carl Dahl took the claims {clause}.", parser) == []


@pytest.mark.parametrize(
    ("text", "cue", "passage"),
    [
        ("Anna Berg’s point is that the dam leaks.", "point is", "that the dam leaks"),
        ("The council took up Anna Berg’s promise of a new dam.", "promise of", "a new dam"),
    ],
)
def test_an_owner_says_what_his_noun_is(text, cue, passage):
    found = only(text)
    assert (found["source"], found["cue"], found["passages"]) == ("Anna Berg’s", cue, [passage])


def test_a_point_that_is_old_says_nothing():
    assert quotations("Anna Berg’s point is old.") == []

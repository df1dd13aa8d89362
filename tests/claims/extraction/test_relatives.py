"""Relative clauses that tell of what stands before them."""

import pytest

from .reading import parsed


@pytest.mark.parametrize(
    ("text", "source", "passage"),
    [
        ("The council chose a dam Anna Berg has long criticized, and left.", "Anna Berg", "a dam"),
        ("The council wants to mend the dam, a plan Anna Berg has criticized.", "Anna Berg", "a plan"),
        ("The council wants a new dam, a work the mayor has praised.", "the mayor", "a work"),
        ("The leak, which Carl Dahl denied, was old.", "Carl Dahl", "The leak"),
    ],
)
def test_the_noun_they_hang_on_is_spoken_of(text, source, passage, parser):
    (found,) = parsed(text, parser)
    assert (found["source"], found["passages"]) == (source, [passage])


def test_words_of_their_own_come_first(parser):
    (found,) = parsed("The council met a man whom Anna Berg called “a fool.”", parser)
    assert found["passages"] == ["“a fool.”"]


def test_who_praises_is_no_noun_spoken_of(parser):
    assert parsed("The council met Anna Berg, who praised.", parser) == []

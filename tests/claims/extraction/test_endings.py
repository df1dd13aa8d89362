"""Where words reported end before their sentence does."""

import pytest

from .reading import only


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Anna Berg said the dam is old, while the council was silent.", "the dam is old"),
        ("Anna Berg said she met Carl Dahl, who built the dam.", "she met Carl Dahl"),
        ("Anna Berg said the dam is old; the council was silent.", "the dam is old"),
        ("Anna Berg criticized the dam, a work of the city.", "the dam"),
        ("Anna Berg criticized the council and asked.", "the council"),
    ],
)
def test_they_end_where_the_article_adds_its_own(text, passage):
    assert only(text)["passages"] == [passage]


@pytest.mark.parametrize(
    "passage",
    ["that it rained, then poured, then stopped", "that it was “old” and torn, while nobody cared"],
)
def test_commas_within_and_marks_end_nothing(passage):
    assert only(f"Anna Berg said {passage}.")["passages"] == [passage]

"""A question mark inside the marks ends no sentence where only the speaker follows."""

import pytest

from .reading import only, quotations


@pytest.mark.parametrize(
    "text",
    [
        "“Is it old?” Carl Dahl asked.",
        "“Is it old?” Carl Dahl asked on Monday, after the rain.",
        "“Is it old?” Carl Dahl asks as a guard walks by.",
        "“It is old!” Carl Dahl shouted, waving.",
    ],
)
def test_the_speaker_behind_a_question_is_its_speaker(text):
    found = only(text)
    assert (found["kind"], found["source"]) == ("direct", "Carl Dahl")


def test_a_sentence_with_words_of_its_own_stands_alone():
    first, second = quotations("Anna Berg said: “Is it old?” Carl Dahl said it was.")
    assert (first["source"], second["source"]) == ("Anna Berg", "Carl Dahl")
    assert second["passages"] == ["it was"]

"""Verbs that report only with a word beside them."""

import pytest

from .reading import only, quotations


@pytest.mark.parametrize(
    ("text", "cue", "passage"),
    [
        ("Anna Berg made harsh comments about the dam.", "made harsh comments about", "the dam"),
        ("Anna Berg made the point that the dam leaks.", "made the point", "that the dam leaks"),
        ("Anna Berg made a warm call for a new dam.", "made a warm call for", "a new dam"),
        ("Anna Berg responded to the claims of the council.", "responded to", "the claims of the council"),
        ("Anna Berg promised Monday to mend the dam.", "promised", "to mend the dam"),
        ("Fans of the dam have taken to the streets to complain about it.", "complain about", "it"),
    ],
)
def test_they_bring_in_what_follows(text, cue, passage):
    found = only(text)
    assert (found["cue"], found["passages"]) == (cue, [passage])


@pytest.mark.parametrize(
    "doing", ["made a dam of stone about a mile long", "made no comments about the dam", "raised it"]
)
def test_without_it_they_report_nothing(doing):
    assert quotations(f"Anna Berg {doing}.") == []


def test_questions_raised_may_be_new():
    found = only("Anna Berg raised new questions about the dam.")
    assert (found["cue"], found["passages"]) == ("raised new questions", ["about the dam"])

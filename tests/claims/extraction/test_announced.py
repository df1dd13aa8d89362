"""Words announced by a colon, labelled with a name, signed, or given to somebody without any verb."""

import pytest

from .reading import only, quotations

SCENE = "The mayor Anna Berg met the engineer Olav Dahl on Monday.\n"


def said(text):
    return [(found["actor"], found["passages"]) for found in quotations(SCENE + text)]


@pytest.mark.parametrize(
    "text",
    [
        "Berg, on the dam: “It is old and leaks.”",
        "Berg on taxes: “It is old and leaks.”",
        "Berg again: “It is old and leaks.”",
        "Berg to Dahl: “It is old and leaks.”",
        "Berg in 2014: “It is old and leaks.”",
        "Anna Berg, 45, mayor: “It is old and leaks.”",
        "Anna Berg, the mayor of Alby: “It is old and leaks.”",
        "And Berg, who had left early: “It is old and leaks.”",
        "TAXES RISE - Anna Berg on taxes: “It is old and leaks.”",
        "“It is old and leaks” (Berg).",
        "“It is old and leaks.” (Berg, on Monday)",
        "“It is old and leaks”: Berg",
        "“It is old and leaks.” — Anna Berg, mayor",
        "“It is old and leaks.” Anna Berg, mayor of Alby.",
        "“It is old and leaks.”\nAnna Berg, mayor of Alby",
        '"It is old and leaks.\nAnna Berg."',
        "Per Berg, “it is old and leaks.”",
        "In the words of Anna Berg, “it is old and leaks.”",
        "To quote Berg, “it is old and leaks.”",
        "“It is old and leaks,” Berg in a tweet.",
    ],
)
def test_quotations_without_a_verb(text):
    ((actor, (passage,)),) = said(text)
    assert actor == "Anna Berg"
    assert "t is old and leaks" in passage


@pytest.mark.parametrize(
    "announced",
    [
        "Her key points:",
        "From Berg’s letter:",
        "Berg on the dam:",
        "She put it this way:",
        "Anna Berg",
    ],
)
def test_who_is_announced(announced):
    assert said(f"{announced}\n“It is old and leaks.”")[-1] == ("Anna Berg", ["“It is old and leaks.”"])


def test_what_a_paragraph_is_about_is_nobody():
    assert only("On Berg’s plan:\n“It is old and leaks.”")["source"] is None


@pytest.mark.parametrize("announced", ["In her letter, Berg wrote:", "Here is the full statement from Ms. Berg:"])
def test_words_without_marks_go_on_while_they_speak_of_themselves(announced):
    text = f"{announced}\nThe dam has been “a wreck” for years.\nWe will mend it.\nThe council meets on Monday."
    assert said(text) == [("Anna Berg", ["The dam has been “a wreck” for years.", "We will mend it."])]


def test_a_label_holds_until_the_next():
    text = "BERG: The dam is old.\nWe call it “the old wreck of Alby” here.\nDAHL: It leaks."
    assert said(text) == [
        ("Anna Berg", ["The dam is old.", "We call it “the old wreck of Alby” here."]),
        ("Olav Dahl", ["It leaks."]),
    ]


def test_several_labels_in_one_paragraph():
    text = "Berg: “We pay quite enough.” Dahl: “Taxes are too low here.”"
    assert said(text) == [
        ("Anna Berg", ["“We pay quite enough.”"]),
        ("Olav Dahl", ["“Taxes are too low here.”"]),
    ]


def test_names_that_head_what_each_says():
    text = "Anna Berg\n“We pay quite enough.”\nOlav Dahl\n“Taxes are too low here.”"
    assert said(text) == [
        ("Anna Berg", ["“We pay quite enough.”"]),
        ("Olav Dahl", ["“Taxes are too low here.”"]),
    ]


def test_a_remark_in_parentheses_is_a_sentence_of_its_own():
    found = quotations("Berg said the dam leaks. (Dahl said it holds.)")
    assert [(one["source"], one["passages"]) for one in found] == [
        ("Berg", ["the dam leaks"]),
        ("Dahl", ["it holds"]),
    ]


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        (
            "Crews were urging people to stay, the Alby Post reported.",
            "the Alby Post",
            "Crews were urging people to stay",
        ),
        ("Voters believe the dam leaks, according to Berg.", "Berg", "Voters believe the dam leaks"),
    ],
)
def test_a_source_at_the_end_is_that_of_the_whole_sentence(text, source, whole):
    assert (source, [whole]) in [(one["source"], one["passages"]) for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Asked what he thought of the dam, Berg said, “It leaks.”", "what he thought of the dam"),
        ("Asked about the dam, Berg said, “It leaks.”", "the dam"),
    ],
)
def test_nobody_says_what_somebody_was_asked(text, asked):
    assert [(one["source"], one["passages"]) for one in quotations(text)] == [
        (None, [asked]),
        ("Berg", ["“It leaks.”"]),
    ]


def test_a_participle_behind_before_reports():
    found = quotations("Berg left the town hall before announcing that the dam leaks.")
    assert [(one["source"], one["passages"]) for one in found] == [("Berg", ["that the dam leaks"])]

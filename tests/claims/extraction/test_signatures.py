"""Who is named behind a quotation without a reporting word: signatures, and sentences that point back to it."""

import pytest

from .reading import quotations

SCENE = "The mayor Anna Berg met the engineer Olav Dahl on Monday.\n"


def said(text):
    return [(found["actor"], found["passages"]) for found in quotations(SCENE + text)]


@pytest.mark.parametrize(
    "text",
    [
        "“It is old and leaks.” ― Anna Berg, mayor of Alby",
        "“It is old and leaks.” - Anna Berg (Alby) on the dam",
        "“It is old and leaks.” Berg",
        "“It is old and leaks.” Berg, mayor.",
        "“It is old and leaks.” Mayor Anna Berg (Alby)",
        "“It is old and leaks.” Anna Berg in an interview with the Alby Gazette",
        "“It is old and leaks.” – from Anna Berg",
        "“It is old and leaks.” [Anna Berg]",
        "“It is old and leaks.” | Anna Berg",
        "“It is old and leaks” (Anna Berg to Dahl).",
        "– “It is old and leaks.” – Anna Berg, mayor",
        "“It is old and leaks.”\n[Anna Berg]",
    ],
)
def test_signatures(text):
    assert said(text) == [("Anna Berg", ["“It is old and leaks.”"])] or said(text) == [
        ("Anna Berg", ["“It is old and leaks”"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It is old and leaks.” Those were Anna Berg’s words on Monday.",
        "“It is old and leaks.” That was Berg on Monday.",
        "“It is old and leaks.” So said Anna Berg.",
        "“It is old and leaks.” Thus spoke Anna Berg.",
        "“It is old and leaks.” With those words, Berg left the council.",
        "“It is old and leaks.” That quote is from Anna Berg.",
        "“It is old and leaks.” The words were Berg’s.",
        "“It is old and leaks” is what Anna Berg told them.",
        "“It is old and leaks” was Berg’s verdict.",
        "“It is old and leaks” were the words of Anna Berg.",
        "“It is old and leaks” came the answer from Berg.",
        "“It is old and leaks,” in Berg’s words.",
    ],
)
def test_words_that_point_back_to_a_quotation(text):
    assert [(actor, passages) for actor, passages in said(text) if "leaks" in passages[0]] == [
        ("Anna Berg", [text[: text.index("”") + 1]])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It is old and leaks.” That was a mistake.",
        "“It is old and leaks.” The dam was built in Alby.",
        "“It is old and leaks.”\n– A first attempt –.",
    ],
)
def test_what_names_nobody(text):
    assert said(text) == [(None, ["“It is old and leaks.”"])]


def test_labels_inside_the_marks():
    text = "“BERG: It is old. DAHL: It holds.”\n“Anna Berg: It leaks.”\n“Note: It leaks, they say.”"
    assert said(text) == [
        ("Anna Berg", ["It is old."]),
        ("Olav Dahl", ["It holds."]),
        ("Anna Berg", ["It leaks."]),
        ("Anna Berg", ["“Note: It leaks, they say.”"]),
    ]


def test_a_handle_signs():
    (found,) = quotations("“It is old and leaks.” —@annaberg")
    assert found["source"] == "annaberg"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import shapes


@pytest.mark.parametrize(
    "text",
    [
        "Maduro captured",
        "Minister Blames U.S. for Security Team 'Cold-Blooded Murder'",
        "Talks end between Venezuela and the U.S.",
        "Who is in charge now?",
        "Gen. Padrino speaks",
        '"It is over": what we know',
    ],
)
def test_titles(text):
    assert shapes.is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "...",
        "2026",
        "He said no.",
        'He said: "It is over."',
        "the forces had",
        "- a list item",
        "The ministers agreed on the following:",
        "He left the palace. Nobody knew",
        "word " * 40,
    ],
)
def test_what_is_no_title(text):
    assert not shapes.is_title(text)


@pytest.mark.parametrize("text", ['"We will never surrender"', "“Never”", "A " + "very " * 14 + "long heading"])
def test_titles_that_are_no_headings(text):
    assert not shapes.is_heading(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It ended.", True),
        ('"It ended."', True),
        ("Why?", True),
        ("in the U.S.", False),
        ("it went on", False),
    ],
)
def test_sentence_ends(text, ends):
    assert shapes.ends_sentence(text) is ends


@pytest.mark.parametrize(
    "text",
    [
        "Description not available",
        "No description available.",
        "Image unavailable",
        "[Photo not available]",
        "Summary is not yet available",
        "N/A",
        "ADVERTISEMENT",
    ],
)
def test_placeholders(text):
    assert shapes.is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["The minister was not available", "No comment", "Evidence not available", "Description"]
)
def test_what_is_no_placeholder(text):
    assert not shapes.is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "© CubaHeadlines 2026",
        "Copyright 2026 The Herald",
        "Copyright © The Herald",
        "(c) 2026 The Herald",
        "Copyright The Associated Press 2026",
        "The Herald 2026. All rights reserved.",
    ],
)
def test_copyright_notices(text):
    assert shapes.is_copyright(text)
    assert shapes.is_notice(text)


@pytest.mark.parametrize("text", ["Copyright law was changed.", "(c) the third point", "The right to copy"])
def test_what_is_no_copyright_notice(text):
    assert not shapes.is_copyright(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reporting by Ana Torres; Editing by Li Wei",
        "(Additional reporting by Li Wei)",
        "Read more: The raid",
        "https://example.com/a",
    ],
)
def test_other_notices(text):
    assert shapes.is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Ana Torres",
        "(File photo: Reuters)",
        "Caption: The palace at night",
        "FILE PHOTO: The palace at night. REUTERS/Ana Torres",
        "The palace at night. (AP Photo/Ana Torres)",
        "The palace at night [Ana Torres/AFP]",
    ],
)
def test_captions(text):
    assert shapes.is_caption(text)


@pytest.mark.parametrize(
    "text", ["Photographs show the palace.", "The AP and the AFP reported it.", "Credit where it is due"]
)
def test_what_is_no_caption(text):
    assert not shapes.is_caption(text)


@given(st.text())
def test_any_text_has_a_shape(text):
    for shape in (
        shapes.is_title,
        shapes.is_heading,
        shapes.is_question,
        shapes.is_notice,
        shapes.is_caption,
    ):
        assert shape(text) in (True, False)
    assert shapes.title_text(text) in text

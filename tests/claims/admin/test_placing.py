import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.placing import find

TEXT = "He said: “No,\r\nnever.” 😀 Then he said: “No, not today.”\n\tAnd again: “No.”"


def test_text_that_stands_once_is_found():
    assert find("Then he said", TEXT) == (TEXT.index("Then"), TEXT.index("Then") + 12)


@pytest.mark.parametrize(
    "typed", ["“No,\nnever.”", "“No,\r\nnever.”", "“No, never.”", "  “No,   never.”\n", "“No,\rnever.”"]
)
def test_line_ends_and_spaces_match_each_other(typed):
    start, end = find(typed, TEXT)
    assert TEXT[start:end] == "“No,\r\nnever.”"


@pytest.mark.parametrize("typed", ['"No, not today."', "„No, not today.”"])
def test_quotation_marks_match_each_other(typed):
    start, end = find(typed, TEXT)
    assert TEXT[start:end] == "“No, not today.”"


def test_emoji_counts_one():
    assert find("Then", TEXT)[0] == TEXT.index("Then")


def test_ambiguous_text_asks_for_the_start():
    with pytest.raises(ValidationError) as refused:
        find("“No", TEXT)
    question, *places = refused.value.messages
    assert "more than once" in question
    assert places[0] == "9: …He said: [“No], never.” 😀 Then he said: “No, not toda…"
    assert [place.partition(":")[0] for place in places] == ["9", "39", "68"]


def test_start_tells_which_one():
    assert find("“No", TEXT, 39) == (39, 42)


def test_wrong_start_still_asks():
    with pytest.raises(ValidationError, match="more than once"):
        find("“No", TEXT, 40)


def test_start_is_found_where_the_text_stands_once():
    assert find("never", TEXT, 2)[0] == TEXT.index("never")


def test_overlapping_occurrences_count():
    with pytest.raises(ValidationError, match=r"more than once.*0: .*3: "):
        find("ha ha", "ha ha ha")


@pytest.mark.parametrize(
    ("typed", "problem"), [("never ever", "word for word"), (" \n", "Copy here"), ("NO", "word for word")]
)
def test_what_is_not_there(typed, problem):
    with pytest.raises(ValidationError, match=problem):
        find(typed, TEXT)


@pytest.mark.parametrize("start", [10**9, 2**31])
def test_start_beyond_the_text(start):
    assert find("never", TEXT, start)[0] == TEXT.index("never")


@given(before=st.text(), stretch=st.text(min_size=1).filter(str.strip), after=st.text())
def test_given_its_start_any_stretch_is_found_to_the_character(before, stretch, after):
    stretch = stretch.strip()
    written = before + stretch + after
    start, end = find(stretch, written, len(before))
    assert (start, written[start:end]) == (len(before), stretch)

import pytest

from claims.extraction import Span
from claims.scoring.standoff import BrokenLine, attributions_in

TEXT = "It leaks, Anna Berg said, and it creaks.\nNobody knew."
IT_LEAKS, BERG, SAID, CREAKS = "T1\tContent 0 8", "T2\tSource 10 19\tAnna Berg", "T3\tCue 20 24\tsaid", "30 39"


def read(*lines):
    return attributions_in("\n".join(lines), TEXT)


def test_an_event_ties_stretches_to_an_attribution():
    (found,) = read(IT_LEAKS, BERG, SAID, "E1\tAttribution:T3 Content:T1 Cue:T3 Source:T2")
    assert (found.content, found.source, found.cue) == ((Span(0, 8),), (Span(10, 19),), (Span(20, 24),))


def test_content_in_parts_whether_in_one_line_or_by_numbered_roles():
    (one,) = read(f"T1\tContent 0 8;{CREAKS}\tIt leaks it creaks", SAID, "E1\tContent:T1 Cue:T3")
    (two,) = read(IT_LEAKS, f"T4\tContent {CREAKS}", SAID, "E1\tContent:T1 Content2:T4 Cue:T3")
    assert one.content == two.content == (Span(0, 8), Span(30, 39))
    assert one.source == ()


def test_an_attribution_without_content_is_left_out():
    assert read(BERG, SAID, "E1\tCue:T3 Source:T2") == []


def test_notes_empty_lines_carriage_returns_and_text_over_a_line_end_are_passed_over():
    lines = ["T1\tContent 26 52\tand it creaks.", "Nobody knew", "#1\tNote T1\tlong?", "", "E1\tContent:T1\r"]
    (found,) = read(*lines)
    assert found.content == (Span(26, 52),)


@pytest.mark.parametrize(
    ("lines", "number", "why"),
    [
        ([IT_LEAKS, "T2 Source 10 19"], 2, "not a line of brat's standoff format"),
        (["T1\tContent 0 x\tIt"], 1, "not a line of brat's standoff format"),
        (["whatever"], 1, "not a line of brat's standoff format"),
        (["T1\tContent 0 99\tIt"], 1, "0 to 99 is no stretch of the text, which has 53 characters"),
        (["T1\tContent 8 8\t"], 1, "8 to 8 is no stretch"),
        ([IT_LEAKS, "", "E1\tContent:T1 Source:T7"], 3, "names T7, which no line of the file describes"),
    ],
)
def test_a_broken_line_is_named_with_the_reason(lines, number, why):
    with pytest.raises(BrokenLine, match=why) as error:
        read(*lines)
    assert error.value.number == number

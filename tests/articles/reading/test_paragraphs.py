import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.lines import lines_of
from articles.reading.paragraphs import pieces_of

RAID = (
    "The president of the United States said on Sunday that the forces had captured the Venezuelan leader. "
    "He gave no details of the raid, which took place at night and lasted for less than two hours in all."
)
CALL = (
    "Officials in Caracas condemned the operation and called for a meeting of the Security Council. Nobody "
    "at the palace would say where the leader was being held, or who was in command of the armed forces now."
)


def paragraphs(text, alone=()):
    return [piece.text for piece in pieces_of(text, lines_of(text), alone)]


def wrapped(*texts, width=72, between="\n\n", **options):
    return between.join(textwrap.fill(text, width, **options) for text in texts)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_blank_line_parts_paragraphs(end):
    text = f"One.{end}{end}Two.{end} \t{end}{end}Three."
    assert paragraphs(text) == ["One.", "Two.", "Three."]


def test_spans_exclude_the_white_space_around():
    text = "\n  One.  \n\n\tTwo.\u00a0\n"
    spans = [(piece.start, piece.end) for piece in pieces_of(text, lines_of(text), ())]
    assert [text[start:end] for start, end in spans] == ["One.", "Two."]


@pytest.mark.parametrize("width", [50, 65, 72, 80, 100])
def test_hard_wrapped_text_is_joined(width):
    assert paragraphs(wrapped(RAID, CALL, width=width)) == [RAID, CALL]


def test_a_paragraph_a_line_stays_apart():
    assert paragraphs(f"{RAID}\n{CALL}\n{RAID}") == [RAID, CALL, RAID]


def test_short_paragraphs_a_line_stay_apart():
    lines = ["He left.", "Nobody knew why he had gone.", "She stayed at the palace.", "Then it was over."]
    assert paragraphs("\n".join(lines)) == lines


def test_wrapped_paragraphs_told_by_their_indent():
    text = wrapped(RAID, CALL, between="\n", initial_indent="    ")
    assert paragraphs(text) == [RAID, CALL]


def test_wrapped_paragraphs_told_by_a_short_last_line():
    first = RAID + " Then it ended at last."
    text = wrapped(first, CALL, between="\n")
    assert len(text.split("\n")[len(textwrap.wrap(first, 72)) - 1]) < 60
    assert paragraphs(text) == [first, CALL]


def test_a_line_beginning_in_lower_case_continues_a_sentence():
    assert paragraphs("The minister said that\nthe talks were over.") == ["The minister said that the talks were over."]


def test_a_title_above_wrapped_text_stays_apart():
    assert paragraphs(f"A night raid\n{wrapped(RAID)}\n\n{wrapped(CALL)}") == ["A night raid", RAID, CALL]


@pytest.mark.parametrize(
    "item", ["- one", "* one", "• one", "1. one", "Q: one?", "A: one", "© Herald 2026", "Photo: Ana"]
)
def test_items_labels_and_notices_begin_a_paragraph(item):
    text = f"{wrapped(RAID)}\n\nThe list of what the ministers had agreed upon that night in\n{item}\n{item}"
    assert paragraphs(text)[-2:] == [item, item]


def test_a_line_alone_is_joined_to_none():
    text = "The minister said that\nthe talks\nwere over."
    assert paragraphs(text, alone={1}) == ["The minister said that", "the talks", "were over."]


WORD = st.text(alphabet="abcdefgh", min_size=1, max_size=12)
SENTENCE = st.lists(WORD, min_size=40, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(SENTENCE, min_size=1, max_size=4), st.integers(min_value=50, max_value=100))
def test_any_text_wrapped_between_blank_lines_comes_back_whole(texts, width):
    assert paragraphs(wrapped(*texts, width=width)) == texts


@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_any_paragraphs_a_line_come_back_apart(texts):
    assert paragraphs("\n".join(texts)) == texts

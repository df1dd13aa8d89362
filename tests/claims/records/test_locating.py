import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.proposal import Span
from claims.records.locating import NotLocatedError, hinted, locate, locate_near
from claims.records.schema import Part

TEXT = "He said “yes, it's 😀 so”. Later he said no. The mayor's no\nsaid nothing. He  left – alone."


def found(part, text=TEXT):
    span = locate(text, Part(**part))
    return text[: span.start], text[span.start : span.end]


def refused(part, text=TEXT):
    with pytest.raises(NotLocatedError) as caught:
        locate(text, Part(**part))
    return str(caught.value)


def test_offsets_count_characters():
    assert locate(TEXT, Part(text="so”")) == Span(21, 24)


def test_what_is_there_once_needs_no_hint():
    assert found({"text": "Later he"})[1] == "Later he"


def test_what_is_there_twice_needs_a_hint():
    assert "3 times" in refused({"text": "said"})
    assert found({"text": "said", "after": "Later he"}) == ("He said “yes, it's 😀 so”. Later he ", "said")
    assert found({"text": "said", "before": "nothing."})[0].endswith("no\n")


def test_overlapping_places_count():
    assert "2 times" in refused({"text": "aa"}, "aaa")
    assert locate("aaa", Part(text="aa", after="a")) == Span(1, 3)


def test_a_hint_that_fits_nothing_or_too_much_is_refused():
    assert "not where the hint says" in refused({"text": "said", "after": "She"})
    assert "make it longer" in refused({"text": "said", "after": "e"}, "He said. She said.")


def test_a_hint_fits_exactly_before_it_fits_with_white_space_between():
    text = "a x, ax"
    assert locate(text, Part(text="x", after="a")) == Span(6, 7)
    assert locate(text, Part(text="x", after="a ")) == Span(2, 3)


@pytest.mark.parametrize(
    ("wanted", "meant", "difference"),
    [
        ('"yes, it\'s 😀 so"', "“yes, it's 😀 so”", "quotation marks"),
        ("The mayor’s no", "The mayor's no", "quotation marks"),
        ("the Mayor's no", "The mayor's no", "capital letters"),
        ("no said nothing", "no\nsaid nothing", "white space"),
        ("He left", "He  left", "white space"),
        ("left - alone", "left – alone", "dashes"),
    ],
)
def test_near_misses_are_shown(wanted, meant, difference):
    message = refused({"text": wanted})
    assert f"Did you mean “{meant}”?" in message
    assert difference in message


def test_what_begins_alike_is_told_how_far():
    message = refused({"text": "Later he said maybe"})
    assert "as far as “Later he said ”" in message
    assert "the article says “no. The mayor's" in message


def test_what_is_nowhere_is_said_to_be():
    assert refused({"text": "zzz"}) == "“zzz” is not in the article; copy it from there, mark for mark."


def near(text, part, *passages):
    spans = [Span(text.index(passage), text.index(passage) + len(passage)) for passage in passages]
    return locate_near(text, Part(text=part), spans)


def test_a_source_is_the_nearest_whole_word_in_the_paragraph():
    text = "He came.\nThe theory, he said then, is that he knew. He said so.\nHe left."
    assert near(text, "he", "that he knew") == Span(21, 23)
    assert near(text, "He", "that he knew") == Span(text.index("He said so"), text.index("He said so") + 2)


def test_parts_of_words_count_where_there_is_no_whole_word():
    assert near("xat cat that", "at", "cat") == Span(1, 3)


def test_a_source_far_away_needs_a_hint():
    for text in ("He came.\nHe went.\nNobody knew.", "He came.\nNobody knew."):
        with pytest.raises(NotLocatedError, match="not in the paragraph of the quotation"):
            near(text, "He", "Nobody knew")


@given(st.text("ab \n“”é😀", min_size=1, max_size=40), st.data())
def test_a_hint_leads_back_to_its_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage_start = data.draw(st.integers(0, len(text) - 1))
    passages = [Span(passage_start, data.draw(st.integers(passage_start + 1, len(text))))]
    span = Span(start, end)
    assert locate(text, hinted(text, span)) == span
    assert locate_near(text, hinted(text, span, passages), passages) == span

"""Whatever the length: what lies beyond the bounds is left out and counted, and takes neither time nor memory."""

import tracemalloc

import pytest

from articles.reading import read_text
from claims.extraction import bounds, extract
from tests.timing import MOST, grows_with_length, seconds

from .reading import found_in, paragraphs_of, quotations
from .test_time import of

SHAPES = {
    "one line without an end": "he said, ",
    "marks alone": '"',
    "opening marks alone": "“",
    "brackets": "(",
    "marks within marks": "“a ‘b ",
    "short paragraphs": "he said so\n\n",
    "lines of one letter": "a\n",
    "commas": ", ",
    "sources without end": "according to ",
    "names without end": "Anna Berg ",
    "quotations of one run": "“It leaks.” ",
    "headings and questions": "Heading\n\nWho is it?\n\nRead more: x\n\n",
}


@pytest.fixture
def read_little(monkeypatch):
    monkeypatch.setattr(bounds, "READ", 5_000)


def extracted(text):
    return extract(text, read_text(text).paragraphs)


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_length_whatever_the_text(shape):
    assert grows_with_length(extracted, of(SHAPES[shape], 2_000), of(SHAPES[shape], 20_000))


@pytest.mark.parametrize("shape", SHAPES)
def test_what_lies_beyond_takes_no_time(shape, read_little):
    def found(text):
        return extract(text, paragraphs, None)

    longer, text = of(SHAPES[shape], 50_000), of(SHAPES[shape], 5_000)
    paragraphs = read_text(text, plain=True).paragraphs
    within = seconds(found, text)
    paragraphs = read_text(longer, plain=True).paragraphs
    assert seconds(found, longer) < max(within, 0.01) * MOST


def test_what_lies_beyond_takes_no_memory(read_little):
    text = of("he said, ", 200_000)
    paragraphs = paragraphs_of(text)
    tracemalloc.start()
    extract(text, paragraphs)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_how_much_was_not_read_is_counted(read_little):
    text = of("“It leaks a lot,” Anna Berg said. ", 8_000)
    found = found_in(text)
    assert found.unread == 3_000
    assert found.proposals
    assert found.proposals[-1].passages[-1].end <= 5_000
    assert found_in("“It leaks a lot,” Anna Berg said.").unread == 0


def test_a_word_is_not_cut_in_two(monkeypatch):
    monkeypatch.setattr(bounds, "READ", 30)
    assert [one["passages"] for one in quotations("Anna Berg said the dam is crumbling away.")] == [["the dam is"]]


def test_quotations_beyond_the_most_are_counted(monkeypatch):
    monkeypatch.setattr("claims.extraction.assembly.PROPOSALS", 3)
    found = found_in("“It leaks a lot,” Anna Berg said.\n" * 5)
    assert (len(found.proposals), found.left_out) == (3, 2)


def test_a_quotation_as_long_as_a_book_is_none():
    found = found_in("“" + "and it leaks " * 2_000)
    assert (found.proposals, found.left_out) == ((), 1)


def test_neither_is_one_of_hundreds_of_pieces():
    found = found_in("“It leaks a lot.” " * 300)
    assert (found.proposals, found.left_out) == ((), 1)

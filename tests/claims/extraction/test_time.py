"""How long extraction takes as texts grow, by rules alone. ``pytest -s`` on this file prints the figures."""

import random
from itertools import islice, product

import pytest

from tests.timing import MOST, seconds

from .reading import found_in
from .words import WORDS

SAID = (
    "Interior Minister Anna Berg said on Monday that the dam was old. “It is old, but it holds,” she said, adding "
    "that repairs “cost money”. “We have none.” According to engineers cited by Streamline, the wall has moved."
)
SHAPES = {
    "paragraphs": SAID + "\n",
    "one paragraph": SAID + " ",
    "no full stop": "the minister said “it is old” and the engineer thought that the wall had moved and ",
    "short questions": "“Is it?” Dahl asked. ",
}
PIECES = [
    "said ",
    "Anna Berg said “no” and ",
    "“",
    '"',
    '" ',
    "' ",
    "''",
    "a.",
    "A. ",
    "word ",
    "x",
    ", ",
    "Minister ",
    "In an interview with ",
    "according to ",
    "cited by A and ",
    "“A,” he said. ",
    "\u200fשלום “x” ",
    "\x07",
    "Anna Berg, ",
]
NAMES = list(product([first + last for first in "BDFGHKLMNPRSTV" for last in "aeiou"], repeat=3))


def told(what, texts):
    """Print how long each text takes; give the seconds."""
    taken = [seconds(found_in, text, runs=3 if len(text) < 1_000_000 else 1) for text in texts]
    figures = [f"{len(text) // 1000:>5} kB {1000 * spent:8.1f} ms" for text, spent in zip(texts, taken, strict=True)]
    print(f"\n{what!r:24}", *figures)  # noqa: T201 (what it is for)
    return taken


def of(piece, size):
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_length_up_to_a_megabyte(shape):
    taken = told(shape, [of(SHAPES[shape], size) for size in (10_000, 100_000, 1_000_000)])
    assert taken[2] / taken[1] < 10 * MOST


def test_time_grows_with_length_where_words_stand_in_any_order():
    chooser = random.Random(13)
    taken = told("any order", [" ".join(chooser.choices(WORDS, k=size // 4)) for size in (100_000, 1_000_000)])
    assert taken[1] / taken[0] < 10 * MOST


def test_time_grows_with_length_where_everybody_has_a_name_of_his_own():
    lines = [f"{first}{last.lower()} {last}{third.lower()}sen said the dam leaks.\n" for first, last, third in NAMES]
    taken = told("distinct names", ["".join(islice(lines, size // 32)) for size in (100_000, 1_000_000)])
    assert taken[1] / taken[0] < 10 * MOST


@pytest.mark.parametrize("piece", PIECES)
def test_one_endless_paragraph_takes_no_long_time(piece):
    taken = told(piece, [of(piece, size) for size in (10_000, 100_000)])
    assert taken[1] / taken[0] < 10 * MOST

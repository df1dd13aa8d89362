"""Two texts compared word by word: nothing is lost, what reads alike stays, and long texts take no long time."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsroom.wording import Change, Kind, changes, text_after, text_before
from tests.timing import grows_with_length

KEPT, REMOVED, ADDED = Kind.KEPT, Kind.REMOVED, Kind.ADDED
words = st.lists(st.sampled_from(["the", "bridge", "is", "safe", ".", "\n", " ", "“no”", "é😀", "A."])).map(" ".join)
texts = st.one_of(st.text(), words)


def told(before, after):
    return [(change.kind, change.text) for change in changes(before, after)]


@given(texts, texts)
@example("", "")
@example(" \n", " \n")
@example("a", "")
def test_the_pieces_give_both_texts_back(before, after):
    found = changes(before, after)
    assert (text_before(found), text_after(found)) == (before, after)
    assert all(change.text for change in found)
    assert all(one.kind != other.kind for one, other in pairwise(found))


@given(texts)
def test_the_same_is_kept_whole(text):
    assert changes(text, text) == ([Change(KEPT, text)] if text else [])


def test_a_word_changes_and_the_rest_stays():
    assert told("The bridge is safe today.", "The bridge is unsafe today.") == [
        *((KEPT, "The bridge is"), (REMOVED, " safe"), (ADDED, " unsafe"), (KEPT, " today.")),
    ]


def test_a_mark_changes_without_its_word():
    assert told("Is it safe.", "Is it safe?") == [(KEPT, "Is it safe"), (REMOVED, "."), (ADDED, "?")]


def test_hyphens_and_apostrophes_belong_to_their_word():
    assert told("I don’t care", "I didn’t care") == [
        (KEPT, "I"),
        (REMOVED, " don’t"),
        (ADDED, " didn’t"),
        (KEPT, " care"),
    ]


def test_what_has_little_in_common_is_replaced_whole():
    before, after = "The minister of the interior said so.", "Nobody knows whether of course it rained."
    assert told(before, after) == [(REMOVED, before), (ADDED, after)]


def test_what_was_only_added_to_is_kept():
    assert told("Yes.", "Yes. " + "And much more than that. " * 5)[0] == (KEPT, "Yes.")


def test_a_lone_mark_between_changes_goes_with_them():
    assert told("It is one, two, three, all told.", "It is four, five, six, all told.") == [
        *((KEPT, "It is"), (REMOVED, " one, two, three"), (ADDED, " four, five, six"), (KEPT, ", all told.")),
    ]


def test_changes_far_apart_in_a_long_text_are_found():
    def edited(count):
        sentences = [f"Sentence number {n} says this and that." for n in range(count)]
        after = [*sentences]
        after[17], after[-20] = "Sentence number 17 says something else.", "That sentence says this, or that."
        return " ".join(sentences), " ".join(after)

    found = changes(*edited(20_000))
    assert [change.text for change in found if change.kind is ADDED] == [" something else", " That sentence", ", or"]
    assert grows_with_length(lambda texts: changes(*texts), edited(2_000), edited(20_000))


def scattered(count, seed):
    shuffled = [str(n % 97) for n in range(count)]
    random.Random(seed).shuffle(shuffled)
    return " ".join(shuffled)


@pytest.mark.parametrize(
    "odd",
    [
        lambda n: (" ".join(f"x{i} y{i}" for i in range(n // 5)), " ".join(f"x{i} z{i}" for i in range(n // 5))),
        lambda n: ("a " * (n // 2), "b a " * (n // 4)),
        lambda n: ("." * n, "! " * (n // 2)),
        lambda n: (scattered(n // 3, 1), scattered(n // 3, 2)),
        lambda n: ("\n" * (n // 2), " \n" * (n // 2)),
        lambda n: (" " * n + "a", "b" + " " * n),
    ],
)
def test_odd_long_texts_take_no_long_time(odd):
    found = changes(*odd(100_000))
    assert (text_before(found), text_after(found)) == odd(100_000)
    assert grows_with_length(lambda texts: changes(*texts), odd(10_000), odd(100_000))

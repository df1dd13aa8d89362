from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.scoring.quoted import quoted_runs


def inside(text):
    return [text[run.start : run.end] for run in quoted_runs(text)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("“It leaks,” she said.", ["It leaks,"]),
        ('"It leaks," she said. "Badly."', ["It leaks,", "Badly."]),
        ("''It leaks,'' she said.", ["It leaks,"]),
        ("She said: “It leaks.\nNobody knew.”", ["It leaks."]),
        ('A pipe of 5" and one of 6" leak.', []),
        ("She's 'sure' it leaks.", []),
        ('He said "it "leaks" a lot.', ["leaks"]),
    ],
)
def test_runs_stand_between_double_marks_within_a_line(text, runs):
    assert inside(text) == runs


@given(st.text(alphabet="ab \n“”\"'‘’„`"))
def test_runs_are_in_order_apart_and_within_one_line(text):
    runs = quoted_runs(text)
    assert all(run.start < run.end <= len(text) and "\n" not in text[run.start : run.end] for run in runs)
    assert all(one.end <= other.start for one, other in pairwise(runs))

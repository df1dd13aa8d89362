"""How far two quotations stand in one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.overlap import in_one_place, share

stretches = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


def characters(parts):
    return {place for start, end in parts for place in range(start, end)}


@given(stretches, stretches)
def test_it_is_what_both_cover_of_what_either_covers(one, other):
    both, either = characters(one) & characters(other), characters(one) | characters(other)
    assert share(one, other) == pytest.approx(len(both) / len(either))
    assert share(other, one) == share(one, other)


@given(stretches)
def test_a_quotation_is_in_one_place_with_itself(one):
    assert in_one_place(one, one)


def test_neighbours_are_apart():
    assert share([(0, 5)], [(5, 9)]) == 0
    assert not in_one_place([(0, 5)], [])

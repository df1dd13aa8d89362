"""The numbers of a statement, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.likeness import differences
from claims.numbers import TIMES, WORDS, numbers_in


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("two hundred soldiers", ["200"]),
        ("two hundred and five soldiers", ["205"]),
        ("twenty-five men and three women", ["25", "3"]),
        ("a million people", ["1000000"]),
        ("1.5 million, or 1,500 thousand", ["1500000"]),
        ("five, ten or twenty", ["5", "10", "20"]),
        ("one hundred twenty-three thousand four hundred fifty-six", ["123456"]),
        ("two and three", ["2", "3"]),
        ("two dozen", ["24"]),
        ("two thousand and twenty-six", ["2026"]),
        ("once he said no", []),
        ("Los once hombres", ["11"]),
        ("las doscientas cinco personas", ["205"]),
        ("dos mil millones", ["2000000000"]),
        ("treinta y cinco", ["35"]),
        ("ciento veinte mil", ["120000"]),
        ("un millón doscientos mil", ["1200000"]),
        ("los 1.500 y 2,5", ["1500", "2.5"]),
        ("a dam that holds", []),
    ],
)
def test_numbers_in_digits_and_words(statement, numbers):
    assert list(numbers_in(statement)) == numbers


@pytest.mark.parametrize(("one", "other"), [("200", "two hundred"), ("2,000", "dos mil"), ("3 million", "3,000,000")])
def test_the_same_number_written_otherwise_is_no_difference(one, other):
    assert not list(differences(f"The dam holds {one} litres.", f"The dam holds {other} litres."))


def test_another_number_is_told_as_it_is_written():
    assert list(differences("The dam holds 200.", "The dam holds three hundred.")) == [
        "This says three hundred, not 200."
    ]


@given(
    st.lists(st.sampled_from([*WORDS, *TIMES, "a", "un", "and", "y", "12", "1.5", "1,000", "dam", "la", ",", "-"])).map(
        " ".join
    )
)
def test_whatever_is_found_stands_in_the_statement(statement):
    for number, written in numbers_in(statement).items():
        assert written in statement
        assert number.replace(".", "").isdigit()

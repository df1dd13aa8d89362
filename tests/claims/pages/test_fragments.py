from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pages.fragments import address_of

PAGE = "https://example.com/a"


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("“The bridge is safe.”", "The%20bridge%20is%20safe"),
        ("cold-blooded, he said", "cold%2Dblooded%2C%20he%20said"),
        ("one two & three", "one%20two%20%26%20three"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen",
        ),
    ],
)
def test_it_names_the_words_without_the_marks_around_them(text, fragment):
    assert address_of(PAGE, text) == f"{PAGE}#:~:text={fragment}"


def test_a_fragment_that_is_there_already_stays():
    assert address_of(f"{PAGE}#part", "words") == f"{PAGE}#part:~:text=words"


@pytest.mark.parametrize(("link", "text"), [("", "words"), ("javascript:alert(1)", "words"), (PAGE, "“…”")])
def test_where_there_is_nothing_to_lead_to_there_is_no_address(link, text):
    assert address_of(link, text) == ""


@given(st.text())
def test_no_text_breaks_the_form(text):
    address = address_of(PAGE, text)
    if address:
        said = address.removeprefix(f"{PAGE}#:~:text=")
        assert said.isascii()
        assert not set(said) & set("-&# \n<>\"'")
        assert said.count(",") <= 1
        begins, _comma, ends = said.partition(",")
        plain = " ".join(text.split())
        assert unquote(begins) in plain
        assert unquote(ends) in plain

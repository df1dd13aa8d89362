import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.bylines import is_person, read_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Torres", ("Ana Torres",)),
        ("by Ana Torres", ("Ana Torres",)),
        ("BY ANA TORRES", ("ANA TORRES",)),
        ("By Ana Torres.", ("Ana Torres",)),
        ("By: Ana Torres", ("Ana Torres",)),
        ("Written by Ana Torres", ("Ana Torres",)),
        ("By Ana Torres and John Q. Smith", ("Ana Torres", "John Q. Smith")),
        ("By Ana Torres & John Smith", ("Ana Torres", "John Smith")),
        ("By Ana Torres, John Smith and Li Wei", ("Ana Torres", "John Smith", "Li Wei")),
        ("By Ana Torres, John Smith, and Li Wei", ("Ana Torres", "John Smith", "Li Wei")),
        ("By Ana Torres, Reuters", ("Ana Torres",)),
        ("By Ana Torres, Associated Press", ("Ana Torres",)),
        ("By Ana Torres, El País", ("Ana Torres",)),
        ("By Ana Torres, Senior Correspondent", ("Ana Torres",)),
        ("By Ana Torres and John Smith, CNN", ("Ana Torres", "John Smith")),
        ("By Ana Torres in Caracas", ("Ana Torres",)),
        ("By Ana Torres for The Miami Herald", ("Ana Torres",)),
        ("By Ana Torres (ana@example.com)", ("Ana Torres",)),
        ("By Ana Torres @anatorres", ("Ana Torres",)),
        ("By María de la Cruz", ("María de la Cruz",)),
        ("By J. D. O'Neill-Smith Jr.", ("J. D. O'Neill-Smith Jr.",)),
        ("By Ludwig van der Berg", ("Ludwig van der Berg",)),
        ("By The Associated Press", ("The Associated Press",)),
        ("By Reuters Staff", ("Reuters Staff",)),
        ("By Reuters", ("Reuters",)),
    ],
)
def test_names_as_written_and_in_order(text, names):
    assert read_byline(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "By",
        "Ana Torres",
        "By the Numbers",
        "By Land and Sea",
        "By Monday the forces had left",
        "By Monday",
        "By all accounts, the raid was short.",
        "By order of the President",
        "Bystanders Ana and John",
        "By Ana Torres, who was there",
        "By 2026",
    ],
)
def test_what_is_no_byline(text):
    assert read_byline(text) is None


@pytest.mark.parametrize("text", ["Reuters", "Miami Herald", "ana torres", "Ana", "Ana Torres 2"])
def test_what_is_no_person(text):
    assert not is_person(text)


@given(st.text(), st.sampled_from(["", "By ", "by: "]))
def test_any_text_is_read_without_failing(text, before):
    names = read_byline(before + text)
    assert names is None or all(name and name in before + text for name in names)

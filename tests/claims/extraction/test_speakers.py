"""Who speaks where the subject does not simply stand beside the reporting word."""

import pytest

from .reading import only, quotations


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It is all yours,” Anna Berg shot back with a laugh.", "Anna Berg"),
        ("“It is all yours,” remembered Anna Berg, a guard.", "Anna Berg"),
        ("As Anna Berg put it, “The dam is old.”", "Anna Berg"),
        ("Anna Berg is already claiming that it rains.", "Anna Berg"),
        ("She’s predicting it will rain.", "She’s"),
        ("Many said it will rain.", "Many"),
        ("Two in three said it will rain.", "Two in three"),
        ("Danish officials now say it will rain.", "Danish officials"),
        ("On top of that, opponents say, it will rain.", "opponents"),
        ("But, according to the poll, it will rain.", "the poll"),
        ("At a rally in Alby, on Tuesday, Anna Berg met voters, saying it will rain.", "Anna Berg"),
        ("Hours later, she left the hall, adding that it will rain.", "she"),
        ("It was noisy, with Anna Berg saying that it will rain.", "Anna Berg"),
        ("Acknowledging that it will rain, Anna Berg opened the dam.", "Anna Berg"),
        ("Anna Berg, who is a pastor in Alby, Norway, said it will rain.", "Anna Berg"),
        ("Responding to this in an interview, Anna Berg said it will rain.", "Anna Berg"),
        ("Anna Berg believes that it will rain.", "Anna Berg"),
    ],
)
def test_the_speaker(text, source):
    assert only(text)["source"] == source


def test_a_clause_in_front_ends_before_the_main_one():
    first, second = quotations("While Anna Berg pledged to mend it, Carl Dahl insisted that it leaks.")
    assert (first["source"], first["passages"]) == ("Anna Berg", ["to mend it"])
    assert (second["source"], second["passages"]) == ("Carl Dahl", ["that it leaks"])


def test_what_goes_on_behind_a_quotation_belongs_to_its_speaker():
    found = only("“It is old,” the mayor told a crowd that the council estimated at 300 people. “It will leak.”")
    assert found["source"] == "the mayor"
    assert found["passages"] == ["“It is old,”", "“It will leak.”"]


def test_a_quotation_within_a_quotation_at_its_end():
    found = only("''I said, 'The dam is old,''' he recalled. ''It leaks.''")
    assert found["passages"] == ["''I said, 'The dam is old,'''", "''It leaks.''"]

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
        ("Minister Anna Berg (A-Alby) kept asking whether it will rain.", "Minister Anna Berg"),
        ("Berg refused to help Dahl and Anna Holm says it will rain.", "Anna Holm"),
        ("She refused to help Dahl and says it will rain.", "She"),
        ("He met with the board, who, in a call on Monday, said it will rain.", "who"),
        ("Berg, star of television’s “Harbour,” thanked Dahl for the rain.", "Berg"),
        ("Berg, while speaking in Alby, called again for Minister Dahl to mend the dam.", "Berg"),
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


def test_whoever_asks_is_named_behind_a_question_with_the_one_asked():
    found = only("“Why does it leak?” Anna Berg asked Alban engineers.")
    assert (found["source"], found["passages"]) == ("Anna Berg", ["“Why does it leak?”"])


def test_a_statement_behind_another_one_in_time_has_its_own_speaker():
    _, found = quotations("“I never did,” Dahl said, after Anna Berg said he had called it a “wall of sand.”")
    assert (found["source"], found["passages"]) == ("Anna Berg", ["he had called it a “wall of sand.”"])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("She turned as her friends jeered, “Mend the dam!”", "her friends"),
        ("In the hall Anna Berg cracked, “We mend what leaks around here”.", "Anna Berg"),
        ("His wife whispered to him: “They are with you.”", "His wife"),
    ],
)
def test_a_verb_that_reports_only_right_before_a_sentence_in_marks(text, source):
    assert only(text)["source"] == source


@pytest.mark.parametrize("title", ["“Harbour and Friends,”", "“Good Morning Harbour.”"])
def test_a_programme_that_somebody_told_something_is_none_of_the_words(title):
    assert only(f"“It is old,” Anna Berg told {title}")["passages"] == ["“It is old,”"]


def test_nobody_speaks_as_there_or_it():
    found = quotations("“It leaks,” Anna Berg said. It's “this new kind of wall we have got.”")
    assert {quotation["source"] for quotation in found} == {"Anna Berg"}
    found = quotations("“It leaks,” Anna Berg said. As a result, there's “a wall that can break at whatever time.”")
    assert {quotation["source"] for quotation in found} == {"Anna Berg"}


def test_a_quotation_pointed_back_to():
    assert (
        only("“I would rather have rain than a dam.”\nThat quote from Anna Berg made the news.")["source"]
        == "Anna Berg"
    )

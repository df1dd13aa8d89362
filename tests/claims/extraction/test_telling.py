"""Which of several speakers in one sentence says the words in marks."""

import pytest

from .reading import only, quotations


def said_in_marks(text):
    """Who says the words that hold marks: source and cue of the one quotation that does."""
    (found,) = [q for q in quotations(text) if any("“" in passage for passage in q["passages"])]
    return found["source"], found["cue"]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        # a speaker right behind the marks says all that leads up to them
        ("They mocked the dam, calling it “an old ruin,” Berg said in an interview.", "Berg", "said"),
        # a report of an outlet only passes on
        ("Berg pledged to “mend it by spring,” The Harbour Post reported.", "Berg", "pledged"),
        # a speaker put in between commas
        ("They offered to help, Berg said, while others “did nothing at all.”", "Berg", None),
        ("He believes, he said, that “the dam is really old.”", "he", "said"),
        # a clause that leads up keeps its own marks
        ("Although Berg admitted that they had “been friends,” Dahl claimed they had never met.", "Berg", "admitted"),
        ("When a guest shouted, “Rain,” Berg joked about the wall.", "a guest", "shouted"),
        # and a whole sentence in marks behind it belongs to the main one
        ("When Berg visited Alby, telling the board to wait, “It leaks,” he said.", "he", "said"),
        ("Berg has said that while she fears a flood, “I have never seen one here.”", "Berg", "has said"),
        # a clause with a speaker of its own at its marks
        ("Dahl pledged to help Minister Berg, who he noted was “in her last year.”", "he", "noted"),
        ("Dahl was talking about rain when he told Anna Berg of the board, “It will leak.”", "he", "told"),
    ],
)
def test_who_says_the_marks(text, source, cue):
    assert said_in_marks(text) == (source, cue)


def test_each_of_two_groups_says_its_own_marks():
    first, second = quotations("Ten percent said it was “not likely” and nine percent said “not at all.”")
    assert (first["source"], first["passages"]) == ("Ten percent", ["it was “not likely”"])
    assert (second["source"], second["passages"]) == ("nine percent", ["“not at all.”"])


def test_words_of_a_question_put_to_somebody_are_nobodys():
    first, second = quotations("Asked whether the dam “would hold a year,” half of them said no.")
    assert (first["source"], first["passages"]) == (None, ["whether the dam “would hold a year,”"])
    assert (second["source"], second["passages"]) == ("half of them", ["no"])


def test_whoever_is_named_behind_the_marks_called_it_so():
    found = only("The dam, lately labeled a “rain dance” by engineers, still holds.")
    assert (found["source"], found["passages"]) == ("engineers", ["a “rain dance”"])


def test_nobody_is_named_behind_marks_by_how_it_was_said():
    assert only("Anna Berg called it a “ruin” by mistake.")["source"] == "Anna Berg"


def test_a_noun_and_what_it_is_about_end_before_the_next_verb():
    _, second = quotations("Berg defended her comments about Dahl and said the board had “an old wound to heal.”")
    assert (second["source"], second["passages"]) == ("Berg", ["the board had “an old wound to heal.”"])


def test_a_reporting_word_takes_over_no_owner_and_nobody_from_a_clause_that_leads_up():
    text = "Dahl stood by his claim that it leaks, adding that “it always has.”"
    assert quotations(text)[-1]["source"] == "Dahl"
    text = "When Berg asked about the dam, Dahl laughed, shook his head and said, “I will mend YOU!”"
    assert quotations(text)[-1]["source"] == "Dahl"


@pytest.mark.parametrize("when", ["on Monday", "during the debate", "in an interview with The Harbour Post"])
def test_a_noun_brings_in_a_clause_also_behind_when_and_where(when):
    found = quotations(f"She came under fire over her statement {when} that “it never leaked.”")[-1]
    assert (found["source"], found["cue"], found["passages"]) == ("her", "statement", ["that “it never leaked.”"])

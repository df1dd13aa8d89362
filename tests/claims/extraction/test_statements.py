"""Who said what in one sentence or a few: bounds, speakers and kinds."""

import pytest

from .reading import only, quotations


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“It will rain,” Anna Berg said.", "Anna Berg", "said"),
        ("“It will rain,” said Anna Berg.", "Anna Berg", "said"),
        ("“It will rain,” said retired pilot Anna Berg.", "retired pilot Anna Berg", "said"),
        ("“It will rain,” said Anna Berg, a pilot from Ohio.", "Anna Berg", "said"),
        ("“It will rain,” said Anna Berg on Monday.", "Anna Berg", "said"),
        ("“It will rain,” warned Anna Berg weeks before the flood.", "Anna Berg", "warned"),
        ("“It will rain,” Anna Berg, a pilot from Ohio, said.", "Anna Berg", "said"),
        ("“It will rain,” Anna Berg (D-Ohio) told reporters.", "Anna Berg", "told"),
        ("“It will rain,” a spokesman for the city said.", "a spokesman for the city", "said"),
        ("Anna Berg said: “It will rain.”", "Anna Berg", "said"),
        ("In a speech on Monday, Anna Berg said, “It will rain.”", "Anna Berg", "said"),
        ("On Monday Anna Berg said, “It will rain.”", "Anna Berg", "said"),
        ("Anna Berg told Carl Dahl, “It will rain.”", "Anna Berg", "told"),
        ("Anna Berg: “It will rain.”", "Anna Berg", ":"),
        ("“Will it rain?” Anna Berg asked.", "Anna Berg", "asked"),
        ("“It will rain.” Anna Berg said.", "Anna Berg", "said"),
        ("“It will rain,” according to Anna Berg.", "Anna Berg", "according to"),
    ],
)
def test_direct_speech(text, source, cue):
    found = only(text)
    assert (found["kind"], found["source"], found["cue"]) == ("direct", source, cue)
    assert found["passages"][0].strip("“”,.?") in {"It will rain", "Will it rain"}


def test_the_passage_of_direct_speech_takes_in_its_marks_and_comma():
    assert only("“It will rain,” she said.")["passages"] == ["“It will rain,”"]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Anna Berg said that the dam is old.", "that the dam is old"),
        ("Anna Berg said the dam is old.", "the dam is old"),
        ("Anna Berg said on Monday that the dam is old.", "that the dam is old"),
        ("Anna Berg told the council that the dam is old.", "that the dam is old"),
        ("The dam is old, Anna Berg said.", "The dam is old"),
        ("The dam is old, according to Anna Berg.", "The dam is old"),
        ("According to Anna Berg, the dam is old.", "the dam is old"),
        ("As Anna Berg noted, the dam is old.", "the dam is old"),
        ("Anna Berg accused the city of neglect.", "the city of neglect"),
        ("Anna Berg vowed to mend the dam.", "to mend the dam"),
        ("Anna Berg acknowledged not knowing the cause.", "not knowing the cause"),
        ("Anna Berg, who said the dam is old, left early.", "the dam is old"),
    ],
)
def test_indirect_speech(text, passage):
    found = only(text)
    assert (found["kind"], found["passages"]) == ("indirect", [passage])
    assert found["source"].startswith("Anna Berg")


def test_a_cue_in_the_middle_leaves_two_passages():
    assert only("The dam, Anna Berg said, is old.")["passages"] == ["The dam", "is old"]


def test_a_quotation_goes_on_after_its_cue():
    found = only("“It is old,” Anna Berg said. “It leaks.”")
    assert found["passages"] == ["“It is old,”", "“It leaks.”"]


def test_a_quotation_goes_on_in_the_next_paragraph_while_unclosed():
    found = only("“It is old,” Anna Berg said. “It leaks.\n“It will break.”")
    assert found["passages"] == ["“It is old,”", "“It leaks.", "“It will break.”"]


def test_a_cue_may_wait_for_the_next_paragraph():
    found = only("Anna Berg continued:\n“It leaks.”")
    assert (found["source"], found["passages"]) == ("Anna Berg", ["“It leaks.”"])


def test_mixed_speech():
    found = only("Anna Berg said the dam was “an old heap” of stones.")
    assert (found["kind"], found["passages"]) == ("mixed", ["the dam was “an old heap” of stones"])


def test_two_statements_of_one_speaker():
    first, second = quotations("Anna Berg said that the dam is old and admitted its faults.")
    assert (first["passages"], second["passages"]) == (["that the dam is old"], ["its faults"])
    assert second["source"] == "Anna Berg"


def test_reported_words_may_report_in_turn():
    found = only("Anna Berg said that Carl Dahl told her that the dam is old.")
    assert found["passages"] == ["that Carl Dahl told her that the dam is old"]


def test_an_added_participle_is_a_statement_of_its_own():
    first, second = quotations("“It is old,” Anna Berg said, adding that it leaks.")
    assert (first["passages"], second["passages"]) == (["“It is old,”"], ["that it leaks"])
    assert second["source"] == "Anna Berg"


def test_a_transcript_line():
    text = "Anna Berg met Carl Dahl.\nBERG: The dam is old. It leaks."
    assert only(text)["passages"] == ["The dam is old. It leaks."]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg did not specify the number of the injured.",
        "The dam broke on Monday after heavy rain.",
        "The show “Rain Over Town” opened on Monday.",
        "Officials in the United States met.",
    ],
)
def test_no_quotation(text):
    assert quotations(text) == []

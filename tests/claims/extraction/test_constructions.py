"""Constructions in which somebody is reported: who, by which word, and how far the words go."""

import pytest

from claims.extraction import SpacyParser, extract, extract_all

from .reading import as_written, only, paragraphs_of, quotations


@pytest.mark.parametrize(
    ("text", "source", "passages"),
    [
        ("The wall is worse than ever, according to Dahl, an engineer.", "Dahl", ["The wall is worse than ever"]),
        ("If the wall breaks, Berg said, people must leave.", "Berg", ["If the wall breaks", "people must leave"]),
        ("The Dahls sail the sea, several friends said.", "several friends", ["The Dahls sail the sea"]),
        ("The port was sold, harbour records show.", "harbour records", ["The port was sold"]),
        ("The mayor was criticized by engineers.", "engineers", ["The mayor"]),
        ("Berg said that, after the storm, the dam shut.", "Berg", ["that, after the storm, the dam shut"]),
        ("Berg cautioned against the sale.", "Berg", ["the sale"]),
        ("Berg claimed to own the dam.", "Berg", ["to own the dam"]),
    ],
)
def test_indirect_words(text, source, passages):
    found = only(text)
    assert (found["source"], found["passages"]) == (source, passages)


def test_that_for_what_was_said_before_is_no_clause():
    assert [found["cue"] for found in quotations("Berg disputed that, saying the dam was old.")] == ["saying"]


def test_words_behind_a_colon_go_to_who_says_them():
    found = quotations("Berg criticized the plan to sell the dam: “It is a shame,” she said.")
    assert [(one["source"], one["passages"]) for one in found] == [
        ("Berg", ["the plan to sell the dam"]),
        ("she", ["“It is a shame,”"]),
    ]


def test_a_paragraph_that_ends_with_a_colon_speaks_the_next():
    (found,) = quotations("The minister Anna Berg issued a statement:\n“The dam is old and it leaks.”")
    assert (found["actor"], found["cue"]) == ("Anna Berg", ":")


def test_a_name_of_a_work_is_nobodys_words():
    assert quotations("Berg sang on NBC’s “Today” and left.") == []


def test_an_unnamed_speaker_keeps_the_words_that_tell_who_it_is():
    assert only("A senior adviser said that the dam leaks.")["actor"] == "senior adviser"


def test_a_pronoun_is_somebody_of_its_sex():
    text = "Mrs. Anna Berg said the dam leaks. Mr. Olav Dahl said it holds. “It is old,” she said."
    assert quotations(text)[-1]["actor"] == "Anna Berg"


def test_many_articles_together_give_what_each_gives_alone():
    texts = ["Berg said the dam leaks.", "", "“It holds,” Dahl said. He left."]
    articles = [(text, paragraphs_of(text)) for text in texts]
    assert list(extract_all(articles)) == [extract(text, paragraphs) for text, paragraphs in articles]


@pytest.mark.parametrize(
    ("text", "source", "cue", "passages"),
    [
        ("The dam leaks, as Berg said on the radio.", "Berg", "said", ["The dam leaks"]),
        ("The dam, as Berg noted, is dry.", "Berg", "noted", ["The dam", "is dry"]),
        ("Olav Dahl, 45, a builder from Alby, said the dam leaks.", "Olav Dahl", "said", ["the dam leaks"]),
        ("Said Anna Berg, “It leaks.”", "Anna Berg", "Said", ["“It leaks.”"]),
        ("“It leaks,” tweeted another.", "another", "tweeted", ["“It leaks,”"]),
        ("His family spoke warmly of his work.", "His family", "spoke warmly of", ["his work"]),
        ("Berg talked to reporters about the sale.", "Berg", "talked to reporters about", ["the sale"]),
        ("The paper raised questions about the sale.", "The paper", "raised questions", ["about the sale"]),
        ("The office said about half of the dams leak.", "The office", "said", ["about half of the dams leak"]),
        ("The mayor claims his house is dry.", "The mayor", "claims", ["his house is dry"]),
        ("Moe told the Alby Post he’d sell the dam.", "Moe", "told", ["he’d sell the dam"]),
        ("Dahl shot back: “It holds.”", "Dahl", "shot back", ["“It holds.”"]),
        ("Berg ruled out a sale.", "Berg", "ruled out", ["a sale"]),
        ("“The dam is old and leaks,” per Anna Berg.", "Anna Berg", "per", ["“The dam is old and leaks,”"]),
        (
            "For Dahl, according to Berg, the vote is “a test” of will.",
            *("Berg", "according to", ["the vote is “a test” of will"]),
        ),
    ],
)
def test_further_constructions(text, source, cue, passages):
    found = only(text)
    assert (found["source"], found["cue"], found["passages"]) == (source, cue, passages)


def test_what_somebody_was_asked_is_not_in_the_mouth_of_who_answers():
    asked, answered = quotations("“It leaks,” Moe said.\nAsked whether the dam leaks, Berg said, “It holds.”")[1:]
    assert (asked["source"], asked["passages"]) == (None, ["whether the dam leaks"])
    assert (answered["source"], answered["passages"]) == ("Berg", ["“It holds.”"])


def test_who_asked_a_question_is_named_behind_by():
    text = "Asked by Moe whether it leaks, Berg said, “It holds.”"
    assert [found["source"] for found in quotations(text)] == ["Moe", "Berg"]


def test_a_quotation_set_apart_is_its_own_speakers():
    found = quotations("Berg praised the mayor’s faith – “a faith that holds,” he said.")
    assert [(one["source"], one["passages"]) for one in found] == [
        ("Berg", ["the mayor’s faith"]),
        ("he", ["“a faith that holds,”"]),
    ]


def test_who_says_the_next_quotation_does_not_say_the_one_before():
    found = quotations("“It is old,” Dahl said. “It holds.” Berg says, “It leaks.”")
    assert [(one["source"], one["passages"]) for one in found] == [
        ("Dahl", ["“It is old,”", "“It holds.”"]),
        ("Berg", ["“It leaks.”"]),
    ]


def test_a_second_participle_is_a_statement_of_its_own():
    found = quotations("Berg spoke up, urging them to stay and vowing to mend the dam.")
    assert [one["passages"] for one in found] == [["to stay"], ["to mend the dam"]]


@pytest.mark.parametrize("signed", ["– Anna Berg.", "- Anna Berg", "— Anna Berg, engineer"])
def test_a_quotation_is_who_signs_its_in_the_next_paragraph(signed):
    assert only(f"“The dam is old and it leaks.”\n{signed}")["actor"] == "Anna Berg"


@pytest.mark.parametrize(
    "announced",
    [
        "Here is Anna Berg’s full statement:",
        "Here’s what Anna Berg had to say about the dam:",
        "Below is the full text of the letter from Anna Berg:",
        "The rule of these men is a blind faith in Anna Berg’s word:",
        "The dam is old, as Anna Berg notes:",
    ],
)
def test_who_speaks_behind_a_colon_that_ends_its_paragraph(announced):
    (found,) = quotations(f"{announced}\n“The dam is old and it leaks.”")
    assert (found["actor"], found["kind"]) == ("Anna Berg", "direct")


@pytest.fixture(scope="module")
def parsed():
    """Find quotations with the parser."""
    parser = SpacyParser()

    def quotations_of(text):
        return [as_written(text, proposal) for proposal in extract(text, paragraphs_of(text), parser).proposals]

    return quotations_of


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Berg said she would sell the dam, while noting that it leaks.", ["she would sell the dam"]),
        ("Two in three said the dam leaks, compared with one in four before.", ["the dam leaks"]),
        ("Berg said the dam would shut, the first time it has.", ["the dam would shut"]),
        ("Berg said the dam holds, despite the rain.", ["the dam holds"]),
        ("Berg praised the work of Dahl on Monday, and the mayor left.", ["the work of Dahl"]),
        ("Berg praised the work of Dahl during the debate, and the mayor left.", ["the work of Dahl"]),
        ("Berg says despite the rain, she plans to stay.", ["despite the rain, she plans to stay"]),
    ],
)
def test_where_reported_words_end_as_the_tree_tells(parsed, text, passages):
    assert parsed(text)[0]["passages"] == passages


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Dahl left when Berg brought up the dam and later said, “It leaks.”", "Berg"),
        ("Berg lost her seat when Dahl won the town by promising that the dam holds.", "Dahl"),
        ("Berg, who has never met Dahl and left early, called him “slow.”", "Berg"),
        ("Moe met Dahl, who had called him “slow.”", "Dahl, who"),
    ],
)
def test_whose_verb_it_is_as_the_tree_tells(parsed, text, source):
    assert parsed(text)[-1]["source"] == source


def test_words_without_a_verb_of_saying_go_to_the_nearest_somebody(parsed):
    (found,) = parsed("She signed a deed barring the town from “any say in the matter of dams.”")
    assert found["source"] == "She"

"""Whose words they are in the constructions that journalists use, and which words; by rules alone."""

import pytest

from .reading import quotations

SCENE = "The mayor Anna Berg met the engineer Olav Dahl and the reporter Eva Lund on Monday.\n"


def said(text):
    return [(found["source"], found["passages"]) for found in quotations(SCENE + text)]


@pytest.mark.parametrize(
    "dateline", ["ALBY, Norway (AP) — ", "ALBY ― ", "Alby (AFP) – ", "ALBY, Dec. 8 (NTB) -- ", "ALBY, Ill. - "]
)
def test_a_dateline_is_nobody(dateline):
    text = f"{dateline}Anna Berg left the town hall, saying that “old dams” leak."
    assert said(text) == [("Anna Berg", ["that “old dams” leak"])]


def test_a_name_before_a_dash_is_no_dateline():
    assert said("Anna Berg — the mayor — said that “old dams” leak.") == [("Anna Berg", ["that “old dams” leak"])]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("He apologized the next day, saying it was “childish” of him.", "He"),
        ("Citing “work in Alby,” the mayor told the council that she will leave.", "the mayor"),
        ("But while denouncing the “waste” of water, she said nothing new.", "she"),
        ("Conceding that there would be a deal “in time” he warned: “It is not soon.”", "he"),
    ],
)
def test_the_subject_of_a_participle(text, source):
    assert said(text)[0][0] == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It is old and leaks,” Will said on Monday.", "Will"),
        ("“It is old and leaks,” May wrote.", "May"),
        (
            "“It is old and leaks,” reads a Wednesday editorial in The Alby Gazette.",
            "a Wednesday editorial in The Alby",
        ),
        ("“It is old and leaks,” Dahl is quoted as saying.", "Dahl"),
        ("“It is old and leaks,” Dahl was heard saying on Monday.", "Dahl"),
        ("“It is old and leaks,” Anna Berg, secretary of dams, rivers, and lakes, said on Monday.", "Anna Berg"),
        ("Anna Berg (Alby), who has praised Dahl, said “it is old and leaks.”", "Anna Berg"),
        ("The ministry less than two weeks ago said “it is old and leaks.”", "The ministry"),
        ("Anna Berg (Alby) last week said “it is old and leaks.”", "Anna Berg"),
        ("Asked which dam she liked, she demurred: “It is old and leaks.”", "she"),
        ("Then came the change: “It is old and leaks,” Dahl said.", "Dahl"),
        ("Nine in 10 said “it is old and leaks.”", "Nine in 10"),
    ],
)
def test_who_speaks(text, source):
    (found,) = [found[0] for found in said(text) if "is old and leaks" in found[1][0]][-1:]
    assert found is not None
    assert found.startswith(source)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Dahl criticized the dam, which an inquiry said was “very old” indeed.",
            [("Dahl", ["the dam"]), ("an inquiry", ["was “very old” indeed"])],
        ),
        (
            "Dahl said they met the crowd, whom he described as “peaceful,” at noon.",
            [("Dahl", ["they met the crowd"]), ("he", ["as “peaceful,” at noon"])],
        ),
        (
            "A woman asked for a photo and Berg said, “As long as it is legal.”",
            [("A woman", ["a photo"]), ("Berg", ["“As long as it is legal.”"])],
        ),
        (
            "Dahl said both are “bad dams,” but he gave Berg a compliment: “You never have to guess.”",
            [("Dahl", ["both are “bad dams,”"]), ("Dahl", ["“You never have to guess.”"])],
        ),
        ("Polls show that dams are “not popular,” Dahl said.", [("Dahl", ["Polls show that dams are “not popular,”"])]),
        ("Voters who think the dam “leaks badly,” she said.", [("she", ["Voters who think the dam “leaks badly,”"])]),
    ],
)
def test_one_statement_beside_another(text, statements):
    assert said(text) == statements


@pytest.mark.parametrize(
    ("text", "source", "passages"),
    [
        ("The dam is old, say some engineers.", "some engineers", ["The dam is old"]),
        ("About 4 in 10 say they want a new dam.", "About 4 in 10", ["they want a new dam"]),
        (
            "The dam has leaked for years, according to a yearly poll.",
            "a yearly poll",
            ["The dam has leaked for years"],
        ),
        ("The dam leaks, according to a tally by the Alby Post.", "a tally by the Alby Post", ["The dam leaks"]),
        ("The dam leaks, according to the “Dams for all” plan.", "the “Dams for all” plan", ["The dam leaks"]),
        ("Asked on Monday who leads the council, Berg said she does.", None, ["who leads the council"]),
        ("Berg called Dahl a “wreck” before she left for the coast.", "Berg", ["Dahl a “wreck”"]),
        ("Berg reported last week that the dam leaks.", "Berg", ["that the dam leaks"]),
        ("The dam leaks more than ever, Berg reported last week.", "Berg", ["The dam leaks more than ever"]),
        (
            "As Berg reported, even if it rained, she would leave.",
            "Berg",
            ["even if it rained, she would leave"],
        ),
        ("Berg took to the radio to say the dam is old.", "Berg", ["the dam is old"]),
        ("Berg used her speech to call Dahl a fool.", "Berg", ["Dahl a fool"]),
        ("Voters were more likely to say they want a dam.", "Voters", ["they want a dam"]),
        ("Berg began to explain that the dam is old.", "Berg", ["that the dam is old"]),
        ("Berg was right to note that the dam is old.", "Berg", ["that the dam is old"]),
        ("Dahl is accused of selling nine dams.", None, ["Dahl", "of selling nine dams"]),
        ("The dam was said to leak.", None, ["The dam", "to leak"]),
        ("Dahl was reported to have left, but he stayed.", None, ["Dahl", "to have left"]),
        ("Berg asked Dahl about the old dam.", "Berg", ["the old dam"]),
        ("Berg asserted that, rain aside, the dam holds.", "Berg", ["that, rain aside, the dam holds"]),
        (
            "All of it will be mended, she said, including the doors.",
            "she",
            ["All of it will be mended", "including the doors"],
        ),
        ("It will not leak, she said, because it is new.", "she", ["It will not leak", "because it is new"]),
    ],
)
def test_which_words(text, source, passages):
    assert (source, passages) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Berg wants to say the dam is old.",
        "Berg took a boat and refused to call Dahl a fool.",
        "Berg disputed that, leaving early.",
        "Dahl is used to rain.",
    ],
)
def test_what_reports_nothing(text):
    assert said(text) == []

"""Where the words of a statement begin and end: around the cue, beside other clauses, and at a sentence's end."""

import pytest

from .reading import only, parsed, quotations


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (
            "If the dam leaks, Anna Berg said, mending it will take a year.",
            ["If the dam leaks", "mending it will take a year"],
        ),
        ("The dam is hers, Anna Berg said, to mend.", ["The dam is hers", "to mend"]),
        ("The dam had no leaks, Anna Berg said, and had held.", ["The dam had no leaks", "and had held"]),
    ],
)
def test_words_behind_the_cue_end_what_was_begun_before_it(text, passages):
    assert only(text)["passages"] == passages


@pytest.mark.parametrize("telling", ["to the council", "to her hearers", "in an interview"])
def test_what_tells_of_the_telling_does_not(telling):
    assert only(f"The dam is old, Anna Berg said, {telling}.")["passages"] == ["The dam is old"]


def test_a_sentence_in_brackets_ends_with_them():
    assert only("(Anna Berg said the dam leaks.) The council was silent.")["passages"] == ["the dam leaks"]


def test_a_speaker_of_the_next_sentence_is_not_that_of_marks_with_a_cue_of_their_own():
    first, second = quotations("Anna Berg called her rival “a fool.” She also said, on Monday, that the dam leaks.")
    assert first["passages"] == ["her rival “a fool.”"]
    assert second["passages"] == ["that the dam leaks"]


def test_a_clause_that_leads_up_ends_before_the_next_speaker():
    text = "The rain fell, and when Anna Berg asked about the dam, the mayor said it leaks."
    first, second = quotations(text)
    assert (first["passages"], second["passages"]) == (["the dam"], ["it leaks"])


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "Even as Anna Berg said that the dam is “old” and torn, the council went on.",
            "that the dam is “old” and torn",
        ),
        ("Anna Berg said the dam is “old” at its foot, a move that surprised all.", "the dam is “old” at its foot"),
        ("Anna Berg said she voted for the dam, while the council was silent.", "she voted for the dam"),
        ("Anna Berg said that the dam leaks, but that it will hold.", "that the dam leaks, but that it will hold"),
        ("Anna Berg said that it “leaks” but that it will hold.", "that it “leaks” but that it will hold"),
    ],
)
def test_as_the_tree_tells(text, passage, parser):
    (found,) = parsed(text, parser)
    assert found["passages"] == [passage]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Anna Berg, who on Monday said the dam leaks, left the town.", "the dam leaks"),
        ("A man claiming to know the old dam, a work of the city, went to the council.", "to know the old dam"),
        ("Engineers who say that the dam is old, and that it leaks, met on Monday.", "that the dam is old"),
        ("Anna Berg is in town, warning of leaks, but has no plan for the wall.", "leaks"),
        ("She referred to the dam but was careful not to blame the council.", "the dam"),
        ("Carl Dahl was asked about the dam, and he did his best to leave.", "the dam"),
    ],
)
def test_they_end_where_the_clause_around_the_speaker_goes_on(text, passage, parser):
    (found,) = parsed(text, parser)
    assert found["passages"] == [passage]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Anna Berg praised the old dam, a work of the city, before leaving the town.", "the old dam"),
        ("Anna Berg announced the work on the dam, after cutting ties with the city.", "the work on the dam"),
        ("Anna Berg denied the charges through her lawyer, a man of the town.", "the charges"),
        ("Anna Berg called the dam “a hole,” a blow to the man who had built it.", "the dam “a hole,”"),
        (
            "Anna Berg dismissed the claims of the council, with her aides leaving the town.",
            "the claims of the council",
        ),
        ("Half of the town said so in June, and the council left.", "so"),
        (
            "Anna Berg said the dam, despite its age, still holds the river.",
            "the dam, despite its age, still holds the river",
        ),
    ],
)
def test_they_end_with_what_is_spoken_of(text, passage, parser):
    (found,) = parsed(text, parser)
    assert found["passages"] == [passage]


def test_what_the_speaker_does_next_is_no_part_of_a_thing_though_marks_follow(parser):
    first, second = parsed("Anna Berg was defending the dam, but admitted “one or two leaks” in the wall.", parser)
    assert first["passages"] == ["the dam"]
    assert (second["source"], second["passages"]) == ("Anna Berg", ["“one or two leaks” in the wall"])


def test_a_second_question_or_clause_stays(parser):
    (found,) = parsed("Carl Dahl sent a letter detailing the leaks he had seen, and how old the dam is.", parser)
    assert found["passages"] == ["the leaks he had seen, and how old the dam is"]


@pytest.mark.parametrize(
    ("text", "source", "passages"),
    [
        ("Anna Berg told the council to mend the dam.", "Anna Berg", ["to mend the dam"]),
        ("Anna Berg asked her aides not to leave the dam.", "Anna Berg", ["not to leave the dam"]),
        ("Anna Berg told an aide to the mayor that the dam leaks.", "Anna Berg", ["that the dam leaks"]),
        ("Anna Berg was blamed for the leak in the dam.", None, ["Anna Berg", "for the leak in the dam"]),
        ("The council reported at least six leaks in the dam.", "The council", ["at least six leaks in the dam"]),
        (
            "The Post reported that, according to the council, the dam leaks.",
            "The Post",
            ["that, according to the council, the dam leaks"],
        ),
        (
            "The town needs a dam because, according to Anna Berg, the river will rise.",
            "Anna Berg",
            ["the river will rise"],
        ),
        ("The dam leaks, as first reported by The Harbour Post.", "The Harbour Post", ["The dam leaks"]),
    ],
)
def test_beside_hearers_numbers_and_sources(text, source, passages):
    found = only(text)
    assert (found["source"], found["passages"]) == (source, passages)


def test_a_hearer_with_much_about_him_is_none_of_the_words(parser):
    (found,) = parsed("Carl Dahl told the Post and Courier newspaper of Alby on Monday that the dam leaks.", parser)
    assert found["passages"] == ["that the dam leaks"]


def test_behind_a_colon_another_speaker_begins_a_statement():
    first, second = quotations("Anna Berg said the dam has one flaw at its foot: Carl Dahl called it “a hole.”")
    assert first["passages"] == ["the dam has one flaw at its foot"]
    assert (second["source"], second["passages"]) == ("Carl Dahl", ["it “a hole.”"])


def test_behind_two_adjectives_the_owner_still_speaks():
    found = only("Anna Berg’s long angry criticism of the dam failed.")
    assert (found["source"], found["cue"]) == ("Anna Berg’s", "criticism of")

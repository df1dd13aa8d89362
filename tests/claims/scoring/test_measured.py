from claims.extraction import Span
from claims.scoring.measured import MeasuredText


def telling(text, start, end):
    measured = MeasuredText(text)
    span = (Span(start, end),)
    words = measured.words(span)
    return sorted(words[number] for number in measured.telling_words(span))


def test_only_letters_and_digits_are_counted():
    assert MeasuredText("“It’s 7!”").size([Span(0, 9)]) == 4


def test_a_word_counts_where_half_of_it_lies_inside():
    assert list(MeasuredText("Anna Berg").words((Span(2, 6),)).values()) == ["anna"]


def test_titles_and_articles_tell_nothing_unless_they_are_all_there_is():
    assert telling("Gov. Anna Berg", 0, 14) == ["anna", "berg"]
    assert telling("the president", 0, 13) == ["president", "the"]


def test_every_word_of_a_pronoun_tells():
    assert telling("their own", 0, 5) == ["their"]
    assert telling("we Swedes", 0, 9) == ["swedes", "we"]

"""Scores worked out by hand on sentences of our own."""

import pytest

from claims.extraction import Span
from claims.scoring.attributions import Attribution, Proposed
from claims.scoring.judging import Count, judge
from claims.scoring.measured import MeasuredText

TEXT = "“It leaks,” Mayor Anna Berg said. “It will break.” Engineers warned that rain would come."


def at(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def marked(*content, source=None, cue=None):
    return Attribution(tuple(map(at, content)), (at(source),) if source else (), (at(cue),) if cue else ())


def given(*content, source=None, direct=False, confidence=0.9):
    one = marked(*content, source=source)
    return Proposed(one.content, one.source, one.cue, direct=direct, confidence=confidence)


BERG = marked("It leaks", "It will break", source="Mayor Anna Berg", cue="said")
RAIN = marked("rain would come", source="Engineers", cue="warned")


def counted(ones, others):
    return judge(MeasuredText(TEXT), ones, others)


def test_each_quoted_run_is_a_piece_whatever_the_marks_at_its_ends():
    judged = counted([BERG], [given("“It leaks,”", "“It will break.”", source="Berg")])
    assert judged.counts[Count.PIECES_MARKED] == judged.counts[Count.PIECES_PROPOSED] == 2
    assert judged.counts[Count.PIECES_FOUND] == judged.counts[Count.PIECES_WITH_SPEAKER] == 2
    assert judged.pieces == [(0.9, True), (0.9, True)]


def test_a_piece_is_found_from_four_fifths_of_its_letters():
    eleven_letters = marked("It will break")
    nine, eight = counted([eleven_letters], [given("will break")]), counted([eleven_letters], [given("l break")])
    assert nine.counts[Count.PIECES_FOUND] == 1  # 9 of 11
    assert eight.counts[Count.PIECES_FOUND] == 0  # 6 of 11


def test_the_same_piece_proposed_twice_counts_once_and_the_first_speaker_holds():
    judged = counted([BERG], [given("It leaks", source="Berg"), given("It leaks", source="Engineers")])
    assert judged.counts[Count.PIECES_PROPOSED] == 1
    assert judged.counts[Count.PIECES_WITH_SPEAKER] == 1


def test_direct_speech_proposed_where_no_marks_are_is_a_wrong_piece():
    judged = counted([], [given("rain would come", direct=True), given("rain would come")])
    assert judged.counts[Count.PIECES_PROPOSED] == 1


@pytest.mark.parametrize(
    ("source", "right"),
    [("Anna Berg", True), ("Berg", True), ("Mayor Anna Berg said", True), ("Engineers", False), (None, False)],
)
def test_a_speaker_is_right_by_a_telling_word_in_common(source, right):
    judged = counted([BERG], [given("It leaks", source=source)])
    assert judged.counts[Count.PIECES_WITH_SPEAKER] == right


def test_no_speaker_is_right_where_none_is_marked():
    assert counted([marked("It leaks")], [given("It leaks")]).counts[Count.PIECES_WITH_SPEAKER] == 1
    assert counted([marked("It leaks")], [given("It leaks", source="Berg")]).counts[Count.PIECES_WITH_SPEAKER] == 0


def test_contents_match_from_half_of_all_their_letters():
    rain = [RAIN]  # 13 letters
    assert counted(rain, [given("rain would", source="Engineers")]).counts[Count.FOUND_WITH_SOURCE] == 1  # 9 of 13
    assert counted(rain, [given("would", source="Engineers")]).counts[Count.FOUND] == 0  # 5 of 13
    assert counted(rain, [given("that rain would come", source="Berg")]).counts[Count.FOUND] == 1  # 13 of 17
    assert counted(rain, [given("that rain would come", source="Berg")]).counts[Count.FOUND_WITH_SOURCE] == 0


def test_pairs_are_one_to_one_and_the_best_wins():
    judged = counted([RAIN], [given("that rain would come", confidence=0.3), given("rain would come", confidence=0.7)])
    assert (judged.counts[Count.PROPOSED], judged.counts[Count.FOUND]) == (2, 1)
    assert judged.found == [(0.7, False)]


def test_speech_is_told_by_the_cue():
    hope = marked("It will break", source="Engineers", cue="would")
    judged = counted([BERG, RAIN, hope], [given("rain would come")])
    assert judged.counts[Count.SPEECH_MARKED] == 2
    assert judged.counts[Count.SPEECH_FOUND] == 1

"""What holds for every text: bounds, order, confidence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vocabulary import ParagraphKind
from claims.extraction import extract

from .reading import found_in, paragraphs_of, quotations
from .words import WORDS

TEXTS = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join) | st.text(max_size=200)


@given(TEXTS, st.sampled_from([ParagraphKind.BODY, ParagraphKind.HEADLINE]))
def test_every_proposal_keeps_within_its_text(text, kind):
    for proposal in found_in(text, kind).proposals:
        spans = [*proposal.passages, *filter(None, [proposal.source, proposal.cue])]
        assert proposal.passages
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(proposal.passages))
        assert 0 <= proposal.confidence <= 1


@given(TEXTS)
def test_source_and_cue_stand_outside_the_words_reported(text):
    for proposal in found_in(text).proposals:
        for part in filter(None, [proposal.source, proposal.cue]):
            assert all(part.end <= passage.start or passage.end <= part.start for passage in proposal.passages)


@given(TEXTS)
def test_proposals_come_in_order_and_overlap_only_when_nested(text):
    proposals = found_in(text).proposals
    starts = [proposal.passages[0].start for proposal in proposals]
    assert starts == sorted(starts)
    passages = sorted((p.start, -p.end) for proposal in proposals for p in proposal.passages)
    for (_, end), (start, other) in pairwise(passages):
        assert start >= -end or other >= end


@given(TEXTS)
def test_the_same_text_gives_the_same_result(text):
    assert found_in(text) == found_in(text)


@given(TEXTS)
def test_every_speaker_is_among_the_actors(text):
    extraction = found_in(text)
    for proposal in extraction.proposals:
        if proposal.actor is not None:
            assert proposal.actor in extraction.actors
            assert proposal.actor.name in proposal.actor.names


@pytest.mark.parametrize(
    "kind",
    [
        ParagraphKind.PUBLISHER,
        ParagraphKind.REPEATED,
        ParagraphKind.DATELINE,
        ParagraphKind.PLACEHOLDER,
        ParagraphKind.HEADING,
        ParagraphKind.QUESTION,
        ParagraphKind.NOTICE,
    ],
)
def test_paragraphs_without_text_of_their_own_hold_no_quotations(kind):
    assert quotations("Anna Berg said it rained.", kind) == []


def test_an_empty_text_holds_nothing():
    assert extract("", ()) == extract(" \n ", ())


def test_offsets_count_characters():
    text = "🌧🌧 Anna Berg said: “🌧.”"
    (found,) = quotations(text)
    assert found["passages"] == ["“🌧.”"]


def test_windows_line_ends_are_no_part_of_a_passage():
    text = "Anna Berg said it rained.\r\nCarl Dahl said it poured.\r\n"
    assert [quotation["passages"] for quotation in quotations(text)] == [["it rained"], ["it poured"]]
    assert extract(text, paragraphs_of(text)).proposals[1].passages[0].end == len(text) - 3

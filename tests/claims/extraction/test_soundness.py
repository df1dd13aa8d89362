"""Whatever comes together: a proposal that can't be stored is left out and said, and the others stay."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading import read_text
from claims.extraction import Proposal, Span, assembly, extract
from claims.extraction import words as closed
from claims.extraction.lexicon import FORMS, REPORTING_NOUNS
from claims.extraction.proposal import FoundRelay
from claims.extraction.soundness import fault_of, sound
from claims.vocabulary import QuoteKind, RelayKind

from .reading import found_in, quotations
from .test_any_text import MARKS, SIGNS, AnyParser

TEXT = "“It leaks,” Anna Berg said on Monday."
SMALL = closed.PERSONAL | closed.DETERMINERS | closed.PREPOSITIONS | closed.SUBORDINATORS | closed.CONJUNCTIONS
SMALL |= closed.AUXILIARIES | closed.ADVERBS | closed.OPENERS | closed.RELATIVE | closed.TIMES
NAMES = "Anna Berg Carl Dahl Will May Minister Mr. Sen. Gen. Post NBC’s Berg's poll statement interview letter claim"
THINGS = "155 12 26% $5 4,000 twice dam old leak leaks leaking bridge council voters’ so yet instead later"
GLUED = [
    "twice,”",
    "“dam",
    "no,”",
    "yes.”",
    "“It",
    "(Berg)",
    "said:",
    '"dam',
    'dam,"',
    "Berg,",
    "it.",
    "he,",
    "?”",
    ",”",
]
CUES = [*sorted(FORMS), *sorted(REPORTING_NOUNS)]
SOUPS = st.lists(
    st.one_of(
        st.sampled_from(CUES),
        st.sampled_from(sorted(SMALL)),
        st.sampled_from([*NAMES.split(), *THINGS.split()]),
        st.sampled_from([*GLUED, *MARKS, *SIGNS]),
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(SOUPS, st.one_of(st.none(), st.randoms(use_true_random=False)))
def test_no_soup_of_cues_marks_and_names_makes_a_proposal_that_is_left_out(text, random):
    said = []
    handler = logging.Handler()
    handler.emit = said.append
    logging.getLogger("claims.extraction.soundness").addHandler(handler)
    try:
        article = read_text(text, plain=True)
        extract(text, article.paragraphs, AnyParser(random) if random else None)
    finally:
        logging.getLogger("claims.extraction.soundness").removeHandler(handler)
    assert not said


@pytest.mark.parametrize(
    "text",
    [
        "case that vote said and 155 has dam brought twice,”",
        "stressing yet :",
        "complains yet about old among soon",
        "his ? wasn't among (Berg) Kelly he, thanking yet ?",
        "recounted per Sen. `` fears since all",
        "night countered Dahl letter [ asked but ?” —",
    ],
)
def test_what_once_ended_before_it_began_does_so_no_more(text, caplog):
    found_in(text)
    assert not caplog.records


def test_a_sentence_that_ends_with_so_is_read(parser):
    text = "“It leaks,” Anna Berg said. look Minister i Alby he, read = Gen. calls so"
    assert "Anna Berg" in {one.actor.name for one in extract(text, read_text(text).paragraphs, parser).proposals}


SOURCE, CUE = Span(12, 21), Span(22, 26)


def proposal(*passages, source=SOURCE, cue=CUE, relay=None, confidence=0.9):
    return Proposal(QuoteKind.DIRECT, passages, source, cue, None, relay, confidence)


@pytest.mark.parametrize(
    "bad",
    [
        proposal(),
        proposal(Span(20, 19)),
        proposal(Span(0, 0)),
        proposal(Span(-1, 5)),
        proposal(Span(0, len(TEXT) + 1)),
        proposal(Span(0, 6), Span(5, 11)),
        proposal(Span(27, 36), Span(0, 11)),
        proposal(Span(0, 11), source=Span(21, 12)),
        proposal(Span(0, 11), source=Span(11, 12)),
        proposal(Span(0, 11), cue=Span(22, 99)),
        proposal(Span(0, 11), source=Span(5, 21)),
        proposal(Span(0, 11), relay=FoundRelay(Span(30, 30), RelayKind.EVENT)),
        proposal(Span(0, 11), confidence=1.5),
    ],
)
def test_a_proposal_that_no_text_bears_out_is_left_out_and_said(bad, caplog):
    good = proposal(Span(0, 11))
    assert not fault_of(TEXT, good)
    assert list(sound(TEXT, [bad, good])) == [good]
    (record,) = caplog.records
    assert fault_of(TEXT, bad) in record.getMessage()


def test_the_others_of_its_article_stay(monkeypatch, caplog):
    made = assembly.proposal_of
    backwards = Span(20, 19)

    def spoiled(draft):
        if draft.actor is None or draft.actor.name != "Carl Dahl":
            return made(draft)
        return proposal(backwards)

    monkeypatch.setattr(assembly, "proposal_of", spoiled)
    (found,) = quotations("“It leaks,” Anna Berg said.\n“It does not,” Carl Dahl said.")
    assert found["actor"] == "Anna Berg"
    assert "left out" in caplog.text

import pytest

from claims.extraction.marks import quoted_runs
from claims.extraction.sentences import LONGEST, sentences_of, tokens_of


def sentences(text):
    found = sentences_of(tokens_of(text, 0, len(text), quoted_runs(text, 0, len(text))))
    return [text[sentence[0].start : sentence[-1].end] for sentence in found]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Gov. J. R. Jones of the U.S. Senate.",
        "“One. Two? Three!” she said.",
        "“Really?” she asked.",
        "It cost 3.5 million to build.",
    ],
)
def test_what_ends_no_sentence(text):
    assert sentences(text) == [text]


def test_where_sentences_end():
    text = "She left. “I am done.” He stayed in the U.S. He liked it. “Why?” "
    assert sentences(text) == ["She left.", "“I am done.”", "He stayed in the U.S.", "He liked it.", "“Why?”"]


def test_a_sentence_without_end_is_cut():
    assert len(sentences("word " * 3 * LONGEST)) == 3

"""Whatever the text: nothing breaks, and every offset names what it should."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import extract
from claims.extraction.parsing import Tree
from claims.extraction.words import listed
from claims.vocabulary import QuoteKind

from .reading import found_in, paragraphs_of

MARKS = ['"', "“", "”", "''", "'", "‘", "’", "„", "«", "»", "``", "<“", "”>"]
SIGNS = [".", ",", "?", "!", ":", ";", "—", "--", "-", "(", ")", "[", "]", "...", "…", "%", "&", "@", "=", "\n", "\n\n"]
WORDS = listed(
    "Anna Berg Dahl Kelly Minister Mr. Sen. Post NBC’s Berg's said says told asked according to by that "
    "who he she they it I saying was had will not The the a In an interview with and but when Asked "
    "reporters Monday 26% 2016 12 dam leaks"
)
STRANGE = [
    *(
        "\x00",
        "\x07",
        "\x1b",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\u00ad",
        "\ud800",
        "\udfff",
    ),  # controls, surrogates
    *(
        "שלום",
        "مرحبا",
        "\u202eabc\u202c",
        "e\u0301\u0301\u0301",
        "👩‍👩‍👧",
        "🇳🇴",
        "İstanbul",
        "ǅ",
        "ß",
        "٣",
        "½",
        "Ⅷ",
        "\r\n",
        "\t",
    ),
]
RELATIONS = [
    "nsubj",
    "dobj",
    "ccomp",
    "conj",
    "relcl",
    "acl",
    "appos",
    "poss",
    "pobj",
    "prep",
    "advcl",
    "xcomp",
    "punct",
    "",
]
TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=200),
    st.lists(st.sampled_from([*MARKS, *SIGNS, *sorted(WORDS), *STRANGE]), max_size=60).map("".join),
    st.lists(st.sampled_from([*MARKS, *SIGNS, *sorted(WORDS), *STRANGE]), max_size=60).map(" ".join),
    st.lists(st.sampled_from([*MARKS, *SIGNS, *sorted(WORDS)]), max_size=80).map(" ".join),
)


class AnyParser:
    """Gives any tree at all, even one that goes in circles: what a parser says of nonsense is nonsense."""

    def __init__(self, random):
        self.random = random

    def parse(self, sentences):
        return [self.tree(len(sentence)) for sentence in sentences]

    def tree(self, size):
        heads = tuple(self.random.randrange(size) for _ in range(size))
        relations = tuple(self.random.choice(RELATIONS) for _ in range(size))
        return Tree(heads, relations, tuple(self.random.choice(["VBD", "NNP", "WP", "IN"]) for _ in range(size)))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.randoms(use_true_random=False)))
def test_offsets_lie_in_the_text_and_passages_are_whole(text, random):
    paragraphs = paragraphs_of(text)
    for proposal in extract(text, paragraphs, AnyParser(random) if random else None).proposals:
        assert proposal.passages
        spans = [span for span in (*proposal.passages, proposal.source, proposal.cue) if span is not None]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(text[span.start : span.end].strip() for span in spans)
        for before, after in zip(proposal.passages, proposal.passages[1:], strict=False):
            assert before.end <= after.start
        for passage in proposal.passages:
            assert any(p.start <= passage.start and passage.end <= p.end for p in paragraphs)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.randoms(use_true_random=False)))
def test_source_and_cue_stand_outside_the_words_said(text, random):
    extraction = extract(text, paragraphs_of(text), AnyParser(random) if random else None)
    for proposal in extraction.proposals:
        for span in (proposal.source, proposal.cue):
            assert span is None or all(p.end <= span.start or span.end <= p.start for p in proposal.passages)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_proposals_are_in_order_sure_within_bounds_and_no_passage_is_in_two_places(text):
    extraction = found_in(text)
    starts = [proposal.passages[0].start for proposal in extraction.proposals]
    assert starts == sorted(starts)
    assert all(0 <= proposal.confidence <= 1 for proposal in extraction.proposals)
    passages = [p for proposal in extraction.proposals if proposal.kind is QuoteKind.DIRECT for p in proposal.passages]
    assert len(passages) == len(set(passages))
    assert extraction == found_in(text)

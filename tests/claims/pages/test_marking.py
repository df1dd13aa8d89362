from hypothesis import given
from hypothesis import strategies as st

from claims.pages.marking import Segment, Span, Stretch, marked


def test_text_without_quotations_stays_whole():
    assert marked([Stretch(0, "Nothing said.")], []) == [[Segment("Nothing said.")]]


def test_a_quotation_is_cut_out_of_its_paragraph():
    text = "She said “yes” twice."
    [segments] = marked([Stretch(0, text)], [Span(9, 14, 1)])
    assert segments == [Segment("She said "), Segment("“yes”", (1,), (1,), (1,)), Segment(" twice.")]


def test_a_nested_quotation_is_named_after_the_one_around_it():
    [segments] = marked([Stretch(0, "abcdef")], [Span(2, 4, 2), Span(0, 6, 1)])
    assert [(part.text, part.keys) for part in segments] == [("ab", (1,)), ("cd", (1, 2)), ("ef", (1,))]
    assert [part.opens for part in segments] == [(1,), (2,), ()]
    assert [part.closes for part in segments] == [(), (2,), (1,)]


def test_overlapping_quotations_share_their_overlap():
    [segments] = marked([Stretch(0, "abcdef")], [Span(0, 4, 1), Span(2, 6, 2)])
    assert [(part.text, part.keys) for part in segments] == [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))]


def test_a_quotation_in_two_passages_opens_once_and_closes_once():
    text = "“A,” he said. “B.”"
    [segments] = marked([Stretch(0, text)], [Span(0, 4, 7), Span(14, 18, 7)])
    assert [part.opens for part in segments] == [(7,), (), ()]
    assert [part.closes for part in segments] == [(), (), (7,)]


def test_a_quotation_over_two_paragraphs_is_marked_in_both():
    rows = marked([Stretch(0, "one two"), Stretch(9, "three four")], [Span(4, 14, 3)])
    assert [[part.text for part in row if part.keys] for row in rows] == [["two"], ["three"]]
    assert [part.opens for row in rows for part in row] == [(), (3,), (), ()]


def test_offsets_count_characters_beyond_the_basic_plane_as_one():
    text = "😀😀 said “𝒚es” 😀"
    start = text.index("“")
    [segments] = marked([Stretch(0, text)], [Span(start, start + 6, 1)])
    assert [part.text for part in segments if part.keys] == ["“𝒚es” "]


def test_what_lies_outside_every_stretch_is_left_out():
    assert marked([Stretch(10, "here")], [Span(0, 5, 1)]) == [[Segment("here")]]


@st.composite
def layouts(draw):
    text = draw(st.text(min_size=1, max_size=60))
    bounds = st.integers(0, len(text))
    edges = sorted(draw(st.sets(bounds, min_size=2, max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    spans = draw(st.lists(st.tuples(bounds, bounds, st.integers(1, 4)), max_size=8))
    return (
        text,
        [Stretch(start, text[start:end]) for start, end in pairs],
        [Span(min(a, b), max(a, b), key) for a, b, key in spans if a != b],
    )


@given(layouts())
def test_the_segments_of_a_stretch_are_its_text_and_carry_exactly_the_quotations_that_cover_them(layout):
    _text, stretches, spans = layout
    rows = marked(stretches, spans)
    assert ["".join(part.text for part in row) for row in rows] == [stretch.text for stretch in stretches]
    for stretch, row in zip(stretches, rows, strict=True):
        place = stretch.start
        for part in row:
            for character in range(place, place + len(part.text)):
                assert set(part.keys) == {span.key for span in spans if span.start <= character < span.end}
            place += len(part.text)


@given(layouts())
def test_each_quotation_opens_and_closes_once_where_it_is_first_and_last_seen(layout):
    _text, stretches, spans = layout
    parts = [part for row in marked(stretches, spans) for part in row]
    for key in {span.key for span in spans}:
        holding = [number for number, part in enumerate(parts) if key in part.keys]
        assert [number for number, part in enumerate(parts) if key in part.opens] == holding[:1]
        assert [number for number, part in enumerate(parts) if key in part.closes] == holding[-1:]

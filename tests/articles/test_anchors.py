from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.anchors import CONTEXT, Found, Searchable, anchor_of, find, find_all, find_together
from tests.timing import grows_with_length

SEED = (Path(__file__).parents[2] / "seeds" / "cold-blooded-murder.txt").read_text(encoding="utf-8")

# Few letters, so that stretches repeat and contexts look alike; astral characters, marks and line ends too.
TEXTS = st.text(alphabet="aab b\n\"'“”’😀𝒜é.", min_size=1, max_size=120)
ARTICLES = st.lists(
    st.sampled_from(["he said", "“No.”", '"Yes,"', "Trump", "the forces", "stated.", "\n\n", "😀", "in Caracas"]),
    min_size=4,
    max_size=60,
).map(" ".join)
DIGITS = st.text(alphabet="0123456789 \n", max_size=80)  # stands in none of the texts above


def span_of(text, words, after=""):
    start = text.index(words, text.index(after))
    return start, start + len(words)


def read(text, found):
    return None if found is None else text[found.start : found.end]


@st.composite
def texts_with_span(draw, texts=TEXTS):
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    return text, start, end


def evened(text):
    marks = str.maketrans("“”’", '""\'')
    return " ".join(text.translate(marks).split())


class TestFind:
    def test_a_stretch_that_stands_once_is_found_wherever_it_moved(self):
        old = "Before. The forces had left. After."
        new = "After that, quite another beginning and then: The forces had left. Nothing more."
        anchor = anchor_of(old, *span_of(old, "The forces had left."))
        assert read(new, find(anchor, new)) == "The forces had left."

    def test_of_several_the_one_in_the_same_context(self):
        old = "Ana Torres told the paper that he left. Li Wei told the radio station that he left, too."
        anchor = anchor_of(old, *span_of(old, "he", after="station"))
        new = "A correction was made. " + old
        assert find(anchor, new) == Found(*span_of(new, "he", after="station"), changed=False)

    def test_context_on_one_side_is_enough(self):
        old = "Ana told the paper that he left. Li told the radio that he left, but nobody confirmed it."
        new = old.replace("Li told the radio that", "Others said that same day")
        anchor = anchor_of(old, *span_of(old, "he", after="radio"))
        assert find(anchor, new) == Found(*span_of(new, "he", after="same day"), changed=False)

    def test_fewer_than_sixteen_characters_at_the_edge_tell_nothing(self):
        old = "Ana told the paper that he left. Li told the radio that he left, too."
        new = old.replace("Li told the radio that", "Others said that same day")
        assert find(anchor_of(old, *span_of(old, "he", after="radio")), new) is None

    @pytest.mark.parametrize("new", ["", "Something else.", "He was here."])
    def test_a_stretch_that_is_gone(self, new):
        assert find(anchor_of("Then he left.", 5, 7), new) is None

    def test_the_text_twice_over_is_ambiguous(self):
        anchor = anchor_of(SEED, *span_of(SEED, "cowardly abduction"))
        assert find(anchor, SEED + SEED) is None

    def test_another_place_is_not_taken_for_the_one_that_is_gone(self):
        passages = [at for at in range(len(SEED)) if SEED.startswith('"cold-blooded murder"', at)]
        assert len(passages) == 2
        anchor = anchor_of(SEED, passages[0], passages[0] + 21)
        without = SEED[: passages[0]] + SEED[passages[0] + 21 :]
        assert without.count('"cold-blooded murder"') == 1
        assert find(anchor, without) is None

    def test_a_word_is_not_found_inside_another(self):
        assert find(anchor_of("Then he left.", 5, 7), "The others left.") is None
        assert read("So he left.", find(anchor_of("Then he left.", 5, 7), "So he left.")) == "he"

    def test_a_stretch_that_cut_a_word_is_found_where_it_cuts_one(self):
        assert find(anchor_of("The others", 1, 3), "The others") == Found(1, 3, changed=False)

    def test_changed_line_ends_and_white_space(self):
        old = "He said:\n\nthe forces had\nleft the palace."
        anchor = anchor_of(old, *span_of(old, "the forces had\nleft"))
        new = old.replace("\n", "\r\n").replace(" ", "\u00a0 ")
        found = find(anchor, new)
        assert read(new, found) == "the\u00a0 forces\u00a0 had\r\nleft"
        assert found.changed

    def test_curly_marks_for_straight_ones(self):
        old = """He said, "It's over," and left."""
        found = find(anchor_of(old, *span_of(old, '"It\'s over,"')), "He said, “It’s over,” and left.")
        assert found == Found(9, 21, changed=True)

    def test_the_letters_go_before_the_evened_text(self):
        old = "He said 'no' to it all, again and again, for years on end, said he."
        anchor = anchor_of(old, *span_of(old, "'no'"))
        new = old.replace("'no'", "‘no’ and 'no'")
        assert read(new, find(anchor, new)) == "'no'"

    def test_offsets_count_characters(self):
        old = "😀𝒜 said: “No 😀.” Then she left."
        start, end = span_of(old, "“No 😀.”")
        assert (start, end) == (9, 16)
        assert find(anchor_of(old, start, end), f"😀😀😀 {old}") == Found(start + 4, end + 4, changed=False)

    @pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99), (4, 5)])
    def test_no_text_cannot_be_anchored(self, start, end):
        with pytest.raises(ValueError, match="No text"):
            anchor_of("Then he left.", start, end)

    @given(texts_with_span() | texts_with_span(ARTICLES))
    def test_in_the_same_text_a_stretch_is_found_in_its_place_or_was_never_told_from_others(self, case):
        text, start, end = case
        anchor = anchor_of(text, start, end)
        assert find(anchor, text) == (Found(start, end, changed=False) if anchor.ways else None)

    @given(texts_with_span(ARTICLES), DIGITS, DIGITS, st.data())
    def test_insertions_elsewhere_never_lose_it(self, case, first, last, data):
        text, start, end = case
        anchor = anchor_of(text, start, end)
        assume(anchor.ways)
        early = data.draw(st.integers(0, start - CONTEXT)) if start > CONTEXT else 0
        late = data.draw(st.integers(min(end + CONTEXT, len(text)), len(text)))
        new = text[:early] + first * (start > CONTEXT) + text[early:late] + last + text[late:]
        moved = len(first) * (start > CONTEXT)
        if end + CONTEXT > len(text) and last[:1].isalnum():  # it may lengthen the text's last word
            return
        assert find(anchor, new) == Found(start + moved, end + moved, changed=False)

    @given(texts_with_span(ARTICLES), st.data())
    def test_deletions_elsewhere_never_lose_it_but_by_making_another_alike(self, case, data):
        text, start, end = case
        anchor = anchor_of(text, start, end)
        assume(anchor.ways)
        first = data.draw(st.integers(0, max(0, start - CONTEXT)))
        last = data.draw(st.integers(first, max(first, start - CONTEXT)))
        assume(last <= start - len(anchor.prefix))
        new = text[:first] + text[last:]
        found = find(anchor, new)
        if found is None:
            assert new.count(anchor.prefix + anchor.exact + anchor.suffix) > 1
        else:
            assert found == Found(start - (last - first), end - (last - first), changed=False)

    @given(texts_with_span() | texts_with_span(ARTICLES), TEXTS | ARTICLES)
    def test_what_is_found_always_reads_the_same(self, case, new):
        text, start, end = case
        found = find(anchor_of(text, start, end), new)
        if found:
            assert 0 <= found.start < found.end <= len(new)
            now = new[found.start : found.end]
            assert evened(now) == evened(text[start:end])
            assert found.changed == (now != text[start:end])

    @given(texts_with_span(ARTICLES))
    def test_with_the_stretch_gone_no_other_is_taken_for_it(self, case):
        text, start, end = case
        assert find(anchor_of(text, start, end), text[:start] + "0 1 2" + text[end:]) is None

    @given(texts_with_span() | texts_with_span(ARTICLES))
    def test_twice_the_text_is_always_ambiguous(self, case):
        text, start, end = case
        assert find(anchor_of(text, start, end), f"{text}\n{'0' * 40}\n{text}") is None

    @given(texts_with_span(ARTICLES))
    def test_windows_line_ends_never_lose_it(self, case):
        text, start, end = case
        anchor = anchor_of(text, start, end)
        new = text.replace("\n", "\r\n")
        found = find(anchor, new)
        assert (found is not None) == bool(anchor.ways)
        if found:
            assert evened(new[: found.start]) == evened(text[:start])


class TestFindTogether:
    QUOTATION = (
        span_of(SEED, '"You know, many Cubans lost their lives last night.'),
        span_of(SEED, "Trump", after="good decision,"),
        span_of(SEED, "stated", after="good decision,"),
        span_of(SEED, "interview with The New York Post"),
    )
    SHORT = (span_of(SEED, "he", after="However,"), span_of(SEED, "acknowledged not knowing"))

    def read(self, new, spans=QUOTATION):
        found = find_together(SEED, spans, new)
        return found and [new[place.start : place.end] for place in found]

    def test_all_parts_are_found_in_a_text_that_changed_elsewhere(self):
        new = "Correction: a name was misspelt.\n\n" + SEED.replace("Padrino", "General Padrino López")
        assert self.read(new) == [SEED[start:end] for start, end in self.QUOTATION]

    def test_a_pronoun_is_found_by_the_passage_beside_it(self):
        new = "He said that he knew. However, he did not.\n\n" + SEED
        found = find_together(SEED, self.SHORT, new)
        assert found[0].start == new.index("he acknowledged")

    def test_what_stands_between_the_parts_may_change(self):
        new = SEED.replace("Trump stated during an interview", "Trump stated on Monday, in an interview")
        assert self.read(new) == [SEED[start:end] for start, end in self.QUOTATION]

    def test_one_part_gone_is_all_gone(self):
        assert self.read(SEED.replace('decision," Trump stated', 'decision," the president stated')) is None
        assert self.read(SEED.replace("lost their lives last night.", "died last night.")) is None

    def test_parts_in_another_order_are_gone(self):
        old = 'The minister, Ana Torres, left. "We are going home today," she said to us.'
        spans = [span_of(old, "Ana Torres"), span_of(old, '"We are going home today,"')]
        new = '"We are going home today," she said to us. The minister, Ana Torres, left.'
        assert find_together(old, spans, new) is None

    def test_parts_far_apart_are_gone(self):
        old = 'The minister, Ana Torres, left. "We are going home today," she said to us.'
        spans = [span_of(old, "Ana Torres"), span_of(old, '"We are going home today,"')]
        near, far = (old.replace(" left. ", f" left. {'Then more was said. ' * n}") for n in (5, 50))
        assert find_together(old, spans, near) is not None
        assert find_together(old, spans, far) is None

    def test_spans_are_given_back_in_the_order_they_came(self):
        spans = list(reversed(self.QUOTATION))
        assert self.read(SEED, spans) == [SEED[start:end] for start, end in spans]

    def test_parts_may_lie_in_one_another(self):
        whole = span_of(SEED, "President Donald Trump claimed")
        inner = span_of(SEED, "Trump claimed")
        assert self.read("New. " + SEED, [whole, inner]) == [
            "President Donald Trump claimed",
            "Trump claimed",
        ]

    def test_evened_parts_keep_their_own_offsets(self):
        new = SEED.replace("\n", "\r\n").replace('"', "”").replace("'", "’").replace(". ", ".\n")
        found = find_together(SEED, self.QUOTATION, new)
        texts = [new[place.start : place.end] for place in found]
        assert texts[0] == "”You know, many Cubans lost their lives last night."
        assert texts[1:] == [SEED[start:end] for start, end in self.QUOTATION[1:]]
        assert [place.changed for place in found] == [True, False, False, False]

    @given(texts_with_span(ARTICLES), st.data(), DIGITS)
    def test_all_parts_read_the_same_and_keep_their_order(self, case, data, inserted):
        text, start, end = case
        cuts = sorted(data.draw(st.lists(st.integers(start, end), min_size=2, max_size=6)))
        spans = [(one, two) for one, two in pairwise(cuts) if text[one:two].strip()]
        assume(spans)
        at = data.draw(st.integers(0, len(text)))
        new = text[:at] + inserted + text[at:]
        found = find_together(text, spans, new)
        for (one, two), place in zip(spans, found or [], strict=bool(found)):
            assert evened(new[place.start : place.end]) == evened(text[one:two])
        starts = [place.start for place in found or []]
        assert starts == sorted(starts)


def test_many_anchors_in_a_large_text_take_no_long_time():
    def anchored(editions):
        old = "".join(f"{SEED}\n\nEdition {number}.\n\n" for number in range(editions))
        spans = [(at, at + 60) for at in range(0, len(old) - 60, 5_000)]
        source, target = Searchable(old), Searchable(old.replace("\n", "\r\n"))
        anchors = [anchor_of(source, *span) for span in spans if old[slice(*span)].strip()]
        together = [find_together(source, [span, (span[0], span[0] + 9)], target) for span in spans]
        return find_all(anchors, target), together

    found, together = anchored(250)
    assert len(found) >= 200
    assert len(together) >= len(found)
    assert grows_with_length(anchored, 25, 250)

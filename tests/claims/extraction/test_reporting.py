import pytest

from claims.extraction.lexicon import Form, inflections
from claims.extraction.marks import quoted_runs
from claims.extraction.reporting import cues_in
from claims.extraction.sentences import tokens_of


def cues(text):
    tokens = tokens_of(text, 0, len(text), quoted_runs(text, 0, len(text)))
    return [text[tokens[cue.first].start : tokens[cue.last - 1].end] for cue in cues_in(tokens)]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("claim", "claim claims claimed claiming"),
        ("deny", "deny denies denied denying"),
        ("say", "say says said saying"),
        ("accuse", "accuse accuses accused accusing"),
        ("slam", "slam slams slammed slamming"),
        ("admit", "admit admits admitted admitting"),
        ("express", "express expresses expressed expressing"),
        ("complain", "complain complains complained complaining"),
    ],
)
def test_inflection_by_rule(verb, forms):
    assert set(inflections(verb)) == set(forms.split())


def test_each_form_is_known_for_what_it_is():
    assert inflections("warn") == {
        "warn": Form.BASE,
        "warns": Form.PRESENT,
        "warned": Form.PAST,
        "warning": Form.PARTICIPLE,
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor said so.", ["said"]),
        ("The mayor has repeatedly said so.", ["has repeatedly said"]),
        ("The mayor vehemently denounced it.", ["denounced"]),
        ("According to the mayor, it rained.", ["According to"]),
        ("The mayor pointed out that it rained.", ["pointed out"]),
        ("The mayor went on to say that it rained.", ["say"]),
        ("The mayor's claim that it rained was odd.", ["claim"]),
        ("A poll found that most agree.", ["found"]),
    ],
)
def test_cues(text, found):
    assert cues(text)[: len(found)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say why.",
        "The mayor never said why.",
        "The mayor didn’t say why.",
        "The mayor would say more.",
        "The mayor has nothing to say.",
        "A report on the United States was out.",
        "The claims of both sides.",
        "The proposed law failed.",
        "The mayor found a coin.",
        "The mayor pointed at a map.",
    ],
)
def test_what_reports_nothing(text):
    assert cues(text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Anna Berg made the point that the dam leaks.", "made the point"),
        ("Anna Berg made a dam that leaks.", None),
        ("Anna Berg spoke openly on Monday about the dam.", "spoke openly on Monday about"),
        ("Asked on Monday about the dam, she left.", "Asked on Monday about"),
        ("Anna Berg’s angry remarks about the dam failed.", "remarks about"),
        ("Anna Berg’s friends and criticism of the dam failed.", None),
        ("There’s more criticism of the dam.", None),
    ],
)
def test_words_between_what_makes_a_cue(text, cue):
    assert cues(text) == ([cue] if cue else [])

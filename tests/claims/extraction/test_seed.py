"""The seed article: every quotation in it, and nothing that is none."""

from pathlib import Path

import pytest

from articles.reading.source import Paragraph
from articles.vocabulary import ActorKind, ParagraphKind
from claims.extraction import SpacyParser, extract
from claims.vocabulary import RelayKind

from .reading import as_written

SEED = Path(__file__).parents[3] / "seeds" / "cold-blooded-murder.txt"
HEADINGS = (
    "Trump Reveals Cuban Deaths",
    "Collapse of Maduro's Security Apparatus",
    "Key Issues in U.S.-Venezuela-Cuba Relations",
)


def paragraphs_of(text):
    """The paragraphs as an editor would name them."""
    found, seen, start = [], set(), 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(start, start + len(line), kind_of(line, seen)))
            seen.add(line)
        start += len(line) + 1
    return found


def kind_of(line, seen):
    if line == "CubaHeadlines":
        return ParagraphKind.PUBLISHER
    if line.startswith("Venezuelan Defense Minister Blames"):
        return ParagraphKind.REPEATED if line in seen else ParagraphKind.HEADLINE
    if line.startswith("Sunday,"):
        return ParagraphKind.DATELINE
    if line == "Description not available":
        return ParagraphKind.PLACEHOLDER
    if line in HEADINGS:
        return ParagraphKind.HEADING
    if line.endswith("?"):
        return ParagraphKind.QUESTION
    if line.startswith("©"):
        return ParagraphKind.NOTICE
    return ParagraphKind.ANSWER if HEADINGS[2] in seen else ParagraphKind.BODY


@pytest.fixture(scope="module")
def text():
    return SEED.read_bytes().decode()


@pytest.fixture(scope="module", params=["rules", "parser"])
def extraction(text, request):
    return extract(text, paragraphs_of(text), SpacyParser() if request.param == "parser" else None)


# kind, source, actor, cue, the passage's beginning and end, relay
QUOTATIONS = [
    (
        *("mixed", "Venezuelan Defense Minister", "Vladimir Padrino", "Blames"),
        *("U.S. for Security Team 'Cold", "Blooded Murder'", None),
    ),
    (
        *("mixed", "Venezuelan Defense Minister Vladimir Padrino", "Vladimir Padrino", "has accused"),
        *('the United States of the "cold-blooded murder" of a significant', "ousted President Nicolás Maduro", None),
    ),
    (
        *("mixed", "General Padrino", "Vladimir Padrino", "denounced"),
        *('what he called the "cowardly', 'innocent civilians."', "a statement from the regime's Armed Forces"),
    ),
    (
        *("indirect", "President Donald Trump", "Donald Trump", "claimed"),
        *("that Cubans lost their lives", "U.S. military operation", None),
    ),
    (
        *("direct", "Trump", "Donald Trump", "stated"),
        *('"You know, many Cubans', 'wasn\'t a good decision,"', "an interview with The New York Post"),
    ),
    (
        *("indirect", "he", "Donald Trump", "acknowledged"),
        *("not knowing the exact number", "security staff sent from Cuba", None),
    ),
    (
        *("direct", "he", "Donald Trump", "asserted"),
        *('"Cuba always relied', 'in this case,"', "the same interview"),
    ),
    (
        *("indirect", "international media reports", "international media reports", "According to"),
        *("Maduro had bolstered", "Department of State Security (DSE)", None),
    ),
    (
        *("indirect", "intelligence sources", "intelligence sources", "According to"),
        *("the Venezuelan leader feared", "Caracas and Havana", "cited by Axios and The New York Times"),
    ),
    (
        *("direct", "CiberCuba", "CiberCuba", "warned"),
        *('"Cuba was his guardian', 'also his jailer,"', None),
    ),
    (
        *("mixed", "Vladimir Padrino", "Vladimir Padrino", "accused"),
        *('the United States of "cold-blooded murder" of a large', "Maduro's removal", None),
    ),
    (
        *("indirect", "President Trump", "Donald Trump", "stated"),
        *("that many Cubans died", "during the U.S. operation", None),
    ),
    (
        *("indirect", "President Trump", "Donald Trump", "acknowledged"),
        *("their role in supporting", "Maduro’s regime", None),
    ),
]  # fmt: skip


@pytest.mark.parametrize("number", range(1, 14))
def test_each_quotation_is_found_whole(text, extraction, number):
    kind, source, actor, cue, begins, ends, relay = QUOTATIONS[number - 1]
    found = as_written(text, extraction.proposals[number - 1])
    (passage,) = found.pop("passages")
    assert found == {"kind": kind, "source": source, "actor": actor, "cue": cue, "relay": relay}
    assert passage.startswith(begins)
    assert passage.endswith(ends)


def test_nothing_else_is_found(extraction):
    assert len(extraction.proposals) == len(QUOTATIONS)


def test_actors_with_their_kinds(extraction):
    kinds = {actor.name: actor.kind for actor in extraction.actors}
    assert kinds["Vladimir Padrino"] is ActorKind.PERSON
    assert kinds["intelligence sources"] is ActorKind.UNNAMED
    assert kinds["international media reports"] is ActorKind.UNNAMED
    outlets = {name for name, kind in kinds.items() if kind is ActorKind.MEDIA_OUTLET}
    assert outlets == {"CiberCuba", "Axios", "The New York Post", "The New York Times"}


def test_ways_of_writing_are_one_actor(extraction):
    (padrino,) = [actor for actor in extraction.actors if "Padrino" in actor.name]
    assert {"Padrino", "General Padrino", "Venezuelan Defense Minister Vladimir Padrino"} <= set(padrino.names)
    assert padrino.description == "Venezuelan Defense Minister"


def test_the_same_interview_is_that_of_the_outlet_named_before(extraction):
    relay = extraction.proposals[6].relay
    assert relay.kind is RelayKind.INTERVIEW
    assert [actor.name for actor in relay.actors] == ["The New York Post"]

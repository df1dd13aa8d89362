"""Who the speakers are: names gathered over the article, roles, pronouns, unnamed sources, kinds."""

import pytest

from articles.reading.source import Paragraph
from articles.vocabulary import ActorKind, ParagraphKind
from claims.extraction import extract

from .reading import found_in, quotations


def actors(text):
    return [quotation["actor"] for quotation in quotations(text)]


def kinds(text):
    return {actor.name: actor.kind for actor in found_in(text).actors}


def test_title_full_name_and_family_name_are_one():
    text = "Interior Minister Anna Berg spoke. Berg said it rained. Minister Berg said it poured."
    assert actors(text) == ["Anna Berg", "Anna Berg"]
    (actor,) = found_in(text).actors
    assert actor.description == "Interior Minister"
    assert {"Anna Berg", "Berg", "Minister Berg", "Interior Minister Anna Berg"} == set(actor.names)


def test_two_people_of_one_family_name_are_never_merged():
    text = "Anna Berg said it rained. Carl Berg said it poured. Berg said it stopped."
    assert actors(text) == ["Anna Berg", "Carl Berg", None]


def test_a_middle_name_makes_no_second_person():
    text = "Anna M. Berg said it rained. Anna Berg said it poured."
    assert actors(text) == ["Anna M. Berg", "Anna M. Berg"]


def test_a_pronoun_is_the_last_speaker_and_less_sure():
    text = "Anna Berg met Carl Dahl. Berg said it rained. She said it poured."
    first, second = found_in(text).proposals
    assert second.actor == first.actor
    assert second.confidence < first.confidence


def test_pronouns_are_no_way_of_writing():
    text = "Anna Berg said it rained. She said it poured."
    (actor,) = found_in(text).actors
    assert actor.names == ("Anna Berg",)


def test_a_role_alone_is_its_bearer():
    text = "Interior Minister Anna Berg spoke. The minister said it rained."
    assert actors(text) == ["Anna Berg"]


def test_a_headline_speaks_of_the_role_in_the_body():
    headline = "Interior Minister Blames Rain"
    text = headline + "\nInterior Minister Anna Berg said it rained."
    paragraphs = [
        Paragraph(0, len(headline), ParagraphKind.HEADLINE),
        Paragraph(len(headline) + 1, len(text), ParagraphKind.BODY),
    ]
    assert [proposal.actor.name for proposal in extract(text, paragraphs).proposals] == ["Anna Berg", "Anna Berg"]


def test_an_acronym_is_its_organisation():
    text = "The Dam Safety Committee (DSC) met. The DSC said it rained."
    (actor,) = found_in(text).actors
    assert actor.name == "Dam Safety Committee"
    assert "DSC" in actor.names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Berg said it rained.", ActorKind.PERSON),
        ("Security sources said it rained.", ActorKind.UNNAMED),
        ("According to two officials, it rained.", ActorKind.UNNAMED),
        ("The Harbour Gazette said it rained.", ActorKind.MEDIA_OUTLET),
        ("DamWatch said it rained.", ActorKind.MEDIA_OUTLET),
        ("The Coast Army said it rained.", ActorKind.ARMED_FORCE),
        ("The Water Ministry said it rained.", ActorKind.GOVERNMENT),
        ("The Dam Workers Union said it rained.", ActorKind.ORGANISATION),
        ("Many farmers said it rained.", ActorKind.GROUP),
    ],
)
def test_kinds(text, kind):
    assert list(kinds(text).values()) == [kind]

import pytest

from claims.vocabulary import RelayKind

from .reading import found_in, only, quotations


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("“It rained,” Anna Berg said in an interview with The Harbour Post.", "an interview with The Harbour Post"),
        ("In a statement from the city, Anna Berg said it rained.", "a statement from the city"),
        ("“It rained,” Anna Berg said during a rally in Ohio.", "a rally in Ohio"),
        ("“It rained,” Anna Berg told The Harbour Post.", "The Harbour Post"),
        ("Anna Berg told The Daily Tide that it rained.", "The Daily Tide"),
        (
            "According to sources cited by Streamline and The Harbour Post, it rained.",
            "cited by Streamline and The Harbour Post",
        ),
        ("“It rained,” Anna Berg said.", None),
        ("“It rained,” Anna Berg told reporters.", None),
    ],
)
def test_relays(text, relay):
    assert only(text)["relay"] == relay


def test_a_relay_within_the_words_reported_is_no_relay():
    assert only("Anna Berg said that it rained during the debate in Ohio.")["relay"] is None


def test_whoever_cites_is_an_outlet():
    (proposal,) = found_in("According to sources cited by Streamline and Dampf, it rained.").proposals
    assert proposal.relay.kind is RelayKind.OUTLET
    assert [(actor.name, actor.kind.value) for actor in proposal.relay.actors] == [
        ("Streamline", "media_outlet"),
        ("Dampf", "media_outlet"),
    ]


def test_a_relay_that_leads_in_goes_with_the_next_sentence():
    text = "In an interview with The Harbour Post, Anna Berg turned to the dam. “It leaks,” she said."
    assert only(text)["relay"] == "an interview with The Harbour Post"


def test_a_relay_is_not_handed_on_past_a_quotation():
    text = "“It leaks,” Anna Berg said in an interview with The Harbour Post. She said it will break."
    assert [quotation["relay"] for quotation in quotations(text)] == ["an interview with The Harbour Post", None]

"""Outlets and documents that passed on what somebody else said: they are relays, and never the speaker."""

import pytest

from claims.vocabulary import RelayKind

from .reading import found_in, only, quotations


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("“It leaks,” Berg said, according to The Harbour Post.", "The Harbour Post"),
        ("“It leaks,” Berg said, The Harbour Post reported.", "The Harbour Post"),
        ("“It leaks,” Berg said, according to a transcript of the hearing.", "a transcript of the hearing"),
        ("“It leaks,” Berg said Monday in Alby, according to audio from Alby Radio.", "audio from Alby Radio"),
        ("Berg called it a “ruin,” according to The Daily Tide.", "The Daily Tide"),
        (
            "“It leaks,” Berg said in an interview with The Daily Tide, according to The Harbour Post.",
            "an interview with The Daily Tide",
        ),
        ("“It leaks,” Berg said, according to Dahl.", None),
    ],
)
def test_the_second_source_of_a_quotation(text, relay):
    found = only(text)
    assert (found["source"], found["relay"]) == ("Berg", relay)


def test_a_relay_goes_on_with_its_quotation():
    found = only("“It leaks,” Berg said, according to The Harbour Post. “It holds.”")
    assert (found["passages"], found["relay"]) == (["“It leaks,”", "“It holds.”"], "The Harbour Post")


def test_the_only_source_is_no_relay():
    found = only("The dam leaks, according to The Harbour Post.")
    assert (found["source"], found["relay"]) == ("The Harbour Post", None)


def test_an_outlet_is_known_as_one_and_a_document_as_a_statement():
    (one,) = found_in("“It leaks,” Berg said, according to The Harbour Post.").proposals
    (other,) = found_in("“It leaks,” Berg said, according to a transcript.").proposals
    assert (one.relay.kind, [actor.name for actor in one.relay.actors]) == (RelayKind.OUTLET, ["The Harbour Post"])
    assert (other.relay.kind, other.relay.actors) == (RelayKind.STATEMENT, ())


def test_the_outlet_of_one_sentence_is_not_that_of_the_next():
    text = "“It leaks,” Berg said, according to The Harbour Post. Dahl said it holds."
    assert [quotation["relay"] for quotation in quotations(text)] == ["The Harbour Post", None]

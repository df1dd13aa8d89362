"""How sure proposals are, one against the other."""

import pytest

from .reading import found_in


def sure(text):
    (proposal,) = found_in(text).proposals
    return proposal.confidence


@pytest.mark.parametrize(
    "text", ["“It leaks,” Anna Berg said.", "Anna Berg left. “It leaks,” she said.", "Anna Berg said: “It leaks.”"]
)
def test_a_name_or_pronoun_beside_a_plain_verb_of_saying_is_sure(text):
    assert sure(text) >= 0.9


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("“It leaks,” Anna Berg said.", "“It leaks,” she said."),
        ("“It leaks,” Anna Berg said.", "Anna Berg said that it leaks."),
        ("“It leaks,” Anna Berg said.", "“It leaks,” Anna Berg sighed."),
        ("“It leaks,” Anna Berg said.", "“It leaks,” Anna Berg said, according to the radio."),
        ("Anna Berg said it leaks.", "the guard at the gate said it leaks."),
        ("“It leaks,” Anna Berg said.", "Anna Berg left the hall. “It leaks a lot.”"),
        ("Anna Berg said: “It leaks.”", "Anna Berg issued a statement:\n“It leaks.”"),
        ("“It leaks,” the guard said.", "“It leaks,” the guard sighed."),
    ],
)
def test_the_less_direct_the_less_sure(surer, less):
    assert sure(surer) > sure(less)

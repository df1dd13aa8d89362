"""The statement proposed for a claim: what was said, as a sentence."""

import pytest

from claims.desk.tying import LONGEST, lacks_a_verb, statement_of
from tests.claims.desk.at_the_desk import address, laid_out, proposed


@pytest.mark.parametrize(
    ("said", "statement"),
    [
        ("that the bridge is safe", "The bridge is safe."),
        ("“The bridge is safe,”", "The bridge is safe."),
        ("“The bridge … is safe!”", "The bridge … is safe!"),
        ('the "cold-blooded\r\n murder" of guards', "The cold-blooded murder of guards."),
        ("'It's safe,'", "It's safe."),
        ("¿Quién?", "¿Quién?"),
        ("x" * 2000, ("X" + "x" * 2000)[:LONGEST]),
        ("“”", ""),
        ("the “cowardly kidnapping” … “This was a crime.”", "This was a crime."),
        ("“It rains.” … “It pours.”", "It rains. … It pours."),
        ("“the bridge” … “is safe.”", "The bridge … is safe."),
    ],
)
def test_it_is_one_sentence_without_quotation_marks(said, statement):
    assert statement_of(said) == statement


@pytest.mark.parametrize(
    ("statement", "lacks"),
    [
        ("The United States of the cold-blooded murder of most of Maduro's guards.", True),
        ("U.S. for Security Team Cold-Blooded Murder.", True),
        ("", True),
        ("The bridge is safe.", False),
        ("Cubans lost their lives when they defended him.", False),
        ("It's safe.", False),
        ("They won't go.", False),
    ],
)
def test_words_that_are_no_sentence_are_pointed_out(statement, lacks):
    assert lacks_a_verb(statement) == lacks


@pytest.mark.django_db
def test_the_desk_says_so_beside_the_proposed_statement(admin_client):
    revision = laid_out("He accused the council of “cold-blooded neglect” of the bridge. He said that it is unsafe.")
    fragment, clause = (
        proposed(revision, "the council of “cold-blooded neglect”"),
        proposed(revision, "that it is unsafe"),
    )
    assert "seem to be no whole sentence" in admin_client.get(address(fragment)).text
    assert "seem to be no whole sentence" not in admin_client.get(address(clause)).text

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.claims.pages.building import published, queries_for, text_of
from tests.factories import ClaimFactory, CorrectionFactory

pytestmark = pytest.mark.django_db


def test_they_stand_newest_first_with_their_claims(client):
    claim = published("The bridge is safe", said_where="A speech.")
    CorrectionFactory(claim=claim, note="The older note.", corrected_at=timezone.now() - timedelta(days=2))
    CorrectionFactory(claim=claim, note="The newer note.")
    text = text_of(client.get("/corrections/"))
    assert text.index("The newer note.") < text.index("The older note.")
    assert "Claim: The bridge is safe Not checked" in text


def test_a_correction_of_what_was_never_public_is_not_shown(client):
    CorrectionFactory(claim=ClaimFactory(), note="Not for readers.")
    assert "Not for readers." not in text_of(client.get("/corrections/"))


def test_without_any_the_page_says_so(client):
    assert "Nothing had to be corrected so far." in text_of(client.get("/corrections/"))


def test_its_cost_does_not_grow_with_its_rows(client):
    costs = []
    for _size in range(2):
        for _number in range(3):
            CorrectionFactory(claim=published("A", said_where="A speech."))
        costs.append(queries_for(client, "/corrections/"))
    assert costs[0] == costs[1]

"""Confirming all above a confidence: first a list, with what is left out and why; then all of them or none."""

import pytest
from django.urls import reverse

from claims.models import Quote
from tests.claims.desk.at_the_desk import laid_out, proposed
from tests.factories import ActorFactory

pytestmark = pytest.mark.django_db

TEXT = "Ana said the bridge is safe. Ana said the toll is low. Ana said the road is long. Ana said it rains."


@pytest.fixture
def revision():
    revision = laid_out(TEXT)
    ana = ActorFactory(name="Ana")
    proposed(revision, "the bridge is safe", confidence=0.95, speaker=ana)
    proposed(revision, "the toll is low", confidence=0.96)
    proposed(revision, "the road is long", confidence=0.7, speaker=ana)
    proposed(revision, "it rains", confidence=None, origin="editor", speaker=ana)
    return revision


def address(revision):
    return reverse("desk:sure", args=[revision.article_id])


def test_what_is_left_out_says_why(admin_client, revision):
    choice = admin_client.get(address(revision), {"bar": "0,9"}).context["choice"]
    assert [place.quote.content for place, _token in choice.chosen] == ["the bridge is safe"]
    assert [(place.quote.content, reason) for place, reason in choice.left_out] == [
        ("the toll is low", "Its speaker is not known."),
        ("the road is long", "Its confidence is 0.70."),
        ("it rains", "An editor proposed it."),
    ]


def tokens(client, revision, bar):
    choice = client.get(address(revision), {"bar": bar}).context["choice"]
    return [f"{place.quote.pk}:{token}" for place, token in choice.chosen]


def test_those_shown_are_confirmed(admin_client, revision):
    admin_client.post(address(revision), {"bar": "0.6", "quote": tokens(admin_client, revision, "0.6")})
    assert {quote.content for quote in Quote.objects.confirmed()} == {"the bridge is safe", "the road is long"}


def test_if_one_was_changed_meanwhile_none_is_confirmed(admin_client, revision):
    seen = tokens(admin_client, revision, "0.6")
    Quote.objects.filter(confidence=0.7).update(kind="mixed")
    answer = admin_client.post(address(revision), {"bar": "0.6", "quote": seen})
    assert "Somebody changed this quotation meanwhile, so nothing was done." in answer.text
    assert not Quote.objects.confirmed().exists()


@pytest.mark.parametrize("bar", ["", "high", "2", "-1", "nan", "inf"])
def test_a_bar_that_is_none_is_told_at_the_place(admin_client, revision, bar):
    assert "Confidence lies between 0 and 1" in admin_client.get(address(revision), {"bar": bar}).text


def test_nothing_chosen_is_said(admin_client, revision):
    assert "There is none to confirm." in admin_client.post(address(revision), {"bar": "1", "quote": ["x"]}).text

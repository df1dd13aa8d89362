"""Near-equal claims beside the form of a claim."""

import pytest
from django.urls import reverse

from claims.models import Claim
from tests.admin_forms import messages_of, send
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

NEAR = "/admin/claims/claim/near/"


def listed(answer):
    return [one.claim.statement for one in answer.context["near"]]


def test_the_part_of_the_page_names_them_and_why(admin_client):
    ClaimFactory(statement="The old bridge is safe for 50 years")
    answer = admin_client.get(NEAR, {"statement": "The old bridge is safe for 5 years"})
    page = answer.content.decode()
    assert "1 claim may say the same." in page
    assert "Both say: old, bridge, safe, years" in page
    assert "This says 50, not 5." in page
    assert "<html" not in page


def test_the_claim_itself_is_left_out(admin_client):
    claim = ClaimFactory(statement="The old bridge is safe")
    assert listed(admin_client.get(NEAR, {"statement": claim.statement, "besides": claim.pk})) == []
    assert listed(admin_client.get(NEAR, {"statement": claim.statement, "besides": "x"})) == [claim.statement]


def test_a_statement_is_not_taken_for_markup(admin_client):
    ClaimFactory(statement="The <b>old</b> bridge is safe")
    page = admin_client.get(NEAR, {"statement": "The <b>old</b> bridge is safe"}).content.decode()
    assert "<b>" not in page


def test_nobody_else_may_ask(client):
    client.force_login(UserFactory())
    assert client.get(NEAR, {"statement": "x"}).status_code == 403
    client.logout()
    assert client.get(NEAR, {"statement": "x"}).status_code == 302


def test_a_page_shows_them_without_a_script(admin_client):
    claim = ClaimFactory(statement="The old bridge is safe")
    ClaimFactory(statement="The old bridge was safe")
    answer = admin_client.get(reverse("admin:claims_claim_change", args=[claim.pk]))
    assert listed(answer) == ["The old bridge was safe"]


def test_who_adds_one_is_told_after_saving(admin_client):
    ClaimFactory(statement="The old bridge is safe")
    answer = send(admin_client, reverse("admin:claims_claim_add"), statement="Safe is the old bridge")
    added = Claim.objects.get(statement="Safe is the old bridge")
    (message,) = [message for message in messages_of(answer) if "near" in message]
    assert message == f'<a href="/admin/claims/claim/{added.pk}/change/#near">1 claim may say the same.</a>'


def test_who_changes_something_else_is_not_told_again(admin_client):
    claim = ClaimFactory(statement="The old bridge is safe")
    ClaimFactory(statement="The old bridge was safe")
    answer = send(admin_client, reverse("admin:claims_claim_change", args=[claim.pk]), note="x")
    assert [message for message in messages_of(answer) if "near" in message] == []

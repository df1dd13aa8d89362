"""A rating in the admin: who approves it, when it holds, and what is warned of before readers see it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from claims import public
from claims.models import Claim, Correction, Evidence, Review
from claims.rating import rate
from tests.admin_forms import add_row, confirm, do_to, errors_of, fields_of, messages_of, send
from tests.factories import (
    AssertionFactory,
    ClaimFactory,
    EvidenceFactory,
    RatingFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/claim/"


@pytest.fixture
def editor(client):
    user = UserFactory(first_name="Kim", last_name="Rivera")
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return user


def page_of(claim):
    return reverse("admin:claims_claim_change", args=[claim.pk])


def waiting(**review):
    claim = EvidenceFactory(claim=ClaimFactory(published=True), bearing="undermines").claim
    return ReviewFactory(claim=claim, rating=RatingFactory(slug="false"), approved=False, **review)


def rating_of(claim):
    return public.ratings_read([claim.pk])[claim.pk].rating


def test_another_editor_approves_it_with_a_button(client, editor):
    review = waiting()
    page = client.get(page_of(review.claim)).content.decode()
    assert "Save and approve the rating" in page
    assert "nobody yet: readers don’t read it before a second editor approves it" in page
    answer = send(client, page_of(review.claim), button="approve")
    assert messages_of(answer)[-1] == "Rating approved: 1 claim."
    assert rating_of(review.claim) == review.rating_id
    page = client.get(page_of(review.claim)).content.decode()
    assert "Save and approve the rating" not in page
    assert "approved by Kim Rivera" in page


def test_who_gave_it_has_no_button_and_is_refused(client, editor):
    review = waiting(reviewer=editor)
    assert "Save and approve the rating" not in client.get(page_of(review.claim)).content.decode()
    assert "is not yours to do" in messages_of(send(client, page_of(review.claim), button="approve"))[-1]
    do_to(client, LIST, "approve", [review.claim])
    assert rating_of(review.claim) is None


def test_many_are_approved_on_the_list_and_what_is_ones_own_is_left(client, editor):
    others, own = waiting(), waiting(reviewer=editor)
    said = messages_of(do_to(client, LIST, "approve", [others.claim, own.claim]))
    assert any("is not yours to do" in message for message in said)
    assert said[-1] == "Rating approved: 1 claim."
    assert (rating_of(others.claim), rating_of(own.claim)) == (others.rating_id, None)


def test_what_was_rated_anew_meanwhile_is_not_approved_unseen(client, editor):
    review = waiting()
    sent = fields_of(client, page_of(review.claim)) | {"_verb": "approve"}
    rate(Review(claim=review.claim, rating=RatingFactory(slug="true"), explanation="It stands."), by=UserFactory())
    client.post(page_of(review.claim), sent)
    assert rating_of(review.claim) is None


def test_after_a_correction_it_is_warned_and_the_rating_upheld(client, editor):
    claim = waiting().claim
    send(client, page_of(claim), button="approve")
    rated = rating_of(claim)
    answer = send(client, page_of(claim), statement="Not what it said", correction_note="It was another bridge.")
    assert any("was given for other words" in message for message in messages_of(answer))
    assert "it was given for other words" in client.get(page_of(claim)).content.decode()
    asked = send(client, page_of(claim), button="uphold").url
    assert messages_of(confirm(client, asked, reason="The report names both."))[-1].startswith("Rating given for these")
    assert rating_of(claim) is None
    client.force_login(UserFactory(is_superuser=True))
    send(client, page_of(claim), button="approve")
    assert rating_of(claim) == rated
    assert [note.note for note in Correction.objects.all()] == ["It was another bridge."]


def test_publishing_warns_where_rating_and_evidence_do_not_go_together(client, editor):
    claim = AssertionFactory(quote__confirmed=True, claim__status="in_review").claim
    EvidenceFactory(claim=claim)
    ReviewFactory(claim=claim, rating=RatingFactory(slug="false"))
    assert "its evidence only supports it" in client.get(page_of(claim)).content.decode()
    said = messages_of(send(client, page_of(claim), button="publish"))
    assert any("its evidence only supports it" in message for message in said)
    assert Claim.objects.get().status == "published"


@pytest.mark.parametrize("on_its_own", [False, True])
def test_a_link_without_its_scheme_is_taken_for_https_and_a_bad_one_told_beside_it(client, editor, on_its_own):
    claim = ClaimFactory()
    address = reverse("admin:claims_evidence_add") if on_its_own else page_of(claim)

    def sent(link):
        values = {"bearing": "supports", "title": "A report", "link": link}
        fields = fields_of(client, address)
        return fields | values | {"claim": claim.pk} if on_its_own else add_row(fields, "evidence", **values)

    for link in ("javascript:alert(1)", "https://name:word@example.org/", "https://", "example org"):
        answer = client.post(address, sent(link))
        assert errors_of(answer)
        beside = answer.content.decode().split('name="link"' if on_its_own else 'name="evidence-0-link"')[0]
        assert 'class="errorlist"' in beside[-1500:]
    assert client.post(address, sent("example.org/x")).status_code == 302
    assert Evidence.objects.get().link == "https://example.org/x"

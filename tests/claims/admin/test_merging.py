"""Merging claims, telling them apart and undoing a merge, from the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.merging import merge
from claims.models import Assertion, Claim, NotSame
from tests.admin_forms import delete, messages_of
from tests.factories import (
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    EvidenceFactory,
    NotSameFactory,
    ReplyFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def page(name, claim, into=None):
    return reverse(f"admin:claims_claim_{name}", args=[claim.pk]) + (f"?into={into.pk}" if into else "")


@pytest.fixture
def two():
    old = ClaimFactory(statement="The old bridge is safe for 5 years")
    AssertionFactory(claim=old, quote__confirmed=True, quote__speaker__name="Ana Ruiz")
    return old, ClaimFactory(statement="The old bridge is safe for 50 years")


def test_what_may_be_the_same_is_suggested_and_anything_can_be_searched_for(admin_client, two):
    ClaimFactory(statement="Prices rose")
    answer = admin_client.get(page("merge", two[0]))
    assert [label for label, _, _ in answer.context["choices"]] == [two[1].statement]
    assert "This says 50, not 5." in answer.content.decode()
    answer = admin_client.get(page("merge", two[0]), {"q": "prices"})
    assert [label for label, _, _ in answer.context["choices"]] == ["Prices rose"]


def test_a_preview_says_what_goes_over_and_what_stays(admin_client, two):
    old, kept = two
    EvidenceFactory(claim=old, title="The report")
    ReviewFactory(claim=old)
    text = admin_client.get(page("merge", old, kept)).content.decode()
    assert "Assertions (1)" in text
    assert "“the bridge is safe” – Ana Ruiz, asserts: The old bridge" in text
    assert "The report" in text
    assert "A review is never changed: it stays with the claim that was rated" in text
    assert Assertion.objects.get().claim == old


def test_it_is_merged_for_a_reason_and_parted_again(admin_client, two):
    old, kept = two
    answer = admin_client.post(page("merge", old, kept), {"do": "merge", "reason": "The same."})
    assert answer.headers["Location"] == reverse("admin:claims_claim_change", args=[kept.pk])
    assert f"“{old}” is merged into this." in messages_of(answer)
    assert Assertion.objects.get().claim == kept
    assert "The same." in admin_client.get(page("part", old)).content.decode()
    answer = admin_client.post(page("part", old))
    assert answer.headers["Location"] == reverse("admin:claims_claim_change", args=[old.pk])
    assert Assertion.objects.get().claim == old
    assert Claim.objects.standing().count() == 2


def test_without_a_reason_nothing_happens_and_the_page_says_so(admin_client, two):
    answer = admin_client.post(page("merge", *two), {"do": "merge", "reason": " "})
    assert answer.status_code == 200
    assert "Say why the two are the same" in answer.content.decode()
    assert Claim.objects.standing().count() == 2


def test_what_is_in_the_way_is_told_and_refused(admin_client, two):
    public = ClaimFactory(published=True)
    answer = admin_client.get(page("merge", public, two[0]))
    assert "merge the other way round" in answer.content.decode()
    assert 'value="merge"' not in answer.content.decode()
    answer = admin_client.post(page("merge", public, two[0]), {"do": "merge", "reason": "x"})
    assert "merge the other way round" in answer.content.decode()


def test_what_is_in_the_way_of_undoing_is_told(admin_client, two):
    old, kept = two
    admin_client.post(page("merge", old, kept), {"do": "merge", "reason": "The same."})
    import pghistory

    with pghistory.context():
        Assertion.objects.update(stance="denies")
    for answer in (admin_client.get(page("part", old)), admin_client.post(page("part", old))):
        assert "was changed since" in answer.content.decode()


def test_who_changes_what_readers_see_is_told_of_corrections(admin_client):
    old, kept = ClaimFactory(published=True), ClaimFactory(published=True)
    answer = admin_client.post(page("merge", old, kept), {"do": "merge", "reason": "The same."})
    assert any("Add a correction" in message for message in messages_of(answer))


def test_two_are_told_apart_and_that_is_taken_back(admin_client, two):
    admin_client.post(page("merge", *two), {"do": "tell_apart"})
    assert NotSame.objects.get().told_by.username == "admin"
    assert admin_client.get(page("merge", two[0])).context["choices"] == []
    assert "take that back first" in admin_client.get(page("merge", *two)).content.decode()
    admin_client.post(page("merge", *two), {"do": "forget"})
    assert not NotSame.objects.exists()


def test_a_pair_can_be_taken_back_from_the_list(admin_client):
    pair = NotSameFactory()
    delete(admin_client, reverse("admin:claims_notsame_delete", args=[pair.pk]))
    assert not NotSame.objects.exists()


def test_a_merged_claim_is_looked_at_only(admin_client, two):
    old, kept = two
    merge(old, into=kept, reason="The same.")
    answer = admin_client.get(page("change", old))
    assert not answer.context["has_change_permission"]
    assert "undo that first" in answer.content.decode()
    assert page("part", old) in answer.content.decode()
    assert page("change", kept) in answer.content.decode()
    assert "is not yours to do" in messages_of(admin_client.post(page("change", old), {"_verb": "publish"}))[0]
    assert "Merged into this (1)" in admin_client.get(page("change", kept)).content.decode()
    assert admin_client.get(f"/admin/claims/claim/?merged_into={kept.pk}").context["cl"].result_count == 1


def test_a_merged_claim_is_not_offered_for_choice(admin_client, two):
    merge(two[0], into=two[1], reason="The same.")
    offered = {"app_label": "claims", "model_name": "assertion", "field_name": "claim", "term": "bridge"}
    found = admin_client.get("/admin/autocomplete/", offered).json()["results"]
    assert [one["id"] for one in found] == [str(two[1].pk)]


def test_only_who_may_merge(client, two):
    editor = UserFactory()
    editor.user_permissions.set(Permission.objects.filter(codename__in=["change_claim", "view_claim"]))
    client.force_login(editor)
    assert client.get(page("merge", *two)).status_code == 403
    assert client.get(page("part", two[0])).status_code == 403
    assert page("merge", two[0]) not in client.get(page("change", two[0])).content.decode()
    editor.user_permissions.add(Permission.objects.get(codename="merge_claim"))
    assert client.get(page("merge", *two)).status_code == 200
    assert page("merge", two[0]) in client.get(page("change", two[0])).content.decode()


@pytest.mark.parametrize("into", ["x", "0", "99999999999999999999"])
def test_odd_addresses_do_no_harm(admin_client, two, into):
    assert admin_client.get(page("merge", two[0]), {"into": into}).status_code == 200
    assert admin_client.get("/admin/claims/claim/x/merge/").status_code == 404


def test_a_preview_costs_the_same_with_many_rows(admin_client):
    def queries(count):
        old, kept = ClaimFactory(), ClaimFactory()
        for make in (AssertionFactory, ClaimSubjectFactory, EvidenceFactory, ReplyFactory):
            make.create_batch(count, claim=old)
        admin_client.get(page("merge", old, kept))
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(page("merge", old, kept)).status_code == 200
        return len(queries)

    assert queries(1) == queries(4)

"""Verbs: who may, on the thing's own page and on its list."""

from dataclasses import replace

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from tests.admin_forms import do_to, fields_of, messages_of, send
from tests.factories import AssertionFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/claim/"


def page_of(claim):
    return reverse("admin:claims_claim_change", args=[claim.pk])


def editor_with(*codenames):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def publishing_needs_more(monkeypatch):
    """Let “publish” ask for a permission of its own: here the one to add corrections."""
    screen = admin.site._registry[Claim]
    verbs = [replace(v, permission="claims.add_correction") if v.name == "publish" else v for v in screen.verbs]
    monkeypatch.setattr(type(screen), "verbs", verbs)


@pytest.mark.usefixtures("publishing_needs_more")
@pytest.mark.parametrize("may", [True, False])
def test_a_verb_asks_for_its_own_permission(client, may):
    claim = AssertionFactory(quote__confirmed=True).claim
    client.force_login(editor_with("change_claim", "write_claim", *(["add_correction"] if may else [])))

    assert ('value="publish"' in client.get(page_of(claim)).content.decode()) is may
    assert ('value="publish"' in client.get(LIST).content.decode()) is may
    answer = send(client, page_of(claim), button="publish")

    claim.refresh_from_db()
    assert (claim.status == "published") is may
    if not may:
        assert "“Publish” is not yours to do in the present state." in messages_of(answer)


@pytest.mark.usefixtures("publishing_needs_more")
def test_the_other_verbs_ask_for_the_permission_to_change(client):
    claim = AssertionFactory(quote__confirmed=True).claim
    client.force_login(editor_with("change_claim", "write_claim", "submit_claim"))

    client.post(page_of(claim), fields_of(client, page_of(claim)) | {"_verb": "submit"})

    claim.refresh_from_db()
    assert claim.status == "in_review"


# On a list


def shown_in(answer):
    return answer.context["shown"]


def chosen(name, *things, **more):
    return {"action": name, "_selected_action": [thing.pk for thing in things], **more}


def test_an_action_first_says_to_what_it_will_be_done_and_to_what_not(admin_client):
    draft, public = ClaimFactory(statement="A draft"), ClaimFactory(published=True, statement="Public already")
    page = admin_client.post(LIST, chosen("publish", draft, public))
    assert page.context["to_do"] == ["A draft"]
    assert page.context["left"] == [("Public already", "“Publish” does not fit its present state.")]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_what_changed_since_the_page_was_shown_is_left_alone(admin_client):
    same, other = (AssertionFactory(quote__confirmed=True).claim for _ in range(2))
    page = admin_client.post(LIST, chosen("publish", same, other))
    Claim.objects.filter(pk=other.pk).update(statement="Something else")
    answer = admin_client.post(LIST, chosen("publish", same, other, post="yes", _shown=shown_in(page)))
    assert messages_of(answer) == [
        "Something else: Somebody changed it while you were looking; look at it again.",
        "Published: 1 claim.",
    ]


def test_each_thing_done_is_on_record_by_the_name_of_the_action(admin_client):
    claims = [AssertionFactory(quote__confirmed=True).claim for _ in range(2)]
    do_to(admin_client, LIST, "publish", claims)
    for claim in claims:
        (event,) = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim.pk, pgh_label="update")
        assert event.pgh_context.metadata["action"] == "Publish"
    assert LogEntry.objects.count() == 2


def test_deletion_in_bulk_leaves_what_must_stay_and_says_why(admin_client):
    draft, public = ClaimFactory(statement="A draft"), ClaimFactory(published=True, statement="Public")
    AssertionFactory(claim=draft)
    page = admin_client.post(LIST, chosen("delete_selected", draft, public))
    assert page.context["to_do"] == ["A draft"]
    assert page.context["left"] == [("Public", "it was public; withdraw it with a reason instead")]
    assert [count for _name, count in page.context["going"]] == [1]
    answer = admin_client.post(LIST, chosen("delete_selected", draft, public, post="yes", _shown=shown_in(page)))
    assert messages_of(answer)[-1] == "Deleted: 1 claim."
    assert list(Claim.objects.all()) == [public]


def test_what_was_not_shown_is_not_done_but_asked_again(admin_client):
    draft, other = ClaimFactory(statement="A draft"), ClaimFactory(statement="Another")
    for shown in ({}, {"_shown": "x"}, {"_shown": "[]"}):
        again = admin_client.post(LIST, chosen("delete_selected", draft, post="yes", **shown))
        assert "doesn’t say what it showed" in again.text
        assert again.context["to_do"] == ["A draft"]
    answer = admin_client.post(LIST, chosen("delete_selected", draft, other, post="yes", _shown=shown_in(again)))
    assert "Another: Somebody changed it" in messages_of(answer)[0]
    assert list(Claim.objects.all()) == [other]
    public = ClaimFactory(published=True)
    asked = reverse("admin:claims_claim_verb", args=[public.pk, "withdraw"])
    assert "It was wrong." in admin_client.post(asked, {"reason": "It was wrong."}).text
    assert Claim.objects.public().exists()


def test_nothing_goes_along_that_the_user_may_not_delete(client):
    tie = AssertionFactory()
    client.force_login(editor_with("change_claim", "delete_claim"))
    page = client.post(LIST, chosen("delete_selected", tie.claim))
    assert page.context["lacking"]
    answer = do_to(client, LIST, "delete_selected", [tie.claim])
    assert "With it would go what you may not delete" in messages_of(answer)[0]
    assert Claim.objects.exists()


def test_the_page_that_asks_costs_the_same_for_many(admin_client):
    def cost(count):
        claims = [AssertionFactory(quote__confirmed=True).claim for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.post(LIST, chosen("publish", *claims)).status_code == 200
        return len(queries)

    assert cost(2) == cost(7)

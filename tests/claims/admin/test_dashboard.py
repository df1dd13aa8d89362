"""The admin's first page: what waits for whom, at a cost that doesn't grow."""

from datetime import timedelta

import pghistory
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Quote
from claims.scheduling import publish_due, schedule
from newsroom.admin import panels
from tests.admin_forms import send
from tests.factories import (
    ArticleFactory,
    AssertionFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    ReplyFactory,
    ReviewFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def panels_of(client):
    """Give the panels by their title."""
    return {panel.title: panel for panel in client.get(reverse("admin:index")).context["panels"]}


def labels(panel):
    return [line.label for line in panel.lines]


def test_nothing_waits(admin_client):
    page = admin_client.get(reverse("admin:index"))
    for panel in page.context["panels"]:
        assert not panel.count
        assert panel.lines == []
        assert panel.nothing in page.content.decode()
    assert "/admin/claims/claim/" in page.content.decode()  # the lists of all models are below


def test_drafts_are_those_the_user_began(admin_client, admin_user):
    with pghistory.context(user=admin_user.pk):
        mine = ClaimFactory(statement="Mine")
        ClaimFactory(statement="Handed on", status=Claim.Status.IN_REVIEW)
    with pghistory.context(user=UserFactory().pk):
        ClaimFactory(statement="Another's")
    panel = panels_of(admin_client)["My drafts"]
    assert labels(panel) == ["Mine"]
    assert panel.lines[0].address == reverse("admin:claims_claim_change", args=[mine.pk])


def test_a_draft_begun_in_the_admin_is_the_users(admin_client):
    send(admin_client, reverse("admin:claims_claim_add"), statement="Begun here")
    assert labels(panels_of(admin_client)["My drafts"]) == ["Begun here"]


def test_what_waits_for_review_and_for_another_person(admin_client, admin_user):
    ClaimFactory(statement="Draft")
    by_me, by_other, by_both = (ClaimFactory(statement=name, status="in_review") for name in ("me", "other", "both"))
    ClaimFactory(statement="unrated", status="in_review")
    for claim in (by_me, by_both):
        ReviewFactory(claim=claim, reviewer=admin_user)
    for claim in (by_other, by_both):
        ReviewFactory(claim=claim)
    found = panels_of(admin_client)
    assert labels(found["To review"]) == ["unrated", "both", "other", "me"]
    second = found["Needs a second editor"]
    assert labels(second) == ["both", "other"]  # the newest rating counts
    assert second.note.startswith("1 claim that you rated waits")
    assert admin_client.get(second.address).context["cl"].result_count == 3  # with one's own


def test_a_rating_of_a_public_claim_waits_for_another_person(admin_client, admin_user):
    mine, others, approved = (ClaimFactory(statement=name, published=True) for name in ("mine", "others", "approved"))
    for claim in (mine, others, approved):
        EvidenceFactory(claim=claim)
    ReviewFactory(claim=mine, reviewer=admin_user, approved=False)
    ReviewFactory(claim=others, approved=False)
    ReviewFactory(claim=approved)
    panel = panels_of(admin_client)["Needs a second editor"]
    assert [(line.label, line.detail) for line in panel.lines] == [("others", "Half true, published")]
    assert panel.lines[0].address == reverse("admin:claims_claim_change", args=[others.pk])
    assert panel.note.startswith("1 claim that you rated waits")


def test_deadlines_come_in_order_and_say_what_is_overdue(admin_client):
    now = timezone.now()
    asked = {"asked_at": now - timedelta(days=9)}
    ReplyFactory(actor__name="Later", deadline=now + timedelta(days=2), **asked)
    ReplyFactory(actor__name="Past", deadline=now - timedelta(days=2), **asked)
    ReplyFactory(actor__name="Answered", deadline=now - timedelta(days=2), answered_at=now, **asked)
    ReplyFactory(actor__name="Whenever", **asked)
    panel = panels_of(admin_client)["Reply deadlines"]
    assert [label.partition(":")[0] for label in labels(panel)] == ["Past", "Later"]
    assert panel.lines[0].detail.startswith("overdue since")
    assert panel.lines[1].detail.startswith("due ")
    assert admin_client.get(panel.address).context["cl"].result_count == 3


def test_what_is_scheduled_and_what_was_taken_off_or_held_back(admin_client, settings):
    settings.TIME_ZONE = "Europe/Madrid"
    editor, at = UserFactory(first_name="Ed"), timezone.now() + timedelta(days=1)
    for name in ("Later", "Changed", "Soon"):
        tie = AssertionFactory(quote__confirmed=True, claim__statement=name)
        schedule(tie.claim, at=at + timedelta(hours=name == "Later"), by=editor)
    connection.check_constraints()
    with pghistory.context(user=UserFactory(first_name="Ada").pk):
        Claim.objects.filter(statement="Changed").update(said_where="A speech.")
        connection.check_constraints()
    list(publish_due(at))  # who scheduled it may not publish
    found = panels_of(admin_client)
    assert labels(found["Scheduled"]) == ["Soon", "Later"]
    assert found["Scheduled"].lines[0].detail.endswith(" CET</time>, by Ed")
    told = found["Taken off the schedule, held back, changed in review"]
    assert labels(told) == ["Soon", "Changed"]
    assert " CET</time> – held back: " in told.lines[0].detail
    assert told.lines[0].detail.endswith("who scheduled it, may not publish any more.")
    assert "taken off the schedule: Ada changed where it was said, or who said it" in told.lines[1].detail


def test_proposals_are_told_by_article_and_lead_to_where_they_are_decided(admin_client):
    first, second = (RevisionFactory(article=ArticleFactory(headline=name)) for name in ("First", "Second"))
    QuoteFactory.create_batch(2, revision=first)
    QuoteFactory(revision=second)
    QuoteFactory(revision=first, confirmed=True)
    panel = panels_of(admin_client)["Proposals to confirm"]
    assert [(line.label, line.detail) for line in panel.lines] == [("Second", "1 proposal"), ("First", "2 proposals")]
    assert panel.count == 3
    assert admin_client.get(panel.lines[1].address).status_code == 200


def test_orphans_and_imports(admin_client):
    revision = RevisionFactory(article__headline="Changed")
    QuoteFactory(revision=revision, state=Quote.State.ORPHANED)
    found = panels_of(admin_client)
    assert [(line.label, line.detail) for line in found["Orphaned quotations"].lines] == [
        ("“the bridge is safe”", "Changed")
    ]
    assert labels(found["Last imports"]) == ["Changed"]


def test_each_list_that_a_panel_leads_to_has_what_it_counts(admin_client, admin_user):
    QuoteFactory(state=Quote.State.ORPHANED)
    QuoteFactory()
    ClaimFactory(status="in_review")
    found = panels_of(admin_client)
    for title in ("Orphaned quotations", "Proposals to confirm", "To review"):
        assert admin_client.get(found[title].address).context["cl"].result_count == found[title].count == 1


def test_panels_show_by_permission(client):
    user = UserFactory()
    client.force_login(user)
    assert panels_of(client) == {}
    user.user_permissions.add(Permission.objects.get(codename="view_reply"))
    assert list(panels_of(client)) == ["Reply deadlines"]


def test_counts_stop_early(admin_client, monkeypatch):
    monkeypatch.setattr(panels, "MOST_COUNTED", 2)
    ClaimFactory.create_batch(3, status="in_review")
    panel = panels_of(admin_client)["To review"]
    assert str(panel.count) == "2+"


def test_it_costs_the_same_at_two_sizes(admin_client, admin_user):
    def more():
        for n in range(3):
            with pghistory.context(user=admin_user.pk):
                ClaimFactory()
            ReviewFactory(claim=ClaimFactory(status="in_review"))
            public = EvidenceFactory(claim=ClaimFactory(published=True)).claim
            ReviewFactory(claim=public, approved=False)
            ReplyFactory(deadline=timezone.now() + timedelta(days=n + 1))
            QuoteFactory()
            QuoteFactory(state=Quote.State.ORPHANED)

    def queries():
        with CaptureQueriesContext(connection) as found:
            admin_client.get(reverse("admin:index"))
        return len(found)

    more()
    few = queries()
    more()
    assert queries() == few

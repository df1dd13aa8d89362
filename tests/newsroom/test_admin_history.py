"""The page of a thing's record: who did what, when and how, told as sentences."""

import re

import pghistory
import pytest
from django.contrib import admin
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.timezone import localtime

from articles.models import Actor, Article
from claims.models import Approval, Claim, Evidence, Quote, Topic
from claims.scheduling import publish_due
from newsroom.admin.telling import moment
from newsroom.history import circumstance, named_command
from tests.admin_forms import delete, fields_of, send
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    AssertionFactory,
    ClaimFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    RatingFactory,
    ReviewFactory,
    UserFactory,
)
from tests.newsroom.test_admin import address, make, queries_of
from tests.rules import sql

pytestmark = pytest.mark.django_db


def page_of(thing, page="history"):
    return address(admin.site._registry[type(thing)], page, thing.pk)


def told_of(client, thing, **query):
    """Give the page's text in reading order, white space made one."""
    page = client.get(page_of(thing), query).content.decode()
    page = page[page.index('id="change-history"') :]
    return " ".join(strip_tags(page).split())


def test_a_change_is_told_as_a_sentence_with_the_words_that_changed(client):
    claim, anna = (
        ClaimFactory(statement="The bridge is safe."),
        UserFactory(first_name="Anna", last_name="Berg", is_superuser=True),
    )
    client.force_login(anna)
    send(client, page_of(claim, "change"), button="_save", statement="The bridge is not safe.")
    act = client.get(page_of(claim)).context["acts"][0]
    when = f"{localtime(act.at):%H:%M}"
    expected = (
        rf"Anna Berg changed the address and the statement of this claim on \d+ \w+ \d{{4}}, {when} UTC, with “Save”: "
    )
    expected += r"Address \[removed: the-bridge-is-safe \] \[added: the-bridge-is-not-safe \] "  # it follows a draft
    assert re.search(expected + r"Statement The bridge is \[added: not \] safe.", told_of(client, claim))


def test_the_time_is_the_sites_and_exact_where_the_mouse_rests(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    claim = ClaimFactory()
    local = localtime(claim.created)
    shown = moment(claim.created)
    assert f"{local:%H:%M:%S} CE" in shown.split('title="')[1].split('"')[0]
    assert shown.endswith(f"{local:%H:%M %Z}</time>")


def test_verbs_and_deletions_name_their_button(admin_client):
    quote = QuoteFactory(speaker=ActorFactory())
    send(admin_client, page_of(quote, "change"), button="confirm")
    assert "admin changed the state, the confirmed by and the confirmed of this quotation" in told_of(
        admin_client, quote
    )
    assert "with “Save and confirm”" in told_of(admin_client, quote)
    draft = ClaimFactory()
    delete(admin_client, page_of(draft, "delete"))
    assert "admin deleted this claim" in told_of(admin_client, draft)
    assert "with “Delete”" in told_of(admin_client, draft)


def test_changes_past_the_application_name_the_database_user(admin_client):
    actor = ActorFactory(description="old words")
    role = connection.connection.info.user
    sql("UPDATE articles_actor SET description = 'new words' WHERE id = %s", actor.pk)
    words = told_of(admin_client, actor)
    assert f"Database user {role}" in words
    assert "past the application" in words
    assert "Description [removed: old ] [added: new ] words" in words


def test_changes_in_bulk_are_told(admin_client):
    actor = ActorFactory(description="old words")
    with pghistory.context(command="tidy_up"):
        Actor.objects.filter(pk=actor.pk).update(description="fresh words")
    words = told_of(admin_client, actor)
    assert "The command tidy_up changed the description of this actor" in words


def test_rows_that_came_by_copy_are_told(admin_client):
    with connection.cursor() as cursor:
        columns = "id, kind, name, slug, description, wikidata_id, authority_link, created, modified"
        with cursor.copy(f"COPY articles_actor ({columns}) FROM STDIN") as rows:
            rows.write_row([990_001, "person", "Copied", "copied", "", "", "", "2026-01-01", "2026-01-01"])
    words = told_of(admin_client, Actor.objects.get(pk=990_001))
    assert "made 2 changes" in words
    assert "Added this actor: Kind person Name Copied" in words
    assert "Added the actor name “Copied”" in words


def test_parts_are_named_also_when_they_are_gone(admin_client):
    claim = ClaimFactory()
    evidence = EvidenceFactory(claim=claim, title="A report")
    gone = ActorNameFactory(name="The Gone One")
    evidence.delete()
    gone.delete()
    assert "Removed the evidence “A report”" in told_of(admin_client, claim)
    assert "Removed the actor name “The Gone One”" in told_of(admin_client, gone.actor)


def test_what_a_tie_pointed_to_is_named_though_it_was_deleted(admin_client):
    claim, speaker = ClaimFactory(), ActorFactory(name="Ana Ruiz")
    claim.subjects.create(actor=speaker)
    claim.subjects.all().delete()
    speaker.delete()
    assert "Added the subject of a claim “Ana Ruiz (deleted)”" in told_of(admin_client, claim)


def test_the_record_of_what_was_deleted_stays(admin_client):
    claim = ClaimFactory(statement="Never said")
    key = claim.pk
    claim.delete()
    page = admin_client.get(reverse("admin:claims_claim_history", args=[key])).content.decode()
    assert "This claim was deleted; its record stays." in page
    assert "Never said" in page


def test_a_long_record_comes_in_pages(admin_client, monkeypatch):
    monkeypatch.setattr("newsroom.admin.history.EVENTS_A_PAGE", 4)
    actor = ActorFactory()
    for n in range(6):
        with pghistory.context(command=f"step_{n}"):
            Actor.objects.filter(pk=actor.pk).update(description=f"state {n}")
    first, second = told_of(admin_client, actor), told_of(admin_client, actor, page=2)
    assert "step_5" in first
    assert "step_1 " not in first
    assert "Description state [removed: 0 ] [added: 1 ]" in second
    assert "Page 2 of 2" in second


TEXTS = {Actor: "description", Article: "headline", Claim: "note", Quote: "note", Evidence: "title", Topic: "name"}


@pytest.mark.parametrize("model", TEXTS, ids=lambda model: model.__name__)
def test_every_record_costs_the_same_at_two_sizes(admin_client, admin_user, model):
    thing = make(model)[0]

    def change(times):
        with pghistory.context(user=admin_user.pk):
            for n in range(times):
                model.objects.filter(pk=thing.pk).update(**{TEXTS[model]: f"words {n} of {times}"})

    change(2)
    few = queries_of(admin_client, page_of(thing))
    change(12)
    many = queries_of(admin_client, page_of(thing))
    assert len(few) == len(many), many


def test_nothing_changed_is_no_sentence(admin_client):
    claim = ClaimFactory()
    admin_client.post(page_of(claim, "change"), fields_of(admin_client, page_of(claim, "change")) | {"_save": "1"})
    assert len(admin_client.get(page_of(claim)).context["acts"]) == 1


def test_reviews_are_told_with_their_claim_and_on_a_page_of_their_own(client):
    claim = EvidenceFactory(claim__statement="The bridge is safe.").claim
    anna = UserFactory(first_name="Anna", last_name="Berg", is_superuser=True)
    client.force_login(anna)
    form = reverse("admin:claims_review_add")
    rated = {"claim": claim.pk, "rating": RatingFactory(slug="false").pk, "explanation": "The report says so."}
    assert client.post(form, fields_of(client, form) | rated).status_code == 302
    told = "Anna Berg added the review “The report says so.” on"
    assert told in told_of(client, claim)
    assert "with “Save”" in told_of(client, claim)
    assert "Anna Berg added this review on" in told_of(client, claim.reviews.get())
    assert "Restore" not in told_of(client, claim.reviews.get())


def test_what_was_scheduled_names_the_command_and_who_scheduled_it(admin_client):
    anna = UserFactory(first_name="Anna", last_name="Berg", is_superuser=True)
    claim = ClaimFactory(said_where="A speech.", publish_at=timezone.now(), scheduled_by=anna, status="in_review")
    AssertionFactory(claim=claim, quote__confirmed=True)
    [outcome] = publish_due(timezone.now())
    assert not outcome.held_back
    words = told_of(admin_client, claim)
    assert "The command publish_due, for Anna Berg changed" in words


def test_merges_splits_and_their_undoing_name_themselves(admin_client):
    actor, kept = ActorFactory(name="Ana"), ActorFactory(name="Ana Ruiz")
    merge = f"{page_of(actor, 'merge')}?into={kept.pk}"
    assert admin_client.post(merge, {"do": "merge", "reason": "One person."}).status_code == 302
    assert "with “Merge” (One person.)" in told_of(admin_client, actor)
    assert admin_client.post(page_of(actor, "part")).status_code == 302
    assert "with “Undo the merge”" in told_of(admin_client, actor)
    quote = QuoteFactory(speaker=actor)
    new = {"to": "new", "new-name": "Bo", "new-kind": "person", "new-description": "", "reason": "Two people."}
    sent = new | {"claims.quote.speaker": [quote.pk], "do": "split"}
    assert admin_client.post(page_of(actor, "split"), sent).status_code == 302
    assert "with “Split” (Two people.)" in told_of(admin_client, quote)


def test_a_command_names_itself_and_the_login_of_who_gave_it(admin_client):
    with named_command("shell"):
        actor = ActorFactory()
        with circumstance(merged=1):
            ActorFactory()
    assert re.search(r"The command shell, for \w+ made 2 changes", told_of(admin_client, actor))
    first, second = Actor.pgh_event_model.objects.order_by("pgh_id").select_related("pgh_context")
    assert first.pgh_context_id != second.pgh_context_id
    assert second.pgh_context.metadata == first.pgh_context.metadata | {"merged": 1}
    with named_command("runserver"):
        assert not hasattr(pghistory.runtime._tracker, "value")


def test_names_have_no_second_pair_of_quotation_marks_and_no_number_of_a_transaction(admin_client):
    correction = CorrectionFactory(note='"It" was said.')
    words = told_of(admin_client, correction.claim)
    assert "dded the correction “It" in words
    assert "ransaction it was made in" not in words


def test_approvals_are_told_with_their_claim_and_their_review(admin_client):
    review = ReviewFactory()
    Approval.objects.create(review=review, approved_by=UserFactory(), approved_name="Bo Li")
    for thing in (review.claim, review):
        assert "pproval of a rating" in told_of(admin_client, thing)

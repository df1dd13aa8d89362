"""What stands beside a public claim (evidence, replies, subjects, attribution) changes only with a correction."""

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from claims.correcting import correct, shown
from claims.merging import merge, undo
from claims.models import Evidence, Reply
from tests.admin_forms import errors_of, send
from tests.claims.admin.test_permitted import signed_in
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    EvidenceFactory,
    RelayFactory,
    ReplyFactory,
    UserFactory,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

TURNED = {"bearing": "undermines"}


@pytest.fixture
def claim():
    return ClaimFactory(published=True)


def page_of(thing):
    return reverse(f"admin:claims_{thing._meta.model_name}_change", args=[thing.pk])


def is_changed(claim, change):
    """Tell whether readers would have to be told of a change, which is taken back."""
    with transaction.atomic():
        before = shown([claim.pk])[claim.pk]
        change()
        now = shown([claim.pk])[claim.pk]
        transaction.set_rollback(True)
    return before.is_changed_in(now)


def test_what_is_changed_or_taken_away_is_told(claim):
    quote = claim.quotes.get()
    item, subject = EvidenceFactory(claim=claim, summary="It holds."), ClaimSubjectFactory(claim=claim)
    reply = ReplyFactory(claim=claim, answered_at=timezone.now(), answer="No.")
    relay = RelayFactory(quote=quote)
    said = type(quote).objects.filter(pk=quote.pk)
    said.update(
        cue_text="said", cue_start=quote.revision.text.index("said"), cue_end=quote.revision.text.index("said") + 4
    )
    changes = {
        "evidence turned": lambda: Evidence.objects.update(**TURNED),
        "evidence reworded": lambda: Evidence.objects.update(summary="It does not."),
        "evidence gone": item.delete,
        "a subject gone": subject.delete,
        "an answer changed": lambda: Reply.objects.update(answer="Yes."),
        "a reply gone": reply.delete,
        "a cue emptied": lambda: said.update(cue_text="", cue_start=None, cue_end=None),
        "a relay that names somebody": lambda: relay.actors.add(ActorFactory()),
        "a relay gone": relay.delete,
    }
    assert [name for name, change in changes.items() if not is_changed(claim, change)] == []


def test_what_is_only_added_needs_no_note_but_for_a_relay(claim):
    reply = ReplyFactory(claim=claim)
    item = EvidenceFactory(claim=claim)
    added = {
        "evidence": lambda: EvidenceFactory(claim=claim),
        "a summary": lambda: Evidence.objects.filter(pk=item.pk).update(summary="It holds."),
        "an archived link": lambda: Evidence.objects.update(archived_link="https://example.org/a"),
        "a subject": lambda: ClaimSubjectFactory(claim=claim),
        "an answer": lambda: Reply.objects.filter(pk=reply.pk).update(answered_at=timezone.now(), answer="No."),
    }
    assert [name for name, change in added.items() if is_changed(claim, change)] == []
    assert is_changed(claim, lambda: RelayFactory(quote=claim.quotes.get()))


def test_the_database_refuses_it_without_a_correction(claim):
    EvidenceFactory(claim=claim)
    ClaimSubjectFactory(claim=claim)
    ReplyFactory(claim=claim, answered_at=timezone.now(), answer="No.")
    for change in (
        lambda: Evidence.objects.update(**TURNED),
        lambda: Reply.objects.update(answer="Yes."),
        Reply.objects.all().delete,
        claim.subjects.all().delete,
        Evidence.objects.all().delete,
    ):
        with refused("needs a correction that is stored together with it"):
            change()
    Evidence.objects.update(summary="What was empty")
    connection.check_constraints()
    correct(claim, note="It undermines it.", by=UserFactory())
    Evidence.objects.update(**TURNED)
    connection.check_constraints()


def test_what_readers_do_not_see_is_free(claim):
    EvidenceFactory(claim=ClaimFactory())
    Evidence.objects.update(**TURNED)
    Evidence.objects.all().delete()
    connection.check_constraints()


def test_a_merge_and_its_undoing_bring_evidence_along_without_one(claim):
    other = ClaimFactory(published=True)
    EvidenceFactory(claim=other)
    ReplyFactory(claim=other)
    merge(other, into=claim, reason="The same.")
    other.refresh_from_db()
    undo(other)
    connection.check_constraints()


@pytest.mark.parametrize("make", [EvidenceFactory, ReplyFactory])
def test_on_a_page_of_its_own_the_note_is_asked_for_too(client, claim, make):
    signed_in(client, "editor")
    thing = make(claim=claim)
    if make is ReplyFactory:
        Reply.objects.filter(pk=thing.pk).update(asked_how="by letter")
    changed = {"asked_how": "by telephone"} if make is ReplyFactory else TURNED
    assert "Readers have read this" in errors_of(send(client, page_of(thing), **changed))
    assert send(client, page_of(thing), correction_note="Put right.", **changed).status_code == 302
    assert claim.corrections.get().note == "Put right."
    assert client.post(page_of(thing).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_so_it_is_on_the_claims_own_page(client, claim):
    signed_in(client, "editor")
    EvidenceFactory(claim=claim)
    gone = {"evidence-0-DELETE": "on"}
    assert "Readers have read this" in errors_of(send(client, page_of(claim), **gone))
    small = errors_of(send(client, page_of(claim), correction_note="x", small_fix="on", **gone))
    assert "it changes evidence, a reply" in small
    assert send(client, page_of(claim), correction_note="It was a forgery.", **gone).status_code == 302
    assert not Evidence.objects.exists()


def test_a_relay_on_its_own_page(client, claim):
    signed_in(client, "editor")
    relay = RelayFactory(quote=claim.quotes.get())
    assert "Readers have read this" in errors_of(send(client, page_of(relay), kind="interview"))
    assert send(client, page_of(relay), kind="interview", correction_note="Put right.").status_code == 302
    assert claim.corrections.get().note == "Put right."

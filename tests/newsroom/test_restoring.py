"""An earlier state of a thing is restored with its parts, as far as the rules of the database let it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import transaction
from django.test import Client

from articles.models import Actor, ActorName
from claims.models import Assertion, Claim, Relay
from tests.admin_forms import messages_of
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    RelayActorFactory,
    ReviewFactory,
    UserFactory,
)
from tests.newsroom.test_admin import address

# Moments are told by the times of transactions, so each change is one of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor():
    client = Client()
    client.force_login(UserFactory(username="anna", is_superuser=True))
    return client


def page_of(thing, page, key=None):
    return address(admin.site._registry[type(thing)], page, key or thing.pk)


def oldest_state(client, thing, key=None):
    """Give the address that restores the thing as it was first."""
    acts = client.get(page_of(thing, "history", key)).context["acts"]
    return f"{page_of(thing, 'restore', key)}?at={acts[-1].iso.replace('+', '%2B')}"


def restore(client, where, *, only=None, **more):
    preview = client.get(where)
    taken = [step.key for step in preview.context["steps"]] if only is None else only
    return client.post(where, {"take": taken, "_shown": preview.context["shown"], **more})


def told_in(client, where):
    return [step.told.did for step in client.get(where).context["steps"]]


def test_a_thing_and_its_parts_stand_as_they_did(editor):
    actor = ActorFactory(name="Vladimir Padrino", description="a minister")
    ActorName.objects.create(actor=actor, name="Padrino")
    names = sorted(actor.names.values_list("pk", "name"))
    first = editor.get(page_of(actor, "history")).context["acts"][0].iso.replace("+", "%2B")
    actor.description = "somebody"
    actor.save()
    actor.names.filter(name="Padrino").delete()
    ActorName.objects.create(actor=actor, name="The General")

    where = f"{page_of(actor, 'restore')}?at={first}"
    assert sorted(told_in(editor, where)) == [
        "Description",
        "The actor name “Padrino” comes back",
        "The actor name “The General” goes",
    ]
    answer = restore(editor, where)
    assert messages_of(answer) == ["Restored, as ticked."]

    actor.refresh_from_db()
    assert (actor.description, sorted(actor.names.values_list("pk", "name"))) == ("a minister", names)
    page = editor.get(page_of(actor, "history"))
    newest = page.context["acts"][0]
    assert newest.who == "anna"
    assert "to restore the state of" in newest.sentence


def test_only_what_is_ticked_is_restored(editor):
    claim = ClaimFactory(statement="First", note="first")
    Claim.objects.update(statement="Second", note="second")
    restore(editor, oldest_state(editor, claim), only=["note"])
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("Second", "first")


def test_what_verbs_decide_and_what_readers_were_told_stays(editor):
    claim = AssertionFactory(quote__confirmed=True).claim
    EvidenceFactory(claim=claim)
    Claim.objects.update(
        statement="Rewritten", status="published", first_published_at=claim.created, published_by=UserFactory()
    )
    ReviewFactory(claim=claim)
    correction = CorrectionFactory(claim=claim)
    where = oldest_state(editor, claim)
    assert "say what was changed" in restore(editor, where, only=["statement"]).content.decode()
    restore(editor, where, only=["statement"], correction_note="It said what nobody said.")
    claim.refresh_from_db()
    assert (claim.statement != "Rewritten", claim.status) == (True, "published")
    assert "Status" not in told_in(editor, where)
    added = claim.corrections.exclude(pk=correction.pk).get()
    assert (added.note, added.said_before) == ("It said what nobody said.", "Rewritten")
    assert claim.reviews.count() == 1


def test_a_rule_that_forbids_it_is_told_and_nothing_is_changed(editor):
    claim = ClaimFactory(note="first")
    AssertionFactory(claim=claim, quote__confirmed=True)
    Claim.objects.update(
        note="second", status="published", first_published_at=claim.created, published_by=UserFactory()
    )
    answer = restore(editor, oldest_state(editor, claim), correction_note="Nobody said it.")
    assert "It can&#x27;t be restored" in answer.content.decode()
    assert "needs at least one confirmed quotation" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.note == "second"
    assert Assertion.objects.count() == 1


def test_what_hangs_on_a_part_comes_back_with_it(editor):
    quote = QuoteFactory()
    RelayActorFactory(relay__quote=quote, actor__name="The Post")
    moment = editor.get(page_of(quote, "history")).context["acts"][0].iso.replace("+", "%2B")
    later = editor.get(page_of(Relay.objects.get(), "history")).context["acts"][0].iso.replace("+", "%2B")
    Relay.objects.all().delete()
    restore(editor, f"{page_of(quote, 'restore')}?at={max(moment, later)}")
    assert [str(actor) for actor in Relay.objects.get().actors.all()] == ["The Post"]


def test_a_deleted_thing_comes_back_as_it_was(editor):
    evidence = EvidenceFactory(claim__statement="Never published")
    claim, key = evidence.claim, evidence.claim.pk
    moment = editor.get(page_of(claim, "history")).context["acts"][0].iso.replace("+", "%2B")
    claim.delete()
    where = f"{page_of(claim, 'restore', key)}?at={moment}"
    restore(editor, where)
    back = Claim.objects.get(pk=key)
    assert (back.statement, back.evidence.get().title) == ("Never published", evidence.title)


def test_what_changed_since_the_preview_is_shown_first(editor):
    claim = ClaimFactory(note="first")
    Claim.objects.update(note="second")
    where = oldest_state(editor, claim)
    shown = editor.get(where).context["shown"]
    Claim.objects.update(note="third")
    answer = editor.post(where, {"take": ["note"], "_shown": shown})
    assert "Somebody changed it while you were looking" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.note == "third"


def test_who_may_not_change_it_may_not_restore_it(client):
    claim = ClaimFactory()
    viewer = UserFactory()
    viewer.user_permissions.add(Permission.objects.get(codename="view_claim"))
    client.force_login(viewer)
    page = client.get(page_of(claim, "history"))
    assert "Restore this state" not in page.content.decode()
    assert client.get(oldest_state(client, claim)).status_code == 403


@pytest.mark.parametrize(
    "at",
    [
        *("", "x", "2026-01-01", "2026-13-01T00:00:00+00:00", "2026-01-01T00:00:00"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),  # no clock here can show them
    ],
)
def test_an_odd_moment_is_no_page(editor, at):
    assert editor.get(page_of(ClaimFactory(), "restore"), {"at": at}).status_code == 404


def test_what_readers_have_met_is_restored_with_a_note_only(editor):
    speaker = ClaimFactory(published=True).quotes.get().speaker
    was = speaker.name
    with transaction.atomic():
        CorrectionFactory(claim=None, actor=speaker, note="He is a general.")
        Actor.objects.filter(pk=speaker.pk).update(name="General Padrino")
    where = oldest_state(editor, speaker)
    assert "Readers know this" in restore(editor, where, only=["name"]).context["problem"]
    assert Actor.objects.get(pk=speaker.pk).name == "General Padrino"
    restore(editor, where, only=["name"], correction_note="He is none.")
    assert Actor.objects.get(pk=speaker.pk).name == was
    assert speaker.corrections.latest("pk").note == "He is none."

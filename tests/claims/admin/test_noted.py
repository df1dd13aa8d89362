"""Actors, articles and topics that readers have met: who may change them, through whichever door, and with a note."""

import pytest
from django.urls import reverse

from articles.models import Actor, Article
from claims.models import Correction, Topic
from claims.roles import ROLES
from tests.admin_forms import add_row, do_to, errors_of, fields_of, messages_of, send
from tests.claims.admin.test_permitted import allowed, signed_in
from tests.factories import ActorFactory, ArticleFactory, BylineFactory, ClaimFactory, ClaimTopicFactory, TopicFactory

pytestmark = pytest.mark.django_db

WORDS = {Actor: "name", Article: "headline", Topic: "name"}


def page_of(thing, page="change"):
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=[thing.pk])


def known():
    """Give an actor, an article and a topic that readers see."""
    claim = ClaimFactory(published=True)
    quote = claim.quotes.get()
    return {
        "actor": quote.speaker,
        "article": quote.revision.article,
        "topic": ClaimTopicFactory(claim=claim).topic,
    }


def unknown():
    return {"actor": ActorFactory(), "article": ArticleFactory(), "topic": TopicFactory()}


@pytest.mark.parametrize("state", ["nobody has met it", "readers have met it"])
@pytest.mark.parametrize("role", ROLES)
def test_who_may_change_it(client, role, state):
    signed_in(client, role)
    things = known() if state == "readers have met it" else unknown()
    done = set()
    for name, thing in things.items():
        field = WORDS[type(thing)]
        content = client.get(page_of(thing)).content.decode()
        offered = f'name="{field}"' in content
        assert ('name="correction_note"' in content) == (offered and state == "readers have met it")
        before = getattr(thing, field)
        answer = client.post(
            page_of(thing),
            (fields_of(client, page_of(thing)) | {field: "Other", "correction_note": "So it is."}) if offered else {},
        )
        thing.refresh_from_db()
        assert (getattr(thing, field) != before) == offered == (answer.status_code == 302)
        done |= {name} if offered else set()
    assert done == allowed("Actors, articles and topics", role, state) - {"merge", "delete"}


@pytest.mark.parametrize("name", ["actor", "article", "topic"])
def test_an_editor_is_asked_for_a_note(admin_client, name):
    thing = known()[name]
    answer = send(admin_client, page_of(thing), **{WORDS[type(thing)]: "Other"})
    assert "Readers know this" in errors_of(answer)
    note = "It was called so by mistake."
    assert send(admin_client, page_of(thing), correction_note=note, **{WORDS[type(thing)]: "Other"}).status_code == 302
    made = Correction.objects.get()
    assert (made.note, made.says_now, made.corrected_by.username) == (note, "Other", "admin")


def test_nor_does_a_reporter_restore_or_delete_one(client):
    signed_in(client, "reporter")
    for thing in known().values():
        assert client.get(f"{page_of(thing, 'restore')}?at=2026-01-01T00:00:00%2B00:00").status_code == 403
        assert client.post(page_of(thing, "delete"), {"post": "yes"}).status_code in (302, 403)
        assert type(thing).objects.filter(pk=thing.pk).exists()


def test_aliases_bylines_and_display_right_are_left_to_who_may_correct_too(client):
    signed_in(client, "reporter")
    things = known()
    for address in map(page_of, things.values()):
        assert client.post(address, {"names-TOTAL_FORMS": "1", "names-0-name": "Liar"}).status_code == 403
    signed_in(client, "editor")
    address = page_of(things["actor"])
    assert client.post(address, add_row(fields_of(client, address), "names", name="El general")).status_code == 302
    address = page_of(things["article"])
    assert send(client, address, display="whole").status_code == 302
    assert not Correction.objects.exists()


def test_a_byline_that_goes_is_told(admin_client):
    article = known()["article"]
    BylineFactory(article=article, name="Ana Ruiz")
    assert "(byline)" in errors_of(send(admin_client, page_of(article), **{"bylines-0-name": "Bo Li"}))
    gone = {"bylines-0-DELETE": "on", "correction_note": "She did not write it."}
    assert send(admin_client, page_of(article), **gone).status_code == 302
    assert Correction.objects.get().said_before == "Ana Ruiz"


def test_an_unnamed_source_stays_unnamed(admin_client):
    claim = ClaimFactory(published=True, quote__quote__speaker__kind="unnamed")
    speaker = claim.quotes.get().speaker
    answer = send(admin_client, page_of(speaker), kind="person", correction_note="It was him.")
    assert "Readers were told of an unnamed source" in errors_of(answer)


def test_a_list_deletes_none_that_readers_know_for_a_reporter(client):
    signed_in(client, "editor")
    thing = known()["topic"]
    said = messages_of(do_to(client, "/admin/claims/topic/", "delete_selected", [thing]))
    assert Topic.objects.filter(pk=thing.pk).exists()
    assert said

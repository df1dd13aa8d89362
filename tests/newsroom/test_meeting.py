"""Two people at one form: nothing stored is overwritten unseen, nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django import forms
from django.contrib import admin
from django.db import connections
from django.test import Client

from articles.models import ActorName
from claims.models import Assertion, Claim, Topic
from tests.admin_forms import _Fields, add_row, errors_of, fields_of, messages_of
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    AssertionFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    ReviewFactory,
    TopicFactory,
    UserFactory,
)
from tests.newsroom.test_admin import OURS, address, make, superuser_request
from tests.rules import sql

pytestmark = pytest.mark.django_db


def page_of(thing):
    return address(admin.site._registry[type(thing)], "change", thing.pk)


def shown_in(answer):
    """Give what the form in an answer would send, its buttons and unchosen choices left out."""
    parser = _Fields()
    parser.feed(answer.content.decode())
    return {name: value for name, value in parser.sent.items() if not name.startswith("_choice:")}


def chosen_in(answer):
    """Give what is chosen in the page that shows both versions."""
    return {f"_choice:{item.key}": item.choice for item in answer.context["items"] if item.choice}


def texts_of(answer):
    return {
        item.name: (item.lines[0].before, item.lines[0].theirs, item.lines[0].mine) for item in answer.context["items"]
    }


def save(client, thing, sent):
    return client.post(page_of(thing), sent | {"_save": "1"})


def test_what_both_changed_is_shown_in_three_versions_and_chosen(admin_client):
    claim = ClaimFactory(statement="The bridge is safe", note="ask again")
    mine = fields_of(admin_client, page_of(claim)) | {"statement": "The old bridge is safe", "note": "ask the ministry"}
    Claim.objects.filter(pk=claim.pk).update(statement="The new bridge is safe")

    answer = save(admin_client, claim, mine)

    assert texts_of(answer) == {
        "Statement": ("The bridge is safe", "The new bridge is safe", "The old bridge is safe"),
        "Note": ("ask again", "ask again", "ask the ministry"),
    }
    assert chosen_in(answer) == {"_choice:note": "mine"}
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("The new bridge is safe", "ask again")
    undecided = admin_client.post(page_of(claim), shown_in(answer) | chosen_in(answer) | {"_choose": "chosen"})
    assert "Choose one version" in undecided.content.decode()
    choice = chosen_in(undecided) | {"_choice:statement": "mine", "_choose": "chosen"}
    assert admin_client.post(page_of(claim), shown_in(undecided) | choice).status_code == 302
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("The old bridge is safe", "ask the ministry")


def test_what_each_changed_elsewhere_is_taken_together(admin_client):
    actor = ActorFactory(description="a minister", wikidata_id="")
    mine = fields_of(admin_client, page_of(actor)) | {"wikidata_id": "Q42"}
    sql("UPDATE articles_actor SET description = 'a former minister' WHERE id = %s", actor.pk)

    answer = save(admin_client, actor, mine)
    assert chosen_in(answer) == {"_choice:description": "theirs", "_choice:wikidata_id": "mine"}
    admin_client.post(page_of(actor), shown_in(answer) | chosen_in(answer) | {"_choose": "chosen"})

    actor.refresh_from_db()
    assert (actor.description, actor.wikidata_id) == ("a former minister", "Q42")


def test_who_was_faster_is_named(admin_client, client):
    topic = TopicFactory(name="Bridges")
    mine = fields_of(admin_client, page_of(topic)) | {"name": "Tunnels"}
    client.force_login(UserFactory(is_superuser=True, first_name="Anna", last_name="Berg"))
    save(client, topic, fields_of(client, page_of(topic)) | {"name": "Roads"})

    page = save(admin_client, topic, mine).content.decode()
    assert "<strong>Anna Berg</strong> changed the name of this topic" in page


@pytest.mark.parametrize(("button", "stored"), [("mine", "by me"), ("theirs", "by them")])
def test_a_whole_form_is_chosen_at_once(admin_client, button, stored):
    topic = TopicFactory()
    mine = fields_of(admin_client, page_of(topic)) | {"name": "by me"}
    Topic.objects.update(name="by them")
    answer = save(admin_client, topic, mine)
    admin_client.post(page_of(topic), shown_in(answer) | {"_choose": button})
    topic.refresh_from_db()
    assert topic.name == stored


def test_going_on_editing_stores_nothing_yet(admin_client):
    topic = TopicFactory(name="before")
    mine = fields_of(admin_client, page_of(topic)) | {"name": "by me"}
    Topic.objects.update(name="by them")
    answer = save(admin_client, topic, mine)
    form = admin_client.post(page_of(topic), shown_in(answer) | {"_choice:name": "mine", "_choose": "edit"})
    assert "Nothing is stored yet" in errors_of(form)
    assert shown_in(form)["name"] == "by me"
    assert Topic.objects.get().name == "by them"
    save(admin_client, topic, shown_in(form) | {"name": "by both"})
    assert Topic.objects.get().name == "by both"


def test_a_third_one_is_not_overwritten_either(admin_client):
    topic = TopicFactory(name="before")
    mine = fields_of(admin_client, page_of(topic)) | {"name": "by me"}
    Topic.objects.update(name="by them")
    answer = save(admin_client, topic, mine)
    Topic.objects.update(name="by a third")
    answer = admin_client.post(page_of(topic), shown_in(answer) | {"_choice:name": "mine", "_choose": "chosen"})
    assert texts_of(answer) == {"Name": ("by them", "by a third", "by me")}
    assert Topic.objects.get().name == "by a third"


def test_both_entered_the_same_leaves_nothing_to_choose(admin_client):
    topic = TopicFactory(name="before")
    mine = fields_of(admin_client, page_of(topic)) | {"name": "the same"}
    Topic.objects.update(name="the same")
    assert save(admin_client, topic, mine).context["items"] == []


def test_line_ends_of_browsers_are_no_change(admin_client):
    claim = ClaimFactory(note="one\ntwo")
    mine = fields_of(admin_client, page_of(claim)) | {"statement": "Mine"}
    Claim.objects.update(said_where="On the radio")
    assert set(texts_of(save(admin_client, claim, mine))) == {"Statement", "Where it was said"}


def test_a_row_that_both_changed_is_chosen_whole(admin_client):
    name = ActorNameFactory(name="Padrino")
    mine = fields_of(admin_client, page_of(name.actor))
    rows = [key for key, value in mine.items() if key.startswith("names-") and value == "Padrino"]
    mine[rows[0]] = "V. Padrino"
    ActorName.objects.filter(pk=name.pk).update(name="Vladimir Padrino")

    answer = save(admin_client, name.actor, mine)
    (item,) = answer.context["items"]
    assert [(line.before, line.theirs, line.mine) for line in item.lines] == [
        ("Padrino", "Vladimir Padrino", "V. Padrino")
    ]
    choice = {f"_choice:{item.key}": "mine", "_choose": "chosen"}
    admin_client.post(page_of(name.actor), shown_in(answer) | choice)
    name.refresh_from_db()
    assert name.name == "V. Padrino"


def test_rows_that_came_and_went_meanwhile_do_no_harm(admin_client):
    claim = ClaimFactory()
    kept, gone = EvidenceFactory(claim=claim, title="Kept"), EvidenceFactory(claim=claim, title="Gone")
    mine = add_row(fields_of(admin_client, page_of(claim)), "evidence", bearing="supports", title="New by me")
    mine["note"] = "mine"
    gone.delete()
    EvidenceFactory(claim=claim, title="New by them")

    answer = save(admin_client, claim, mine)
    assert [item.is_new for item in answer.context["items"] if "New by them" in item.name] == [True]
    admin_client.post(page_of(claim), shown_in(answer) | chosen_in(answer) | {"_choose": "chosen"})

    claim.refresh_from_db()
    assert claim.note == "mine"
    assert sorted(claim.evidence.values_list("title", flat=True)) == ["Kept", "New by me", "New by them"]
    assert claim.evidence.filter(pk=kept.pk).exists()


def test_a_row_that_was_taken_out_while_i_changed_it_can_be_brought_back(admin_client):
    claim = ClaimFactory()
    evidence = EvidenceFactory(claim=claim, title="A report")
    mine = fields_of(admin_client, page_of(claim)) | {"evidence-0-title": "A longer report"}
    evidence.delete()
    answer = save(admin_client, claim, mine)
    (item,) = answer.context["items"]
    assert item.must_be_chosen
    admin_client.post(page_of(claim), shown_in(answer) | {f"_choice:{item.key}": "mine", "_choose": "chosen"})
    assert [row.title for row in claim.evidence.all()] == ["A longer report"]


def test_a_row_that_i_take_out_while_they_change_it_is_asked_for(admin_client):
    tie = AssertionFactory()
    mine = fields_of(admin_client, page_of(tie.claim)) | {"assertions-0-DELETE": "on"}
    Assertion.objects.update(stance="denies")
    answer = save(admin_client, tie.claim, mine)
    (item,) = answer.context["items"]
    admin_client.post(page_of(tie.claim), shown_in(answer) | {f"_choice:{item.key}": "theirs", "_choose": "chosen"})
    assert Assertion.objects.get().stance == "denies"


def test_a_verb_is_not_done_to_what_its_presser_has_not_seen(admin_client):
    tie = AssertionFactory(quote__confirmed=True)
    mine = fields_of(admin_client, page_of(tie.claim)) | {"_verb": "publish"}
    Claim.objects.update(statement="Something else entirely")
    answer = admin_client.post(page_of(tie.claim), mine)
    assert Claim.objects.get().status == "draft"
    answer = admin_client.post(page_of(tie.claim), shown_in(answer) | chosen_in(answer) | {"_choose": "chosen"})
    assert messages_of(answer)[-1] == "Published: 1 claim."
    assert Claim.objects.get().statement == "Something else entirely"


def test_what_was_typed_is_not_lost_when_the_thing_is_deleted(admin_client):
    claim = ClaimFactory()
    mine = fields_of(admin_client, page_of(claim)) | {"note": "A long and careful note"}
    address = page_of(claim)
    claim.delete()
    page = admin_client.post(address, mine | {"_save": "1"}).content.decode()
    assert "It was deleted while you had it open" in page
    assert "A long and careful note" in page
    assert 'name="_choose"' not in page


ODD_ROWS = ['{"1": "x"}', '{"x": 1}', "[1]"]


def test_a_form_that_does_not_say_what_it_showed_stores_nothing(admin_client):
    topic = TopicFactory(name="before")
    sent = fields_of(admin_client, page_of(topic)) | {"name": "after"}
    for state in (
        "",
        "[]",
        '{"claims.Topic": {"1": "x"}}',
        '{"claims.Topic": {"x": 1}}',
        '{"a": {"1": 1}}',
        "null",
        "{}",
    ):
        answer = save(admin_client, topic, sent | {"_seen": state})
        assert "what it showed" in errors_of(answer)
    assert Topic.objects.get().name == "before"
    assert save(admin_client, topic, shown_in(answer)).status_code == 302
    assert Topic.objects.get().name == "after"


def test_saving_alone_is_never_asked_about(admin_client):
    quote = QuoteFactory(confirmed=True)
    for note in ("one", "two"):
        assert save(admin_client, quote, fields_of(admin_client, page_of(quote)) | {"note": note}).status_code == 302


# Every form, with two requests at the very same time


def two_versions(screen, thing, sent):
    """Change the form at one field that takes any of two values."""
    form = screen.get_form(superuser_request(), thing, change=True)(instance=thing)
    for name, field in form.fields.items():
        if isinstance(field, forms.CharField) and not isinstance(field, forms.URLField) and name not in UNFREE:
            return [sent | {name: f"by editor {n}"} for n in (1, 2)]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            others = [value for value, _label in field.choices if value and value != sent[name]]
            return [sent | {name: value} for value in others[:2]]
    raise AssertionError(f"{thing!r}: no field that takes any of two values")


UNFREE = {"text", "wikidata_id", "source_text", "cue_text", "language"}  # only some values are right
CHANGEABLE = [screen for screen in OURS if type(screen).has_change_permission is admin.ModelAdmin.has_change_permission]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", CHANGEABLE, ids=lambda screen: screen.model.__name__)
def test_of_two_at_the_same_time_one_is_asked(screen):
    editors = [UserFactory(is_superuser=True), UserFactory(is_superuser=True)]
    thing = make(screen.model)[0]
    clients = [Client(), Client()]
    for client, editor in zip(clients, editors, strict=True):
        client.force_login(editor)
    versions = two_versions(screen, thing, fields_of(clients[0], page_of(thing)))
    start = Barrier(2)

    def post(client, sent):
        try:
            start.wait(timeout=10)
            return client.post(page_of(thing), sent | {"_save": "1"})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(post, clients, versions))

    assert sorted(answer.status_code for answer in answers) == [200, 302], [a.content.decode()[-3000:] for a in answers]
    (asked,) = [answer for answer in answers if answer.status_code == 200]
    assert asked.context["items"]


def test_a_review_that_nobody_touched_is_not_told_as_changed(admin_client):
    claim = ClaimFactory(statement="The bridge is safe")
    ReviewFactory(claim=claim, rating__slug="false")
    mine = fields_of(admin_client, page_of(claim)) | {"note": "ask the ministry"}
    Claim.objects.filter(pk=claim.pk).update(statement="The new bridge is safe")
    answer = save(admin_client, claim, mine)
    assert set(texts_of(answer)) == {"Statement", "Note"}
    assert "None" not in answer.text.split('class="meeting"')[1]
    assert (
        admin_client.post(page_of(claim), shown_in(answer) | chosen_in(answer) | {"_choose": "chosen"}).status_code
        == 302
    )


def test_a_review_that_the_other_one_added_is_shown(admin_client):
    claim = ClaimFactory()
    mine = fields_of(admin_client, page_of(claim)) | {"note": "ask the ministry"}
    ReviewFactory(claim=claim)
    Claim.objects.filter(pk=claim.pk).update(note="nobody answers")
    answer = save(admin_client, claim, mine)
    (review,) = [item for item in answer.context["items"] if item.name.startswith("Review")]
    assert (review.is_new, {line.mine for line in review.lines}) == (True, {None})

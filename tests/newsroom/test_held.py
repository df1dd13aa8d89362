"""What was typed outlives a session that ended: it is held in the page that asks to sign in, then sent again."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Actor
from tests.admin_forms import _Fields, fields_of
from tests.factories import ActorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    user = UserFactory(username="anna", is_staff=True)
    user.set_password("password")
    user.save()
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return user


@pytest.fixture
def actor():
    return ActorFactory()


def page_of(actor):
    return f"/admin/articles/actor/{actor.pk}/change/"


def filled_in(page):
    """What the form of a page would send."""
    parser = _Fields()
    parser.feed(page.text)
    return parser.sent


def typed(client, actor):
    """Type something, be signed out, press the button: give the page that answers."""
    sent = fields_of(client, page_of(actor)) | {"description": "two\r\nlines, “both” <kept>", "_continue": "1"}
    client.logout()
    return client.post(page_of(actor), sent)


def test_what_was_typed_is_stored_after_signing_in_again(client, anna, actor):
    asked = typed(client, actor)
    assert "You were signed out meanwhile" in asked.text
    again = client.post("/admin/login/", filled_in(asked) | {"username": "anna", "password": "password"})
    assert again.context["address"] == page_of(actor)
    assert not Actor.objects.get().description
    answer = client.post(again.context["address"], dict(again.context["held"]))
    assert answer.status_code == 302
    assert Actor.objects.get().description == "two\r\nlines, “both” <kept>"


def test_a_wrong_password_loses_nothing(client, anna, actor):
    wrong = client.post("/admin/login/", filled_in(typed(client, actor)) | {"username": "anna", "password": "no"})
    assert wrong.context["form"].errors
    again = client.post("/admin/login/", filled_in(wrong) | {"username": "anna", "password": "password"})
    assert dict(again.context["held"])["description"] == "two\r\nlines, “both” <kept>"


def test_what_somebody_changed_meanwhile_is_seen_then_too(client, anna, actor):
    again = client.post("/admin/login/", filled_in(typed(client, actor)) | {"username": "anna", "password": "password"})
    Actor.objects.update(description="By somebody else")
    answer = client.post(again.context["address"], dict(again.context["held"]))
    assert "By somebody else" in answer.text
    assert Actor.objects.get().description == "By somebody else"


def test_no_password_is_held_and_no_answer_to_a_script(client, anna, actor):
    client.logout()
    for sent, headers in [({"password1": "secret"}, {}), ({"who": "x"}, {"sec-fetch-mode": "cors"}), ({}, {})]:
        answer = client.post(page_of(actor), sent, headers=headers)
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")


def test_nobody_is_led_to_another_site_with_it(client, anna):
    held = {"_held:note": "mine", "username": "anna", "password": "password", "next": "https://elsewhere.example/"}
    client.logout()
    again = client.post("/admin/login/", held)
    assert again.context["address"] == "/admin/"

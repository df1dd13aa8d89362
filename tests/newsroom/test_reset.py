"""A forgotten password is set anew by mail, and nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from newsroom.admin import reset_pages
from newsroom.models import PasswordToChange, SignIn
from tests.factories import SignInFactory, UserFactory

pytestmark = pytest.mark.django_db

ASK = "/admin/password-reset/"
NEW = {"new_password1": "trombone lagoon", "new_password2": "trombone lagoon"}


class AtOnce:
    """A thread that does its work before it lets go."""

    def __init__(self, *, target, args, daemon):
        self.work = lambda: target(*args)

    def start(self):
        self.work()


@pytest.fixture(autouse=True)
def with_mail(settings, monkeypatch):
    settings.RESETS_BY_MAIL = True
    monkeypatch.setattr(reset_pages, "Thread", AtOnce)


@pytest.fixture
def anna():
    return UserFactory(username="anna", email="anna@news.example")


def ask(client, email="anna@news.example", **headers):
    return client.post(ASK, {"email": email}, **headers)


def link():
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def follow(client):
    return client.get(link())["Location"]


def test_the_link_sets_a_new_password_once(client, anna):
    PasswordToChange.objects.create(account=anna)
    other = Client()
    other.force_login(anna)
    assert ask(client)["Location"] == f"{ASK}sent/"
    assert mail.outbox[0].to == ["anna@news.example"]
    assert "New password for Newsroom" in mail.outbox[0].subject
    form = follow(client)
    assert link() not in client.get(form).text
    assert client.post(form, NEW)["Location"] == f"{ASK}done/"
    assert User.objects.get().check_password("trombone lagoon")
    assert not PasswordToChange.objects.exists()
    assert other.get("/admin/").status_code == 302
    assert "no longer works" in client.get(link()).text
    kinds = SignIn.objects.filter(account=anna).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["signed_in", "reset_asked", "reset"]


def test_a_weak_password_is_not_taken(client, anna):
    ask(client)
    page = client.post(follow(client), {"new_password1": "Password2024!", "new_password2": "Password2024!"})
    assert "made of common ones" in page.text


def test_who_asked_comes_in_whatever_strangers_tried(client, anna):
    SignInFactory.create_batch(15, tried=reset_pages.sign_ins.key_of("anna"))
    ask(client)
    client.post(follow(client), NEW)
    client.post("/admin/login/", {"username": "anna", "password": "trombone lagoon"})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "email", ["nobody@news.example", "reader@news.example", "gone@news.example", "without@news.example"]
)
def test_the_answer_is_the_same_where_nobody_gets_mail(client, anna, email):
    UserFactory(email="reader@news.example", is_staff=False)
    UserFactory(email="gone@news.example", is_active=False)
    user = UserFactory(email="without@news.example")
    user.set_unusable_password()
    user.save()
    expected = ask(client)
    mail.outbox.clear()
    answer = ask(client, email)
    assert (answer.status_code, answer["Location"], answer.content) == (302, expected["Location"], expected.content)
    assert mail.outbox == []
    assert email not in str(SignIn.objects.values())


def test_at_most_three_an_hour_go_to_one_address(client, anna):
    answers = {ask(client, REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(5)}
    assert answers == {302}
    assert len(mail.outbox) == 3


def test_at_most_ten_an_hour_are_asked_for_by_one_visitor(client, anna):
    for n in range(10):
        ask(client, f"x{n}@news.example")
    ask(client)
    assert mail.outbox == []
    assert ask(client, REMOTE_ADDR="203.0.113.9").status_code == 302
    assert len(mail.outbox) == 1


def test_after_an_hour_it_begins_anew(client, anna):
    key = reset_pages.sign_ins.key_of("anna@news.example")
    SignInFactory.create_batch(3, kind="reset_asked", tried=key, at=timezone.now() - timedelta(minutes=61))
    ask(client)
    assert len(mail.outbox) == 1


def test_mail_that_cannot_be_sent_changes_no_answer(client, anna, settings, caplog):
    settings.EMAIL_BACKEND = "tests.nowhere"
    assert ask(client).status_code == 302
    assert "was not sent" in caplog.text


@pytest.mark.parametrize(
    "address", ["x/y/", "MQ/set-password/", f"{'9' * 40}/x/", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5/x/", "%00/x/"]
)
def test_a_link_that_is_not_whole_says_so(client, anna, address):
    page = client.get(f"{ASK}{address}")
    assert page.status_code == 200
    assert "no longer works" in page.text


def test_a_forged_host_gets_no_link(client, anna):
    assert ask(client, headers={"host": "elsewhere.example"}).status_code == 400
    assert mail.outbox == []
    ask(client, headers={"x-forwarded-host": "elsewhere.example"})
    assert "http://testserver/" in mail.outbox[0].body


def test_the_language_is_that_of_who_asks(client, anna):
    client.post("/admin/language/", {"language": "es"})
    ask(client)
    assert "contraseña" in mail.outbox[0].body


def test_without_mail_the_page_says_who_can_help(client, anna, settings):
    settings.RESETS_BY_MAIL, settings.SIGN_IN_HELP = False, "Call extension 12"
    assert "Forgotten your password?" in client.get("/admin/login/").text
    for address in (ASK, f"{ASK}sent/", f"{ASK}x/y/"):
        for page in (client.get(address), client.post(address, {"email": "anna@news.example"})):
            assert page.status_code == 200
            assert "No mail is sent from here" in page.text
            assert "Call extension 12" in page.text
    assert mail.outbox == []

"""The pages at the admin's door, by keyboard alone, in light and dark: signing in, confirming, a forgotten password."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from newsroom.models import PasswordToChange, SignIn
from newsroom.sign_ins import key_of
from tests.browser.test_admin import sign_in
from tests.factories import SignInFactory

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in_long_ago():
    for session in Session.objects.all():
        store = SessionStore(session.session_key)
        store["proved_at"] = 0
        store.save()


@pytest.fixture
def axe_finds(axe_findings, complaints):
    """Return what axe finds, without the browser's complaints of axe's own way with imported styles."""

    def axe_finds(page):
        assert complaints == []
        found = axe_findings(page)
        complaints.clear()
        return found

    return axe_finds


@pytest.fixture(params=["light", "dark"])
def page(new_page, request):
    return new_page(color_scheme=request.param)


def test_confirming_takes_a_password_and_enter_and_stores_what_was_typed(page, admin_user, axe_finds):
    sign_in(page, admin_user)
    page.get_by_role("heading", name="Articles and claims").wait_for()
    signed_in_long_ago()
    page.goto(f"/admin/auth/user/{admin_user.pk}/change/")
    page.get_by_label("First name").fill("Ada")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    assert axe_finds(page) == []
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This is not your password. Nothing is lost: try again.")
    page.keyboard.type("password")
    page.keyboard.press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    assert User.objects.get().first_name == "Ada"


def test_a_given_password_is_changed_before_anything_else(page, admin_user, axe_finds):
    PasswordToChange.objects.create(account=admin_user)
    sign_in(page, admin_user)
    page.get_by_text("Somebody else set your password").wait_for()
    assert axe_finds(page) == []
    for typed in ("password", "trombone lagoon", "trombone lagoon"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Password change successful").wait_for()
    page.goto("/admin/")
    assert page.get_by_role("heading", name="Articles and claims").is_visible()


def test_who_is_held_up_reads_for_how_long(page, complaints, axe_finds):
    SignInFactory.create_batch(16, tried=key_of("anna"), kind=SignIn.Kind.REFUSED)
    page.goto("/admin/login/")
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Too many attempts").wait_for()
    assert page.get_by_text("Try again in").is_visible()
    assert all("429" in complaint for complaint in complaints)
    complaints.clear()
    assert axe_finds(page) == []


def test_a_forgotten_password_is_two_steps_from_the_door(page, settings, axe_finds):
    settings.RESETS_BY_MAIL = True
    page.goto("/admin/login/")
    page.get_by_role("link", name="Forgotten your password?").press("Enter")
    page.get_by_label("Email").fill("anna@news.example")
    assert axe_finds(page) == []
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Look into your mail").wait_for()
    assert axe_finds(page) == []
    page.goto("/admin/password-reset/x/y/")
    assert page.get_by_role("heading", name="This link no longer works").is_visible()

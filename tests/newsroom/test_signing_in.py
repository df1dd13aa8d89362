"""Who gets into the admin, with what, and who is shut out."""

import re
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.test import RequestFactory
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.factories import UserFactory
from tests.newsroom.test_settings import PRODUCTION, manage

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/login/"
SET_UP = "/admin/one-time-password/"


@pytest.fixture
def editor():
    user = UserFactory(username="anna", is_staff=True)
    user.set_password("password")
    user.save()
    return user


def sign_in(client, password="password", token="", **headers):
    return client.post(
        SIGN_IN, {"username": "anna", "password": password, "token": token, "next": "/admin/"}, **headers
    )


def is_in(client):
    return client.get("/admin/").status_code == 200


def digits(device):
    """What the app shows now; Django's own clock is asked, as the device does."""
    totp = TOTP(device.bin_key)
    return f"{totp.token():06}"


def set_up(client, user):
    client.force_login(user)
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=user)
    codes = client.post(SET_UP, {"token": digits(device)}).context["codes"]
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)  # so that a test need not wait for the next digits
    client.logout()
    return TOTPDevice.objects.get(user=user), codes


class TestNext:
    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://elsewhere.example/",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "javascript:alert(1)",
            "\0",
            "x" * 9000,
            "",
        ],
    )
    def test_a_foreign_one_leads_to_a_page_that_exists_here(self, client, editor, elsewhere):
        sent = {"username": "anna", "password": "password", "next": elsewhere}
        answer = client.post(f"{SIGN_IN}?{urlencode({'next': elsewhere})}", sent)
        assert answer.status_code == 302
        assert answer.url in ("/admin/", "x" * 9000)

    @given(next_page=st.text(max_size=40) | st.text("/\\:.@abhtps\r\n\t ", max_size=40))
    @hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
    def test_no_text_leads_to_another_host(self, client, next_page):
        view = LoginView(redirect_field_name="next")
        request = RequestFactory().post(SIGN_IN, {"next": next_page})
        view.setup(request)
        parts = urlsplit(urljoin("http://testserver/admin/login/", HttpResponseRedirect(view.get_success_url()).url))
        assert parts.netloc == "testserver"


class TestShutOut:
    def test_after_five_wrong_passwords_even_the_right_one_is_not_taken(self, client, editor):
        answers = [sign_in(client, "wrong").status_code for _attempt in range(5)]
        last = sign_in(client)
        assert answers[:4] == [200] * 4
        assert last.status_code == 429
        assert "Too many attempts" in last.content.decode()
        assert ">Newsroom</a>" in last.text
        assert "Django" not in last.text
        assert not is_in(client)

    def test_nobody_shuts_an_editor_out_from_elsewhere(self, client, editor):
        for _attempt in range(6):
            sign_in(client, "wrong", REMOTE_ADDR="203.0.113.9")
        sign_in(client)
        assert is_in(client)

    def test_after_a_quarter_of_an_hour_the_right_password_is_taken_again(self, client, editor):
        from datetime import timedelta

        from axes.models import AccessAttempt

        for _attempt in range(6):
            sign_in(client, "wrong")
        AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=16))
        sign_in(client)
        assert is_in(client)

    def test_what_was_typed_as_password_is_kept_nowhere(self, client, editor):
        from axes.models import AccessAttempt

        sign_in(client, "my-other-password")
        (attempt,) = AccessAttempt.objects.values()
        assert "my-other-password" not in str(attempt)


class TestOneTimePassword:
    def test_without_it_name_and_password_are_enough(self, client, editor):
        sign_in(client)
        assert is_in(client)

    def test_setting_it_up_shows_the_key_as_text_and_picture_and_gives_backup_codes(self, client, editor):
        client.force_login(editor)
        page = client.get(SET_UP).content.decode()
        device = TOTPDevice.objects.get(user=editor)
        assert "<svg" in page
        assert re.search(r"<code>([A-Z2-7 ]{30,})</code>", page)
        done = client.post(SET_UP, {"token": digits(device)})
        assert len(set(done.context["codes"])) == 10
        assert all(code in done.content.decode() for code in done.context["codes"])
        assert "| Newsroom</title>" in " ".join(done.text.split()).replace(" </title>", "</title>")
        assert "Django" not in done.text
        assert is_in(client)

    def test_a_wrong_token_sets_nothing_up(self, client, editor):
        client.force_login(editor)
        client.get(SET_UP)
        page = client.post(SET_UP, {"token": "000000"}).content.decode()
        assert "This is not right" in page
        assert not TOTPDevice.objects.filter(confirmed=True).exists()

    @pytest.mark.parametrize(
        ("token", "words"),
        [("", "Enter your one-time password, too."), ("000000", "is not right"), ("abcd", "is not right")],
    )
    def test_the_password_alone_or_a_wrong_token_lets_nobody_in(self, client, editor, token, words):
        set_up(client, editor)
        assert words in sign_in(client, token=token).content.decode()
        assert not is_in(client)

    def test_the_right_token_lets_in_but_only_once(self, client, editor):
        device, _codes = set_up(client, editor)
        token = digits(device)
        sign_in(client, token=f"{token[:3]} {token[3:]}")
        assert is_in(client)
        client.logout()
        sign_in(client, token=token)
        assert not is_in(client)

    def test_a_backup_code_lets_in_but_only_once(self, client, editor):
        _device, codes = set_up(client, editor)
        sign_in(client, token=codes[3])
        assert is_in(client)
        client.logout()
        sign_in(client, token=codes[3])
        assert not is_in(client)

    def test_a_wrong_password_says_nothing_of_the_token(self, client, editor):
        set_up(client, editor)
        assert "one-time password, too" not in sign_in(client, "wrong").content.decode()

    def test_a_session_from_before_must_verify_too(self, client, editor):
        client.force_login(editor)
        TOTPDevice.objects.create(user=editor, confirmed=True)
        assert client.get("/admin/").status_code == 302

    def test_turning_it_off_takes_a_token(self, client, editor):
        _device, codes = set_up(client, editor)
        sign_in(client, token=codes[0])
        assert "This is not right" in client.post(SET_UP, {"token": "zzzz"}).content.decode()
        TOTPDevice.objects.update(throttling_failure_count=0)
        StaticDevice.objects.update(throttling_failure_count=0)
        client.post(SET_UP, {"token": codes[1]})
        assert not TOTPDevice.objects.exists()
        assert not StaticDevice.objects.exists()

    def test_readers_and_strangers_do_not_reach_the_page(self, client):
        assert client.get(SET_UP)["Location"].startswith(SIGN_IN)
        client.force_login(UserFactory(is_staff=False))
        assert client.get(SET_UP)["Location"].startswith(SIGN_IN)

    def test_where_all_must_have_it_those_without_are_led_to_set_it_up(self, client, editor, settings):
        settings.REQUIRE_ONE_TIME_PASSWORD = True
        sign_in(client)
        for address in ("/admin/", "/admin/autocomplete/", reverse("admin:password_change")):
            assert client.get(address)["Location"] == SET_UP
        assert client.get(SET_UP).status_code == 200
        assert client.post("/admin/logout/").status_code == 200


def test_cookies_of_production_belong_to_this_host_alone():
    script = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_DOMAIN)"
    )
    done = manage("shell", "-v0", "-c", script, **PRODUCTION)
    assert done.stdout.strip() == "__Host-sessionid __Host-csrftoken True None", done.stderr
    assert settings.SESSION_COOKIE_NAME == "sessionid"

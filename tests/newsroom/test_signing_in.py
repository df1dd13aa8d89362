"""Who gets into the admin, with what, and who is shut out."""

import re
from collections import Counter
from datetime import timedelta
from io import StringIO
from math import ceil
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.views import LoginView
from django.core import signing
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsroom import sign_ins
from newsroom.models import SignIn
from tests.factories import SignInFactory, UserFactory
from tests.newsroom.test_settings import PRODUCTION, manage
from tests.rules import refused, sql

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
        assert answer.url == "/admin/"

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


def guessed_often(name="anna"):
    """Let half a minute's wait be due: so many wrong passwords from elsewhere."""
    SignInFactory.create_batch(15, tried=sign_ins.key_of(name))


def guess_from_afar(times, name="anna"):
    """Guess once from each of many addresses, with a browser that is none's, and give the last answer."""
    for number in range(times):
        wrong = {"username": name, "password": f"wrong-{number}"}
        answer = Client().post(
            SIGN_IN, wrong, REMOTE_ADDR=f"203.0.113.{number}", headers={"user-agent": f"bot {number}"}
        )
    return answer


class TestGuessesFromManyAddresses:
    def test_from_the_tenth_on_each_has_to_wait_and_even_the_right_one_is_not_taken(self, client, editor):
        assert guess_from_afar(10).status_code == 200
        guessed_often()
        last = sign_in(client, REMOTE_ADDR="203.0.113.200")
        assert last.status_code == 429
        assert 800 <= int(last["Retry-After"]) <= 900
        assert "Try again in 15 minutes." in " ".join(last.text.split())

    def test_what_comes_meanwhile_is_not_looked_at_and_prolongs_nothing(self, client, editor):
        guessed_often()
        guess_from_afar(3)
        kinds = Counter(SignIn.objects.values_list("kind", flat=True))
        assert kinds == {"refused": 15, "held_up": 1}
        assert ceil(sign_ins.wait_of("anna").total_seconds()) <= 32

    def test_forty_from_forty_addresses_are_not_all_looked_at(self, client, editor):
        assert guess_from_afar(40).status_code == 429

    @pytest.mark.parametrize(
        ("count", "seconds"), [(9, 0), (10, 1), (11, 2), (15, 32), (19, 512), (20, 900), (500, 900)]
    )
    def test_the_wait_doubles_up_to_a_quarter_of_an_hour(self, count, seconds):
        SignInFactory.create_batch(count, tried=sign_ins.key_of("anna"))
        assert ceil(sign_ins.wait_of("anna").total_seconds()) == seconds

    def test_a_browser_that_signed_in_before_is_not_held_up(self, client, editor):
        sign_in(client, REMOTE_ADDR="198.51.100.1")
        client.post("/admin/logout/")
        guessed_often()
        sign_in(client, REMOTE_ADDR="198.51.100.2")
        assert is_in(client)

    def test_nor_is_an_address_from_which_its_owner_came_lately(self, client, editor):
        sign_in(Client(), REMOTE_ADDR="198.51.100.1")
        guessed_often()
        assert sign_in(Client(), REMOTE_ADDR="198.51.100.9").status_code == 429
        sign_in(client, REMOTE_ADDR="198.51.100.1")
        assert is_in(client)

    def test_a_browser_known_for_one_account_is_not_for_another(self, client, editor):
        UserFactory(username="ben", password="correct horse")
        client.post(SIGN_IN, {"username": "ben", "password": "correct horse"})
        client.post("/admin/logout/")
        guessed_often()
        assert sign_in(client).status_code == 429

    def test_a_forged_cookie_makes_no_browser_known(self, client, editor):
        client.cookies[settings.KNOWN_BROWSER_COOKIE_NAME] = signing.dumps([sign_ins.key_of("anna")], salt="other")
        guessed_often()
        assert sign_in(client).status_code == 429

    def test_a_known_browser_guesses_no_oftener_than_any(self, client, editor):
        sign_in(client)
        client.post("/admin/logout/")
        assert [sign_in(client, "wrong").status_code for _attempt in range(6)][-2:] == [429, 429]

    def test_a_name_without_an_account_is_answered_alike(self, client, editor):
        assert [guess_from_afar(1, name).status_code for name in ("anna", "nobody")] == [200, 200]
        guessed_often("anna")
        guessed_often("nobody")
        assert [guess_from_afar(1, name).status_code for name in ("anna", "nobody")] == [429, 429]

    def test_a_command_lets_in_sooner(self, client, editor):
        guessed_often()
        call_command("axes_reset_username", "anna", stdout=StringIO())
        sign_in(client, REMOTE_ADDR="198.51.100.2")
        assert is_in(client)


class TestRecord:
    def kinds(self):
        return list(SignIn.objects.order_by("pk").values_list("kind", flat=True))

    def test_who_came_who_was_refused_and_who_went_is_kept(self, client, editor):
        sign_in(client, "wrong", REMOTE_ADDR="203.0.113.9", headers={"user-agent": "a browser"})
        sign_in(client)
        client.post("/admin/logout/")
        assert self.kinds() == ["refused", "signed_in", "signed_out"]
        first = SignIn.objects.earliest("pk")
        assert (first.account, first.username, first.address) == (editor, "anna", "203.0.113.9")
        assert first.browser == "a browser"

    def test_a_wrong_one_time_password_and_one_turned_on_or_off_are_too(self, client, editor):
        _device, codes = set_up(client, editor)
        sign_in(client, token="000000")
        sign_in(client, token=codes[0])
        StaticDevice.objects.update(throttling_failure_count=0)
        client.post(SET_UP, {"token": codes[1]})
        assert self.kinds() == ["signed_in", "codes_on", "signed_out", "code_refused", "signed_in", "codes_off"]

    def test_who_may_not_come_in_with_the_right_password_is_too(self, client):
        UserFactory(username="reader", is_staff=False, password="correct horse")
        client.post(SIGN_IN, {"username": "reader", "password": "correct horse"})
        assert self.kinds() == ["refused"]

    def test_a_name_that_is_no_accounts_may_be_a_password_and_is_not_kept(self, client):
        client.post(SIGN_IN, {"username": "my-secret-password", "password": "x"})
        assert "my-secret-password" not in str(SignIn.objects.values())

    @pytest.mark.parametrize(
        "statement", ["UPDATE newsroom_signin SET kind = 'signed_in'", "DELETE FROM newsroom_signin"]
    )
    def test_it_stays(self, statement):
        SignInFactory()
        with refused("stays on record"):
            sql(statement)

    def test_after_a_year_it_may_go(self):
        SignInFactory(at=timezone.now() - timedelta(days=367))
        sql("DELETE FROM newsroom_signin")

    def test_whoever_looks_after_accounts_reads_it_and_others_do_not(self, client, editor):
        sign_in(client, "wrong")
        client.force_login(UserFactory(groups=["administrator"]))
        page = client.get("/admin/newsroom/signin/", {"user": editor.pk}).text
        assert "wrong name or password" in page
        client.force_login(UserFactory(groups=["editor"]))
        assert client.get("/admin/newsroom/signin/").status_code == 403


@given(header=st.text(st.characters(max_codepoint=0xFF, exclude_characters="\r\n")))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_no_header_of_a_browser_makes_signing_in_fail(client, header):
    with transaction.atomic():
        named = {"user-agent": header, "accept": header, "referer": header, "accept-language": header}
        assert sign_in(client, "wrong", headers=named).status_code in (200, 429)


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

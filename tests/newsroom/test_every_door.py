"""Every address of the admin and the desk, tried by a stranger and by a reporter, with odd keys and odd methods."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, get_resolver

from claims.models import Claim
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    SignInFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

AT_THE_DOOR = ("/admin/login/", "/admin/logout/", "/admin/language/", "/admin/password-reset/", "/admin/jsi18n/")
KEYS = ["1", "9" * 30, "x", "%00"]


def patterns(resolver, before=""):
    for found in resolver.url_patterns:
        here = before + str(found.pattern)
        if isinstance(found, URLPattern):
            yield here
        else:
            yield from patterns(found, here)


def addresses(key):
    """Every address below /admin/, with ``key`` wherever one names a thing."""
    for pattern in patterns(get_resolver()):
        plain = re.sub(r"^\^|\$$|\\Z", "", pattern)
        if not plain.startswith("admin/") or "(?P" in plain:
            continue
        plain = plain.replace("<slug:verb_name>", "withdraw").replace("<slug:verb>", "confirm")
        plain = plain.replace("<slug:what>", "speakers").replace("<path:url>", "x")
        yield "/" + re.sub(r"<(\w+:)?\w+>", key, plain)


def everything():
    return sorted({address for key in KEYS for address in addresses(key)})


@pytest.fixture
def things():
    """One of each of the main things, so that key 1 and others may name one."""
    return [
        ActorFactory(),
        ClaimFactory(published=True),
        ClaimFactory(),
        QuoteFactory(),
        EvidenceFactory(),
        SignInFactory(),
    ]


METHODS = ["get", "post", "options"]


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_gets_past_no_door(client, things, method):
    before = state()
    for address in everything():
        answer = getattr(client, method)(address)
        if not address.startswith(AT_THE_DOOR):
            assert answer.status_code in (302, 301, 403, 404, 405, 400), (address, answer.status_code)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/admin/login/"), (address, answer["Location"])
        assert answer.status_code < 500, (address, answer.status_code)
    assert state() == before


@pytest.mark.parametrize("method", METHODS)
def test_no_address_fails_a_reporter_and_none_of_others_stores_anything(client, things, method):
    client.force_login(UserFactory(groups=["reporter"]))
    client.raise_request_exception = False
    before = state()
    failed = [
        (address, answer.status_code)
        for address in everything()
        if address != "/admin/logout/" and (answer := getattr(client, method)(address)).status_code >= 500
    ]
    assert failed == []
    assert state() == before


def state():
    users = list(User.objects.order_by("pk").values_list("pk", "password", "is_superuser", "is_staff", "is_active"))
    groups = [(group.pk, group.permissions.count(), group.user_set.count()) for group in Group.objects.order_by("pk")]
    return users, groups, list(Claim.objects.order_by("pk").values_list("pk", "status", "statement"))


ODD = ["status__exact=%00", "user=%00", "claim=x", "id__in=x", "_to_field=password", "p=-1", "o=99", "q=%00"]
READING = ["account__password__startswith=p", "confirmed_by__password__startswith=p", "published_by__email__contains=a"]
CHOSEN = [{"_selected_action": "x"}, {"_selected_action": "\0"}, {"_selected_action": "9" * 30}, {"select_across": "1"}]


@pytest.mark.parametrize("screen", admin.site._registry.values(), ids=lambda screen: screen.opts.model_name)
def test_no_list_fails_or_tells_a_reporter_what_it_does_not_show(client, things, screen):
    client.force_login(UserFactory(groups=["reporter"]))
    client.raise_request_exception = False
    address = f"/admin/{screen.opts.app_label}/{screen.opts.model_name}/"
    assert [odd for odd in ODD if client.get(f"{address}?{odd}").status_code >= 500] == []
    assert [way for way in READING if client.get(f"{address}?{way}").status_code == 200] == []
    sent = [chosen | {"action": "delete_selected", "index": "0", "post": "yes", "_shown": "x"} for chosen in CHOSEN]
    assert [each for each in sent if client.post(address, each).status_code >= 500] == []


def test_what_a_form_sends_without_its_token_is_refused_everywhere(things):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(is_superuser=True))
    own = {"_own_password": "correct horse", "post": "yes"}
    assert {browser.post(address, own).status_code for address in addresses("1")} <= {403, 404}

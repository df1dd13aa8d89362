"""Every address answers with the headers that keep a visitor safe: pages, errors, data, files, the admin.

The addresses come from the URL configuration, so that a page added later is asked too.
"""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import override

from tests.claims.pages.test_nothing_leaks import addresses
from tests.claims.pages.whole_site import fill
from tests.newsroom.test_settings import PRODUCTION, manage

pytestmark = pytest.mark.django_db

FRAMED_BY_OTHERS = ("/embed/",)  # the card that other sites show


def admin_addresses():
    for model in admin.site._registry:
        for page in ("changelist", "add"):
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
    yield from ("/admin/", "/admin/login/", "/admin/one-time-password/", "/admin/nowhere/", "/admin/jsi18n/")


def every_address():
    yield from addresses()
    yield from admin_addresses()
    yield from ("/nowhere/", "/static/newsroom/pages.css", "/static/nowhere.css")


def test_every_answer_keeps_its_visitor_safe(client, admin_user):
    fill()
    for who, language in ((None, "en"), (admin_user, "es")):
        if who:
            client.force_login(who)
        with override(language):
            asked = list(every_address())
        for address in asked:
            answer = client.get(address)
            assert answer.status_code < 500, address
            policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
            assert policy["default-src"] == "'none'", address
            assert "unsafe" not in str(policy), address
            assert "*" not in "".join(policy[name] for name in policy if name != "frame-ancestors"), address
            is_framed = any(part in address for part in FRAMED_BY_OTHERS) and answer.status_code in (200, 410)
            assert is_framed or policy["frame-ancestors"] == "'none'", address
            is_file = address.startswith("/static/")  # those know the policy alone
            assert is_framed or is_file or answer["X-Frame-Options"] == "DENY", address
            assert answer["X-Content-Type-Options"] == "nosniff", address
            assert answer["Referrer-Policy"] == "same-origin", address
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin", address
            assert "geolocation=()" in answer["Permissions-Policy"], address


def test_nothing_of_the_admin_is_kept_by_a_cache(client, admin_user):
    client.force_login(admin_user)
    for address in admin_addresses():
        answer = client.get(address)
        if address != "/admin/jsi18n/" and answer.status_code == 200:
            assert "no-store" in answer["Cache-Control"], address


def test_production_tells_browsers_to_come_by_tls_only():
    script = (
        "from django.test import Client;"
        "answer = Client().get('/healthz', secure=True, HTTP_HOST='news.example.org');"
        "print(answer.status_code, answer['Strict-Transport-Security']);"
        "plain = Client().get('/about/', HTTP_HOST='news.example.org'); print(plain.status_code, plain['Location'])"
    )
    done = manage("shell", "-v0", "-c", script, **PRODUCTION)
    assert "max-age=2592000; includeSubDomains" in done.stdout, done.stderr
    assert "301 https://news.example.org/about/" in done.stdout

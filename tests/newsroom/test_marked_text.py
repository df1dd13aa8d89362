"""All that the admin and the desk say themselves is marked for translation."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Article
from claims.models import Claim, Quote
from tests.claims.pages.whole_site import fill
from tests.marked_text import brackets, unmarked

# Names of things that have no others: of keys, of the time zone, of the tables of packages; and what the stock admin
# itself leaves unmarked (the picture in its search).
NAMED = {"enter", "esc", "utc", "axes", "otp_static", "otp_totp", "pghistory", "search"}
SETTING_UP = "/admin/one-time-password/"
KEY_OF_ONE_TIME_PASSWORDS = re.compile(r"([a-z]{4} )*[a-z]{1,4}")


def addresses():
    yield from ("/admin/", "/admin/login/", SETTING_UP, "/admin/claims/", "/admin/nowhere/")
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{base}_changelist")
        yield reverse(f"{base}_add")
        if thing := model._default_manager.first():
            for page in ("change", "history"):
                yield reverse(f"{base}_{page}", args=[thing.pk])
    for claim in Claim.objects.all():
        yield reverse("admin:claims_claim_change", args=[claim.pk])
    for quote in Quote.objects.all():
        yield reverse("admin:claims_quote_change", args=[quote.pk])
    for article in Article.objects.all():
        yield reverse("desk:article", args=[article.pk])
        yield reverse("desk:sure", args=[article.pk])


@pytest.mark.django_db
def test_the_admin_says_nothing_that_is_not_marked(admin_client):
    fill()
    with brackets():
        found = {address: unmarked(admin_client.get(address).content.decode()) - NAMED for address in addresses()}
    found[SETTING_UP] = {words for words in found[SETTING_UP] if not KEY_OF_ONE_TIME_PASSWORDS.fullmatch(words)}
    assert [f"{address}: {words}" for address, words in found.items() if words] == []

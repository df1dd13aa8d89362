"""Pictures for the documents: not a test, `make screenshots` takes them anew of the seed articles."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from claims.models import Quote

FOLDER = Path(settings.BASE_DIR) / "docs" / "screenshots"
DESK = {"viewport": {"width": 1100, "height": 820}}
PHONE = {"viewport": {"width": 390, "height": 820}}
CLAIM = "/claims/us-forces-murdered-maduro-security-team/"
PUBLIC = {
    "home": ("/", DESK),
    "claim": (CLAIM, DESK),
    "claim-dark": (CLAIM, DESK | {"color_scheme": "dark"}),
    "claim-phone": (CLAIM, PHONE),
    "about": ("/about/", DESK),
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _seeds():
    FOLDER.mkdir(exist_ok=True)
    call_command("import_seeds", verbosity=0)


@pytest.mark.parametrize("name", PUBLIC)
def test_pages_of_readers(name, new_page):
    address, options = PUBLIC[name]
    page = new_page(**options)
    page.goto(address)
    page.screenshot(path=FOLDER / f"{name}.png")


def test_page_of_an_article(new_page):
    page = new_page(**DESK)
    page.goto(Quote.objects.get(cue_text="Blames").revision.article.get_absolute_url())
    page.screenshot(path=FOLDER / "article.png")


def test_screens_of_editors(new_page, admin_user):
    page = new_page(**DESK)
    page.goto("/admin/")
    page.get_by_label("Username").fill(admin_user.username)
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    quote = Quote.objects.get(cue_text="has accused")
    for name, address in {
        "admin-claims": "/admin/claims/claim/",
        "admin-quotation": f"/admin/claims/quote/{quote.pk}/",
    }.items():
        page.goto(address)
        page.screenshot(path=FOLDER / f"{name}.png")

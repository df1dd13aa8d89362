"""Pictures for the documents: not a test, `make screenshots` takes them anew of the seed articles."""

from base64 import b64encode
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from claims.models import Claim, Quote

FOLDER = Path(settings.BASE_DIR) / "docs" / "screenshots"
DESK = {"viewport": {"width": 1100, "height": 820}}
PHONE = {"viewport": {"width": 390, "height": 820}}
CLAIM = "/claims/us-forces-murdered-maduro-security-team/"
PUBLIC = {
    "home": ("/", DESK),
    "claim": (CLAIM, DESK),
    "claim-dark": (CLAIM, DESK | {"color_scheme": "dark"}),
    "claim-phone": (CLAIM, PHONE),
    "claim-spanish": (f"/es{CLAIM}", PHONE | {"locale": "es"}),
    "about": ("/about/", DESK),
}
# Each page of readers, as it comes on a desk and on a phone, by day and by night.
EVERY_PAGE = {
    "home": "/",
    "claims": "/claims/?q=security",
    "claims-nothing-found": "/claims/?q=murderd",
    "claim": CLAIM,
    "actors": "/actors/",
    "actor": lambda quote: quote.speaker.get_absolute_url(),
    "articles": "/articles/",
    "article": lambda quote: quote.revision.article.get_absolute_url(),
    "corrections": "/corrections/",
    "about": "/about/",
    "data": "/about/data/",
    "not-found": "/claims/no-such-claim/",
}
SIZES = {"desk": {"width": 1100, "height": 1100}, "phone": {"width": 390, "height": 1100}}

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


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_each_page_of_readers_in_every_light(name, new_page, complaints):
    address = EVERY_PAGE[name]
    if callable(address):
        address = address(Quote.objects.get(cue_text="has accused"))
    taken = []
    for light in ("light", "dark"):
        for size in SIZES.values():
            page = new_page(viewport=size, color_scheme=light)
            page.goto(address)
            taken.append(b64encode(page.screenshot()).decode())
    if name == "not-found":
        complaints.clear()  # that the page isn't there is what the browser says
    sheet = new_page(viewport={"width": 1048, "height": 376})
    side_by_side = "".join(f'<img height="360" src="data:image/png;base64,{picture}">' for picture in taken)
    sheet.set_content(f'<body style="background: #888; display: flex; gap: 8px">{side_by_side}')
    (FOLDER / "pages").mkdir(exist_ok=True)
    sheet.screenshot(path=FOLDER / "pages" / f"{name}.jpeg", type="jpeg", quality=70)


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
    claim = Claim.objects.create(statement="The bridge over the river was closed in May.")
    for name, address in {
        "admin-first-page": "/admin/",
        "admin-claim": f"/admin/claims/claim/{claim.pk}/",
        "desk": f"/admin/desk/{quote.revision.article_id}/#quote-{quote.pk}",
        "admin-claims": "/admin/claims/claim/",
        "admin-quotation": f"/admin/claims/quote/{quote.pk}/",
    }.items():
        page.goto(address)
        page.screenshot(path=FOLDER / f"{name}.png")

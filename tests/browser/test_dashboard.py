"""The admin's first page and the ends of a long list, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pghistory
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Quote
from newsroom.admin.paging import capped_count
from tests.browser.test_admin import sign_in
from tests.factories import ClaimFactory, QuoteFactory, ReplyFactory, ReviewFactory


@pytest.fixture
def waiting(admin_user):
    """Something in each panel."""
    with pghistory.context(user=admin_user.pk):
        ClaimFactory(statement="The bridge was closed for repairs on the day of the storm")
    rated = ClaimFactory.create_batch(6, status="in_review")
    ReviewFactory(claim=rated[0], reviewer=admin_user)
    ReviewFactory(claim=rated[1])
    long_ago = timezone.now() - timedelta(days=9)
    ReplyFactory(asked_at=long_ago, deadline=long_ago + timedelta(days=3))
    ReplyFactory(deadline=timezone.now() + timedelta(days=1))
    QuoteFactory.create_batch(3)
    QuoteFactory(state=Quote.State.ORPHANED)


def look(page, name):
    """Keep a picture where SCREENSHOTS names a folder."""
    if "SCREENSHOTS" in os.environ:
        page.screenshot(path=Path(os.environ["SCREENSHOTS"]) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_the_first_page_is_accessible(new_page, admin_user, waiting, axe_findings, scheme, width):
    page = sign_in(new_page(color_scheme=scheme, viewport={"width": width, "height": 900}), admin_user)
    expect(page.get_by_role("heading", name="To review")).to_be_visible()
    look(page, f"dashboard-{scheme}-{width}")
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first, second = (panel.bounding_box() for panel in page.locator(".panel").all()[:2])
    assert (first["y"] == second["y"]) is (width == 1280)  # beside one another where there is room


def test_it_is_used_by_keyboard(page, admin_user, waiting):
    sign_in(page, admin_user)
    page.locator(".panels a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Statement")).to_have_value("The bridge was closed for repairs on the day of the storm")


def test_an_empty_newsroom_says_so(page, admin_user, axe_findings):
    sign_in(page, admin_user)
    look(page, "dashboard-empty")
    expect(page.get_by_text("Nothing to review").first).to_be_visible()
    assert axe_findings(page) == []


def test_a_long_list_leads_to_its_end_and_back(page, admin_user, axe_findings, monkeypatch):
    monkeypatch.setattr("newsroom.admin.paging.capped_count", lambda rows: capped_count(rows, limit=60))
    first, *_others = ClaimFactory.create_batch(130)
    sign_in(page, admin_user)
    page.goto("/admin/claims/claim/")
    page.get_by_role("link", name="To the end of the list").click()
    expect(page.get_by_role("link", name=first.statement, exact=True)).to_be_visible()
    look(page, "list-end")
    assert axe_findings(page) == []
    page.get_by_role("link", name="To the beginning of the list").click()
    expect(page.get_by_role("link", name=first.statement, exact=True)).to_be_hidden()

"""Two editors at once, and the record, in a real browser: what each sees, hears and can choose."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Claim
from tests.browser.test_admin import findings_at, sign_in
from tests.factories import AssertionFactory, ClaimFactory, EvidenceFactory

SIZES = [("light", 1280), ("dark", 400)]


def page_of(claim, page="change"):
    return reverse(f"admin:claims_claim_{page}", args=[claim.pk])


def test_a_hint_tells_who_else_has_it_open(new_page, admin_user):
    claim = ClaimFactory()
    User.objects.create_superuser("anna", password="password", first_name="Anna", last_name="Berg")
    anna, ben = new_page(), new_page()
    sign_in(anna, User.objects.get(username="anna")).goto(page_of(claim))
    sign_in(ben, admin_user).goto(page_of(claim))
    expect(ben.locator("#others")).to_contain_text("Anna Berg has this open since")

    anna.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(anna.locator("#others")).to_contain_text("admin has this open since")

    ben.goto("/admin/")
    anna.wait_for_timeout(300)
    anna.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(anna.locator("#others")).to_be_empty()


@pytest.mark.parametrize(("scheme", "width"), SIZES)
def test_both_versions_are_shown_and_chosen_without_script(
    new_page, admin_user, axe_findings, complaints, scheme, width, shots
):
    claim = ClaimFactory(statement="The old bridge over the river is safe", note="ask again")
    EvidenceFactory(claim=claim, title="A report on bridges")
    page = sign_in(new_page(color_scheme=scheme, viewport={"width": width, "height": 900}), admin_user)
    page.goto(page_of(claim))
    page.get_by_label("Statement").fill("The old bridge over the river is not safe")
    Claim.objects.filter(pk=claim.pk).update(statement="The new bridge over the river is safe", note="asked")
    claim.evidence.update(title="A longer report on bridges")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", name="Somebody else saved this")).to_be_visible()
    shots(page, f"both-{scheme}-{width}")
    assert silently(axe_findings, page, complaints) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Take mine: Statement").check()
    page.get_by_role("button", name="Store what is chosen").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("The old bridge over the river is not safe", "asked")


@pytest.mark.parametrize(("scheme", "width"), SIZES)
def test_the_record_and_its_ways_back_are_accessible(
    new_page, admin_user, axe_findings, complaints, scheme, width, shots
):
    tie = AssertionFactory(claim__statement="The old bridge is safe", quote__confirmed=True)
    Claim.objects.filter(pk=tie.claim_id).update(statement="The new bridge is safe", said_where="On the radio")
    EvidenceFactory(claim=tie.claim, title="A report on bridges")
    page = sign_in(new_page(color_scheme=scheme, viewport={"width": width, "height": 900}), admin_user)
    assert findings_at(page, page_of(tie.claim, "history"), axe_findings, complaints) == []
    shots(page, f"history-{scheme}-{width}")
    page.get_by_role("link", name="Restore this state").last.click()
    expect(page.get_by_role("heading", name="Restore an earlier state")).to_be_visible()
    shots(page, f"restore-{scheme}-{width}")
    assert silently(axe_findings, page, complaints) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Statement").check()
    page.get_by_role("button", name="Restore what is ticked").click()
    expect(page.get_by_text("Restored, as ticked.")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), SIZES)
def test_an_action_on_a_list_asks_first(new_page, admin_user, axe_findings, complaints, scheme, width, shots):
    AssertionFactory(quote__confirmed=True)
    ClaimFactory(published=True)
    page = sign_in(new_page(color_scheme=scheme, viewport={"width": width, "height": 900}), admin_user)
    page.goto("/admin/claims/claim/")
    for box in page.locator("input.action-select").all():
        box.check()
    page.get_by_label("Action:").select_option("publish")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Not to (1)")).to_be_visible()
    shots(page, f"asks-{scheme}-{width}")
    assert silently(axe_findings, page, complaints) == []
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published: 1 claim.")).to_be_visible()


def silently(axe_findings, page, complaints):
    said = list(complaints)
    found = axe_findings(page)
    complaints[:] = said  # axe itself reads style sheets in ways that the policy forbids
    return found


@pytest.fixture
def shots(request, tmp_path):
    """Take a picture to look at."""
    return lambda page, name: page.screenshot(path=tmp_path / f"{name}.png", full_page=True)

"""The claims that may say the same, while an editor types."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_admin import findings_at, sign_in
from tests.factories import ClaimFactory

ADD = "/admin/claims/claim/add/"


def test_they_show_while_a_statement_is_typed(page, admin_user, axe_findings, complaints):
    claim = ClaimFactory(statement="The old bridge is safe for 50 years")
    sign_in(page, admin_user).goto(ADD)
    box = page.get_by_role("region", name="Claims that may say the same")
    expect(box.get_by_role("status")).to_contain_text("None was found")

    page.get_by_label("Statement").press_sequentially("The old bridge is safe for 5 years")

    expect(box.get_by_role("status")).to_have_text("1 claim may say the same.")
    expect(box.get_by_role("listitem")).to_contain_text("This says 50, not 5.")
    expect(box.get_by_role("link", name=claim.statement)).to_be_visible()
    page.get_by_label("Statement").fill("Prices rose in December")
    expect(box.get_by_role("status")).to_contain_text("None was found")
    expect(box.get_by_role("listitem")).to_have_count(0)


def test_they_show_without_scripts_on_the_page_of_a_claim(new_page, admin_user):
    claim = ClaimFactory(statement="The old bridge is safe")
    ClaimFactory(statement="The old bridge was safe")
    page = sign_in(new_page(java_script_enabled=False), admin_user)
    page.goto(reverse("admin:claims_claim_change", args=[claim.pk]))
    expect(page.get_by_role("link", name="The old bridge was safe", exact=True)).to_be_visible()


def test_they_are_accessible_in_light_and_dark(new_page, admin_user, axe_findings, complaints):
    claim = ClaimFactory(statement="The old bridge is safe for 5 years")
    ClaimFactory(statement="The old bridge is safe for 50 years")
    for scheme in ("light", "dark"):
        page = sign_in(new_page(color_scheme=scheme), admin_user)
        assert findings_at(page, reverse("admin:claims_claim_change", args=[claim.pk]), axe_findings, complaints) == []

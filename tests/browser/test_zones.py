"""An editor elsewhere reads each time of the newsroom on their own clock as well; whoever is in its zone reads one."""

from datetime import UTC, datetime

from tests.browser.test_admin import sign_in
from tests.factories import ClaimFactory

NOON = datetime(2026, 3, 1, 12, 5, tzinfo=UTC)
CLAIM = {"status": "withdrawn", "first_published_at": NOON, "withdrawn_reason": "Wrong."}


def own_times(page):
    return [text.strip() for text in page.locator(".own-time").all_text_contents() if text.strip()]


def test_times_entered_and_shown_elsewhere(new_page, admin_user, settings, axe_findings, complaints):
    settings.TIME_ZONE = "America/Caracas"
    claim = ClaimFactory(said_where="A speech.", **CLAIM)
    page = new_page(timezone_id="Europe/Madrid")
    sign_in(page, admin_user)
    page.goto("/admin/claims/claim/")
    assert own_times(page) == ["on your clock: 1:05 PM"]
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    page.locator("[name=embargo_until_0]").fill("2026-07-04")
    page.locator("[name=embargo_until_1]").fill("18:30:00")
    page.get_by_text("on your clock: Jul 5, 2026, 12:30 AM (Europe/Madrid)").wait_for()  # summer there
    page.locator("[name=embargo_until_0]").fill("")
    assert "on your clock: Jul" not in " ".join(own_times(page))
    page.goto(f"/admin/claims/claim/{claim.pk}/do/schedule/")
    page.get_by_label("When, by the newsroom’s clock: America/Caracas").fill("2026-12-24T12:30")
    assert own_times(page) == ["on your clock: 5:30 PM (Europe/Madrid)"]
    said = list(complaints)
    assert axe_findings(page) == []
    complaints[:] = said  # axe itself reads style sheets in ways that the policy forbids


def test_in_the_zone_of_the_newsroom_nothing_is_said_twice(new_page, admin_user, settings):
    settings.TIME_ZONE = "America/Caracas"
    claim = ClaimFactory(said_where="A speech.", **CLAIM)
    page = new_page(timezone_id="America/Caracas")
    sign_in(page, admin_user)
    for address in ("/admin/claims/claim/", f"/admin/claims/claim/{claim.pk}/change/"):
        page.goto(address)
        assert page.locator("time").count() > 0
        assert own_times(page) == []

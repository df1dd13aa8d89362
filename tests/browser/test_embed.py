"""The card of a claim in a real browser: framed by a page from elsewhere, in both colour schemes, at any width."""

import pytest
from playwright.sync_api import expect

from tests.claims.pages.whole_site import fill

CARDS = {
    "/claims/the-bridge-is-safe/embed/": 200,
    "/claims/the-road-is-safe/embed/": 200,
    "/claims/claim-bcdfghjk/embed/": 410,
}


@pytest.fixture
def filled(transactional_db):
    fill()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [240, 600])
def test_every_card_is_accessible_and_fits(filled, new_page, complaints, axe_findings, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 320})
    for address, status in CARDS.items():
        page.goto(address)
        if status != 200:
            assert f"status of {status}" in complaints.pop()
        assert axe_findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


# A browser lets a page from the net frame one on this machine only with leave.
LOCAL = {"permissions": ["local-network-access"]}


def test_a_page_from_elsewhere_shows_the_card_and_its_link_opens_the_claim(filled, new_page, live_server):
    page = new_page(**LOCAL)
    elsewhere(
        page, live_server, page.request.get(f"/oembed?url={live_server.url}/claims/the-bridge-is-safe/").json()["html"]
    )
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading")).to_contain_text("The bridge is safe")
    with page.context.expect_page() as opened:
        card.get_by_role("link").click()
    opened.value.wait_for_url("**/claims/the-bridge-is-safe/")


def test_no_other_page_can_be_framed(filled, new_page, live_server, complaints):
    page = new_page(**LOCAL)
    elsewhere(page, live_server, f'<iframe src="{live_server.url}/claims/the-bridge-is-safe/"></iframe>')
    page.wait_for_timeout(500)
    assert any("frame" in complaint for complaint in complaints)
    complaints.clear()
    assert page.frames[1].get_by_role("heading").count() == 0


def elsewhere(page, live_server, html):
    """Show ``html`` on a page of another site."""
    address = f"{live_server.url.replace('localhost', '127.0.0.1')}/elsewhere"  # to a browser another site
    page.route(
        address, lambda route: route.fulfill(content_type="text/html", body=f'<link rel="icon" href="data:,">{html}')
    )
    page.goto(address)


def test_the_height_that_is_given_holds_the_card(filled, new_page, live_server):
    page = new_page()
    for width in (280, 600):
        answer = page.request.get(f"/oembed?url={live_server.url}/claims/the-bridge-is-safe/&maxwidth={width}").json()
        page.set_viewport_size({"width": answer["width"], "height": answer["height"]})
        page.goto("/claims/the-bridge-is-safe/embed/")
        assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")

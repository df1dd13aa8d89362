"""The search of readers in a real browser: by the key “/”, by hand, with choices, and accessible in every state."""

import pytest

from tests.claims.pages.whole_site import ADDRESSES, fill

STATES = [
    "/claims/?speaker=ana-ruiz&speaker=the-courier&rating=none",
    "/claims/?q=brigde",
    "/actors/?q=ana&role=said&kind=person",
    "/actors/?q=ana+ruis",
    "/actors/?q=xyzzy",
    "/actors/?kind=group&role=published",
    "/articles/?q=whole",
    "/articles/?q=letter&display=whole&display=link_only",
    "/articles/?q=xyzzy",
    "/articles/?year=1999",
]
WIDTHS = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]
FOCUSED = "document.activeElement.id"


@pytest.fixture(autouse=True)
def filled(transactional_db):
    fill()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_lists_is_accessible_and_fits_its_window(new_page, axe_findings, complaints, scheme):
    for width in WIDTHS:
        page = new_page(color_scheme=scheme, viewport=width)
        for address in STATES:
            status = page.goto(address).status
            if status != 200:  # a facet that names nobody
                complaints.clear()
            assert status == 200, address
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
            assert axe_findings(page, every=True) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_the_slash_puts_the_cursor_into_the_search_of_every_page(page, complaints):
    for address in ADDRESSES:
        page.goto(address)
        page.keyboard.press("/")
        assert page.evaluate(FOCUSED) == "search", address
        assert page.get_by_role("searchbox", name="Search claims").input_value() in ("", "bridge", "xyzzy")
    complaints.clear()  # of the addresses that answer 404 and 410


def test_while_somebody_writes_it_is_a_slash_like_any_other(page):
    page.goto("/actors/")
    field = page.get_by_role("searchbox", name="Search actors")
    field.click()
    page.keyboard.type("and/or")
    assert field.input_value() == "and/or"
    assert page.evaluate(FOCUSED) != "search"
    page.keyboard.press("Escape")
    page.get_by_role("searchbox", name="Search claims").click()
    page.keyboard.type("a/b")
    assert page.get_by_role("searchbox", name="Search claims").input_value() == "a/b"


@pytest.mark.parametrize("keys", ["Control+/", "Alt+/", "Meta+/"])
def test_with_another_key_it_is_left_to_the_browser(page, keys):
    page.goto("/claims/")
    page.keyboard.press(keys)
    assert page.evaluate(FOCUSED) != "search"


def test_without_script_the_search_is_reached_by_the_keyboard_and_works(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/actors/")
    for _step in range(12):
        page.keyboard.press("Tab")
        if page.locator("#search:focus").count():
            break
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/?q=bridge")
    assert page.get_by_role("link", name="The bridge is safe").first.is_visible()


def test_a_list_is_searched_narrowed_and_widened_again_by_hand(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/actors/")
    page.get_by_role("link", name="Media outlet").click()
    page.get_by_role("link", name="Also Person").click()
    page.wait_for_url("**/actors/?kind=media_outlet&kind=person")
    page.get_by_role("searchbox", name="Search actors").fill("courier or ana")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/?q=courier+or+ana&kind=media_outlet&kind=person")
    assert page.get_by_role("heading", level=2).first.text_content().strip() == "2 actors"
    page.get_by_role("list", name="Narrowed to").get_by_role("link", name="Remove Media outlet").click()
    page.wait_for_url("**/actors/?q=courier+or+ana&kind=person")
    assert page.get_by_role("heading", level=2).first.text_content().strip() == "1 actor"

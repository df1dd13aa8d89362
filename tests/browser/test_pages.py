"""The pages of readers in a real browser: accessible in both colour schemes and at both widths, by keyboard alone."""

import pytest

from newsroom.languages import same_page
from tests.claims.pages.building import article_with, published, quotation
from tests.claims.pages.whole_site import ADDRESSES, fill
from tests.factories import ActorFactory

WIDTHS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
MOST_BYTES = 60_000  # of a claim's page with its styles and icon, nothing compressed

# The elements that reach over the right edge of the window, apart from those hidden for screen readers.
BEYOND_THE_EDGE = """
    [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > window.innerWidth + 0.5 && !one.closest(".unseen, .skip"))
        .map(one => `${one.tagName}.${one.className}: ${one.getBoundingClientRect().right}`)
"""


@pytest.fixture
def filled(transactional_db):
    fill()


# Colours and words are nothing to each other, so that each scheme is looked at in one language.
@pytest.fixture(params=[("light", "en"), ("dark", "es")], ids="-".join)
def look(request):
    return request.param


@pytest.fixture(params=WIDTHS)
def width(request):
    return WIDTHS[request.param]


def test_every_page_is_accessible_and_fits_its_window(filled, new_page, complaints, axe_findings, look, width):
    scheme, language = look
    page = new_page(color_scheme=scheme, viewport=width)
    for address, status in ADDRESSES.items():
        page.goto(same_page(address, language))
        if status != 200:  # the browser complains of it, as it should
            assert f"status of {status}" in complaints.pop()
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert axe_findings(page, every=True) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_every_page_fits_a_phone_with_text_twice_as_large(filled, new_page, complaints):
    # Twice the 106.25 % of the style sheet: what a reader gets whose browser doubles its text.
    page = new_page(viewport=WIDTHS["phone"])
    for address in ADDRESSES:
        page.goto(same_page(address, "es"))  # whose words are the longer ones
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        assert page.evaluate(BEYOND_THE_EDGE) == [], address
    complaints.clear()  # of the addresses that answer 404 and 410


def test_whose_browser_asks_for_another_language_is_told_of_it(filled, new_page, axe_findings):
    page = new_page(locale="es-VE")
    page.goto("/claims/the-bridge-is-safe/")
    hint = page.get_by_role("link", name="Esta página también está en español.")
    assert axe_findings(page, every=True) == []
    hint.click()
    assert page.url.endswith("/es/claims/the-bridge-is-safe/")
    assert page.locator(".hint").count() == 0
    page.get_by_role("link", name="Newsroom", exact=True).click()
    page.get_by_role("link", name="English", exact=True).click()
    assert page.locator("html").get_attribute("lang") == "en"  # the front page leads nobody away who was here
    page.goto("/es/claims/")
    assert page.locator(".hint").count() == 0
    page.goto("about:blank")
    page.goto("/")
    assert page.url.endswith("/es/")


def test_the_keyboard_reaches_the_content_first_and_then_the_sections_in_order(filled, page):
    page.goto("/claims/the-bridge-is-safe/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.get_by_text("Skip to the content").bounding_box()["x"] >= 0
    reached = []
    for _step in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent || document.activeElement.name"))
    assert reached == ["Newsroom", "Claims", "Actors", "Articles", "Corrections", "About", "q", "Search"]


def test_the_skip_link_leads_past_the_masthead(filled, page):
    page.goto("/claims/the-bridge-is-safe/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_the_focus_shows_it(filled, page):
    page.goto("/claims/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_enter_in_the_search_field_finds(filled, page):
    page.goto("/")
    page.get_by_role("searchbox", name="Search claims").fill("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/?q=bridge")
    assert page.get_by_role("link", name="The bridge is safe").first.is_visible()
    assert page.get_by_role("searchbox").input_value() == "bridge"


def test_a_quotation_leads_from_its_claim_to_its_place_and_back(filled, page):
    page.goto("/claims/the-bridge-is-safe/")
    page.get_by_role("link", name="See it in the article").first.click()
    page.wait_for_url("**/articles/**#quote-*")
    target = page.locator(":target")
    assert target.is_visible()
    target.get_by_role("link").first.click()
    page.wait_for_url("**/claims/the-bridge-is-safe/")


def test_all_passages_of_the_quotation_that_was_asked_for_are_framed(transactional_db, page):
    revision = article_with("“A,” he said. “B.” She said “c ‘d’ e.” “F,” they said. “G.”")
    quotes = [
        quotation(revision, *passages) for passages in (["“A,”", "“B.”"], ["“c ‘d’ e.”"], ["‘d’"], ["“F,”", "“G.”"])
    ]
    published("It holds", *quotes)
    framed = []
    for quote in quotes:
        page.goto("about:blank")
        page.goto(f"/articles/{revision.article.slug}/#quote-{quote.pk}")
        framed.append(
            page.evaluate(
                """[...document.querySelectorAll("mark")]
                    .filter(mark => getComputedStyle(mark).outlineStyle === "solid").map(mark => mark.textContent)"""
            )
        )
    assert framed == [["“A,”", "“B.”"], ["“c ", "‘d’", " e.”"], ["‘d’"], ["“F,”", "“G.”"]]


def test_a_quotation_over_several_paragraphs_is_framed_whole_and_alone(transactional_db, page):
    revision = article_with("“A b.", "C ‘d’ e.”", "“F,” she said.")
    over, inside, apart = (quotation(revision, *passages) for passages in (["“A b.", "C ‘d’ e.”"], ["‘d’"], ["“F,”"]))
    published("It holds", over, inside, apart)
    page.goto(f"/articles/{revision.article.slug}/#quote-{over.pk}")
    framed = """[...document.querySelectorAll("mark")]
        .filter(mark => getComputedStyle(mark).outlineStyle === "solid").map(mark => mark.textContent)"""
    assert page.evaluate(framed) == ["“A b.", "C ", "‘d’", " e.”"]
    page.get_by_label("Quotation 3").click()
    assert page.evaluate(framed) == ["“F,”"]


def test_a_claim_and_all_it_loads_weigh_little(filled, page):
    loaded = {}
    page.on("response", lambda response: loaded.update({response.url: len(response.body())}))
    page.goto("/claims/the-bridge-is-safe/", wait_until="networkidle")
    assert any(url.endswith("wording.css") for url in loaded)
    assert sum(loaded.values()) < MOST_BYTES, loaded


def test_a_long_list_goes_on_and_back(transactional_db, page):
    for number in range(27):
        published(f"Claim {number:02}", said_where="A speech.")
    page.goto("/claims/")
    page.get_by_role("link", name="Older").click()
    assert page.get_by_role("link", name="Claim 00").is_visible()
    page.get_by_role("link", name="Newer").click()
    assert page.get_by_role("link", name="Claim 26").is_visible()


def test_in_print_the_statement_stays_and_what_leads_elsewhere_goes(filled, page):
    page.emulate_media(media="print")
    for address in ("/claims/the-bridge-is-safe/", "/claims/", "/articles/whole/"):
        page.goto(address)
        assert page.get_by_role("heading", level=1).is_visible()
        assert not page.get_by_role("search").is_visible()
        assert not page.get_by_role("navigation", name="Sections").is_visible()
        for words in ("Español", "Narrow the list", "This page as:", "How to cite this page"):
            assert not any(found.is_visible() for found in page.get_by_text(words).all()), (address, words)


def test_what_is_to_be_cited_or_embedded_is_copied_with_one_button(filled, new_page, axe_findings):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/claims/the-bridge-is-safe/")
    for summary, begins in (("How to cite", "“Ana Ruiz"), ("How to show", "<iframe src=")):
        details = page.locator("details", has_text=summary).last
        details.locator("summary").click()
        details.get_by_role("button", name="Copy").focus()
        page.keyboard.press("Enter")
        details.get_by_text("Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith(begins)
    assert axe_findings(page, every=True) == []


def test_the_number_of_a_note_is_not_read_out_with_the_words_it_stands_at(transactional_db, page):
    revision = article_with(("headline", "Minister: ‘It holds’"), "He said “it does”.", headline="Minister: ‘It holds’")
    published("It holds", *(quotation(revision, words) for words in ("‘It holds’", "“it does”")))
    page.goto(f"/articles/{revision.article.slug}/")
    assert page.locator("h1 mark").get_attribute("data-number") == "1"
    assert page.get_by_role("heading", name="Minister: ‘It holds’", exact=True).count() == 1


def test_the_number_of_a_note_stands_after_arabic_words(transactional_db, page):
    revision = article_with("He said “هذا صحيح” and left.")
    published("It holds", quotation(revision, "“هذا صحيح”"))
    page.goto(f"/articles/{revision.article.slug}/")
    assert page.evaluate("getComputedStyle(document.querySelector('.text mark'), '::after').unicodeBidi") == "isolate"


def test_the_tab_key_stops_thrice_at_a_quotation_and_a_list_leads_to_each(transactional_db, page):
    revision = article_with(*(f"She said “words {number}”." for number in range(100)), link="https://example.com/a")
    ana = ActorFactory(name="Ana Ruiz")
    quotes = [quotation(revision, f"“words {number}”", speaker=ana) for number in range(100)]
    published("It holds", *quotes)
    page.goto(f"/articles/{revision.article.slug}/")
    stops = """[...document.querySelectorAll(".text a, .text summary")].filter(one => one.tabIndex >= 0).length"""
    assert page.evaluate(stops) == 300
    page.get_by_text("Quotations by speaker").focus()
    page.keyboard.press("Enter")
    page.locator(".jump").get_by_label("Quotation 70", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    at = "document.activeElement.closest('.note').querySelector('.number').textContent"
    assert page.evaluate(at) == "70"

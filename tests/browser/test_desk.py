"""The review desk as an editor uses it: real keys, a real mouse, a real browser."""

from pathlib import Path
from unicodedata import normalize

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from claims.desk.surest import USUAL_BAR
from claims.intake import Intake, find
from claims.models import Claim, Quote
from tests.browser.test_admin import sign_in
from tests.claims.desk.at_the_desk import laid_out, proposed
from tests.factories import ActorFactory, ClaimFactory, UserFactory

SEED = Path(settings.BASE_DIR) / "seeds" / "cold-blooded-murder.txt"

# Kind, speaker, beginning and end of each quotation of the first article, as an editor reads it.
IN_THE_SEED = [
    ("mixed", "Vladimir Padrino", "U.S. for Security Team", "'Cold-Blooded Murder'"),
    ("mixed", "Vladimir Padrino", 'the United States of the "cold-blooded', "ousted President Nicolás Maduro"),
    ("mixed", "Vladimir Padrino", 'what he called the "cowardly', 'and innocent civilians."'),
    ("indirect", "Donald Trump", "that Cubans lost their lives", "U.S. military operation"),
    ("direct", "Donald Trump", '"You know, many Cubans', "wasn't a good decision,\""),
    ("indirect", "Donald Trump", "not knowing the exact number", "sent from Cuba"),
    ("direct", "Donald Trump", '"Cuba always relied', 'in this case,"'),
    ("indirect", "international media reports", "Maduro had bolstered", "State Security (DSE)"),
    ("indirect", "intelligence sources", "the Venezuelan leader feared", "Caracas and Havana"),
    ("direct", "CiberCuba", '"Cuba was his guardian', 'his jailer,"'),
    ("mixed", "Vladimir Padrino", 'the United States of "cold-blooded', "led to Maduro's removal"),
    ("indirect", "Donald Trump", "that many Cubans died", "the U.S. operation"),
    ("indirect", "Donald Trump", "their role in supporting", "Maduro’s regime"),
]


class Keyboard:
    """Presses real keys, and counts them: each key one, each character that is typed one."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.pressed += len(text)


@pytest.fixture
def keyboard(page):
    return Keyboard(page)


@pytest.fixture
def seed(transactional_db, tmp_path):
    """The first article, freshly imported without its record."""
    (tmp_path / SEED.name).write_bytes(SEED.read_bytes())
    (found,) = find([tmp_path])
    Intake().take_in(found)
    return Article.objects.get()


@pytest.fixture
def open_desk(page, admin_user):
    def open_desk(article, **query):
        sign_in(page, admin_user)
        page.goto(reverse("desk:article", args=[article.pk], query=query))
        expect(page.locator("html.scripted")).to_be_attached()
        return page

    return open_desk


def heading(page):
    return page.locator("#panel-heading")


def said(page):
    return page.locator("#said")


def selected_by_mouse(page, words):
    """Select words of one text node of the article by dragging the mouse over them."""
    box = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at >= 0) {
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + words.length);
                    const boxes = range.getClientRects();
                    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
                    const isRtl = getComputedStyle(node.parentElement).direction === "rtl";
                    const y = box => box.top + box.height / 2;
                    return isRtl ? [first.right - 1, y(first), last.left, y(last)]
                                 : [first.left + 1, y(first), last.right, y(last)];
                }
            }
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    page.mouse.move(box[2], box[3])
    page.mouse.up()
    assert page.evaluate("window.getSelection().toString()").strip() == words


# The day of an editor


def test_from_the_fresh_import_to_thirteen_confirmed_and_a_claim_published(seed, open_desk, keyboard):
    page = open_desk(seed)
    for number in range(1, 14):
        expect(heading(page)).to_contain_text(f"Quotation {number} of 13: proposed")
        keyboard.press("c")
        expect(said(page)).to_contain_text("Confirmed:")
    expect(heading(page)).to_contain_text("Quotation 13 of 13: confirmed")
    keyboard.press(*"kkkkkkkkk")
    expect(heading(page)).to_contain_text("Quotation 4 of 13")
    keyboard.press("t")
    expect(page.locator("#do-tie")).to_be_focused()
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("New claim")
    keyboard.press("p")
    expect(page.get_by_role("button", name="Publish")).to_be_focused()
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Published:")

    quotes = Quote.objects.confirmed().order_by("passages__start")
    found = [(quote.kind, quote.speaker.name, quote.content) for quote in quotes]
    assert len(found) == 13
    for (kind, speaker, content), (right_kind, right_speaker, begins, ends) in zip(found, IN_THE_SEED, strict=True):
        assert (kind, speaker) == (right_kind, right_speaker)
        assert content.startswith(begins)
        assert content.endswith(ends)
    (claim,) = Claim.objects.public()
    assert claim.statement == (
        "Cubans lost their lives while attempting to defend Nicolás Maduro during the U.S. military operation."
    )
    assert keyboard.pressed <= 60


# Words, to the character

PLAIN = "Ana Ruiz said the bridge is quite safe and the toll is low. Nobody asked why."
ODD = "👩‍👩‍👧 Ana 😀 said: “el café de José está 🇫🇷 bien”, and left 🎉 early."
APART = "Rene\u0301 🎉 said the cafe\u0301 of Jose\u0301 is open."  # the accents are characters of their own
RIGHT_TO_LEFT = "قال الوزير 😀 إن الجسر آمن تماما اليوم."


def test_words_selected_with_the_mouse_become_the_bounds(open_desk, keyboard):
    revision = laid_out(PLAIN)
    quote = proposed(revision, "the bridge is quite safe and the toll is low")
    page = open_desk(revision.article)
    selected_by_mouse(page, "the bridge is quite safe")  # which begins where the quotation, a link, does
    keyboard.press("b")
    expect(said(page)).to_contain_text("It now reads: “the bridge is quite safe”")
    assert [passage.text for passage in quote.passages.all()] == ["the bridge is quite safe"]


@pytest.mark.parametrize("separator", ["\n\n", "\r\n\r\n"])
@pytest.mark.parametrize(
    "words",
    [
        *("el café de José", "José está 🇫🇷 bien", "😀 said", "left 🎉 early", "الجسر آمن"),
        *("the cafe\u0301 of Jose\u0301", "Jose\u0301 is open", "Rene\u0301 🎉 said"),
    ],
)
def test_any_script_is_selected_to_the_character(open_desk, keyboard, separator, words):
    odd = [paragraph.replace(" and", "\r\nand") for paragraph in ("😀 First.", ODD, APART, RIGHT_TO_LEFT)]
    revision = laid_out(*odd, separator=separator)
    page = open_desk(revision.article)
    selected_by_mouse(page, words)
    keyboard.press("n")
    expect(said(page)).to_contain_text(f"New quotation: “{normalize('NFC', words)}”")  # so messages are written
    made = Quote.objects.get().passages.get()
    assert (made.text, revision.text[made.start : made.end]) == (words, words)


def test_a_selection_over_paragraphs_gives_several_passages(open_desk, keyboard):
    revision = laid_out("First she 😀 spoke.", "Then she left.")
    page = open_desk(revision.article)
    page.locator("#text p").first.click(position={"x": 2, "y": 10})
    page.keyboard.press("ControlOrMeta+a")
    keyboard.press("n")
    expect(said(page)).to_contain_text("New quotation")
    assert Quote.objects.get().content == "First she 😀 spoke. … Then she left."


def test_the_ends_are_moved_by_words_and_characters_with_keys_alone(open_desk, keyboard):
    revision = laid_out(PLAIN)
    quote = proposed(revision, "the bridge is quite safe")
    page = open_desk(revision.article)
    keyboard.press("b", "ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "ArrowUp", "ArrowRight", "Shift+ArrowRight")
    expect(page.locator("#choosing")).to_contain_text("Start of passage: “ridge i")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("It now reads: “ridge i”")
    expect(page.locator("#choosing")).to_have_text("")
    keyboard.press("b", "ArrowRight", "ArrowRight", "Escape")
    expect(page.locator("#choosing")).to_contain_text("Left as it was.")
    assert [passage.text for passage in quote.passages.all()] == ["ridge i"]


def test_a_character_is_what_an_editor_sees_as_one_and_right_to_left_goes_left(open_desk, keyboard):
    revision = laid_out(ODD, RIGHT_TO_LEFT)
    first, second = proposed(revision, "José está"), proposed(revision, "الجسر")
    page = open_desk(revision.article)
    keyboard.press("b", "ArrowRight")
    expect(page.locator("#choosing")).to_contain_text("está 🇫🇷”")
    keyboard.press("ArrowUp", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    expect(said(page)).to_contain_text("It now reads: “é está 🇫🇷”")
    assert first.passages.get().text == "é está 🇫🇷"
    keyboard.press("j")
    expect(heading(page)).to_contain_text("Quotation 2 of 2")
    keyboard.press("b", "ArrowLeft", "Enter")
    expect(said(page)).to_contain_text("It now reads: “الجسر آمن”")
    assert second.passages.get().text == "الجسر آمن"


def test_an_accent_of_its_own_stays_with_its_letter(open_desk, keyboard):
    revision = laid_out(APART)
    quote = proposed(revision, "Jose\u0301 is")
    page = open_desk(revision.article)
    keyboard.press("b", "Shift+ArrowLeft", "Shift+ArrowLeft")
    expect(page.locator("#choosing")).to_contain_text("Jose\u0301”")
    keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#choosing")).to_contain_text("Jos”")
    keyboard.press("Shift+ArrowRight", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    expect(said(page)).to_contain_text("It now reads: “e\u0301”")
    made = quote.passages.get()
    assert (made.text, made.end - made.start) == ("e\u0301", 2)


def test_a_new_quotation_is_chosen_with_keys_alone_and_gets_all_its_parts(open_desk, keyboard):
    revision = laid_out(PLAIN, "“It rains,” Eva Sol told The Globe on Monday, “and it pours.”")
    ActorFactory(name="The Globe")
    page = open_desk(revision.article)
    keyboard.press("n", "j", "j")
    expect(page.locator("#choosing")).to_contain_text("it pours.”")
    for _word in range(14):
        keyboard.press("ArrowLeft")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Who says it?")
    selected_by_mouse(page, "“and it pours.”")
    keyboard.press("+")
    expect(said(page)).to_contain_text("It now reads:")
    selected_by_mouse(page, "Eva Sol")
    keyboard.press("f")
    expect(said(page)).to_contain_text("source “Eva Sol”")
    selected_by_mouse(page, "told")
    keyboard.press("v")
    expect(said(page)).to_contain_text("cue “told”")
    selected_by_mouse(page, "The Globe")
    keyboard.press("l")
    expect(page.locator("#new-relay select")).to_be_focused()
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Relay: “The Globe”")
    keyboard.press("d", "s")
    expect(page.locator("#do-speaker")).to_be_focused()
    keyboard.type("Eva Sol")
    keyboard.press("Enter")
    expect(page.locator("#new-kind")).to_be_focused()
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Added to the registry")
    keyboard.press("c")
    expect(said(page)).to_contain_text("Confirmed: Eva Sol")
    quote = Quote.objects.get()
    assert (quote.kind, quote.content) == ("direct", "“It rains,” … “and it pours.”")
    assert (quote.source_text, quote.cue_text, quote.relays.get().text) == ("Eva Sol", "told", "The Globe")


# Keys, speakers, claims


def test_confirming_without_a_speaker_asks_for_one_and_names_and_aliases_find_them(open_desk, keyboard):
    revision = laid_out(PLAIN)
    quote = proposed(revision, "the toll is low")
    ActorFactory(name="José Mujica").names.create(name="El Pepe")
    page = open_desk(revision.article)
    keyboard.press("c")
    expect(said(page)).to_contain_text("Who said it?")
    expect(page.locator("#do-speaker")).to_be_focused()
    keyboard.type("el pepe")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Speaker: José Mujica.")
    keyboard.press("c")
    expect(said(page)).to_contain_text("Confirmed")
    quote.refresh_from_db()
    assert quote.state == Quote.State.CONFIRMED


def test_keys_pressed_fast_are_done_one_after_the_other_on_what_is_current_by_then(open_desk, keyboard):
    revision = laid_out(PLAIN)
    speaker = ActorFactory()
    quotes = [proposed(revision, words, speaker=speaker) for words in ("the bridge", "quite safe", "the toll", "low")]
    page = open_desk(revision.article)
    keyboard.press(*"jckcdu")
    expect(said(page)).to_contain_text("Taken back: Kind")
    states = [Quote.objects.get(pk=quote.pk).state for quote in quotes]
    # j: the second; c: done, on to the third; k: back to the second; c: it is confirmed already; d and u cancel out.
    assert states == ["proposed", "confirmed", "proposed", "proposed"]


def test_an_editor_rejects_with_a_reason_and_takes_it_back(open_desk, keyboard):
    revision = laid_out(PLAIN)
    quote = proposed(revision, "the toll is low")
    page = open_desk(revision.article)
    keyboard.press("r")
    expect(page.locator("#do-reject")).to_be_focused()
    keyboard.type("c j u")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Rejected")
    quote.refresh_from_db()
    assert (quote.state, quote.note) == ("rejected", "c j u")
    keyboard.press("u")
    expect(said(page)).to_contain_text("Taken back: Rejected")
    quote.refresh_from_db()
    assert quote.state == "proposed"


def test_a_claim_is_found_tied_and_turned(open_desk, keyboard):
    revision = laid_out(PLAIN)
    quote = proposed(revision, "the toll is low")
    claim = ClaimFactory(statement="Crossing is cheap.")
    page = open_desk(revision.article)
    keyboard.press("t", "ArrowDown")
    expect(page.locator("#find-claim")).to_be_focused()
    keyboard.type("cheap")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Tied to: Crossing is cheap.")
    keyboard.press("e")
    expect(page.locator("[data-stance]")).to_be_focused()
    keyboard.press("ArrowDown", "Enter")
    expect(said(page)).to_contain_text("It denies: Crossing is cheap.")
    assert quote.assertions.get(claim=claim).stance == "denies"


def test_all_above_a_confidence_are_confirmed_in_two_keys(seed, open_desk, keyboard):
    sure = Quote.objects.filter(confidence__gte=USUAL_BAR, speaker__isnull=False).count()
    assert sure > 1
    page = open_desk(seed)
    keyboard.press("a")
    expect(page.get_by_role("button", name="Confirm these")).to_be_focused()
    keyboard.press("Enter")
    expect(said(page)).to_contain_text(f"{sure} quotations confirmed.")
    keyboard.press("u")
    expect(said(page)).to_contain_text(f"Taken back: {sure} quotations confirmed.")
    assert not Quote.objects.confirmed().exists()


def test_keys_pressed_before_the_script_is_there_are_done_once_it_is(open_desk, keyboard):
    revision = laid_out(PLAIN)
    quote = proposed(revision, "the toll is low", kind="indirect")
    page, held = open_desk(revision.article), []  # the desk's script, while it is on its way
    keyboard.press("m")
    expect(said(page)).to_contain_text("Kind: mixed")
    page.route("**/claims/desk.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    expect(page.locator("#do-undo")).to_be_visible()
    page.locator("#do-reject").focus()
    keyboard.type("u")
    page.locator("#panel-heading").focus()
    keyboard.press("u", "d")
    assert Quote.objects.get(pk=quote.pk).kind == "mixed"
    held.pop().continue_()
    expect(said(page)).to_contain_text("Kind: direct")
    page.locator("#do-undo").click()
    expect(said(page)).to_contain_text("Taken back: Kind: direct")
    expect(page.locator("#do-undo")).to_have_count(0)  # "u" took the first step back, and what was typed did nothing
    assert Quote.objects.get(pk=quote.pk).kind == quote.kind


def test_the_next_article_is_one_key_away_and_undoing_leads_back(open_desk, keyboard):
    one, other = [laid_out(PLAIN).article for _ in range(2)]
    for article in (one, other):
        proposed(article.revisions.get(), "the toll is low")
    page = open_desk(other)
    keyboard.press("m")
    expect(said(page)).to_contain_text("Kind: mixed")
    keyboard.press("g")
    page.wait_for_url(f"**/desk/{one.pk}/")
    expect(page.locator("html.scripted")).to_be_attached()
    keyboard.press("u")
    page.wait_for_url(f"**/desk/{other.pk}/**")


def test_keys_are_shown_and_switched_off_for_good(open_desk, keyboard):
    revision = laid_out(PLAIN)
    for words in ("the bridge", "the toll"):
        proposed(revision, words)
    page = open_desk(revision.article)
    keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of the desk")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    for _time in range(2):
        keyboard.press("j")
        expect(heading(page)).to_contain_text("Quotation 1 of 2")
        page.reload()
        expect(page.locator("html.scripted")).to_be_attached()
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_role("checkbox").check()
    keyboard.press("Escape", "j")
    expect(heading(page)).to_contain_text("Quotation 2 of 2")


def test_a_click_goes_from_the_innermost_quotation_outwards(open_desk):
    revision = laid_out(PLAIN)
    outer, inner = proposed(revision, "the bridge is quite safe and the toll is low"), proposed(revision, "quite safe")
    page = open_desk(revision.article)
    for current in (inner, outer, inner):
        page.locator("#text a", has_text="quite safe").click()
        expect(page.locator("#panel .quotation")).to_have_attribute("data-quote", str(current.pk))


def test_two_editors_at_one_quotation(open_desk, new_page, keyboard, transactional_db):
    revision = laid_out(PLAIN)
    proposed(revision, "the toll is low", speaker=ActorFactory(name="Ana Ruiz"))
    page = open_desk(revision.article)
    user = UserFactory(is_superuser=True)
    user.set_password("password")
    user.save()
    other = sign_in(new_page(), user)
    other.goto(reverse("desk:article", args=[revision.article_id]))
    expect(other.locator("html.scripted")).to_be_attached()
    other.keyboard.press("i")
    expect(said(other)).to_contain_text("Kind: indirect")
    keyboard.press("r")
    keyboard.type("typed with care")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Somebody changed this quotation meanwhile, so nothing was done.")
    expect(page.locator("#do-reject")).to_have_value("typed with care")
    expect(page.get_by_role("button", name="indirect")).to_have_attribute("aria-pressed", "true")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("Rejected")


def test_signed_out_meanwhile_nothing_is_lost(open_desk, keyboard):
    revision = laid_out(PLAIN)
    proposed(revision, "the toll is low")
    page = open_desk(revision.article)
    keyboard.press("r")
    keyboard.type("why")
    page.context.clear_cookies(name="sessionid")
    keyboard.press("Enter")
    expect(said(page)).to_contain_text("You are signed out, so nothing was done.")
    expect(page.locator("#do-reject")).to_have_value("why")


# Everybody


def test_everything_works_without_a_script(new_page, admin_user, seed):
    page = sign_in(new_page(java_script_enabled=False), admin_user)
    page.goto(reverse("desk:article", args=[seed.pk]))
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(heading(page)).to_contain_text("Quotation 2 of 13: proposed")
    page.get_by_label("Why it is rejected").fill("no")
    page.get_by_role("button", name="Reject").click()
    page.get_by_text("Speaker", exact=True).click()
    page.get_by_label("Name of the speaker").fill("ciber")
    page.locator("#part-speaker").get_by_role("button", name="Find").click()
    page.get_by_role("button", name="CiberCuba").click()
    expect(said(page)).to_contain_text("Speaker: CiberCuba.")
    page.get_by_role("button", name="Take back").click()
    expect(said(page)).to_contain_text("Taken back: Speaker")
    page.get_by_text("New quotation", exact=True).click()
    page.get_by_label("Words", exact=True).fill("Padrino did not specify")
    page.get_by_role("button", name="Propose it").click()
    expect(said(page)).to_contain_text("New quotation: “Padrino did not specify”")
    expect(page.get_by_role("button", name="Keys")).not_to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_desk_is_accessible(new_page, admin_user, axe_findings, seed, scheme, width):
    for state in ("confirmed", "rejected"):
        extra = {"confirmed": True} if state == "confirmed" else {"state": state}
        proposed(seed.revisions.get(), "Maduro frequently changed residences", **extra)
    page = sign_in(new_page(color_scheme=scheme, viewport={"width": width, "height": 900}), admin_user)
    page.goto(reverse("desk:article", args=[seed.pk]))
    expect(page.locator("html.scripted")).to_be_attached()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("?")
    assert axe_findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert axe_findings(page) == []
    page.goto(reverse("desk:sure", args=[seed.pk]))
    assert axe_findings(page) == []


# Signed out, and in again


@pytest.fixture
def two_proposals(transactional_db):
    revision = laid_out("Ana Ruiz said “the bridge is safe” and “the toll is low”.")
    speaker = ActorFactory(name="Ana Ruiz")
    return [proposed(revision, words, speaker=speaker) for words in ("“the bridge is safe”", "“the toll is low”")]


def in_another_tab(page, user=None):
    """Sign out in another tab of the same browser; then in again as ``user``, if one is given."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if user:
        tab = page.context.new_page()
        sign_in(tab, user)
        tab.close()


def test_after_signing_in_again_elsewhere_the_next_key_does_what_it_says(open_desk, admin_user, two_proposals):
    page = open_desk(two_proposals[0].revision.article)
    in_another_tab(page, admin_user)
    page.keyboard.press("c")
    expect(said(page)).to_contain_text("Confirmed: Ana Ruiz")


def test_signed_out_the_text_and_the_panel_stay_at_one_quotation_and_nothing_typed_is_lost(
    open_desk, admin_user, two_proposals
):
    first, _second = two_proposals
    page = open_desk(first.revision.article)
    in_another_tab(page)
    page.keyboard.press("j")
    expect(said(page)).to_contain_text("You are signed out, so nothing was done.")
    expect(page.locator("#desk")).to_have_attribute("data-current", str(first.pk))
    expect(heading(page)).to_contain_text("Quotation 1 of 2")
    page.keyboard.press("r")
    page.keyboard.type("misread")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("What you typed is still here")
    expect(page.locator("#do-reject")).to_have_value("misread")
    in_another_tab(page, admin_user)
    page.locator("#do-reject").press("Enter")
    expect(said(page)).to_contain_text("Rejected")
    first.refresh_from_db()
    assert first.note == "misread"


def test_nothing_is_done_in_the_name_of_somebody_else_who_signed_in(open_desk, two_proposals):
    page = open_desk(two_proposals[0].revision.article)
    other = UserFactory(username="eva", password="password", is_superuser=True)
    in_another_tab(page, other)
    page.keyboard.press("c")
    expect(said(page)).to_contain_text("You are signed in as eva by now, so nothing was done.")
    page.keyboard.press("c")
    expect(said(page)).to_contain_text("Confirmed: Ana Ruiz")


def test_one_enter_ties_nothing_that_readers_see(open_desk, keyboard, two_proposals):
    quote, _second = two_proposals
    claim = ClaimFactory(published=True, statement="The bridge is safe for lorries")
    page = open_desk(quote.revision.article)
    keyboard.press("c")
    expect(said(page)).to_contain_text("Confirmed")
    keyboard.press("k", "t")
    page.locator("#find-claim").fill("bridge lorries")
    expect(page.locator("#claims [data-choice]")).to_have_count(1)
    keyboard.press("Enter", "Enter", "Enter")
    expect(page.locator("#ask")).to_contain_text("Ana Ruiz asserts: “The bridge is safe for lorries”")
    assert claim.assertions.count() == 1
    keyboard.press("p", "Enter")
    expect(said(page)).to_contain_text("Tied to: The bridge is safe for lorries")
    assert claim.assertions.count() == 2


def test_two_editors_with_a_quotation_that_becomes_public_between_them(open_desk, new_page, two_proposals):
    quote, _second = two_proposals
    claim = ClaimFactory(statement="The bridge is safe", said_where="A speech")
    page = open_desk(quote.revision.article)
    other = new_page()
    sign_in(other, UserFactory(username="eva", password="password", is_superuser=True))
    other.goto(page.url)
    expect(other.locator("html.scripted")).to_be_attached()
    other.keyboard.press("c")
    expect(said(other)).to_contain_text("Confirmed")
    page.keyboard.press("r")
    page.keyboard.type("misread")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Somebody changed this quotation meanwhile, so nothing was done.")
    expect(page.locator("#do-reject")).to_have_value("misread")
    assert claim.assertions.count() == 0

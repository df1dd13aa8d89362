"""The admin in a real browser: under our content security policy, for everybody, and the way of an editor through it.

The first tests also hold what the browser fixtures promise.
"""

from base64 import b32decode

import pytest
from django.contrib import admin
from django.urls import reverse
from django_otp.oath import TOTP
from playwright.sync_api import expect

from claims.models import Claim
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    CorrectionFactory,
    EvidenceFactory,
    ParagraphFactory,
    QuoteFactory,
    SectionFactory,
)
from tests.newsroom.test_admin import FACTORIES, make


@pytest.fixture
def signed_in(page, admin_user):
    return sign_in(page, admin_user)


def sign_in(page, user):
    page.goto("/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    return page


def test_an_editor_signs_in_without_a_complaint_of_the_browser(signed_in):
    assert signed_in.get_by_role("heading", name="Articles and claims").is_visible()


def test_the_sign_in_page_is_accessible(page, axe_findings):
    page.goto("/admin/login/")

    assert axe_findings(page) == []


def test_one_time_passwords_are_set_up_with_a_picture_and_codes(signed_in, axe_findings):
    signed_in.get_by_role("link", name="One-time password").click()

    assert signed_in.get_by_role("img", name="QR code of the key").bounding_box()["width"] > 150
    assert axe_findings(signed_in) == []
    key = signed_in.locator("code").inner_text().replace(" ", "")
    signed_in.get_by_label("One-time code").fill(f"{TOTP(b32decode(key + '=' * (-len(key) % 8))).token():06}")
    signed_in.get_by_role("button", name="Turn on").click()

    assert signed_in.locator("main li code").count() == 10
    assert axe_findings(signed_in) == []
    assert signed_in.get_by_text("From now on you sign in with a one-time password.").is_visible()
    signed_in.get_by_role("link", name="I have kept them").click()
    assert signed_in.get_by_role("heading", name="Articles and claims").is_visible()


def test_scripts_of_the_admin_run_under_the_policy(signed_in):
    signed_in.goto("/admin/auth/group/add/")

    assert signed_in.locator(".selector-available").is_visible()


def test_a_script_in_a_page_is_not_run_and_complained_about(page, complaints):
    page.goto("/admin/login/")

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a onclick=\"window.ran = true\">here</a>')")
    page.get_by_text("here").click()

    assert page.evaluate("window.ran") is None
    assert "violates the following Content Security Policy directive" in complaints.pop()


def test_an_error_in_a_script_and_on_the_console_is_a_complaint(page, complaints):
    page.goto("/admin/login/")

    page.evaluate("setTimeout(() => { console.error('said'); throw new Error('thrown') })")
    page.wait_for_timeout(100)

    assert sorted(complaints) == ["said", "thrown"]
    complaints.clear()


def test_axe_findings_tell_the_rule_and_the_place(page, axe_findings):
    page.set_content("<html lang='en'><title>t</title><main><h1>t</h1><img src='data:,'></main></html>")

    (finding,) = axe_findings(page)

    assert finding.startswith("image-alt (critical): ")
    assert finding.endswith("[['img']]")


def test_every_screen_is_accessible_and_silent(signed_in, axe_findings, complaints):
    assert findings_in(signed_in, [*lists_and_forms(), *other_screens()], axe_findings, complaints) == {}


def test_the_dark_screens_are_accessible_too(new_page, admin_user, axe_findings, complaints):
    page = sign_in(new_page(color_scheme="dark"), admin_user)

    assert findings_in(page, other_screens(), axe_findings, complaints) == {}


def lists_and_forms():
    for model, screen in admin.site._registry.items():
        thing = model._default_manager.first() or make(model)[0]
        name = f"admin:{screen.opts.app_label}_{screen.opts.model_name}"
        yield from (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[thing.pk]))


def other_screens():
    """One of each kind that is no form of a stored thing."""
    quote = QuoteFactory()
    yield reverse("admin:index")
    yield from (reverse(f"admin:claims_quote_{page}") for page in ("changelist", "add"))
    yield from (reverse(f"admin:claims_quote_{page}", args=[quote.pk]) for page in ("history", "delete"))
    yield reverse("admin:claims_quote_verb", args=[quote.pk, "reject"])


def test_lists_with_long_texts_need_no_scrolling_sideways(new_page, admin_user):
    words, name = "a long statement of many plain words " * 12, "Ministry of Bridges and Tunnels " * 5
    text = f"It said {words.strip()} in a statement."
    speaker = ActorFactory(name=name.strip(), description=words[:200].strip())
    article = {"headline": words.strip(), "publisher": speaker, "file_name": f"{'long' * 20}.txt"}
    quote = QuoteFactory(
        passages=[words.strip()],
        **{"confirmed": True, "speaker": speaker, "revision__text": text}
        | {f"revision__article__{key}": value for key, value in article.items()},
    )
    tie = AssertionFactory(quote=quote, claim__statement=words.strip())
    CorrectionFactory(note=words)
    EvidenceFactory(claim=tie.claim, title=words[:200], source=words[:200])
    page = sign_in(new_page(viewport={"width": 1280, "height": 800}), admin_user)

    too_wide = {}
    for model, screen in admin.site._registry.items():
        page.goto(reverse(f"admin:{screen.opts.app_label}_{screen.opts.model_name}_changelist"))
        hidden = page.evaluate(
            "[...document.querySelectorAll('html, .results')].map(box => box.scrollWidth - box.clientWidth)"
        )
        too_wide |= {model.__name__: hidden} if max(hidden) > 0 else {}
    assert too_wide == {}


def findings_in(page, addresses, axe_findings, complaints):
    found = {address: findings_at(page, address, axe_findings, complaints) for address in addresses}
    return {address: findings for address, findings in found.items() if findings}


def findings_at(page, address, axe_findings, complaints):
    page.goto(address)  # waits for all styles and scripts; nothing here is fetched later
    said = list(complaints)
    found = axe_findings(page)
    complaints[:] = said  # axe itself reads style sheets in ways that the policy forbids
    return found


def choose(page, label, typed, option):
    """Search in an autocompleting field and take what is found."""
    page.get_by_role("combobox", name=label, exact=True).last.click()
    page.get_by_role("searchbox", name="Search").fill(typed)
    page.locator(".select2-results__option", has_text=option).click()


def test_from_a_proposed_quotation_to_a_public_claim(signed_in):
    page = signed_in
    quote = QuoteFactory(revision__article__headline="Bridges")
    section = SectionFactory(revision=quote.revision)
    ParagraphFactory(section=section, start=0, end=len(quote.revision.text) - 1)
    ActorFactory(name="José Padrino")

    page.goto(reverse("admin:articles_article_change", args=[quote.revision.article.pk]))
    page.get_by_role("link", name="Quotations (1)").click()
    page.get_by_role("link", name="“the bridge is safe”").click()
    page.get_by_role("button", name="Save and confirm").click()
    expect(page.get_by_text("Who said it?")).to_be_visible()
    choose(page, "Speaker", "jose", "José Padrino")
    page.get_by_role("button", name="Save and confirm").click()
    expect(page.get_by_text("Confirmed: 1 quotation.")).to_be_visible()

    page.goto(reverse("admin:claims_claim_add"))
    page.get_by_label("Statement").fill("The bridge is safe.")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("still needs a confirmed quotation that asserts it")).to_be_visible()
    page.get_by_role("button", name="Add another Quotation").click()
    choose(page, "Quotation", "padrino", "“the bridge is safe” – José Padrino")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("Published: 1 claim.")).to_be_visible()

    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_role("heading", name="The bridge is safe")).to_be_visible()
    assert "the bridge is safe" in page.locator("main").inner_text()


def test_what_was_entered_stays_when_a_rule_refuses(signed_in):
    page = signed_in
    quote = QuoteFactory()

    page.goto(reverse("admin:claims_quote_change", args=[quote.pk]))
    page.get_by_label("Text as written").first.fill("the bridge fell")
    page.get_by_label("Note").fill("look at this again")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("doesn't say this word for word")).to_be_visible()
    assert page.get_by_label("Note").input_value() == "look at this again"
    assert page.get_by_label("Text as written").first.input_value() == "the bridge fell"


def test_a_claim_is_withdrawn_with_its_reason(signed_in):
    page = signed_in
    claim = FACTORIES[Claim](published=True)

    page.goto(reverse("admin:claims_claim_change", args=[claim.pk]))
    page.get_by_role("button", name="Save and withdraw…").click()
    page.get_by_label("Reason").fill("The recording was faked.")
    page.get_by_role("button", name="Withdraw").click()

    expect(page.get_by_text("Withdrawn: 1 claim.")).to_be_visible()
    claim.refresh_from_db()
    assert claim.withdrawn_reason == "The recording was faked."

"""The stock admin under our content security policy, and what the browser fixtures promise."""

import pytest


@pytest.fixture
def signed_in(page, admin_user):
    page.goto("/admin/")
    page.get_by_label("Username").fill(admin_user.username)
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    return page


def test_an_editor_signs_in_without_a_complaint_of_the_browser(signed_in):
    assert signed_in.get_by_role("heading", name="Site administration").is_visible()


def test_the_sign_in_page_is_accessible(page, axe_findings):
    page.goto("/admin/login/")

    assert axe_findings(page) == []


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

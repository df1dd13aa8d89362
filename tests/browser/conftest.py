"""A real browser on a real server: what a page complains about fails its test."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, chromium

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    # Playwright's event loop runs in this thread, so Django takes the tests for asynchronous code.
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def complaints():
    """What the pages of a test complained about; a test that expects some looks at them and clears the list."""
    return []


@pytest.fixture
def new_page(browser, live_server, complaints):
    """Open a page of a browser without a past; "/claims/" and the like are addresses of the live server."""
    contexts = []

    def new_page(**options):
        contexts.append(browser.new_context(base_url=live_server.url, **{"locale": "en"} | options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    """A page whose errors, on its console or in its scripts, fail the test."""
    return new_page()


def _is_complaint(said):
    """Browsers ask for /favicon.ico by themselves where a page, such as the stock admin's, names no icon."""
    return said.type in ("error", "warning") and not said.location["url"].endswith("/favicon.ico")


@pytest.fixture
def axe_findings():
    """Return what axe finds in a page that is serious or critical, or ``every`` finding: one line each, with places."""

    def axe_findings(page, *, every=False):
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [
            f"{found['id']} ({found['impact']}): {found['help']}: {[node['target'] for node in found['nodes']]}"
            for found in violations
            if every or found["impact"] in ("serious", "critical")
        ]

    return axe_findings

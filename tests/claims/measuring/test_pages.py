"""The measurement of readers’ pages: each is told, what is too slow or heavy is said, two runs are compared."""

import json
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.measuring import pages
from claims.measuring.pages import Measured
from claims.models import Claim
from tests.claims.pages.building import article_with, published, quotation

PAGES = [
    "claim, while others change",
    "claims, first page",
    "claims by date, page 20",
    "claims by times, page 20",
    "actors, first page",
    "articles, first page",
    "search for a word of half of all claims",
    "the same by date, page 20",
]


@pytest.fixture
def sample(transactional_db):
    """Fill the site with a few public claims; what is kept is kept as for readers."""
    cache.clear()
    for number in range(4):
        words = f"“parliament met {number} times”"
        quote = quotation(article_with(f"She said {words} then."), words)
        published(f"Parliament met {number} times", quote)
    yield
    cache.clear()


def told_by(*arguments):
    """Give what the command prints, and whether it ended with an error."""
    said = StringIO()
    try:
        call_command("measure_pages", "--runs=1", *arguments, stdout=said)
    except CommandError as error:
        return said.getvalue(), str(error)
    return said.getvalue(), ""


@pytest.mark.usefixtures("sample")
class TestTheCommand:
    def test_every_page_is_told_as_readers_get_it_and_as_it_is_made_anew(self):
        lines = told_by()[0].splitlines()
        assert lines[0] == "4 public claims, the fastest of 1 runs"
        assert [line.split("  ")[0] for line in lines[1:]] == [
            *(line for page in PAGES for line in (page, "– made anew")),
            "search for two words, beside icontains",
            "– and its page drawn",
        ]
        assert all(" kB" in line for line in lines[1:-2:2])

    def test_it_leaves_everything_as_it_was(self):
        before = list(Claim.objects.order_by("pk").values())
        told_by()
        assert list(Claim.objects.order_by("pk").values()) == before

    def test_it_fails_where_one_is_too_slow_or_too_heavy(self, monkeypatch):
        fine = Measured("a page", 1, 1, wanted=2)
        for measured, error in [
            (fine, ""),
            (Measured("a page", 3, 1, wanted=2), "as wanted"),
            (Measured("a page", 1, 1, wanted=2, weight=60_001), "as wanted"),
        ]:
            monkeypatch.setattr(
                "claims.management.commands.measure_pages.measure", lambda _runs, told=measured: iter([told])
            )
            said, failed = told_by()
            assert error in failed
            assert bool(failed) == ("(!)" in said) == bool(error)

    def test_two_runs_are_held_together(self, tmp_path, monkeypatch):
        file = tmp_path / "fewer.json"
        said, _error = told_by("--json")
        told = json.loads(said)
        assert told["public_claims"] == 4
        assert [page["name"] for page in told["pages"]][:2] == [PAGES[0], f"{PAGES[0]} – made anew"]
        for slower, error in [(1.2, ""), (1.4, "as wanted")]:
            told["pages"] = [{"name": "a page", "ratio": 2.0}]
            file.write_text(json.dumps(told))
            now = Measured("a page", 2 * slower, 1, wanted=4)
            monkeypatch.setattr(
                "claims.management.commands.measure_pages.measure", lambda _runs, told=now: iter([told])
            )
            said, failed = told_by("--beside", str(file))
            assert f"2.0 × a bare view; now {slower:.2f} × that" in said
            assert error in failed
            assert bool(failed) == bool(error)

    @pytest.mark.parametrize("written", ["", "{}", '{"public_claims": 1, "pages": [1]}'])
    def test_what_is_no_run_is_refused(self, tmp_path, written):
        file = tmp_path / "fewer.json"
        file.write_text(written)
        assert "is not what “measure_pages --json” printed" in told_by("--beside", str(file))[1]
        assert "is not what" in told_by("--beside", str(tmp_path / "nowhere.json"))[1]


@pytest.mark.django_db
def test_it_needs_claims_and_runs():
    with pytest.raises(CommandError, match="load_sample"):
        call_command("measure_pages")
    for number in range(2):
        published(f"The bridge is safe {number}", said_where="A speech.")
    with pytest.raises(CommandError, match="one run or more"):
        call_command("measure_pages", "--runs=0")


@pytest.mark.usefixtures("sample")
def test_the_ratios_mean_what_they_say(monkeypatch):
    """While others change the claim's page asks one query, as the bare view does; made anew it asks many."""
    asked = []
    original = pages._seconds

    def counting(do):
        with CaptureQueriesContext(connection) as queries:
            took = original(do)
        asked.append(len(queries))
        return took

    monkeypatch.setattr(pages, "_seconds", counting)
    list(pages.measure(1))
    [_warm, bare, kept, _bare, _warm, _bare, anew, _bare, *_others] = asked
    assert bare == kept == 1
    assert anew > 10

"""The measurement itself: both screens show the same, and what isn't enough is said."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.measuring import Comparison, compare
from claims.measuring.admin import Asked
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


def test_both_screens_show_the_same_rows():
    ClaimFactory.create_batch(30)
    ClaimFactory(statement="Tarvel has the oldest lighthouse")  # in the middle: its words are searched for
    ClaimFactory.create_batch(30)
    pages = {page.asked.what: page for page in compare(runs=1)}
    first, last, found = pages.values()
    assert (first.stock_rows, first.our_rows, first.both) == (61, 50, 50)
    assert (last.stock_rows, last.our_rows, last.both) == (61, 50, 50)
    assert found.stock_rows == found.our_rows == found.both == 1
    assert all(page.stock > 0 and page.ours > 0 for page in pages.values())


def test_ratio_and_whether_it_is_enough():
    asked = Asked("first page", {}, {}, wanted=8)
    assert Comparison(asked, stock=0.8, ours=0.1, stock_rows=100, our_rows=50, both=50).is_enough
    slow = Comparison(asked, stock=0.4, ours=0.1, stock_rows=100, our_rows=50, both=49)
    assert slow.ratio == 4
    assert not slow.is_enough


def test_command_prints_each_page_and_fails_where_it_is_not_enough():
    ClaimFactory.create_batch(3)
    told = StringIO()
    with pytest.raises(CommandError, match="as wanted"):
        call_command("measure_admin", "--runs=1", stdout=told)
    assert [line.split("  ")[0] for line in told.getvalue().splitlines()[1:]] == [
        *("first page", "last page", "search for two words")
    ]


def test_command_needs_claims_and_runs():
    with pytest.raises(CommandError, match="load_sample"):
        call_command("measure_admin")
    ClaimFactory()
    with pytest.raises(CommandError, match="one run or more"):
        call_command("measure_admin", "--runs=0")

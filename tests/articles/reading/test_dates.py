from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.dates import is_time_of_day, read_date

FOURTH = date(2026, 1, 4)


@pytest.mark.parametrize(
    "text",
    [
        "January 4, 2026",
        "Jan 4, 2026",
        "Jan. 4 2026",
        "JANUARY 4TH, 2026",
        "Sunday, January 4, 2026",
        "Sun January 4, 2026",
        "4 January 2026",
        "4th of January, 2026",
        "the 4th January 2026",
        "Sun 4 Jan 2026 10.00 GMT",
        "4-Jan-2026",
        "2026-01-04",
        "2026/01/04",
        "2026-01-04T10:30:00Z",
        "2026-01-04T10:30:00.123+01:00",
        "2026-01-04 10:30",
        "January 4, 2026 10:31 AM EST",
        "January 4, 2026, 5:31 p.m. ET",
        "January 4, 2026 at 5 p.m.",
        "10:30 AM EST, Sun January 4, 2026",
        "Published January 4, 2026",
        "First published on Sunday, 4 January 2026 at 10:30",
        "Posted: 4 Jan 2026",
        "(January 4, 2026)",
    ],
)
def test_common_english_forms_and_iso(text):
    assert read_date(text).day == FOURTH
    assert read_date(text).problem == ""


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("form", ["%B %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%a %d %B %Y", "%Y-%m-%d"])
def test_every_month(month, form):
    day = date(2025, month, 23)
    assert read_date(day.strftime(form)).day == day


@given(st.dates())
def test_any_day_in_iso_form(day):
    assert read_date(day.isoformat()).day == day


@pytest.mark.parametrize("text", ["13/04/2026", "04/13/2026", "13.4.2026"])
def test_numbers_that_can_mean_one_day_only(text):
    assert read_date(text).day == date(2026, 4, 13)


def test_equal_numbers_mean_one_day_only():
    assert read_date("04/04/2026").day == date(2026, 4, 4)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("01/04/2026", "two ways"),
        ("1-4-2026", "two ways"),
        ("01/04/26", "several ways"),
        ("32/13/2026", "no calendar"),
        ("30 February 2026", "no calendar"),
        ("2026-13-01", "no calendar"),
        ("0000-01-01", "no calendar"),
        ("Sunday, January 4", "no year"),
        ("4 January", "no year"),
    ],
)
def test_what_cannot_be_told_is_not_taken_and_says_why(text, why):
    found = read_date(text)
    assert found.day is None
    assert text in found.problem
    assert why in found.problem


def test_a_wrong_weekday_is_named():
    found = read_date("Monday, January 4, 2026")
    assert found.day == FOURTH
    assert "was a Sunday" in found.problem


@pytest.mark.parametrize("text", ["Updated January 4, 2026", "Last updated: 4 Jan 2026", "Last modified 2026-01-04"])
def test_the_date_of_an_update_is_marked(text):
    assert read_date(text).revised
    assert not read_date("Published January 4, 2026").revised


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "20260104",
        "4",
        "January",
        "January 2026",
        "1/4",
        "10:30",
        "In January 4, 2026",
        "On January 4, 2026, the president spoke.",
        "Maduro captured on January 4, 2026",
        "May",
        "May 4 be with you",
        "1234567890",
        "3.5",
        "192.168.1.2026",
    ],
)
def test_what_is_no_date(text):
    assert read_date(text) is None


@given(st.text())
def test_any_text_is_read_without_failing(text):
    read_date(text)


def test_time_of_day():
    assert is_time_of_day("10:30 a.m. EST")
    assert not is_time_of_day("10")

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.datelines import read_agency_dateline, read_dateline

FOURTH = date(2026, 1, 4)
ANA = ("Ana Torres",)


@pytest.mark.parametrize(
    ("text", "bylines"),
    [
        ("Sunday, January 4, 2026 by Ana Torres", ANA),
        ("January 4, 2026, by Ana Torres", ANA),
        ("By Ana Torres January 4, 2026", ANA),
        ("By Ana Torres, January 4, 2026", ANA),
        ("By Ana Torres on 4 January 2026", ANA),
        ("By Ana Torres and Li Wei, Reuters, Jan. 4, 2026", ("Ana Torres", "Li Wei")),
        ("By Ana Torres | January 4, 2026", ANA),
        ("Ana Torres | January 4, 2026", ANA),
        ("January 4, 2026 · Ana Torres · 5 min read", ANA),
        ("Ana Torres - BBC News - 4 January 2026", ANA),
        ("Published January 4, 2026 | Updated January 5, 2026", ()),
        ("Published January 4, 2026 (Updated January 5, 2026)", ()),
        ("January 4, 2026 10:31 AM EST Updated 2 hours ago", ()),
        ("January 4, 2026 | 10:31 AM", ()),
        ("Caracas, January 4, 2026", ()),
        ("CARACAS, Venezuela, Jan. 4, 2026", ()),
    ],
)
def test_date_and_byline_on_one_line(text, bylines):
    line = read_dateline(text)
    assert line.bylines == bylines
    assert next(each.day for each in line.dates if not each.revised) == FOURTH


def test_a_byline_alone():
    line = read_dateline("By Ana Torres | Reuters")
    assert line.bylines == ANA
    assert line.dates == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Maduro captured",
        "Ana Torres",
        "Ana Torres | Li Wei",
        "Maduro captured | January 4, 2026 | What we know",
        "On Sunday, January 4, 2026 by noon, the forces had left.",
        "Reuters",
        "10:30",
        "2026",
    ],
)
def test_what_is_no_dateline(text):
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("CARACAS, Jan. 4, 2026 (AP) — The president said no.", FOURTH),
        ("CARACAS, Jan 4 (Reuters) - The president said no.", None),
        ("Caracas (AFP) – The president said no.", None),
        ("WASHINGTON, D.C. — The president said no.", None),
        ("CARACAS, Venezuela (AP) --", None),
    ],
)
def test_agency_datelines(text, day):
    line = read_agency_dateline(text)
    assert [each.day for each in line.dates if each.day] == ([day] if day else [])


@pytest.mark.parametrize(
    "text", ["BREAKING — Maduro captured", "The raid (which took an hour) — said he —", "NATO said no."]
)
def test_what_is_no_agency_dateline(text):
    assert read_agency_dateline(text) is None


@given(st.text())
def test_any_text_is_read_without_failing(text):
    read_dateline(text)
    read_agency_dateline(text)

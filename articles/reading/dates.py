"""A date as a line writes it: the common English forms and ISO 8601.

Strict on purpose: the whole text must be the date, with nothing but a weekday, a time of day or a word such
as "Published" beside it; a number alone, a month alone or a year alone is no date. What is a date but can't
be told for certain (01/04/2026, no year, 30 February) is given back without a day and with the problem in
plain words: it is never guessed.
"""

import re
from calendar import day_name
from dataclasses import dataclass
from datetime import date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\.?"
_ZONE = r"(?:\(?(?:[a-z]{1,5}|(?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d\d)?)\)?)"
_AM_PM = r"\s?[ap]\.?m\.?"
_CLOCK = rf"(?:\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:{_AM_PM})?|\d{{1,2}}{_AM_PM}|noon|midnight)(?:\s{_ZONE})?"
_VERB = (
    r"(?P<verb>(?:first |originally )?(?:published|posted|issued|created)"
    r"|(?:last )?(?:updated|modified|revised)|dated?|publication date)(?:\s(?:on|at))?\s?:?"
)
_WRITTEN = (
    rf"{_MONTH}\s{_DAY}(?:,\s?|\s){_YEAR}",  # January 4, 2026
    rf"(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}",  # 4 January 2026
    rf"{_DAY}-{_MONTH}-{_YEAR}",  # 4-Jan-2026
    rf"{_YEAR}(?P<sep>[-/])(?P<month>\d{{1,2}})(?P=sep){_DAY}",  # 2026-01-04
    rf"{_MONTH}\s{_DAY}",
    rf"{_DAY}\s{_MONTH}",
    r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)",  # 01/04/2026
)
_FORMS = tuple(
    re.compile(
        rf"(?:{_VERB}\s?)?(?:{_CLOCK},?\s)?(?:{_WEEKDAY},?\s)?{written}"
        rf"(?:(?:,|\s?@|,?\sat)?\s{_CLOCK}|t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?",
        re.IGNORECASE,
    )
    for written in _WRITTEN
)
_TIME_OF_DAY = re.compile(_CLOCK, re.IGNORECASE)
_LONGEST = 80


@dataclass(frozen=True)
class WrittenDate:
    """A date as found. ``day`` is None when it can't be told; ``problem`` says why, or what is odd."""

    written: str
    day: date | None
    problem: str = ""
    revised: bool = False  # the day of an update, not of publication


def read_date(text: str) -> WrittenDate | None:
    """Read a text that is a date and nothing else; None when it is none. Never raises."""
    text = text.strip(" ()[]")
    if len(text) > _LONGEST:
        return None
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _read_match(text, match.groupdict())
    return None


def is_time_of_day(text: str) -> bool:
    """Whether the text is a time of day and nothing else ("10:30 a.m. EST")."""
    return len(text) <= _LONGEST and _TIME_OF_DAY.fullmatch(text) is not None


def _read_match(text: str, parts: dict[str, str | None]) -> WrittenDate:
    verb = parts.get("verb") or ""
    revised = bool(re.search("updated|modified|revised", verb, re.IGNORECASE))
    day, problem = _day_of(parts)
    if day is None:
        return WrittenDate(text, None, f'The date "{text}" {problem}, so it was not taken.', revised)
    weekday = (parts.get("weekday") or "").lower()
    if weekday and not day_name[day.weekday()].lower().startswith(weekday):
        problem = f'"{text}" was a {day_name[day.weekday()]}: check the date.'
    return WrittenDate(text, day, problem, revised)


def _day_of(parts: dict[str, str | None]) -> tuple[date | None, str]:
    """Return the day, or None and why there is none."""
    year = parts.get("year")
    if year is None:
        return None, "has no year"
    if parts.get("first"):
        return _day_of_numbers(int(parts["first"] or 0), int(parts["second"] or 0), year)
    month = (parts["month"] or "").lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    day = _valid(int(year), number, int(parts["day"] or 0))
    return day, "" if day else "is in no calendar"


def _day_of_numbers(first: int, second: int, year: str) -> tuple[date | None, str]:
    """Read 01/04/2026, where only a day over 12 or two equal numbers tell day from month."""
    if len(year) == 2:
        return None, "can be read in several ways"
    days = {_valid(int(year), first, second), _valid(int(year), second, first)} - {None}
    if not days:
        return None, "is in no calendar"
    if len(days) == 2:
        return None, "can be read in two ways (day or month first)"
    return days.pop(), ""


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

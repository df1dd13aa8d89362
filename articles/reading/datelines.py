"""The line that says when, where and by whom: date and byline together or either of them alone."""

import re
from dataclasses import dataclass

from articles.reading.bylines import is_person, read_byline
from articles.reading.dates import WrittenDate, is_time_of_day, read_date
from articles.reading.outlets import is_outlet

_LONGEST = 250
_BETWEEN_PARTS = re.compile(
    r"\s+[|·•–—/-]\s+|\s*[|·•;]\s*|\s*\((?=(?:last )?updated\b)|\s+(?=(?:last )?updated\b)", re.IGNORECASE
)
_DATE_THEN_BY = re.compile(r"(?P<date>.{4,80}?\d\S*),?\s(?P<by>by\s.+)", re.IGNORECASE)
_BY_THEN_DATE = re.compile(
    r"(?P<by>by\s.+?)(?:,?\son|,)?\s(?P<date>(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec|publ|post|last|upda)[a-z]*\b).*)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-ZÀ-Þ][^\d|()]{1,50}")
_ASIDE = re.compile(
    r"\d+[ -]min(?:ute)?s?(?: read)?|(?:(?:last )?(?:updated|published|posted) )?(?:\d+|an?) \w+ ago",
    re.IGNORECASE,
)

# "CARACAS, Jan 4 (Reuters) - ", "CARACAS, Venezuela (AP) — ", "CARACAS — "
_AGENCY_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^()|\"“]{1,70}?)\s?\((?P<agency>[A-Z][\w .&/]{1,25})\)\s?[-–—]{1,2}\s"
    r"|(?!BREAKING|EXCLUSIVE|LIVE|UPDATE|WATCH|VIDEO|OPINION|ANALYSIS)"
    r"(?P<bare>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:,\s[A-ZÀ-Þ][\w. ]{1,25})?(?:,\s[A-Z][\w. ]{2,14})?)"
    r"\s?(?:--|[–—]|\s-)\s"
)


@dataclass(frozen=True)
class Dateline:
    """What a dateline says; either may be empty."""

    dates: tuple[WrittenDate, ...] = ()
    bylines: tuple[str, ...] = ()


def read_dateline(text: str) -> Dateline | None:
    """Read a line that is a date, a byline or both; None when anything else stands in it.

    Between them may stand "|", "·" or a dash, beside them a time of day, "5 min read", "2 hours ago" or an
    outlet. A name without "By" counts only beside a date and set off by such a mark.
    """
    if len(text) > _LONGEST:
        return None
    dates: list[WrittenDate] = []
    names: list[str] = []
    bare_names: list[str] = []
    for part in filter(None, (part.strip(" ,()") for part in _BETWEEN_PARTS.split(text))):
        if found := _read_part(part):
            dates += found.dates
            names += found.bylines
        elif is_person(part):
            bare_names.append(part)
        elif not (is_time_of_day(part) or _ASIDE.fullmatch(part) or is_outlet(part)):
            return None
    if bare_names and not (dates and not names):
        return None
    return Dateline(tuple(dates), tuple(names + bare_names)) if dates or names else None


def read_agency_dateline(text: str, *, whole: bool = False) -> Dateline | None:
    """Read the place, date and agency that begin a paragraph, or with ``whole`` are all of it; else None.

    A dateline without a date gives an empty Dateline.
    """
    match = _AGENCY_DATELINE.match(f"{text[:150]} ")
    if not match or (whole and match.end() < len(text)):
        return None
    return _read_place_then_date((match["place"] or match["bare"]).strip(" ,")) or Dateline()


def _read_part(part: str) -> Dateline | None:
    if day := read_date(part):
        return Dateline((day,))
    if names := read_byline(part):
        return Dateline((), names)
    return _read_date_and_byline(part) or _read_place_then_date(part)


def _read_date_and_byline(part: str) -> Dateline | None:
    for form in (_DATE_THEN_BY, _BY_THEN_DATE):
        match = form.fullmatch(part)
        day = read_date(match["date"].strip(" ,")) if match else None
        names = read_byline(match["by"].strip(" ,")) if match else None
        if day and names:
            return Dateline((day,), names)
    return None


def _read_place_then_date(part: str) -> Dateline | None:
    """Read "Caracas, January 4, 2026" and "Caracas, Venezuela, January 4, 2026"."""
    words = part.split(", ")
    for after in (1, 2):
        day = read_date(", ".join(words[after:]))
        if day and _PLACE.fullmatch(", ".join(words[:after])):
            return Dateline((day,))
    return None

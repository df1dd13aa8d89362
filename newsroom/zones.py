"""Which zone a time is told in: the newsroom's (``TIME_ZONE``), by name.

``newsroom/formats`` writes the zone after each time; ``zones.js`` says beside it what the time is on the clock of
whoever looks, where that differs. So a time is marked up as one (``timed``) wherever editors see it.
"""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name, localtime, now


def zone_name() -> str:
    """Return the newsroom's zone as a form names it: "America/Caracas (UTC-04:00)"; the distance is today's."""
    name, distance = get_current_timezone_name(), f"{localtime(now()):%z}"
    return name if name == "UTC" else f"{name} (UTC{distance[:3]}:{distance[3:]})"


def written(moment: datetime, form: str = "DATETIME_FORMAT") -> str:
    """Write a time with its zone, as the present language has it."""
    return date_format(localtime(moment), form)


def timed(moment: datetime, words: str = "") -> SafeString:
    """Mark a time up as one, in these ``words``, else as ``written``."""
    return format_html(
        '<time datetime="{}">{}</time>', localtime(moment).isoformat(timespec="seconds"), words or written(moment)
    )

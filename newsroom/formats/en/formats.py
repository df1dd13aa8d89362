"""As Django writes English times, with their zone: "Nov. 30, 2026, 2:30 p.m. UTC"."""

DATETIME_FORMAT = "N j, Y, P T"
SHORT_DATETIME_FORMAT = "m/d/Y P T"

"""What looks like nothing: a note of white space, of no-break or zero-width spaces, is no note.

The same characters for Python and PostgreSQL, so that forms, services and constraints agree.
"""

import re

# Control characters and white space; the soft hyphen, joiners and fillers; marks of direction; variation selectors.
BLANK = (
    r"\s\u0001-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
SOMETHING = f"[^{BLANK}]"
"""What a text that says something has: a pattern for ``__regex`` and ``re`` alike."""

_AT_THE_ENDS = re.compile(f"^[{BLANK}]+|[{BLANK}]+$")


def trimmed(text: str) -> str:
    """Return ``text`` without what looks like nothing at its ends; "" where there is nothing else."""
    return _AT_THE_ENDS.sub("", text)

"""Where a text that an editor typed or pasted stands in a revision.

Offsets count characters of the revision's text, end exclusive. Browsers end every line with a carriage
return and a line feed, and pages show many spaces as one, so white space matches white space; keyboards have
straight quotation marks, so those match curly ones. All else must be there to the character, and what is stored is
what the revision says.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.utils.translation import gettext as _

MARKS = ("'‘’‚‛", '"“”„‟')
MOST_PLACES = 6  # named in the question which one is meant


@dataclass(frozen=True)
class Part:
    """The names of the fields that hold one part of a quotation."""

    text: str = "text"
    start: str = "start"
    end: str = "end"


def find(text: str, written: str, start: int | None = None) -> tuple[int, int]:
    """Give start and end of ``text`` in ``written``; ``start`` says which one, where it stands more than once.

    Raises ``ValidationError`` in plain words where it is not there, or more than once and ``start`` is none of them.
    """
    words = text.split()
    if not words:
        raise ValidationError(_("Copy here what the article says."))
    pattern = re.compile(r"\s+".join(map(_pattern, words)))
    if start is not None:
        there = pattern.match(written, start)
        if there:
            return there.span()
    places: list[tuple[int, int]] = []
    found = pattern.search(written)
    while found and len(places) < MOST_PLACES:
        places.append(found.span())
        found = pattern.search(written, found.start() + 1)
    if not places:
        raise ValidationError(_("The revision doesn't say this word for word. Copy it from the article's text."))
    if len(places) > 1:
        starts = ", ".join(str(place[0]) for place in places)
        raise ValidationError(
            _("This stands there more than once. Which one? Give its start: %(starts)s.") % {"starts": starts}
        )
    return places[0]


def _pattern(word: str) -> str:
    return "".join(next((f"[{marks}]" for marks in MARKS if letter in marks), re.escape(letter)) for letter in word)


def place(form: "ModelForm[Any]", part: Part, written: str) -> None:
    """Set text, start and end of a part of the form's instance from what was entered, or add an error to the form.

    A part that was stored with white space at its ends stays as it is while nobody touches it.
    """
    text: str = form.cleaned_data.get(part.text) or ""
    start: int | None = form.cleaned_data.get(part.start)
    stored = form.initial.get(part.text) or ""
    untouched = (
        start is not None and text.split() == stored.split() and written[start : start + len(stored)] == stored != ""
    )
    if untouched:
        begin, end = start or 0, (start or 0) + len(stored)
    else:
        try:
            begin, end = find(text, written, start)
        except ValidationError as error:
            form.add_error(part.text, error)
            return
    _set(form, part, written[begin:end], begin, end)


def clear(form: "ModelForm[Any]", part: Part) -> None:
    """Leave the part out."""
    _set(form, part, "", None, None)


def _set(form: "ModelForm[Any]", part: Part, text: str, start: int | None, end: int | None) -> None:
    form.cleaned_data |= {part.text: text, part.start: start}
    before = getattr(form.instance, part.start), getattr(form.instance, part.end), getattr(form.instance, part.text)
    setattr(form.instance, part.text, text)
    setattr(form.instance, part.start, start)
    setattr(form.instance, part.end, end)
    if before != (start, end, text) and part.start not in form.changed_data:
        form.changed_data.append(part.start)  # it moved: another revision, or another text before it

"""Where a text that an editor typed or pasted stands in a revision.

Offsets count characters of the revision's text, end exclusive. Browsers end every line with a carriage
return and a line feed, and pages show many spaces as one, so white space matches white space; keyboards have
straight quotation marks, so those match curly ones. All else must be there to the character, and what is stored is
what the revision says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.utils.translation import gettext as _

from claims.extraction.proposal import Span
from claims.records import locating
from claims.records.schema import Part as Written

MARKS = ("'‘’‚‛", '"“”„‟')
MOST_ROWS = 1000  # of passages in one form
MOST_PLACES = 6  # named in the question which one is meant
AROUND = 40  # characters shown on each side of such a place


@dataclass(frozen=True)
class Part:
    """The names of the fields that hold one part of a quotation."""

    text: str = "text"
    start: str = "start"
    end: str = "end"


@dataclass(frozen=True)
class Ground:
    """What the parts of a quotation are placed on."""

    text: str
    """Of the revision that the form names."""
    moved: bool = False
    """Whether that is another revision than before, so that stored starts tell nothing."""
    passages: Sequence[Span] = ()
    """Where the passages stand that source, cue and relays belong to; empty if that isn't known."""


def find(
    text: str, written: str, start: int | None = None, *, passages: Sequence[Span] = (), sure: bool = True
) -> tuple[int, int]:
    """Give start and end of ``text`` in ``written``; ``start`` says which one, where it stands more than once.

    What stands more than once and has no ``start``, or one that is not ``sure``, is the one nearest to the
    ``passages``, by the rule of the editorial record. Raises ``ValidationError`` in plain words where it is not
    there, or more than once and none of this tells which; that names the places, with the words around each.
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
    if len(places) == 1:
        return places[0]
    if passages and (start is None or not sure):
        near = _nearest(places, written, passages)
        if near:
            return near
    raise ValidationError(
        [_("This stands there more than once. Which one? Give its start:"), *(_shown(*at, written) for at in places)]
    )


def _nearest(places: list[tuple[int, int]], written: str, passages: Sequence[Span]) -> tuple[int, int] | None:
    """Give the place nearest to the passages; None where none is near, or they are not written alike."""
    if len({written[start:end] for start, end in places}) > 1:
        return None
    try:
        near = locating.locate_near(written, Written(text=written[slice(*places[0])]), passages)
    except locating.NotLocatedError:
        return None
    return near.start, near.end


def _shown(start: int, end: int, written: str) -> str:
    """Give a place with some words around: ``211: … said that [the bridge] is safe …``."""
    before, after = written[max(0, start - AROUND) : start], written[end : end + AROUND]
    return " ".join(f"{start}: …{before}[{written[start:end]}]{after}…".split())


def entered_passages(sent: Mapping[str, Any], prefix: str, text: str) -> list[Span]:
    """Give where the passages stand that were entered in the rows ``prefix`` of a form; empty if one can't be found.

    The form of the quotation is looked at before its rows are, and its source and cue are found by them.
    """
    spans = []
    rows = str(sent.get(f"{prefix}-TOTAL_FORMS"))
    for row in range(min(int(rows) if rows.isdecimal() else 0, MOST_ROWS)):
        given = {field: str(sent.get(f"{prefix}-{row}-{field}") or "") for field in ("text", "start", "DELETE")}
        if given["text"].strip() and not given["DELETE"]:
            start = int(given["start"]) if given["start"].isdecimal() else None
            try:
                spans.append(Span(*find(given["text"], text, start)))
            except ValidationError:
                return []
    return sorted(spans, key=lambda span: span.start)


def _pattern(word: str) -> str:
    return "".join(next((f"[{marks}]" for marks in MARKS if letter in marks), re.escape(letter)) for letter in word)


def place(form: "ModelForm[Any]", part: Part, ground: Ground) -> None:
    """Set text, start and end of a part of the form's instance from what was entered, or add an error to the form.

    A part that was stored with white space at its ends stays as it is while nobody touches it. The start that was
    stored is sure only on the text it was stored for.
    """
    written = ground.text
    text: str = form.cleaned_data.get(part.text) or ""
    start: int | None = form.cleaned_data.get(part.start)
    stored = form.initial.get(part.text) or ""
    kept = start is not None and start == form.initial.get(part.start)
    if kept and ground.moved:
        start = None
    untouched = (
        start is not None and text.split() == stored.split() and written[start : start + len(stored)] == stored != ""
    )
    if untouched:
        begin, end = start or 0, (start or 0) + len(stored)
    else:
        try:
            begin, end = find(text, written, start, passages=ground.passages, sure=not kept)
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
    if start is not None and form.is_bound:  # shown again after an error elsewhere, start and end belong together
        sent: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        sent[form.add_prefix(part.start)] = str(start)
        form.data = sent
    if before != (start, end, text) and part.start not in form.changed_data:
        form.changed_data.append(part.start)  # it moved: another revision, or another text before it

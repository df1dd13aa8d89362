"""Where in a revision the words stand that an editor selected or typed.

A browser that selected words sends their place with them, in characters of the revision's text; the place counts only
if exactly those words stand there. Without a script there is no place, and the words are looked for.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from claims.admin.placing import find
from claims.extraction.proposal import Span

MOST = 50  # passages of one quotation, in one request


def selected(sent: QueryDict, text: str) -> list[Span]:
    """Give the stretches that a browser selected, in order; empty where it sent none.

    The field ``selected`` holds a JSON list of objects with ``start``, ``end`` and ``text``. Raises
    ``ValidationError`` where a stretch of ``text`` is not the one that was selected.
    """
    given = sent.get("selected", "")
    return sorted((_checked(one, text) for one in _read(given)), key=lambda span: span.start) if given else []


def typed(sent: QueryDict, text: str, field: str, passages: Sequence[Span] = ()) -> Span | None:
    """Give where the words stand that were typed into ``field``; None where it is empty.

    Of several places the one nearest to ``passages``. Raises ``ValidationError`` where they stand nowhere, or
    nothing tells which place is meant.
    """
    words = sent.get(field, "")
    return (
        Span(*find(words, text, _number(sent.get(f"{field}-start", "")), passages=passages)) if words.strip() else None
    )


def typed_passages(sent: QueryDict, text: str, held: Sequence[Span]) -> list[Span]:
    """Give where the passages stand that were typed into the fields ``text``, in order.

    Each comes with the number of the passage ``held`` that it was, if it was one, in a field ``was``.
    """
    spans = []
    for words, was in zip(sent.getlist("text"), [*sent.getlist("was"), *[""] * MOST], strict=False):
        if words.strip():
            number = _number(was)
            near = [held[number]] if number is not None and number < len(held) else []
            spans.append(Span(*find(words, text, near[0].start if near else None, passages=near, sure=False)))
    return sorted(spans, key=lambda span: span.start)


def _read(given: str) -> list[dict[str, Any]]:
    try:
        read = json.loads(given)
    except ValueError:
        read = None
    if not isinstance(read, list) or not 0 < len(read) <= MOST or not all(isinstance(one, dict) for one in read):
        raise ValidationError(_("The selection could not be read. Select the words again."))
    return read


def _checked(one: dict[str, Any], text: str) -> Span:
    start, end, words = one.get("start"), one.get("end"), one.get("text")
    if type(start) is not int or type(end) is not int or start < 0 or end <= start or text[start:end] != words:
        raise ValidationError(
            _("“%(words)s” is not what the article says there. Load the page again and select the words again.")
            % {"words": words}
        )
    return Span(start, end)


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None

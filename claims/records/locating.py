"""Exact texts of a record to their places in the article; pure, no database.

All offsets count characters (Unicode code points) of the article's text, end exclusive.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from django.utils.translation import gettext as _

from claims.extraction.proposal import Span
from claims.records.schema import Part

SHOWN = 120  # characters of a text that a message shows
MOST_WORDS, SIZES = 12, (1, 20, 80, 400)  # how long hints are tried: in words, then in characters
SINGLE_MARKS, DOUBLE_MARKS, DASHES = "'’‘‛`´ʼ", '"“”„‟«»', "-–—‐‑−"


class NotLocatedError(ValueError):
    """A text is not in the article, or in several places; the message says what to do."""


def locate(text: str, part: Part) -> Span:
    """Give the one place of ``part`` in ``text``. Raises ``NotLocatedError`` where it is nowhere or there twice."""
    places = occurrences(text, part.text)
    if not places:
        raise NotLocatedError(_missing(text, part.text))
    if part.after or part.before:
        return _hinted(text, part, places)
    if len(places) > 1:
        raise NotLocatedError(
            _(
                "“%(text)s” is in the article %(times)s times. Say which: write it as “text:”, with “after:” and the "
                "words right before it, or “before:” and the words right after it."
            )
            % {"text": _short(part.text), "times": len(places)}
        )
    return Span(places[0], places[0] + len(part.text))


def locate_near(text: str, part: Part, passages: Sequence[Span]) -> Span:
    """Give the place of a source, cue or relay of the quotation with these ``passages`` (never empty).

    With a hint as ``locate``. Else the nearest to the passages in their own paragraph (line), whole words before
    parts of words, outside the passages before inside, before it before after it; so that "he" and "said" need no
    hint where the sentence is plain. Never in another paragraph: when the article is changed to tell the words of
    somebody else, the source may still be named there.
    """
    places = occurrences(text, part.text)
    if part.after or part.before or not places:
        return locate(text, part)
    first = text.rfind("\n", 0, passages[0].start) + 1
    last = text.find("\n", passages[-1].end)
    here = [place for place in places if first < place + len(part.text) and (last == -1 or place < last)]
    if not here:
        raise NotLocatedError(
            _(
                "“%s” is in the article, but not in the paragraph of the quotation. Is it still said of them? Then say "
                "where: write it as “text:”, with “after:” and the words right before it, or “before:” and the words "
                "right after it."
            )
            % _short(part.text)
        )

    def distance(start: int) -> tuple[bool, bool, int, int]:
        end = start + len(part.text)
        inside = any(start < passage.end and passage.start < end for passage in passages)
        gap = min(max(passage.start - end, start - passage.end, 0) for passage in passages)
        return not _whole_words(text, start, end), inside, gap, start

    start = min(here, key=distance)
    return Span(start, start + len(part.text))


def occurrences(text: str, part: str) -> list[int]:
    """Give where ``part`` begins in ``text``, overlapping places too."""
    found, start = [], text.find(part)
    while start != -1:
        found.append(start)
        start = text.find(part, start + 1)
    return found


def hinted(text: str, span: Span, passages: Sequence[Span] = ()) -> Part:
    """Give the part that ``locate`` (or ``locate_near``, with ``passages``) finds at ``span``, with the least hint."""
    exact = text[span.start : span.end]

    def finds(part: Part) -> bool:
        try:
            return (locate_near(text, part, passages) if passages else locate(text, part)) == span
        except NotLocatedError:
            return False

    bare = Part(text=exact)
    if finds(bare):
        return bare
    before, after = text[: span.start], text[span.end :]
    for words in _last_words(before):
        if finds(part := Part(text=exact, after=words)):
            return part
    for words in _first_words(after):
        if finds(part := Part(text=exact, before=words)):
            return part
    return Part(text=exact, after=before, before=after)  # the whole article: surely one place


def _hinted(text: str, part: Part, places: list[int]) -> Span:
    """Give the place that the hint stands at: exactly there, or else with white space between."""
    size = len(part.text)
    for loose in (False, True):
        found = [place for place in places if _stands(text, part, place, place + size, loose=loose)]
        if len(found) == 1:
            return Span(found[0], found[0] + size)
        if found:
            raise NotLocatedError(
                _("the hint fits %(places)s places of “%(text)s”; make it longer.")
                % {"places": len(found), "text": _short(part.text)}
            )
    raise NotLocatedError(
        _(
            "“%s” is in the article, but not where the hint says: “after:” holds the words right before it, “before:” "
            "the words right after it, as the article writes them."
        )
        % _short(part.text)
    )


def _stands(text: str, part: Part, start: int, end: int, *, loose: bool) -> bool:
    if loose:
        while start > 0 and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
    return text.endswith(part.after, 0, start) and text.startswith(part.before, end)


def _whole_words(text: str, start: int, end: int) -> bool:
    cuts_first = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cuts_last = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cuts_first and not cuts_last


def _last_words(text: str) -> list[str]:
    """Give ever longer ends of ``text``: one word, two, three …, then characters, then all; for a hint."""
    starts = [match.start() for match in re.finditer(r"\S+", text)][-12:]
    return (
        [text[start:].rstrip() for start in reversed(starts)] + [text[-n:] for n in (1, 20, 80, 400) if text] + [text]
    )


def _first_words(text: str) -> list[str]:
    ends = [match.end() for match in islice(re.finditer(r"\S+", text), MOST_WORDS)]
    return [*(text[:end].lstrip() for end in ends), *(text[:size] for size in SIZES if text), text]


def _missing(text: str, wanted: str) -> str:
    """Give the message for a text that isn't there: the nearest thing that is."""
    if near := re.search(_loose_pattern(wanted), text, re.IGNORECASE):
        return _("“%(text)s” is not in the article. Did you mean “%(near)s”? %(difference)s") % {
            "text": _short(wanted),
            "near": _short(near.group()),
            "difference": _difference(wanted, near.group()),
        }
    agreed = bisect_right(range(1, len(wanted)), 0, key=lambda size: 0 if wanted[:size] in text else 1)
    if agreed >= min(10, len(wanted)):
        at = text.find(wanted[:agreed])
        return _(
            "“%(text)s” is not in the article. It goes along as far as “%(agreed)s”, then the article says “%(then)s”."
        ) % {
            "text": _short(wanted),
            "agreed": wanted[:agreed][-60:],
            "then": text[at + agreed : at + agreed + 40],
        }
    return _("“%s” is not in the article; copy it from there, mark for mark.") % _short(wanted)


def _loose_pattern(wanted: str) -> str:
    """Give a pattern for ``wanted`` with any quotation marks, dashes and white space in place of its own."""
    classes = {mark: f"[{re.escape(marks)}]" for marks in (SINGLE_MARKS, DOUBLE_MARKS, DASHES) for mark in marks}
    words = ("".join(classes.get(mark, re.escape(mark)) for mark in word) for word in wanted.split())
    return r"\s+".join(words) or r"(?!)"


def _difference(wanted: str, found: str) -> str:
    if wanted.split() == found.split():
        return _("It differs in white space; copy it from the article.")
    if len(wanted) == len(found) and wanted.casefold() == found.casefold():
        return _("It differs in capital letters; copy it from the article.")
    return _(
        "It differs in quotation marks, dashes, white space or capitals (curly “ ” ’ are not straight \" '); copy it "
        "from the article."
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"

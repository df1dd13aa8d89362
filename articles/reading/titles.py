"""Which of the titles at an article's top is the headline and which the publisher.

The headline is the labelled title, else the one given twice, else the first that is neither publisher nor
kicker ("Opinion", "World"). A publisher is a short title that the copyright notice or the link repeats; or,
before the headline, one that names an outlet, or the first where label or repetition tell the headline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.outlets import is_outlet
from articles.vocabulary import ParagraphKind

_MOST_PUBLISHER_WORDS = 5
_KICKER = re.compile(
    r"(?:world|local|national|international|breaking|latest|top)(?: news| stories)?|news|politics|opinion"
    r"|analysis|exclusive|live|explainer|features?|business|sports?|culture|americas|europe|asia|africa"
    r"|middle east|home|investigation|interview|editorial|commentary",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TitleEvidence:
    """What else tells the titles apart."""

    labelled: int | None = None  # the index of the title that a label calls so
    echoes: Sequence[str] = ()  # copyright notices and links, which name the publisher again
    more_follow: bool = False  # whether the next paragraph is a title too


def name_titles(titles: Sequence[str], evidence: TitleEvidence) -> list[ParagraphKind]:
    """Return one kind for each title: at most one headline and one publisher.

    Any other title is a notice before the headline, and a summary after it.
    """
    told = evidence.labelled if evidence.labelled is not None else _repeated(titles)
    chosen = told if told is not None else _first_plain(titles, evidence)
    kinds: list[ParagraphKind] = []
    for at, title in enumerate(titles):
        before = chosen is None or at < chosen
        if at == chosen:
            kind = ParagraphKind.HEADLINE
        elif chosen is not None and is_repeated(title, [titles[chosen]]):
            kind = ParagraphKind.REPEATED
        elif ParagraphKind.PUBLISHER not in kinds and (
            _is_echoed(title, evidence.echoes)
            or (before and _may_be_publisher(title, first_of_told=at == 0 and told is not None))
        ):
            kind = ParagraphKind.PUBLISHER
        else:
            kind = ParagraphKind.NOTICE if before else ParagraphKind.SUMMARY
        kinds.append(kind)
    return kinds


def is_repeated(title: str, earlier: Sequence[str]) -> bool:
    """Whether one of the earlier titles has the same letters and digits."""
    return _letters(title) in map(_letters, earlier)


def _repeated(titles: Sequence[str]) -> int | None:
    return next((at for at, title in enumerate(titles) if is_repeated(title, titles[at + 1 :])), None)


def _first_plain(titles: Sequence[str], evidence: TitleEvidence) -> int | None:
    for at, title in enumerate(titles):
        others_follow = evidence.more_follow or at < len(titles) - 1
        set_off = others_follow and (_is_short_outlet(title) or _KICKER.fullmatch(title))
        if not set_off and not _is_echoed(title, evidence.echoes):
            return at
    return None


def _may_be_publisher(title: str, *, first_of_told: bool) -> bool:
    short = len(title.split()) <= _MOST_PUBLISHER_WORDS
    return _is_short_outlet(title) or (first_of_told and short and not _KICKER.fullmatch(title))


def _is_short_outlet(title: str) -> bool:
    return len(title.split()) <= _MOST_PUBLISHER_WORDS and is_outlet(title)


def _is_echoed(title: str, echoes: Sequence[str]) -> bool:
    letters = _letters(title)
    short = len(title.split()) <= _MOST_PUBLISHER_WORDS
    return short and len(letters) > 2 and any(letters in _letters(echo) for echo in echoes)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()

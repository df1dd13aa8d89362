"""In which words a claim was told: each wording once, against the first one like it: what was lost, what came."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.pages.tellings import Telling
from newsroom.wording import Kind, changes

LONGEST = 3000  # characters; longer quotations stand whole among the tellings and aren't compared
MOST_HEADS = 5  # wordings that others are compared with: the time grows with the tellings, not with their square


@dataclass(frozen=True)
class Wording:
    """The same words, in one telling or several."""

    number: int  # from 1
    words: str
    language: str
    tellings: Sequence[Telling]  # in the order given
    against: "Wording | None"  # the first one that enough of it stayed from; None: it is like none before it


def wordings_of(tellings: Iterable[Telling]) -> list[Wording]:
    """Give the wordings of ``tellings``, the first telling first; none if there is but one.

    Case, quotation marks and punctuation make no other wording. No query where passages and articles were fetched.
    """
    by_key: dict[tuple[str, str], list[tuple[str, Telling]]] = defaultdict(list)
    for telling in tellings:
        words = telling.quote.content
        if len(words) <= LONGEST:
            by_key[telling.article.language, _key(words)].append((words, telling))
    found: list[Wording] = []
    heads: list[Wording] = []
    for (language, _same), group in by_key.items():
        words = group[0][0]
        against = next((head for head in heads if head.language == language and _alike(head.words, words)), None)
        found.append(Wording(len(found) + 1, words, language, [telling for _words, telling in group], against))
        if against is None and len(heads) < MOST_HEADS:
            heads.append(found[-1])
    return found if len(found) > 1 else []


def _alike(before: str, after: str) -> bool:
    """Whether enough stayed to tell what became of it."""
    return any(change.kind is Kind.KEPT for change in changes(before, after))


def _key(words: str) -> str:
    return " ".join(re.findall(r"[^\s.,;:!?…\"'“”„‟‘’‚‛«»‹›「」『』]+", words.casefold()))

"""Claims that may say the same as a statement, for an editor to look at; nothing is decided here.

Two measures, neither of which minds case and accents, each with an index of its own: the share of letters in threes
(finds misspellings and other endings) and the share of words by their stem (finds the same words in another order).
What they miss, and what an editor must see to:

- a paraphrase with other words ("troops entered" and "soldiers marched in"), and other languages;
- who did what to whom: "A struck B" and "B struck A" look alike;
- a negation or a number weighs little among many words: numbers in digits or in English and Spanish words, and the
  commonest English negations are pointed out and lower the likeness, others ("hardly", "three score") are not seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector, TrigramSimilarity
from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from claims.models import Claim, NotSame
from claims.models.claim import ClaimQuerySet
from claims.numbers import numbers_in
from newsroom.text_functions import SearchKey

CONFIG = "newsroom"
LEAST = 0.4  # of likeness; below that claims have a subject in common, not what they say of it
LONGEST = 1000  # characters of a statement that are looked at, as many as a claim's has at most
MOST_WORDS = 40
RANKED = 20_000  # claims that share a word, the newest; ranking more of them is what would cost
WEIGHED = 50  # the best of each measure; these are weighed against each other
DEDUCTION = 0.15  # for what may make the same words say something else
BY_LENGTH = 1  # so that a long statement doesn't win by its many words
START, STOP = "\x02", "\x03"  # around a shared word

NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Near:
    """A claim that may say the same."""

    claim: Claim
    likeness: float
    """From ``LEAST`` to 1."""
    words: tuple[str, ...]
    """What both say, as this claim writes it."""
    merged: str
    """What it was found by, if that is a statement that was merged into it, else ""."""
    differences: tuple[str, ...]
    """What may make it another claim, in plain words: "This says 50, not 5."."""


def near(statement: str, *, besides: Claim | None = None, limit: int = 8) -> list[Near]:
    """Give the claims, of any status, that may say the same as ``statement``, the likest first. One query.

    ``besides`` is the claim whose statement it is, if it is a stored one's; those told apart from it are left out. A
    claim that was merged is found under the one it is now. Empty where nothing is stated.
    """
    statement = " ".join(statement.replace("\0", "").split())[:LONGEST]
    words = list(dict.fromkeys(re.findall(r"[^\W_]+", statement.casefold())))[:MOST_WORDS]
    if not words:
        return []
    found = [_weighed(claim, statement) for claim in _candidates(_others(besides), statement, words)]
    likest = sorted(found, key=lambda one: (-one.likeness, one.claim.pk))
    once = {one.claim.pk: one for one in reversed(likest) if one.likeness >= LEAST}
    return sorted(once.values(), key=likest.index)[:limit]


def _others(besides: Claim | None) -> ClaimQuerySet:
    """Give the claims that ``besides`` is to be compared with."""
    if besides is None:
        return Claim.objects.all()
    now = besides.merged_into_id or besides.pk
    told_apart = NotSame.objects.of(besides).annotate(third=Case(When(one=besides, then=F("other")), default=F("one")))
    standing = Coalesce(F("merged_into"), F("pk"))
    others = Claim.objects.alias(standing=standing).exclude(standing__in=told_apart.values("third"))
    return others.exclude(standing=now)


def _candidates(claims: ClaimQuerySet, statement: str, words: list[str]) -> "QuerySet[Any]":
    """Give the likest claims by letters and by words, with what weighing them takes."""
    asked = SearchKey(Value(statement))
    letters: Any = TrigramSimilarity(SearchKey("statement"), asked)  # type: ignore[arg-type]  # takes expressions too
    query = SearchQuery(" | ".join(words), config=CONFIG, search_type="raw")
    alike = claims.alias(key=SearchKey("statement")).filter(key__trigram_similar=asked).order_by(-letters, "-pk")
    sharing = claims.filter(pk__in=claims.filter(search=query).order_by("-pk").values("pk")[:RANKED])
    sharing = sharing.order_by(-SearchRank(F("search"), query, normalization=Value(BY_LENGTH)), "-pk")
    return (
        Claim.objects.filter(pk__in=alike.values("pk")[:WEIGHED].union(sharing.values("pk")[:WEIGHED]))
        .annotate(
            letters=letters,
            stems=_stems(F("search")),
            asked=_stems(SearchVector(Value(statement), config=CONFIG)),
            marked=SearchHeadline(
                "statement", query, config=CONFIG, start_sel=START, stop_sel=STOP, highlight_all=True
            ),
        )
        .select_related("merged_into")
        .defer("search", "merged_into__search")
    )


def _stems(vector: Any) -> Func:  # noqa: ANN401 - an expression
    return Func(vector, function="tsvector_to_array", output_field=ArrayField(TextField()))


def _weighed(claim: Any, statement: str) -> Near:  # noqa: ANN401 - a claim with annotations
    stems, asked = set(claim.stems), set(claim.asked)
    shared = 2 * len(stems & asked) / (len(stems) + len(asked) or 1)
    found = tuple(differences(statement, claim.statement))
    more, less = sorted((claim.letters, shared), reverse=True)
    likeness = (3 * more + less) / 4 * (1 - DEDUCTION if found else 1)
    words = dict.fromkeys(re.findall(f"{START}(.+?){STOP}", claim.marked))
    merged = claim.statement if claim.merged_into else ""
    return Near(claim.merged_into or claim, likeness, tuple(words), merged, found)


def differences(asked: str, stated: str) -> Iterator[str]:
    """Tell, of ``stated``, what may make two statements in the same words say something else."""
    wanted, given = numbers_in(asked), numbers_in(stated)
    more, lacking = _only(given, wanted), _only(wanted, given)
    if not (wanted and given):
        pass  # where one gives no number at all, that it doesn't is plain to see
    elif more and lacking:
        yield _("This says %(given)s, not %(wanted)s.") % {"given": more, "wanted": lacking}
    elif more:
        yield _("This says %(given)s besides.") % {"given": more}
    elif lacking:
        yield _("This doesn't say %(wanted)s.") % {"wanted": lacking}
    if bool(NEGATION.search(asked)) != bool(NEGATION.search(stated)):
        yield _("One of the two says “not”, or the like.")


def _only(numbers: dict[str, str], others: dict[str, str]) -> str:
    """Give, as written, the numbers that the others lack."""
    return ", ".join(written for number, written in numbers.items() if number not in others)

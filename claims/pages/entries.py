"""A claim as lists and headings show it: with who said it, where first, and how it was rated.

A claim's statement is somebody's word, never a fact: whatever names it in one line names the speaker and the rating
with it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Actor, Article, Revision
from claims import public
from claims.models import Assertion, Claim, Quote, Rating, Review


@dataclass(frozen=True)
class Told:
    """How many public quotations bear a claim."""

    times: int = 0  # those that assert it
    articles: int = 0  # that those stand in
    against: int = 0  # those that deny or doubt it


@dataclass(frozen=True)
class Entry:
    """One claim with what a reader needs beside it."""

    claim: Claim
    first: Assertion | None  # the first telling that asserts it, else the first of all; None: said in no article here
    told: Told
    review: Review | None  # the one that counts for these words; None: not checked
    in_other_words: bool = False  # rated, but in other words than these
    said_by: Actor | None = None  # who said it in no article held here

    @property
    def is_asserted(self) -> bool:
        """Whether a quotation asserts it."""
        return self.first is not None and self.first.stance == Assertion.Stance.ASSERTS

    @property
    def claimant(self) -> Actor | None:
        """Whose claim it is: who said it first, as far as that is known here; None where it is only disputed."""
        return self.speaker if self.is_asserted else self.said_by

    @property
    def speaker(self) -> Actor | None:
        """Who speaks in the first telling."""
        return self.first.quote.speaker if self.first else None

    @property
    def article(self) -> Article | None:
        """Where it was told first."""
        return self.first.quote.revision.article if self.first else None

    @property
    def language(self) -> str:
        """The language of the statement: that of the article it was told in first; "": the newsroom's own."""
        return self.article.language if self.article else ""

    @property
    def language_code(self) -> str:
        """The same for machines, which must be told of it where it is the newsroom's own too."""
        return self.language or settings.LANGUAGE_CODE

    @property
    def own_voice(self) -> bool:
        """Whether the first telling is the outlet's own statement."""
        return self.first is not None and self.first.quote.kind == Quote.Kind.OWN_VOICE

    @property
    def rating(self) -> Rating | None:
        """The verdict that counts."""
        return self.review.rating if self.review else None

    @property
    def by(self) -> str:
        """Who the statement belongs to, to stand before it and a colon."""
        if self.claimant is not None:
            return capitalised(self.claimant)
        return whose(self.first.stance if self.first else "", self.speaker.name if self.speaker else "")

    @property
    def standing(self) -> str:
        """How far it was checked, in a word or two."""
        return self.rating.label if self.rating else not_checked(in_other_words=self.in_other_words)

    @property
    def heading(self) -> str:
        """The statement as a heading has it: without the full stop that ends it; "U.S." and "…" stay whole."""
        return as_heading(self.claim.statement)

    @property
    def title(self) -> str:
        """The claim for a title: whose word it is, the statement, and how it stands."""
        return _("%(by)s: %(statement)s – %(standing)s") % {
            "by": self.by,
            "statement": self.heading,
            "standing": self.standing,
        }

    @property
    def description(self) -> str:
        """The claim for a description: whose word it is and how it stands come first, for it may be cut short."""
        not_rated = _("not checked in these words") if self.in_other_words else _("not checked")
        standing = _("rated “%(rating)s”") % {"rating": self.rating} if self.rating else not_rated
        return _("%(said)s, %(standing)s: %(statement)s") % {
            "said": self._said(),
            "standing": standing,
            "statement": " ".join([self.claim.statement, *self._first_seen()]),
        }

    def _said(self) -> str:
        if self.first is None or (self.said_by is not None and not self.is_asserted):
            return _("Said by %(speaker)s") % {"speaker": self.by}
        phrases = {
            Assertion.Stance.ASSERTS: _("Said by %(speaker)s"),
            Assertion.Stance.DENIES: _("Denied by %(speaker)s"),
            Assertion.Stance.DOUBTS: _("Doubted by %(speaker)s"),
        }
        return phrases[Assertion.Stance(self.first.stance)] % {"speaker": self.speaker}

    def _first_seen(self) -> list[str]:
        """Give where and when it was told first, in brackets, as far as that is known."""
        if self.article is None:
            return []
        day = date_format(self.article.published_on, "DATE_FORMAT") if self.article.published_on else ""
        outlet = self.article.publisher.name if self.article.publisher else ""
        known = ", ".join(part for part in (outlet, day) if part)
        return [f"({known})"] if known else []


@dataclass(frozen=True)
class Tie:
    """A quotation's tie to a claim, with the claim's entry."""

    assertion: Assertion
    entry: Entry


def capitalised(actor: Actor) -> str:
    """Give an actor's name as it starts a line: "intelligence sources" with a capital."""
    return _starting(actor.name)


def as_heading(statement: str) -> str:
    """Return a statement without the full stop that ends it; "U.S." and "…" stay whole."""
    statement = statement.rstrip()
    *_before, last_word = statement.split(" ")
    return statement.removesuffix(".") if last_word.count(".") == 1 else statement


def whose(stance: str, speaker: str) -> str:
    """Say who a claim belongs to by its first telling: its stance and the speaker's name.

    Both are empty where nobody noted who said it, as of old: then that is what is said.
    """
    if not stance:
        return _("Speaker not recorded")
    if stance == Assertion.Stance.ASSERTS:
        return _starting(speaker)
    said = _("Denied by %(speaker)s") if stance == Assertion.Stance.DENIES else _("Doubted by %(speaker)s")
    return said % {"speaker": _starting(speaker)}


def not_checked(*, in_other_words: bool = False) -> str:
    """Say that nobody rated a claim, or nobody in its present words."""
    return _("Not checked in these words") if in_other_words else _("Not checked")


def _starting(name: str) -> str:
    return name[:1].upper() + name[1:]


# What ``claims_entries`` (``claims/migrations/0041_ratings_read.py``) gives after a claim's id, the three numbers of
# ``Told`` and whether it was rated in other words, in this order. What isn't among it is fetched where it is asked for.
PARTS: dict[str, tuple[type[Model], str]] = {
    "first": (Assertion, "id quote_id claim_id stance"),
    "quote": (Quote, "id revision_id kind speaker_id"),
    "speaker": (Actor, "id kind name slug description wikidata_id authority_link"),
    "revision": (Revision, "id article_id"),
    "article": (Article, "id file_name publisher_id headline slug published_on link language display"),
    "publisher": (Actor, "id kind name slug description wikidata_id authority_link"),
    "review": (Review, "id claim_id rating_id explanation reviewer_id reviewer_name reviewed_at"),
    "rating": (Rating, "id name slug value position explanation"),
    "said_by": (Actor, "id kind name slug description wikidata_id authority_link"),  # which the function leaves out
}
ENDING = list(itertools.accumulate(len(names.split()) for _model, names in PARTS.values()))
COLUMNS = [
    (model, names.split(), slice(first, end))
    for (model, names), (first, end) in zip(PARTS.values(), itertools.pairwise([0, *ENDING]), strict=True)
]
SHOWN = ["id", "statement", "slug"]  # of a claim, in lists
WHO = ", ".join(f"w.{name}" for name in PARTS["said_by"][1].split())
# Public claims alone: the function gives no others (``claims/migrations/0041_ratings_read.py``).
LISTED = f"""
    SELECT c.id, c.statement, c.slug, {{marks}}, e.*, {WHO} FROM claims_entries(%s::bigint[]) e
    JOIN claims_claim c ON c.id = e.listed JOIN claims_listing l ON l.claim_id = c.id
    LEFT JOIN articles_actor w ON w.id = c.said_by_id
"""  # noqa: S608 - made of constants
ROWS = f"""
    SELECT e.*, {WHO} FROM claims_entries(%s::bigint[]) e
    JOIN claims_claim c ON c.id = e.listed LEFT JOIN articles_actor w ON w.id = c.said_by_id
"""  # noqa: S608 - made of constants
AnyModel = TypeVar("AnyModel", bound=Model)
Made = dict[tuple[type[Model], Any], Model]  # by kind and id
COLUMN_NAMES = [
    *("claim_id", "times", "articles", "against", "in_other_words"),
    *(f"{part}_{name}" for part, (_model, names) in PARTS.items() for name in names.split()),
]


def entries(claims: Iterable[Claim]) -> list[Entry]:
    """Give the entries of public ``claims``, in their order. One query, however many claims."""
    listed = list(claims)
    if not listed:
        return []
    made: Made = {}
    rows = {row[0]: row for row in rows_of([claim.pk for claim in listed])}
    return [_entry(claim, rows[claim.pk], made) if claim.pk in rows else _gone(claim) for claim in listed]


def entries_of(ids: list[int], marks: str = "NULL", values: Sequence[Any] = ()) -> list[tuple[Entry, list[str]]]:
    """Give the entries of the public claims with these ids, in their order, each with its ``marks``. One query.

    ``marks`` is written in SQL, with its ``values``, on a claim ``c`` and its listing ``l``. The claims have what
    lists show of them, the rest is fetched where it is asked for.
    """
    made: Made = {}
    found = {}
    for pk, statement, slug, marked, *row in _rows(LISTED.format(marks=marks), [*values, ids]) if ids else ():
        claim = _thing(Claim, SHOWN, (pk, statement, slug))
        found[pk] = _entry(claim, row, made), marked or []
    return [found[pk] for pk in ids if pk in found]


def rows_of(claims: list[int]) -> list[tuple[Any, ...]]:
    """Give what entries of these public claims are made of, by ``COLUMN_NAMES``, in no order. One query."""
    return _rows(ROWS, [claims])


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _entry(claim: Claim, row: Sequence[Any], made: Made) -> Entry:
    first, review, said_by = _things(tuple(row[5:]), made)
    return Entry(claim, first, Told(*row[1:4]), review, row[4], said_by)


def _gone(claim: Claim) -> Entry:
    """Give the entry of one that was taken back this moment."""
    return Entry(claim, None, Told(), None)


def _things(values: tuple[Any, ...], made: Made) -> tuple[Assertion | None, Review | None, Actor | None]:
    """Make the first telling, with all that is shown of it, the review that counts, and who said it elsewhere.

    What was ``made`` is made only once.
    """
    parts: list[Any] = []
    for model, names, columns in COLUMNS:
        row = values[columns]
        if row[0] is not None and (model, row[0]) not in made:
            made[model, row[0]] = _thing(model, names, row)
        parts.append(made.get((model, row[0])))
    first, quote, speaker, revision, article, publisher, review, rating, said_by = parts
    if first:
        _tie(article, publisher=publisher)
        _tie(revision, article=article)
        _tie(quote, speaker=speaker, revision=revision)
        _tie(first, quote=quote)
    if review:
        _tie(review, rating=rating)
    return first, review, said_by


def _thing(model: type[AnyModel], names: list[str], row: tuple[Any, ...]) -> AnyModel:
    """Make what stands in ``row`` under these ``names``, as ``from_db()`` does it in a third of the time.

    That sets each value by itself, in case it has been related to something already.
    """
    thing = model.__new__(model)
    thing._state = ModelState()
    thing._state.adding, thing._state.db = False, DEFAULT_DB_ALIAS
    thing.__dict__.update(zip(names, row, strict=True))
    return thing


def _tie(thing: Model, **related: Model | None) -> None:
    """Note what ``thing`` refers to, unchecked: it comes from the database so, and to check it takes a while."""
    thing._state.fields_cache.update(related)


def ties_of(quotes: QuerySet[Quote] | Sequence[Quote]) -> dict[int, list[Tie]]:
    """Give, by quotation, its ties to public claims, the oldest claim first. Two queries, however many quotations."""
    tellings = public.tellings().filter(quote__in=quotes).order_by("claim_id").select_related("claim")
    assertions = list(tellings.defer("claim__search", "claim__note"))
    by_quote: dict[int, list[Tie]] = defaultdict(list)
    for assertion, entry in zip(assertions, entries(tie.claim for tie in assertions), strict=True):
        by_quote[assertion.quote_id].append(Tie(assertion, entry))
    return by_quote

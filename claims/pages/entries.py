"""A claim as lists and headings show it: with who said it, where first, and how it was rated.

A claim's statement is somebody's word, never a fact: whatever names it in one line names the speaker and the rating
with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Actor, Article
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
    review: Review | None  # the newest; None: not checked

    @property
    def speaker(self) -> Actor | None:
        """Who said it first."""
        return self.first.quote.speaker if self.first else None

    @property
    def article(self) -> Article | None:
        """Where it was told first."""
        return self.first.quote.revision.article if self.first else None

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
        if self.speaker is None or self.first is None:
            return _("Claim")
        stances = {
            Assertion.Stance.DENIES: _("Denied by %(speaker)s"),
            Assertion.Stance.DOUBTS: _("Doubted by %(speaker)s"),
        }
        return stances.get(Assertion.Stance(self.first.stance), "%(speaker)s") % {"speaker": capitalised(self.speaker)}

    @property
    def standing(self) -> str:
        """How far it was checked, in a word or two."""
        return self.rating.name if self.rating else _("Not checked")

    @property
    def heading(self) -> str:
        """The statement as a heading has it: without the full stop that ends it; "U.S." and "…" stay whole."""
        statement = self.claim.statement.rstrip()
        *_before, last_word = statement.split(" ")
        return statement.removesuffix(".") if last_word.count(".") == 1 else statement

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
        standing = _("rated “%(rating)s”") % {"rating": self.rating} if self.rating else _("not checked")
        return _("%(said)s, %(standing)s: %(statement)s") % {
            "said": self._said(),
            "standing": standing,
            "statement": " ".join([self.claim.statement, *self._first_seen()]),
        }

    def _said(self) -> str:
        if self.first is None:
            return _("Said in no article held here")
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
    return actor.name[:1].upper() + actor.name[1:]


def entries(claims: Iterable[Claim]) -> list[Entry]:
    """Give the entries of public ``claims``, in their order. Three queries, however many claims."""
    listed = list(claims)
    tellings = public.tellings().filter(claim__in=listed)
    first = {
        telling.claim_id: telling
        for telling in tellings.order_by("claim_id", public.ASSERTING_FIRST, *public.IN_ORDER_OF_TIME)
        .distinct("claim_id")
        .select_related("quote__speaker", "quote__revision__article__publisher")
        .defer("quote__revision__text")
    }
    newest = public.reviews().filter(claim__in=listed).order_by("claim_id", F("reviewed_at").desc(), F("id").desc())
    reviews = {review.claim_id: review for review in newest.distinct("claim_id").select_related("rating")}
    told = _told(tellings)
    return [Entry(claim, first.get(claim.pk), told.get(claim.pk, Told()), reviews.get(claim.pk)) for claim in listed]


def _told(tellings: QuerySet[Assertion]) -> dict[int, Told]:
    """Count the tellings of each claim. One query."""
    asserts = Q(stance=Assertion.Stance.ASSERTS)
    counts = (
        tellings.order_by()
        .values_list("claim_id")
        .annotate(
            times=Count("pk", filter=asserts),
            articles=Count("quote__revision__article", filter=asserts, distinct=True),
            against=Count("pk", filter=~asserts),
        )
    )
    return {claim: Told(times, articles, against) for claim, times, articles, against in counts}


def ties_of(quotes: QuerySet[Quote] | Sequence[Quote]) -> dict[int, list[Tie]]:
    """Give, by quotation, its ties to public claims, the oldest claim first. Four queries, however many quotations."""
    tellings = public.tellings().filter(quote__in=quotes).order_by("claim_id").select_related("claim")
    assertions = list(tellings.defer("claim__search", "claim__note"))
    by_quote: dict[int, list[Tie]] = defaultdict(list)
    for assertion, entry in zip(assertions, entries(tie.claim for tie in assertions), strict=True):
        by_quote[assertion.quote_id].append(Tie(assertion, entry))
    return by_quote

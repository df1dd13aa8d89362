"""The words of a question, found in claims and marked in what is shown.

A claim is found by the stems of its own language, which is that of the article it was told in first, and by English
ones: editors may state in English what was said in another language.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchQueryCombinable, SearchVector
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from articles.models.actor import ActorQuerySet
from claims import public
from claims.finding.asking import ENGLISH, asked_with
from claims.models import Claim, Listing, Passage

LONGEST = 200  # characters of a question that are looked at
NAMED = 100  # actors whose claims a name finds
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))  # PostgreSQL takes only the plain one
BEGINS, ENDS = "\x02", "\x03"  # around what was found; no text that is shown holds them
LEAVES_OUT = re.compile(r"(^|\s)-")
ABOUT_THE_ACTOR = ("speaker", "against", "about")

Marked = list[tuple[str, bool]]  # a text in pieces, each with whether it was found


@dataclass(frozen=True)
class Found:
    """What a question found."""

    asked: str
    languages: list[str]  # the text search configurations that public claims are written down in
    actors: ActorQuerySet  # who are called so
    keys: list[str]  # of listings by or about them

    def condition(self, prefix: str = "") -> Q:
        """Give the condition on listings, or on what leads to them by ``prefix``.

        What is left out must be left out by the stems of the claim's own language: then English ones don't count.
        """
        ways = [
            Q(**{f"{prefix}stemming": language, f"{prefix}words": asked_for(self.asked, language)})
            for language in self.languages
            if language != ENGLISH
        ]
        english = Q(**{f"{prefix}words": asked_for(self.asked, ENGLISH)})
        if ways and LEAVES_OUT.search(self.asked):
            english &= Q(**{f"{prefix}stemming": ENGLISH})
        ways.append(english)
        if self.keys:
            ways.append(Q(**{f"{prefix}facets__overlap": self.keys}))
        return reduce(or_, ways)

    @property
    def are_english(self) -> bool:
        """Whether no public claim is in another language."""
        return self.languages == [ENGLISH]

    @property
    def words(self) -> SearchQueryCombinable:
        """The question in the language of each listing, for ranks: no index serves it."""
        english = asked_for(self.asked, ENGLISH)
        return english if self.are_english else asked_for(self.asked, F("stemming")) | english

    @property
    def listings(self) -> QuerySet[Listing]:
        """The claims that were found, in no order yet."""
        return public.listings().filter(self.condition())


def cleaned(asked: str) -> str:
    """Give a reader's question as it can be asked: one line, without control characters, not endless."""
    printable = "".join(sign if sign.isprintable() else " " for sign in asked[:LONGEST])
    return " ".join(printable.split())


def search(asked: str) -> Found:
    """Find the claims with these words, in their statement or what was quoted, or said by or about who is called so.

    Words are found by their stem, phrases in quotation marks, "or" and "-" as on the web; actors by any words of one
    of their names, in any order, without regard to case and accents. ``asked`` is ``cleaned``. Two queries at
    once, where nobody is called so one.
    """
    languages, actors = asked_with(asked, Listing)
    keys = [f"{part}:{actor}" for actor in actors.values_list("pk", flat=True)[:NAMED] for part in ABOUT_THE_ACTOR]
    return Found(asked, languages, actors, keys)


def marks_of(found: Found) -> tuple[str, list[str]]:
    """Write in SQL, with its values, how the statement of claim ``c`` with listing ``l`` is marked for ``marked()``.

    Marked are the words that were found by the stems of the claim's own language, then those by English ones.
    """
    configs = [f"'{ENGLISH}'"] if found.are_english else ["l.stemming::regconfig", f"'{ENGLISH}'"]
    parts = [f"ts_headline({one}, c.statement, websearch_to_tsquery({one}, %s), %s)" for one in configs]
    options = f"StartSel='{BEGINS}', StopSel='{ENDS}', HighlightAll=true"
    return f"ARRAY[{', '.join(parts)}]", [plain_marks(found.asked), options] * len(configs)


def marked(text: str, marks: Iterable[str]) -> Marked:
    """Give ``text`` in pieces, as the first of the ways to mark it tells that holds words of the question."""
    return next(filter(None, (pieces(one, text) for one in marks)), [])


def marked_passages(claims: Iterable[Claim], found: Found) -> dict[int, Marked]:
    """Give of each of ``claims`` one public passage that holds words of the question, cut short. One query."""
    stemming = "quote__assertions__claim__listing__stemming"
    holds = Q(search=asked_for(found.asked, ENGLISH))
    passages = Passage.objects.filter(quote__in=public.quotes(), quote__assertions__claim__in=list(claims))
    if not found.are_english:
        passages = passages.annotate(own=SearchVector("text", config=F(stemming)))
        holds |= Q(own=asked_for(found.asked, F(stemming)))
    told = (
        passages.filter(holds)
        .order_by("quote__assertions__claim", "quote__revision__article__published_on", "pk")
        .distinct("quote__assertions__claim")
        .values_list("quote__assertions__claim", "text", *_headlines(found, stemming))
    )
    return {pk: cut for pk, text, *marks in told if (cut := marked(text, marks))}


def _headlines(found: Found, stemming: str) -> list[SearchHeadline]:
    """Give the expressions that mark what was found: by the stems of the claim's own language, by English ones."""
    english = headline("text", asked_for(found.asked, ENGLISH), whole=False)
    if found.are_english:
        return [english]
    return [headline("text", asked_for(found.asked, F(stemming)), whole=False, config=F(stemming)), english]


def asked_for(asked: str, config: str | F) -> SearchQuery:
    """Give the words, phrases, “or” and “-” of a question, as the text search configuration ``config`` stems them."""
    return SearchQuery(plain_marks(asked), config=config, search_type="websearch")


def plain_marks(asked: str) -> str:
    """Give a question with the quotation marks that PostgreSQL takes for such."""
    return asked.translate(QUOTATION_MARKS)


def headline(field: str, words: SearchQueryCombinable, *, whole: bool, config: str | F = ENGLISH) -> SearchHeadline:
    """Give the expression that marks ``words`` in a text: in all of it, or in a piece of some 30 words.

    What it gives is to be cut into ``pieces()``.
    """
    return SearchHeadline(
        Cast(F(field), TextField()),
        words,
        config=config,
        start_sel=BEGINS,
        stop_sel=ENDS,
        highlight_all=whole or None,
        max_words=None if whole else 30,
        min_words=None if whole else 15,
    )


def pieces(marked: str, text: str) -> Marked:
    """Cut what ``headline()`` gave of ``text`` at its marks; nothing where it holds none, or isn't word for word of it.

    PostgreSQL leaves out what it takes for markup, so what it gives must be looked at before it is shown as quoted.
    """
    plain = marked.replace(BEGINS, "").replace(ENDS, "")
    if BEGINS in text or ENDS in text or plain not in text:
        return []
    before, *found = marked.split(BEGINS)
    cut = [(before, False)]
    for piece in found:
        word, _end, after = piece.partition(ENDS)
        cut += [(word, True), (after, False)]
    return [piece for piece in cut if piece[0]] if found else []

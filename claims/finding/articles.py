"""Finding articles: by the words that readers may read of them, each in its own language, and by who is named.

What isn't shown is not searched either: a search would tell of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import F, Q

from articles.models import Article
from claims import public
from claims.finding.asking import asked_with
from claims.finding.words import BEGINS, ENDS, NAMED, Marked, asked_for, headline, pieces, plain_marks
from claims.models import ArticleListing

IN_AN_ARTICLE = ("publisher", "speaker")

# Of each article the piece that answers the question best, quoted words first.
PASSAGES = """
    SELECT DISTINCT ON (r.article_id) r.article_id, r.words, ts_headline(
        l.stemming::regconfig, r.words, websearch_to_tsquery(l.stemming::regconfig, %(asked)s), %(options)s)
    FROM claims_readable(%(articles)s) r JOIN claims_articlelisting l ON l.article_id = r.article_id
    WHERE to_tsvector(l.stemming::regconfig, r.words) @@ websearch_to_tsquery(l.stemming::regconfig, %(asked)s)
    ORDER BY r.article_id, r.place
"""


@dataclass(frozen=True)
class FoundArticles:
    """What a question found."""

    asked: str
    languages: list[str]  # the text search configurations that public articles are written down in
    keys: list[str]  # of listings of, or with words of, whoever is called so

    def condition(self, prefix: str = "") -> Q:
        """Give the condition on listings, or on what leads to them by ``prefix``.

        A word that is left out must be left out by the stems of the article's own language, so each has its question.
        """
        ways = [
            Q(**{f"{prefix}stemming": language, f"{prefix}words": asked_for(self.asked, language)})
            for language in self.languages
        ]
        if self.keys:
            ways.append(Q(**{f"{prefix}facets__overlap": self.keys}))
        return reduce(or_, ways)

    @property
    def words(self) -> SearchQuery:
        """The question in the language of each listing, for ranks: no index serves it."""
        return asked_for(self.asked, F("stemming"))


def search_articles(asked: str) -> FoundArticles:
    """Find the articles with these words, or of or with words of who is called so. Asks two queries at once.

    ``asked`` is ``cleaned``. Words are found by the stems of the article's language, the rest as in ``words.search``.
    """
    languages, called = asked_with(asked, ArticleListing)
    actors = list(called.values_list("pk", flat=True)[:NAMED])
    return FoundArticles(asked, languages, [f"{part}:{actor}" for actor in actors for part in IN_AN_ARTICLE])


def marked_headlines(articles: Iterable[Article], asked: str) -> dict[int, Marked]:
    """Give the headlines of ``articles`` that hold words of the question, in pieces, by article. One query."""
    rows = public.listed_articles().filter(pk__in=[article.pk for article in articles])
    stemming = "listing__stemming"
    marks = headline("headline", asked_for(asked, F(stemming)), whole=True, config=F(stemming))
    told = rows.values_list("pk", "headline", marks)
    return {pk: found for pk, text, marked in told if (found := pieces(marked, text))}


def marked_readable(articles: Iterable[Article], asked: str) -> dict[int, Marked]:
    """Give of each of ``articles`` a piece of what readers may read that holds words of the question. One query."""
    options = f"StartSel='{BEGINS}', StopSel='{ENDS}', MaxWords=30, MinWords=15"
    asked_of = [article.pk for article in articles]
    with connection.cursor() as cursor:
        cursor.execute(PASSAGES, {"asked": plain_marks(asked), "options": options, "articles": asked_of})
        return {pk: found for pk, text, marked in cursor.fetchall() if (found := pieces(marked, text))}

"""The list of articles and the page of one article, its quotations marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from claims import public
from claims.finding.articles import marked_headlines, marked_readable
from claims.finding.counting import count
from claims.finding.first import LOOKED_AT
from claims.finding.ordering import ArticlesBy
from claims.finding.suggesting import near_articles
from claims.finding.words import Marked
from claims.keeping import kept_while_lists_stay
from claims.pages import gone
from claims.pages.article_text import article_text
from claims.pages.choosing import chosen_articles
from claims.pages.entries import ties_of
from newsroom.paging import page_of


@dataclass(frozen=True)
class Listed:
    """One article of the list, and where the words of the search stand in it."""

    article: Article
    times: int  # how many public quotations stand in it
    headline: Marked  # empty: none of the words stand there
    passage: Marked  # of what can be read of it, where the headline holds none


@require_safe
@kept_while_lists_stay
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the articles that public quotations stand in: what a search finds, narrowed and ordered by readers."""
    chosen = chosen_articles(request, found_first=ArticlesBy.RELEVANCE)
    page = page_of(chosen.articles, chosen.order, request.GET)
    context = {
        "chosen": chosen,
        "page": page,
        "listed": _listed(page.rows, chosen.asked),
        "counted": count(chosen.first_without, chosen.narrowing),
        "orders": [by for by in ArticlesBy if chosen.asked or by != ArticlesBy.RELEVANCE],
        "ranked": LOOKED_AT,
    }
    if chosen.asked and not page.rows:
        context["near"] = near_articles(chosen.asked)
    return render(request, "pages/articles.html", context)


def _listed(articles: list[Article], asked: str) -> list[Listed]:
    """Give each article as the list shows it. One query, two more for a search."""
    told = times_told(articles)
    headlines = marked_headlines(articles, asked) if asked and articles else {}
    others = [article for article in articles if article.pk not in headlines]
    passages = marked_readable(others, asked) if asked and others else {}
    return [
        Listed(article, told.get(article.pk, 0), headlines.get(article.pk, []), passages.get(article.pk, []))
        for article in articles
    ]


@require_safe
def article_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one article as far as readers may see it, each public quotation marked and tied to its claims."""
    article = public.articles().filter(slug=slug).select_related("publisher").first()
    if article is None:
        return gone.answer_for_article(request, slug)
    quotes = (
        public.quotes()
        .in_article(article)
        .select_related("speaker", "revision")
        .defer("revision__text")
        .prefetch_related("passages")
    )
    text = article_text(article, article.revisions.latest("number"), list(quotes), ties_of(quotes))
    context = {"article": article, "text": text, "bylines": article.bylines.all()}
    context["corrections"] = public.notes_on_thing(article)
    return render(request, "pages/article.html", context)


def times_told(articles: Iterable[Article]) -> dict[int, int]:
    """Give, by article, how many public quotations stand in it. One query."""
    quotes = public.quotes().filter(revision__article__in=articles)
    return dict(quotes.order_by().values_list("revision__article").annotate(times=Count("pk")))

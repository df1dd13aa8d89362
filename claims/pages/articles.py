"""The list of articles and the page of one article, its quotations marked."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from claims import public
from claims.pages import gone
from claims.pages.article_text import article_text
from claims.pages.entries import Tie, ties
from claims.pages.filtering import named_in
from newsroom.paging import Order, page_of

NEWEST_FIRST = Order("published_on", nullable=True)


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the articles that public quotations stand in, newest first: all, or those of one publisher."""
    articles = public.articles().select_related("publisher").prefetch_related("bylines")
    publisher = named_in(request, "publisher", public.actors())
    if publisher:
        articles = articles.filter(publisher=publisher)
    page = page_of(articles, NEWEST_FIRST, request.GET)
    told = _times_told(page.rows)
    context = {"page": page, "publisher": publisher, "articles": [(row, told.get(row.pk, 0)) for row in page.rows]}
    return render(request, "pages/articles.html", context)


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
    text = article_text(article, article.revisions.latest("number"), list(quotes), _claims_borne(article))
    context = {"article": article, "text": text, "bylines": article.bylines.all()}
    return render(request, "pages/article.html", context)


def _times_told(articles: Iterable[Article]) -> dict[int, int]:
    """Give, by article, how many public quotations stand in it. One query."""
    quotes = public.quotes().filter(revision__article__in=articles)
    return dict(quotes.order_by().values_list("revision__article").annotate(times=Count("pk")))


def _claims_borne(article: Article) -> dict[int, list[Tie]]:
    """Give, by quotation, its ties to public claims, for all quotations of the article. Four queries."""
    tellings = public.tellings().filter(quote__revision__article=article).order_by("claim_id")
    by_quote: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties(tellings.select_related("claim").defer("claim__search", "claim__note")):
        by_quote[tie.assertion.quote_id].append(tie)
    return by_quote

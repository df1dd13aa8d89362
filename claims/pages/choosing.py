"""Which rows a list shows, by what its address asks for; the same for the page, its data, its table and its feed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable
from django.db.models import Q, QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.models.actor import ActorQuerySet
from articles.models.article import ArticleQuerySet
from claims import public
from claims.finding import lists
from claims.finding.actors import actors_with
from claims.finding.articles import FoundArticles, search_articles
from claims.finding.facets import Choice, Narrowing, narrowing_by
from claims.finding.first import First, first_of
from claims.finding.ordering import ORDERS, ActorsBy, ArticlesBy, By, ByRelevance, gathered_first
from claims.finding.words import Found, cleaned, search
from claims.models import ActorListing, ArticleListing, Listing
from claims.models.claim import ClaimQuerySet
from claims.models.quote import QuoteQuerySet
from claims.pages.filtering import named_in, no_such_list
from newsroom.paging import Order

Way = TypeVar("Way", bound=TextChoices)


@dataclass(frozen=True)
class Chosen:
    """What an address asks of a list: words, what it is narrowed to, and in which order."""

    asked: str  # the words of a search, empty where nothing is searched
    narrowing: Narrowing
    by: TextChoices

    @cached_property
    def first(self) -> First:
        """The first of what is asked for; what fits best comes out of these. Asks two queries."""
        return first_of(self.listings(), self._words if self.by_relevance else None)

    def first_without(self, facet: str) -> First:
        """Give the first of what would be asked for without one facet; ``first`` where it is none. Two queries."""
        return first_of(self.listings(without=facet)) if facet else self.first

    @property
    def order(self) -> Order:
        """The order that is asked for. By relevance it asks for the ``first``."""
        if self.by_relevance:
            return ByRelevance(ranks=self.first.ranks)
        return ORDERS[type(self.by)][self.by.value]

    @property
    def by_relevance(self) -> bool:
        """Whether what fits best comes first."""
        return self.by.value == "relevance"

    @property
    def heading(self) -> str:
        """What the list is of, in a few words."""
        if self.asked:
            return _("“%(words)s”") % {"words": self.asked}
        choices = self.narrowing.all
        return self._heading_of(choices[0]) if len(choices) == 1 else self._name

    @property
    def _name(self) -> str:
        raise NotImplementedError

    @property
    def _words(self) -> SearchQueryCombinable | None:
        raise NotImplementedError

    def _listed(self) -> QuerySet[Any]:
        raise NotImplementedError

    def _condition(self, prefix: str = "", *, without: str = "") -> Q:
        raise NotImplementedError

    def listings(self, without: str = "") -> QuerySet[Any]:
        """Give what is asked for as lists find it, in their order; ``without`` what one facet narrows it to."""
        return self._listed().filter(self._condition(without=without))

    def _heading_of(self, choice: Choice) -> str:
        return _("%(list)s: %(it)s") % {"list": self._name, "it": choice.label}


@dataclass(frozen=True)
class ChosenClaims(Chosen):
    """The public claims that an address asks for."""

    found: Found | None  # by its words

    @property
    def claims(self) -> ClaimQuerySet:
        """The claims, in no order yet: page them by ``order``, which alone knows those of a search by relevance."""
        if self.by_relevance:
            return public.claims()
        return public.claims().filter(self._condition("listing__"), listing__isnull=False).select_related("listing")

    def _listed(self) -> QuerySet[Listing]:
        listings = public.listings().order_by("-published_at", "-claim_id")
        return gathered_first(listings, "published_at") if self.found and self.found.keys else listings

    @property
    def _words(self) -> SearchQueryCombinable | None:
        return self.found.words if self.found else None

    @property
    def actors(self) -> ActorQuerySet:
        """Whose name the search found."""
        return self.found.actors if self.found else public.actors().none()

    @property
    def _name(self) -> str:
        return _("Claims")

    def _heading_of(self, choice: Choice) -> str:
        headings = {
            "speaker": _("Claims by %(it)s"),
            "against": _("Claims denied or doubted by %(it)s"),
            "topic": _("Claims on %(it)s"),
            "about": _("Claims about %(it)s"),
            "outlet": _("Claims told in %(it)s"),
            "year": _("Claims told in %(it)s"),
        }
        return headings.get(choice.facet, _("Claims: %(it)s")) % {"it": choice.label}

    def _condition(self, prefix: str = "", *, without: str = "") -> Q:
        condition = self.found.condition(prefix) if self.found else Q()
        return condition & self.narrowing.condition(prefix, without=without)


@dataclass(frozen=True)
class ChosenActors(Chosen):
    """The public actors that an address asks for."""

    words: SearchQuery | None

    @property
    def actors(self) -> ActorQuerySet:
        """The actors, in no order yet: page them by ``order``, which alone knows those of a search by relevance."""
        if self.by_relevance:
            return public.listed_actors()
        return public.listed_actors().filter(self._condition("listing__"))

    def _listed(self) -> QuerySet[ActorListing]:
        return public.actor_listings().order_by("-times", "-actor_id")

    @property
    def _words(self) -> SearchQueryCombinable | None:
        return self.words

    @property
    def _name(self) -> str:
        return _("Actors")

    def _condition(self, prefix: str = "", *, without: str = "") -> Q:
        condition = Q(**{f"{prefix}words": self.words}) if self.words else Q()
        return condition & self.narrowing.condition(prefix, without=without)


@dataclass(frozen=True)
class ChosenArticles(Chosen):
    """The public articles that an address asks for."""

    found: FoundArticles | None  # by its words

    @property
    def articles(self) -> ArticleQuerySet:
        """The articles, in no order yet: page them by ``order``, which alone knows those of a search by relevance."""
        if self.by_relevance:
            return public.listed_articles()
        return public.listed_articles().filter(self._condition("listing__"))

    def _listed(self) -> QuerySet[ArticleListing]:
        listings = public.article_listings().order_by("-published_on", "-article_id")
        return gathered_first(listings, "published_on") if self.found and self.found.keys else listings

    @property
    def _words(self) -> SearchQueryCombinable | None:
        return self.found.words if self.found else None

    @property
    def _name(self) -> str:
        return _("Articles")

    def _heading_of(self, choice: Choice) -> str:
        headings = {
            "publisher": _("Articles of %(it)s"),
            "speaker": _("Articles with words of %(it)s"),
            "year": _("Articles of %(it)s"),
        }
        return headings.get(choice.facet, _("Articles: %(it)s")) % {"it": choice.label}

    def _condition(self, prefix: str = "", *, without: str = "") -> Q:
        condition = self.found.condition(prefix) if self.found else Q()
        return condition & self.narrowing.condition(prefix, without=without)


def chosen_claims(request: HttpRequest, *, found_first: By = By.DATE) -> ChosenClaims:
    """Read "?q=", "?order=" and the facets. Raises ``Http404`` where one names nothing public.

    What a search finds comes ordered ``found_first`` where the address asks for no order.
    """
    asked = cleaned(request.GET.get("q", ""))
    by = _order_in(request, asked, By.DATE, found_first)
    return ChosenClaims(asked, narrowing_by(lists.CLAIMS, request), by, search(asked) if asked else None)


def chosen_actors(request: HttpRequest, *, found_first: ActorsBy = ActorsBy.NAME) -> ChosenActors:
    """Read the same of the list of actors."""
    asked = cleaned(request.GET.get("q", ""))
    by = _order_in(request, asked, ActorsBy.NAME, found_first)
    return ChosenActors(asked, narrowing_by(lists.ACTORS, request), by, actors_with(asked) if asked else None)


def chosen_articles(request: HttpRequest, *, found_first: ArticlesBy = ArticlesBy.DATE) -> ChosenArticles:
    """Read the same of the list of articles."""
    asked = cleaned(request.GET.get("q", ""))
    by = _order_in(request, asked, ArticlesBy.DATE, found_first)
    return ChosenArticles(asked, narrowing_by(lists.ARTICLES, request), by, search_articles(asked) if asked else None)


def _order_in(request: HttpRequest, asked: str, usual: Way, found_first: Way) -> Way:
    """Read "?order="; what nobody searched for can't be ordered by how well it fits."""
    order = request.GET.get("order", "")
    if order and order not in type(usual).values:
        raise no_such_list()
    by = type(usual)(order) if order else found_first if asked else usual
    return by if asked or by.value != "relevance" else usual


def chosen_quotes(request: HttpRequest) -> QuoteQuerySet:
    """Read "?speaker=", "?article=" and "?claim=". Raises ``Http404`` where one names nothing public."""
    quotes = public.quotes()
    speaker = named_in(request, "speaker", public.actors())
    article = named_in(request, "article", public.articles())
    claim = named_in(request, "claim", public.claims())
    if speaker:
        quotes = quotes.filter(speaker=speaker)
    if article:
        quotes = quotes.in_article(article)
    if claim:
        quotes = quotes.filter(assertions__claim=claim)
    return quotes

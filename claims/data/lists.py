"""The lists as JSON: page by page, each page beginning where the last one ended."""

from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from claims.data import describing, shapes
from claims.data.api import READ, REFUSED, api
from claims.data.series import ACTORS, ARTICLES, CLAIMS, CORRECTIONS, QUOTATIONS, WITHDRAWALS, Series
from claims.models import Rating
from newsroom.paging import page_of

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")
ON_A_PAGE, MOST_ON_A_PAGE = 25, 100


class Place(Schema):
    """Where in a list to read on."""

    after: str = Field("", description="From the address in “next”.")
    before: str = Field("", description="From the address in “previous”.")
    limit: int = Field(ON_A_PAGE, ge=1, le=MOST_ON_A_PAGE, description="How many on a page.")


Q = Field("", description="Words to search for, as in the search of the pages.")


class WhichClaims(Schema):
    """Which claims are asked for; several values of one parameter mean any of them."""

    q: str = Q
    order: str = Field(
        "", description="“date” (the newest first), “times” (the most repeated) or, of a search, “relevance”."
    )
    speaker: list[str] = Field([], description="The slug of an actor whose quotations assert them.")
    against: list[str] = Field([], description="The slug of an actor whose quotations deny or doubt them.")
    about: list[str] = Field([], description="The slug of the actor that they are about.")
    topic: list[str] = Field([], description="The slug of a topic.")
    outlet: list[str] = Field([], description="The slug of a publisher in whose articles they were told.")
    rating: list[str] = Field(
        [],
        description="The slug of a rating; “none” for those not checked, “other-words” for those rated in others.",
    )
    year: list[str] = Field([], description="The year of an article that tells them.")
    kind: list[str] = Field([], description="How a quotation reports them: direct, mixed, indirect, own_voice.")


class WhichActors(Schema):
    """Which actors are asked for; several values of one parameter mean any of them."""

    q: str = Q
    order: str = Field("", description="“name”, “times” (the most quoted first) or, of a search, “relevance”.")
    role: list[str] = Field([], description="said (is quoted), about (is spoken of), published, relayed (passes on).")
    kind: list[str] = Field([], description="Such as person or media_outlet.")
    rating: list[str] = Field([], description="The slug of a rating of what they said, “none” or “other-words”.")
    topic: list[str] = Field([], description="The slug of a topic that they are quoted or spoken of on.")


class WhichQuotations(Schema):
    """Which quotations are asked for."""

    speaker: str = Field("", description="The slug of an actor.")
    article: str = Field("", description="The slug of an article.")
    claim: str = Field("", description="The slug of a claim that they bear.")


class WhichArticles(Schema):
    """Which articles are asked for; several values of one parameter mean any of them."""

    q: str = Q
    order: str = Field(
        "", description="“date” (the newest first), “times” (the most quoted) or, of a search, “relevance”."
    )
    publisher: list[str] = Field([], description="The slug of an actor.")
    speaker: list[str] = Field([], description="The slug of an actor whose words stand in them.")
    year: list[str] = Field([], description="The year of their publication.")
    language: list[str] = Field([], description="A code such as “en”.")
    display: list[str] = Field([], description="What can be read here: whole, excerpt or link_only.")


def listed(request: HttpRequest, series: Series[Row, Item], limit: int) -> shapes.Listed[Item]:
    """Give the page of ``series`` that the request asks for. One query, and those of describing it."""
    page = page_of(series.rows(request), series.order(request), request.GET, limit)
    return shapes.Listed(
        items=series.describe(request, page.rows),
        next=_neighbour(request, "after", page.after),
        previous=_neighbour(request, "before", page.before),
    )


def _neighbour(request: HttpRequest, name: str, place: str) -> str | None:
    if not place:
        return None
    asked = request.GET.copy()
    for other in ("after", "before"):
        asked.pop(other, None)
    asked[name] = place
    return str(request.build_absolute_uri(f"{request.path}?{asked.urlencode()}"))


ClaimsListed = shapes.Listed[shapes.ClaimShort]
QuotationsListed = shapes.Listed[shapes.Quotation]
ActorsListed = shapes.Listed[shapes.ActorWhole]
ArticlesListed = shapes.Listed[shapes.ArticleWhole]
CorrectionsListed = shapes.Listed[shapes.Correction]
WithdrawalsListed = shapes.Listed[shapes.Withdrawal]


@api.api_operation(READ, "/claims.json", response={200: ClaimsListed, **REFUSED}, url_name="claims")
def claims(request: HttpRequest, place: Query[Place], which: Query[WhichClaims]) -> ClaimsListed:
    """Published claims, the newest first."""
    return listed(request, CLAIMS, place.limit)


@api.api_operation(READ, "/quotations.json", response={200: QuotationsListed, **REFUSED}, url_name="quotations")
def quotations(request: HttpRequest, place: Query[Place], which: Query[WhichQuotations]) -> QuotationsListed:
    """Quotations that bear published claims, those recorded last first."""
    return listed(request, QUOTATIONS, place.limit)


@api.api_operation(READ, "/actors.json", response={200: ActorsListed, **REFUSED}, url_name="actors")
def actors(request: HttpRequest, place: Query[Place], which: Query[WhichActors]) -> ActorsListed:
    """Everybody who speaks, publishes, passes on or is spoken of, by name."""
    return listed(request, ACTORS, place.limit)


@api.api_operation(READ, "/articles.json", response={200: ArticlesListed, **REFUSED}, url_name="articles")
def articles(request: HttpRequest, place: Query[Place], which: Query[WhichArticles]) -> ArticlesListed:
    """Articles that public quotations stand in, the newest first."""
    return listed(request, ARTICLES, place.limit)


@api.api_operation(READ, "/corrections.json", response={200: CorrectionsListed, **REFUSED}, url_name="corrections")
def corrections(request: HttpRequest, place: Query[Place]) -> CorrectionsListed:
    """What was corrected after publication, the newest first."""
    return listed(request, CORRECTIONS, place.limit)


@api.api_operation(READ, "/withdrawals.json", response={200: WithdrawalsListed, **REFUSED}, url_name="withdrawals")
def withdrawals(request: HttpRequest, place: Query[Place]) -> WithdrawalsListed:
    """Claims that were public and were taken back, the newest first."""
    return listed(request, WITHDRAWALS, place.limit)


@api.api_operation(READ, "/ratings.json", response=list[shapes.ScaleStep], url_name="ratings")
def ratings(request: HttpRequest) -> list[shapes.ScaleStep]:
    """The scale, in its order, with what each rating means."""
    return [describing.scale_step(rating) for rating in Rating.objects.all()]

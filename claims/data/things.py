"""One claim, actor or article as JSON."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse

from claims import public
from claims.addresses import absolute
from claims.data import describing, gone, shapes
from claims.data.api import READ, REFUSED, TAKEN, api
from claims.data.series import describe_quotes
from claims.markup.annotations import CONTENT_TYPE, annotations
from claims.models import Assertion, Claim, Correction
from claims.pages.articles import times_told
from claims.pages.entries import entries, ties_of
from claims.pages.gone import fate_of_actor, fate_of_article, fate_of_claim
from claims.pages.replies import replies_on
from claims.pages.withdrawals import withdrawals_of

TELLINGS = 50
AS_ANNOTATIONS = {
    "responses": {200: {"description": "An AnnotationCollection", "content": {CONTENT_TYPE: {"schema": {}}}}}
}


@api.api_operation(
    READ, "/claims/{slug:slug}.json", response={200: shapes.ClaimWhole, **REFUSED, **TAKEN}, url_name="claim"
)
def claim(request: HttpRequest, slug: str) -> shapes.ClaimWhole | HttpResponse:
    """One claim with its quotations, reviews, evidence, replies and corrections."""
    found = public.claims().filter(slug=slug).first()
    if found is None:
        return gone.answer(request, fate_of_claim(slug), "data:claim")
    return _whole(request, found)


@api.api_operation(
    READ, "/actors/{slug:slug}.json", response={200: shapes.ActorWhole, **REFUSED, **TAKEN}, url_name="actor"
)
def actor(request: HttpRequest, slug: str) -> shapes.ActorWhole | HttpResponse:
    """One actor, with the addresses of what it said and what is said about it."""
    found = public.actors().filter(slug=slug).first()
    if found is None:
        return gone.answer(request, fate_of_actor(slug), "data:actor")
    return describing.actor_whole(request, found)


@api.api_operation(
    READ, "/articles/{slug:slug}.json", response={200: shapes.ArticleWhole, **REFUSED, **TAKEN}, url_name="article"
)
def article(request: HttpRequest, slug: str) -> shapes.ArticleWhole | HttpResponse:
    """One article, with the addresses of its quotations; never its text."""
    rows = public.articles().filter(slug=slug).select_related("publisher").prefetch_related("bylines")
    found = rows.first()
    if found is None:
        return gone.answer(request, fate_of_article(slug), "data:article")
    return describing.article_whole(request, found, times_told([found]).get(found.pk, 0))


@api.api_operation(
    READ, "/articles/{slug:slug}/annotations.json", response=TAKEN, url_name="annotations", openapi_extra=AS_ANNOTATIONS
)
def article_annotations(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the quotations of one article stand in its text, as W3C Web Annotations."""
    found = public.articles().filter(slug=slug).first()
    if found is None:
        return gone.answer(request, fate_of_article(slug), "data:annotations")
    quotes = public.quotes().in_article(found).select_related("speaker").prefetch_related("passages")
    described = annotations(request, found, list(quotes.defer("note")), ties_of(quotes))
    return JsonResponse(described, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})


def _whole(request: HttpRequest, found: Claim) -> shapes.ClaimWhole:
    shown = public.quotes().whole().defer("revision__text", "note")
    reviews = public.reviews().filter(claim=found).select_related("rating", "reviewer")
    evidence = (
        public.evidence().filter(claim=found).select_related("publisher").prefetch_related(Prefetch("quote", shown))
    )
    before = public.reviews_before_merging(found).select_related("claim", "rating", "reviewer")
    corrections = public.notes_on(found).filter(kind=Correction.Kind.CORRECTION)
    entry = entries([found])[0]
    return shapes.ClaimWhole(
        **dict(describing.claim_short(request, entry)),
        about=[describing.actor_short(request, actor) for actor in public.subjects_of(found)],
        topics=[topic.name for topic in public.topics_of(found)],
        tellings=_tellings(request, found),
        quotations=f"{absolute(request, 'data:quotations')}?claim={found.slug}",
        reviews=[
            describing.review(decided, counts=decided == entry.review, in_other_words=not decided.holds)  # type: ignore[attr-defined]
            for decided in reviews
        ],
        reviews_before_merging=[describing.review_before_merging(request, decided) for decided in before],
        evidence=[describing.evidence(request, item) for item in evidence],
        replies=[describing.reply(given) for given in replies_on(found)],
        corrections=[describing.correction_note(request, made) for made in corrections],
        withdrawals=[
            shapes.PastWithdrawal(
                taken_back_at=past.taken_back_at,
                reason=past.reason,
                published_again_at=past.published_again_at,
                additions=[shapes.Addition(text=one.text, added_at=one.added_at) for one in past.additions],
            )
            for past in withdrawals_of(found)
        ],
    )


def _tellings(request: HttpRequest, found: Claim) -> list[shapes.Telling]:
    """Give the first tellings of a claim, in the order of its page."""
    ties = public.tellings().filter(claim=found).order_by(public.ASSERTING_FIRST, *public.IN_ORDER_OF_TIME)
    stances = dict(ties.values_list("quote_id", "stance")[:TELLINGS])
    quotes = public.quotes().whole().defer("revision__text", "note").in_bulk(list(stances))
    described = describe_quotes(request, [quotes[pk] for pk in stances])
    return [
        shapes.Telling(stance=Assertion.Stance(stance), quotation=quotation)
        for stance, quotation in zip(stances.values(), described, strict=True)
    ]

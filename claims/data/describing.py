"""From what is stored to what is given out: each function describes one kind of thing.

All take rows that ``claims.public`` gave, with what they need already fetched, and ask no query.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.models import Actor, Article
from articles.vocabulary import ActorKind
from claims import public
from claims.addresses import absolute, data_of, page_of, place_of, tombstone_of, web_link
from claims.data import shapes
from claims.models import Assertion, Claim, Evidence, Passage, Quote, Rating, Relay, Review
from claims.models import Correction as StoredCorrection
from claims.pages.corrections import place_of as place_of_correction
from claims.pages.entries import Entry, Tie
from claims.pages.replies import Asked
from claims.vocabulary import QuoteKind, RelayKind


def actor_short(request: HttpRequest, actor: Actor) -> shapes.ActorShort:
    """Describe an actor where it is named."""
    return shapes.ActorShort(
        url=page_of(request, actor), data=data_of(request, actor), name=actor.name, kind=ActorKind(actor.kind)
    )


def actor_whole(request: HttpRequest, actor: Actor) -> shapes.ActorWhole:
    """Describe an actor by itself."""
    return shapes.ActorWhole(
        **dict(actor_short(request, actor)),
        description=actor.description,
        wikidata_id=actor.wikidata_id,
        authority_link=web_link(actor.authority_link),
        quotations=f"{absolute(request, 'data:quotations')}?speaker={actor.slug}",
        claims_about=f"{absolute(request, 'data:claims')}?about={actor.slug}",
        articles=f"{absolute(request, 'data:articles')}?publisher={actor.slug}",
    )


def article_short(request: HttpRequest, article: Article) -> shapes.ArticleShort:
    """Describe an article where it is named; its publisher was fetched."""
    return shapes.ArticleShort(
        url=page_of(request, article),
        data=data_of(request, article),
        headline=str(article),
        publisher=actor_short(request, article.publisher) if article.publisher else None,
        published_on=article.published_on,
        link=web_link(article.link),
    )


def article_whole(request: HttpRequest, article: Article, times_quoted: int) -> shapes.ArticleWhole:
    """Describe an article by itself; its publisher and bylines were fetched."""
    return shapes.ArticleWhole(
        **dict(article_short(request, article)),
        bylines=[byline.name for byline in article.bylines.all()],
        language=article.language,
        copyright_notice=article.copyright_notice,
        times_quoted=times_quoted,
        quotations=f"{absolute(request, 'data:quotations')}?article={article.slug}",
        annotations=absolute(request, "data:annotations", slug=article.slug),
    )


def verdict(rating: Rating) -> shapes.Verdict:
    """Describe a rating."""
    return shapes.Verdict(slug=rating.slug, name=rating.name, value=rating.value)


def scale_step(rating: Rating) -> shapes.ScaleStep:
    """Describe a rating with what it means."""
    return shapes.ScaleStep(**dict(verdict(rating)), explanation=rating.explanation)


def quotation(request: HttpRequest, quote: Quote, ties: Iterable[Tie]) -> shapes.Quotation:
    """Describe a quotation, fetched ``whole()``; its speaker is known, or it would not be public."""
    return shapes.Quotation(
        url=place_of(request, quote),
        kind=QuoteKind(quote.kind),
        text=quote.content,
        passages=[_stretch(passage) for passage in quote.passages.all()],
        speaker=actor_short(request, cast(Actor, quote.speaker)),
        source_as_written=quote.source_text,
        cue=quote.cue_text,
        relays=[_relay(request, relay) for relay in quote.relays.all()],
        article=article_short(request, quote.revision.article),
        revision=quote.revision.number,
        revision_sha256=quote.revision.sha256,
        claims=[_tie(request, tie) for tie in ties],
        language=quote.revision.article.language,
    )


def _stretch(passage: Passage) -> shapes.Stretch:
    return shapes.Stretch(start=passage.start, end=passage.end, text=passage.text)


def _relay(request: HttpRequest, relay: Relay) -> shapes.RelayShape:
    actors = [actor_short(request, actor) for actor in relay.actors.all()]
    return shapes.RelayShape(text=relay.text, kind=RelayKind(relay.kind), actors=actors)


def _tie(request: HttpRequest, tie: Tie) -> shapes.TieShape:
    claim = tie.entry.claim
    return shapes.TieShape(
        url=page_of(request, claim),
        data=data_of(request, claim),
        stance=Assertion.Stance(tie.assertion.stance),
        statement=claim.statement,
        standing=tie.entry.standing,
        language=tie.entry.language_code,
    )


def claim_short(request: HttpRequest, entry: Entry) -> shapes.ClaimShort:
    """Describe a claim where it is listed."""
    claim, review = entry.claim, entry.review
    return shapes.ClaimShort(
        url=page_of(request, claim),
        data=data_of(request, claim),
        said_by=entry.by,
        claimant=actor_short(request, entry.claimant) if entry.claimant else None,
        statement=claim.statement,
        standing=entry.standing,
        rating=verdict(review.rating) if review else None,
        rated_at=review.reviewed_at if review else None,
        rated_in_other_words=entry.in_other_words,
        first_telling=_first_telling(request, entry),
        said_where=claim.said_where,
        told=shapes.TimesTold(
            asserted=entry.told.times, in_articles=entry.told.articles, denied_or_doubted=entry.told.against
        ),
        published_at=cast(datetime, claim.first_published_at),
        language=entry.language_code,
    )


def _first_telling(request: HttpRequest, entry: Entry) -> shapes.FirstTelling | None:
    if entry.first is None or entry.speaker is None or entry.article is None:
        return None
    return shapes.FirstTelling(
        speaker=actor_short(request, entry.speaker),
        stance=Assertion.Stance(entry.first.stance),
        own_voice=entry.own_voice,
        article=article_short(request, entry.article),
    )


def reviewer_of(review: Review) -> str:
    """Name who decided a review, as readers may see it: never by the name to log in with. The user was fetched."""
    return review.reviewer_name or (review.reviewer.get_full_name() if review.reviewer else "") or _("An editor")


def review(decided: Review, *, counts: bool = False, in_other_words: bool = True) -> shapes.ReviewShape:
    """Describe a review; its rating and reviewer were fetched."""
    return shapes.ReviewShape(
        rating=verdict(decided.rating),
        counts=counts,
        in_other_words=in_other_words,
        explanation=decided.explanation,
        reviewer=reviewer_of(decided),
        reviewed_at=decided.reviewed_at,
    )


def review_before_merging(request: HttpRequest, decided: Review) -> shapes.ReviewBeforeMerging:
    """Describe a review of a claim that is part of another now; its claim, rating and reviewer were fetched."""
    claim = decided.claim
    return shapes.ReviewBeforeMerging(**dict(review(decided)), claim=page_of(request, claim), statement=claim.statement)


def evidence(request: HttpRequest, item: Evidence) -> shapes.EvidenceShape:
    """Describe a piece of evidence; publisher and quotation were fetched, the latter None where it isn’t public."""
    return shapes.EvidenceShape(
        bearing=Evidence.Bearing(item.bearing),
        title=item.title,
        publisher=item.publisher.name if item.publisher else None,
        source=item.source,
        interests=item.interests,
        link=web_link(item.link),
        archived_link=web_link(item.archived_link),
        summary=item.summary,
        quotation=place_of(request, item.quote) if item.quote else None,
    )


def reply(asked: Asked) -> shapes.ReplyShape:
    """Describe a reply; who was asked was fetched."""
    given = asked.reply
    return shapes.ReplyShape(
        part=asked.part,
        asked=given.actor.name,  # who may have no page of its own
        asked_at=given.asked_at,
        asked_how=given.asked_how,
        waived_reason=given.waived_reason,
        unawaited_reason=given.unawaited_reason,
        deadline=given.deadline,
        answered_at=given.answered_at,
        answer=given.answer,
    )


def correction_note(request: HttpRequest, made: StoredCorrection) -> shapes.CorrectionNote:
    """Describe a correction that readers see in full; what it was made on was fetched."""
    merged = made.claim if made.claim and made.claim.status == Claim.Status.MERGED else None
    return shapes.CorrectionNote(
        note=made.note,
        corrected_at=made.corrected_at,
        said_before=made.said_before,
        says_now=made.says_now,
        made_on=page_of(request, merged) if merged else None,
    )


def correction(request: HttpRequest, made: StoredCorrection) -> shapes.Correction:
    """Describe a correction of what is or was public; what it corrects was fetched, and what that is part of now."""
    claim = made.told_on
    url = request.build_absolute_uri(place_of_correction(made))
    if claim is not None and claim.status != Claim.Status.PUBLISHED:
        nothing = shapes.CorrectionNote(
            note="", corrected_at=made.corrected_at, said_before="", says_now="", made_on=None
        )
        page = tombstone_of(request, claim)
        return shapes.Correction(
            **dict(nothing), url=url, of=made.of, claim=page, name=None, statement=None, withdrawn=True
        )
    return shapes.Correction(
        **dict(correction_note(request, made)),
        url=url,
        of=made.of,
        claim=page_of(request, claim) if claim else None,
        name=None if claim else str(made.thing),
        statement=claim.statement if claim else None,
        withdrawn=False,
    )


def withdrawal(request: HttpRequest, claim: Claim) -> shapes.Withdrawal:
    """Describe a claim that ``public.withdrawn_with_reasons()`` gave, as ``with_history`` or withdrawn now."""
    return shapes.Withdrawal(
        claim=tombstone_of(request, claim) if claim.is_withdrawn else page_of(request, claim),
        published_at=cast(datetime, claim.first_published_at),
        taken_back_at=claim.taken_back_at,
        reason=claim.withdrawn_reason,
        published_again_at=getattr(claim, "published_again_at", None),
        additions=[shapes.Addition(text=one.text, added_at=one.added_at) for one in public.additions_to(claim)],
    )

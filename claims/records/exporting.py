"""Writing the record of an article as it stands in the database.

The order of everything comes from what it says, never from row numbers, so that a record brought into an
empty database is written there in the same words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from articles.models import Actor, ActorName, Article, Revision
from claims.extraction.proposal import Span
from claims.merging import merge_of
from claims.models import Assertion, Claim, Correction, Evidence, Quote, Review
from claims.records.locating import hinted
from claims.records.schema import Part, written_moment
from claims.records.writing import as_yaml
from newsroom.signatures import signature
from newsroom.slugs import readable_slug
from newsroom.text_functions import SearchKey

COMMENT = """\
Editorial record: what editors confirmed in the article whose file stands beside this one.
The format is told in docs/editorial-record.md. Importing it adds what is missing and changes nothing else."""

Plain = dict[str, Any]


def export_record(article: Article) -> str:
    """Give the record of ``article`` as YAML: its newest revision's confirmed quotations and what they bear.

    Left out: quotations that are proposed, rejected or orphaned; claims that are withdrawn; claims' quotations in other
    articles, which belong to those articles' records. A claim that was merged into another stands with that one, if it
    was public or reviewed. About twenty queries, and three for each claim.
    """
    revision = article.revisions.order_by("number").last()
    quotes = _quotes(revision) if revision else []
    claims = _claims(quotes)
    names = _Names([*_actors_of(article, quotes), *(actor for claim in claims for actor in _actors_about(claim))])
    written = sorted(
        ((_quotation(quote, names), quote) for quote in quotes),
        key=lambda pair: _place_in_text(pair[1], pair[0], claims),
    )
    keys = _keys([quote for _, quote in written])
    record: Plain = {
        "article": _article(article, names),
        "actors": [names.entry(actor) for actor in names.actors],
        "quotations": [{"key": keys[quote.pk]} | quotation for quotation, quote in written],
        "claims": [_claim(claim, keys, names) for claim in _in_order(claims, list(keys))],
    }
    return as_yaml({key: value for key, value in record.items() if value}, COMMENT)


class _Names:
    """The actors of a record, in order of their names, and what the record calls each. One query."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        standing = {actor.pk: actor for actor in map(_standing, actors)}
        names = ActorName.objects.filter(actor__in=standing).exclude(key=SearchKey("actor__name")).order_by("name")
        self._others: dict[int, list[str]] = {pk: [] for pk in standing}
        for name in names:
            self._others[name.actor_id].append(name.name)
        self.actors = sorted(standing.values(), key=lambda actor: [str(value) for value in self._said(actor).values()])
        shared, seen = Counter(actor.name for actor in self.actors), Counter[str]()
        self._keys: dict[int, str] = {}
        for actor in self.actors:
            seen[actor.name] += 1
            if shared[actor.name] > 1:
                self._keys[actor.pk] = f"{readable_slug(actor.name) or actor.kind}-{seen[actor.name]}"

    def handle(self, actor: Actor) -> str:
        """Give what the rest of the record calls an actor by."""
        actor = _standing(actor)
        return self._keys.get(actor.pk, actor.name)

    def entry(self, actor: Actor) -> Plain:
        return _without_gaps({"name": actor.name, "key": self._keys.get(actor.pk, "")} | self._said(actor))

    def _said(self, actor: Actor) -> Plain:
        return {
            "name": actor.name,
            "kind": actor.kind,
            "names": sorted(self._others[actor.pk]),
            "description": actor.description,
            "wikidata_id": actor.wikidata_id,
            "authority_link": actor.authority_link,
        }


def _standing(actor: Actor) -> Actor:
    return actor.merged_into or actor


def _quotes(revision: Revision) -> list[Quote]:
    confirmed = revision.quotes.filter(state=Quote.State.CONFIRMED).select_related("speaker__merged_into")
    return list(confirmed.prefetch_related("passages", "relays__actors__merged_into"))


def _claims(quotes: Sequence[Quote]) -> list[Claim]:
    left_out = (Claim.Status.WITHDRAWN, Claim.Status.MERGED)
    borne = Claim.objects.filter(assertions__quote__in=quotes).exclude(status__in=left_out).distinct()
    return list(
        borne.select_related("said_by__merged_into").prefetch_related(
            "subjects__actor__merged_into",
            "topics",
            "assertions",
            "evidence__publisher__merged_into",
            "reviews__rating",
            "reviews__reviewer",
            "reviews__approvals",
            "corrections",
            "replies__actor__merged_into",
            "merged__reviews__rating",
            "merged__reviews__reviewer",
            "merged__reviews__approvals",
        )
    )


def _actors_of(article: Article, quotes: Sequence[Quote]) -> list[Actor]:
    publisher = [article.publisher] if article.publisher else []
    speakers = [quote.speaker for quote in quotes if quote.speaker]
    return publisher + speakers + [actor for q in quotes for relay in q.relays.all() for actor in relay.actors.all()]


def _actors_about(claim: Claim) -> list[Actor]:
    replies = [reply.actor for reply in claim.replies.all()]
    publishers = [item.publisher for item in claim.evidence.all() if item.publisher]
    claimant = [claim.said_by] if claim.said_by else []
    return [*(subject.actor for subject in claim.subjects.all()), *replies, *publishers, *claimant]


def _place_in_text(
    quote: Quote, quotation: Plain, claims: Sequence[Claim]
) -> tuple[list[tuple[int, int]], str, list[str]]:
    """Give what quotations are put in order by: where they stand, what is said of them, which claims they bear."""
    borne = sorted(claim.slug for claim in claims for tie in claim.assertions.all() if tie.quote_id == quote.pk)
    return [(part.start, part.end) for part in quote.passages.all()], repr(quotation), borne


def _keys(quotes: Sequence[Quote]) -> dict[int, str]:
    """Give each quotation's key: its speaker and a number, such as ``vladimir-padrino-2``."""
    said: Counter[str] = Counter()
    keys = {}
    for quote in quotes:
        speaker = readable_slug(str(quote.speaker and _standing(quote.speaker))) or "quotation"
        said[speaker] += 1
        keys[quote.pk] = f"{speaker}-{said[speaker]}"
    return keys


def _in_order(claims: Sequence[Claim], quotes: Sequence[int]) -> list[Claim]:
    """Put claims in the order in which the article first bears them."""
    number = {pk: n for n, pk in enumerate(quotes)}

    def first(claim: Claim) -> int:
        return min(number[tie.quote_id] for tie in claim.assertions.all() if tie.quote_id in number)

    return sorted(claims, key=lambda claim: (first(claim), claim.slug))


def _article(article: Article, names: _Names) -> Plain:
    return _without_gaps(
        {
            "headline": article.headline,
            "publisher": names.handle(article.publisher) if article.publisher else "",
            "published_on": article.published_on.isoformat() if article.published_on else "",
            "bylines": [byline.name for byline in article.bylines.all()],
            "link": article.link,
            "language": article.language,
            "copyright_notice": article.copyright_notice,
            "display": article.display,
        }
    )


def _quotation(quote: Quote, names: _Names) -> Plain:
    text = quote.revision.text
    passages = [Span(part.start, part.end) for part in quote.passages.all()]

    def stretch(start: int | None, end: int | None) -> Plain | str:
        if start is None or end is None:
            return ""
        return _part(hinted(text, Span(start, end), passages))

    return _without_gaps(
        {
            "kind": quote.kind,
            "speaker": names.handle(quote.speaker) if quote.speaker else "",
            "source": stretch(quote.source_start, quote.source_end),
            "cue": stretch(quote.cue_start, quote.cue_end),
            "passages": [_part(hinted(text, passage)) for passage in passages],
            "relays": [
                _without_gaps(
                    hinted(text, Span(relay.start, relay.end), passages).model_dump()
                    | {"kind": relay.kind, "actors": sorted({names.handle(actor) for actor in relay.actors.all()})}
                )
                for relay in quote.relays.all()
            ],
            "note": quote.note,
        }
    )


def _part(part: Part) -> Plain | str:
    return _without_gaps(part.model_dump()) if part.after or part.before else part.text


def _claim(claim: Claim, keys: dict[int, str], names: _Names) -> Plain:
    ours = [tie for tie in claim.assertions.all() if tie.quote_id in keys]
    ours.sort(key=lambda tie: list(keys).index(tie.quote_id))
    return _without_gaps(
        {
            "statement": claim.statement,
            "slug": claim.slug,
            "status": claim.status,
            "about": sorted({names.handle(subject.actor) for subject in claim.subjects.all()}),
            "accuses": sorted({names.handle(subject.actor) for subject in claim.subjects.all() if subject.accused}),
            "topics": sorted(topic.name for topic in claim.topics.all()),
            "said_where": claim.said_where,
            "said_by": names.handle(claim.said_by) if claim.said_by else "",
            "note": claim.note,
            **_gate(claim),
            "quotations": [_tie(tie, keys) for tie in ours],
            "evidence": _sorted(_evidence(item, keys, names) for item in claim.evidence.all()),
            "reviews": _sorted(_review(review, claim) for review in claim.reviews.all()),
            "corrections": _sorted(_correction(item) for item in claim.corrections.all()),
            "replies": _sorted(
                _without_gaps(
                    {
                        "actor": names.handle(reply.actor),
                        "asked": _moment(reply.asked_at),
                        "how": reply.asked_how,
                        "deadline": _moment(reply.deadline),
                        "answered": _moment(reply.answered_at),
                        "answer": reply.answer,
                        "waived": reply.waived_reason,
                        "waived_by": reply.waived_name,
                        "unawaited": reply.unawaited_reason,
                        "unawaited_by": reply.unawaited_name,
                    }
                )
                for reply in claim.replies.all()
            ),
            "merged": [_merged(one) for one in sorted(claim.merged.all(), key=attrgetter("slug")) if _is_known(one)],
        }
    )


def _is_known(merged: Claim) -> bool:
    """Tell whether readers, or a reviewer, knew a claim that is part of another now."""
    return merged.first_published_at is not None or bool(merged.reviews.all())


def _merged(claim: Claim) -> Plain:
    return _without_gaps(
        {
            "statement": claim.statement,
            "slug": claim.slug,
            "published": _moment(claim.first_published_at),
            "reason": _why_merged(claim),
            "reviews": _sorted(_review(review, claim) for review in claim.reviews.all()),
        }
    )


def _why_merged(claim: Claim) -> str:
    """Give why a claim was merged, as editors said among themselves. One query."""
    made = merge_of(claim)
    return str(made.metadata.get("reason", "")) if made else ""


def _tie(tie: Assertion, keys: dict[int, str]) -> Plain | str:
    key = keys[tie.quote_id]
    return key if tie.stance == Assertion.Stance.ASSERTS else {"quotation": key, "stance": tie.stance}


def _gate(claim: Claim) -> Plain:
    """Give what stands between the claim and its readers; a sign-off only while it holds."""
    holds = claim.is_signed_off
    return {
        "sensitive": "yes" if claim.is_sensitive else "",
        "signed_off": _moment(claim.signed_off_at) if holds else "",
        "signed_off_by": claim.signed_off_name if holds else "",
        "sign_off_note": claim.sign_off_note,
        "embargo_until": _moment(claim.embargo_until),
        "publish_at": _moment(claim.publish_at),
    }


def _moment(moment: datetime | None) -> str:
    return written_moment(moment) if moment else ""


def _evidence(item: Evidence, keys: dict[int, str], names: _Names) -> Plain:
    fields = ("bearing", "title", "source", "link", "archived_link", "summary", "interests")
    others = {
        "publisher": names.handle(item.publisher) if item.publisher else "",
        "quotation": keys.get(item.quote_id or 0, ""),
    }
    return _without_gaps({field: getattr(item, field) for field in fields} | others)


def _correction(item: Correction) -> Plain:
    return _without_gaps(
        {
            "note": item.note,
            "corrected": written_moment(item.corrected_at),
            "kind": item.kind if item.kind != Correction.Kind.CORRECTION else "",
            "before": item.said_before,
            "now": item.says_now,
        }
    )


def _review(review: Review, claim: Claim) -> Plain:
    """Give a review, with the second person behind it; what one person stood behind alone names none."""
    reviewer = review.reviewer_name
    if not reviewer and review.reviewer:
        reviewer = signature(review.reviewer)
    approval = next((approval for approval in review.approvals.all() if not approval.alone), None)
    return _without_gaps(
        {
            "rating": review.rating.slug,
            "explanation": review.explanation,
            "reviewer": reviewer,
            "reviewed": written_moment(review.reviewed_at),
            "statement": review.wording if review.wording != claim.statement else "",
            "approved_by": approval.approved_name if approval else "",
            "approved": written_moment(approval.approved_at) if approval else "",
        }
    )


def _sorted(entries: Iterable[Plain]) -> list[Plain]:
    """Put entries in order of their first date, then of all that they say."""
    dates = ("reviewed", "corrected", "asked")
    return sorted(entries, key=lambda entry: ([entry[date] for date in dates if date in entry], repr(entry)))


def _without_gaps(entry: Plain) -> Plain:
    return {key: value for key, value in entry.items() if value not in ("", None, [])}

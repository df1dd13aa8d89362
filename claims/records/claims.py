"""The claims of a record to stored claims, with what goes with them."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from articles.models import Actor
from claims import publishing
from claims.models import (
    Assertion,
    Claim,
    ClaimSubject,
    ClaimTopic,
    Correction,
    Evidence,
    Quote,
    Rating,
    Reply,
    Review,
    Topic,
)
from claims.records.ledger import Ledger, Wanted
from claims.records.places import Loc
from claims.records.schema import ClaimEntry


def settle_claims(
    entries: Sequence[ClaimEntry], actors: Mapping[str, Actor], quotes: Mapping[str, Quote], ledger: Ledger
) -> None:
    """Bring the claims of a record into the database: found and added to, or made and published as it says.

    Raises ``RecordError`` where it can't be told which claim is meant, and where the models refuse one.
    """
    taken: set[int] = set()
    for n, entry in enumerate(entries):
        loc: Loc = ("claims", n)
        claim = _found(entry, loc, quotes, taken, ledger)
        if claim is None and _was_deleted(entry, taken):
            ledger.warn(loc, "was deleted in the database, and stays away.")
            continue
        is_new = claim is None
        if claim is None:
            slug = {"slug": entry.slug} if entry.slug else {}
            claim = Claim(origin=Claim.Origin.RECORD, **_said(entry, loc).fields, **slug)
            ledger.store(claim, loc)
        else:
            ledger.fill(claim, _said(entry, loc))
        taken.add(claim.pk)
        _settle_ties(claim, entry, loc, actors, quotes, ledger)
        _settle_verdict(claim, entry, loc, quotes, ledger)
        _settle_aftermath(claim, entry, loc, actors, ledger)
        _settle_status(claim, entry, loc, ledger, is_new=is_new)


def _said(entry: ClaimEntry, loc: Loc) -> Wanted:
    return Wanted(loc, {key: {key: getattr(entry, key)} for key in ("statement", "said_where", "note")})


def _found(entry: ClaimEntry, loc: Loc, quotes: Mapping[str, Quote], taken: set[int], ledger: Ledger) -> Claim | None:
    """Give the stored claim that an entry means: of its address, else of its statement, as it is or once was."""
    free = Claim.objects.exclude(pk__in=taken)
    at_address = free.filter(slug=entry.slug).first() if entry.slug else None
    if at_address is not None:
        if _is_same(at_address, entry, quotes):
            return at_address
        raise ledger.places.error(
            (*loc, "slug"),
            f"“{entry.slug}” is the address of another claim, “{at_address.statement}”. Give this claim another slug, "
            "or write the statement as it stands there.",
        )
    stated = list(free.filter(statement=entry.statement)) or list(free.filter(pk__in=_once_stated(entry.statement)))
    if len(stated) > 1:
        slugs = ", ".join(claim.slug for claim in stated)
        raise ledger.places.error(
            (*loc, "statement"), f"{len(stated)} claims say this; say which with “slug:” ({slugs})."
        )
    return stated[0] if stated else None


def _is_same(claim: Claim, entry: ClaimEntry, quotes: Mapping[str, Quote]) -> bool:
    """Tell whether the claim at an entry's address is the entry's: by its statement, now or once, or a quotation."""
    ours = [quotes[tie.quotation].pk for tie in entry.quotations]
    return (
        claim.statement == entry.statement
        or claim.pk in _once_stated(entry.statement)
        or claim.assertions.filter(quote__in=ours).exists()
    )


def _once_stated(statement: str) -> list[int]:
    events = Claim.pgh_event_model.objects  # type: ignore[attr-defined]
    return list(events.filter(statement=statement).values_list("id", flat=True).distinct())


def _was_deleted(entry: ClaimEntry, taken: set[int]) -> bool:
    """Tell whether there was a claim of this statement that is no more, or is another one of this record."""
    return bool(set(_once_stated(entry.statement)) - taken)


def _settle_ties(
    claim: Claim,
    entry: ClaimEntry,
    loc: Loc,
    actors: Mapping[str, Actor],
    quotes: Mapping[str, Quote],
    ledger: Ledger,
) -> None:
    parent = {"claim_id": claim.pk}
    about = [Wanted((*loc, "about", n), {"actor": {"actor_id": actors[name].pk}}) for n, name in enumerate(entry.about)]
    ledger.settle(ClaimSubject, parent, about, known_by=["actor"])
    topics = [
        Wanted((*loc, "topics", n), {"topic": {"topic_id": _topic(name, (*loc, "topics", n), ledger).pk}})
        for n, name in enumerate(entry.topics)
    ]
    ledger.settle(ClaimTopic, parent, topics, known_by=["topic"])
    ties = [
        Wanted(
            (*loc, "quotations", n),
            {"quotation": {"quote_id": quotes[tie.quotation].pk}, "stance": {"stance": tie.stance.value}},
        )
        for n, tie in enumerate(entry.quotations)
    ]
    ledger.settle(Assertion, parent, ties, known_by=["quotation"])


def _topic(name: str, loc: Loc, ledger: Ledger) -> Topic:
    topic = Topic.objects.filter(name=name).first() or Topic.objects.filter(name__iexact=name).first()
    if topic is None:
        topic = Topic(name=name)
        ledger.store(topic, loc)
    return topic


def _settle_verdict(claim: Claim, entry: ClaimEntry, loc: Loc, quotes: Mapping[str, Quote], ledger: Ledger) -> None:
    """Add evidence first: a rated claim that is public needs some."""
    parent = {"claim_id": claim.pk}
    keys = ("title", "link", "bearing", "source", "archived_link", "summary")
    evidence = [
        Wanted(
            (*loc, "evidence", n),
            {key: {key: str(getattr(item, key))} for key in keys}
            | {"quotation": {"quote_id": quotes[item.quotation].pk if item.quotation else None}},
        )
        for n, item in enumerate(entry.evidence)
    ]
    ledger.settle(Evidence, parent, evidence, known_by=["title", "link"])
    reviews = [
        Wanted(
            (*loc, "reviews", n),
            {
                "rating": {"rating_id": _rating(item.rating, (*loc, "reviews", n, "rating"), ledger).pk},
                "explanation": {"explanation": item.explanation},
                "reviewed": {"reviewed_at": item.reviewed},
                "reviewer": {"reviewer_name": item.reviewer},
            },
        )
        for n, item in enumerate(entry.reviews)
    ]
    ledger.settle(Review, parent, reviews, known_by=["rating", "explanation", "reviewed"], fill=False)


def _rating(slug: str, loc: Loc, ledger: Ledger) -> Rating:
    rating = Rating.objects.filter(slug=slug).first()
    if rating is None:
        scale = ", ".join(Rating.objects.values_list("slug", flat=True))
        raise ledger.places.error(loc, f"“{slug}” is no rating; the scale is {scale}.")
    return rating


def _settle_aftermath(claim: Claim, entry: ClaimEntry, loc: Loc, actors: Mapping[str, Actor], ledger: Ledger) -> None:
    parent = {"claim_id": claim.pk}
    corrections = [
        Wanted(
            (*loc, "corrections", n),
            {"note": {"note": item.note}, "corrected": {"corrected_at": item.corrected}},
        )
        for n, item in enumerate(entry.corrections)
    ]
    ledger.settle(Correction, parent, corrections, known_by=["note", "corrected"])
    replies = [
        Wanted(
            (*loc, "replies", n),
            {
                "actor": {"actor_id": actors[item.actor].pk},
                "asked": {"asked_at": item.asked},
                "how": {"asked_how": item.how},
                "deadline": {"deadline": item.deadline},
                "answered": {"answered_at": item.answered},
                "answer": {"answer": item.answer},
            },
        )
        for n, item in enumerate(entry.replies)
    ]
    ledger.settle(Reply, parent, replies, known_by=["actor", "asked"])


def _settle_status(claim: Claim, entry: ClaimEntry, loc: Loc, ledger: Ledger, *, is_new: bool) -> None:
    if claim.status == entry.status:
        return
    if not is_new:
        ledger.warn((*loc, "status"), f"stays “{claim.get_status_display()}”, as it is in the database.")
        return
    try:
        if entry.status == "published":
            publishing.publish(claim, by=None)
        else:
            publishing.submit(claim)
    except ValidationError as error:
        raise ledger.error((*loc, "status"), error) from error

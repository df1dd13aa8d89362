"""The claims of a record to stored claims, with what goes with them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Actor
from claims import publishing
from claims.likeness import near
from claims.models import (
    Approval,
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
from claims.rating import note_change
from claims.records.ledger import Fields, Ledger, Wanted
from claims.records.merged import settle_merged
from claims.records.places import Loc
from claims.records.schema import ClaimEntry, ReviewEntry
from claims.standing import last_read, waiting_review
from claims.twins import described, same_statement


def settle_claims(
    entries: Sequence[ClaimEntry], actors: Mapping[str, Actor], quotes: Mapping[str, Quote], ledger: Ledger
) -> None:
    """Bring the claims of a record into the database: found and added to, or made and published as it says.

    The last one first: so the first is the newest, and lists, newest first, show them as the record does.
    Raises ``RecordError`` where it can't be told which claim is meant, and where the models refuse one.
    """
    settling = _Settling(actors, quotes, ledger, frozenset(entry.statement for entry in entries))
    for n, entry in reversed(list(enumerate(entries))):
        settling.settle(entry, ("claims", n))


@dataclass
class _Settling:
    """What the claims of one record are settled with; ``taken`` are those that are."""

    actors: Mapping[str, Actor]
    quotes: Mapping[str, Quote]
    ledger: Ledger
    statements: frozenset[str]
    taken: set[int] = field(default_factory=set)
    topics: dict[str, Topic] = field(default_factory=dict)

    def settle(self, entry: ClaimEntry, loc: Loc) -> None:
        claim = self.found(entry, loc)
        is_new = claim is None
        if claim is None and _once_stated(entry.statement) - self.taken:
            self.ledger.warn(loc, _("was deleted in the database, and stays away."))
            return
        if claim is None:
            self.warn_of_twins(entry, loc)
            self.compare(entry, loc)
            slug = {"slug": entry.slug} if entry.slug else {}
            said = self.said(entry, loc).fields
            claim = Claim(origin=Claim.Origin.RECORD, publish_at=entry.publish_at, **said, **slug)
            self.ledger.store(claim, loc)
        else:
            self.ledger.fill(claim.merged_into or claim, self.said(entry, loc))
        self.taken.add(claim.pk)
        rated, claim = claim, claim.merged_into or claim
        self.tie(claim, entry, loc)
        claim.follow()
        rated_before, created = last_read(rated), Counter(self.ledger.created)
        self.judge(claim, entry, loc, rated=rated)
        self.follow_up(claim, entry, loc)
        newest = last_read(rated)
        if newest and rated_before and self.ledger.created["correction"] == created["correction"]:
            note_change(newest, rated_before, by=None)  # the record's own correction would tell it, had it one
        self.set_status(claim, entry, loc, is_new=is_new)
        if self.ledger.created["review"] > created["review"] and rated.status == Claim.Status.PUBLISHED:
            self.tell_what_waits(rated, loc)
        merged = settle_merged(claim, entry.merged, loc, self.ledger, self.review)
        self.taken |= {one.pk for one in merged}

    def said(self, entry: ClaimEntry, loc: Loc) -> Wanted:
        """Give what the claim itself says."""
        said: dict[str, Fields] = {key: {key: getattr(entry, key)} for key in ("statement", "said_where", "note")}
        said["said_by"] = {"said_by_id": self.actors[entry.said_by].pk if entry.said_by else None}
        said["embargo_until"] = {"embargo_until": entry.embargo_until}
        said |= {"sensitive": {"is_sensitive": True}} if entry.sensitive == "yes" else {}
        said["sign_off_note"] = {"sign_off_note": entry.sign_off_note}
        if entry.signed_off:
            said["signed_off"] = {
                "signed_off_statement": entry.statement,
                "signed_off_name": entry.signed_off_by,
                "signed_off_at": entry.signed_off,
            }
        return Wanted(loc, said)

    def tell_what_waits(self, claim: Claim, loc: Loc) -> None:
        """Warn where readers don't read the rating that was just brought."""
        if waiting_review(claim) is not None:
            words = _("the newest waits for a second editor, and readers don’t read it: name one with “approved_by”.")
            self.ledger.warn((*loc, "reviews"), words)

    def warn_of_twins(self, entry: ClaimEntry, loc: Loc) -> None:
        """Say that a new claim says what another does, but for its case, its spaces or its full stop."""
        twins = same_statement(entry.statement)
        if twins:
            message = _(
                "is stored as a claim of its own, though one says this already: %s. Merge the two, if they are one."
            )
            self.ledger.warn((*loc, "statement"), message % "; ".join(map(described, twins)))

    def found(self, entry: ClaimEntry, loc: Loc) -> Claim | None:
        """Give the stored claim that an entry means: of its address, else of its statement, as it is or once was."""
        free = Claim.objects.exclude(pk__in=self.taken)
        at_address = free.filter(slug=entry.slug).first() if entry.slug else None
        if at_address is not None:
            if self.is_same(at_address, entry):
                return at_address
            raise self.ledger.places.error(
                (*loc, "slug"),
                _(
                    "“%(slug)s” is the address of another claim, “%(statement)s”. Give this claim another slug, or "
                    "write the statement as it stands there."
                )
                % {"slug": entry.slug, "statement": at_address.statement},
            )
        stated = list(free.filter(statement=entry.statement)) or list(free.filter(pk__in=_once_stated(entry.statement)))
        if len(stated) > 1:
            slugs = ", ".join(claim.slug for claim in stated)
            message = _("%(number)s claims say this; say which with “slug:” (%(slugs)s).") % {
                "number": len(stated),
                "slugs": slugs,
            }
            raise self.ledger.places.error((*loc, "statement"), message)
        return stated[0] if stated else None

    def compare(self, entry: ClaimEntry, loc: Loc) -> None:
        """Look for claims in nearly the words of a new one that say something else by a number or a "not".

        Warns of them. Raises ``RecordError`` where the same quotation bears one that the record no longer has: its
        statement was changed in the record, and a second claim would contradict what readers know.
        """
        ours = [self.quotes[tie.quotation].pk for tie in entry.quotations]
        for like in near(entry.statement):
            if not like.differences or like.claim.pk in self.taken or like.claim.statement in self.statements:
                continue
            words = {"claim": like.claim, "slug": like.claim.slug, "differences": " ".join(like.differences)}
            if like.claim.assertions.filter(quote__in=ours).exists():
                message = _(
                    "is nearly the claim “%(claim)s” (%(slug)s), which the same quotation bears, and says something "
                    "else: %(differences)s Change that claim in the admin, with a note, or write the statement as it "
                    "stands there."
                )
                raise self.ledger.places.error((*loc, "statement"), message % words)
            self.ledger.warn(
                (*loc, "statement"), _("is nearly the claim “%(claim)s” (%(slug)s), but: %(differences)s") % words
            )

    def is_same(self, claim: Claim, entry: ClaimEntry) -> bool:
        """Tell whether the claim at an entry's address is the entry's: by its statement, now or once, or quotation."""
        ours = [self.quotes[tie.quotation].pk for tie in entry.quotations]
        return (
            claim.statement == entry.statement
            or claim.pk in _once_stated(entry.statement)
            or claim.assertions.filter(quote__in=ours).exists()
        )

    def tie(self, claim: Claim, entry: ClaimEntry, loc: Loc) -> None:
        """Tie the claim to what it is about and to its quotations."""
        parent = {"claim_id": claim.pk}
        accused = {self.actors[name].pk for name in entry.accuses}
        about = [
            Wanted(
                (*loc, "about", n),
                {"actor": {"actor_id": key}} | ({"accuses": {"accused": True}} if key in accused else {}),
            )
            for n, key in enumerate(dict.fromkeys(self.actors[name].pk for name in entry.about))
        ]
        self.ledger.settle(ClaimSubject, parent, about, known_by=["actor"], check=False)
        topics = [
            Wanted((*loc, "topics", n), {"topic": {"topic_id": self.topic(name, (*loc, "topics", n)).pk}})
            for n, name in enumerate(entry.topics)
        ]
        self.ledger.settle(ClaimTopic, parent, topics, known_by=["topic"], check=False)
        ties = [
            Wanted(
                (*loc, "quotations", n),
                {"quotation": {"quote_id": self.quotes[tie.quotation].pk}, "stance": {"stance": tie.stance.value}},
            )
            for n, tie in enumerate(entry.quotations)
        ]
        self.ledger.settle(Assertion, parent, ties, known_by=["quotation"], check=False)

    def topic(self, name: str, loc: Loc) -> Topic:
        if name not in self.topics:
            topic = Topic.objects.filter(name=name).first() or Topic.objects.filter(name__iexact=name).first()
            if topic is None:
                topic = Topic(name=name)
                self.ledger.store(topic, loc)
            self.topics[name] = topic
        return self.topics[name]

    def judge(self, claim: Claim, entry: ClaimEntry, loc: Loc, *, rated: Claim) -> None:
        """Add evidence, then reviews: a rated claim that is public needs some.

        ``rated`` is the claim as it was before it was merged into ``claim``, if it was: its reviews stayed there, and
        there are no new ones.
        """
        parent = {"claim_id": claim.pk}
        keys = ("title", "link", "bearing", "source", "archived_link", "summary", "interests")
        evidence = [
            Wanted(
                (*loc, "evidence", n),
                {key: {key: str(getattr(item, key))} for key in keys}
                | {
                    "publisher": {"publisher_id": self.actors[item.publisher].pk if item.publisher else None},
                    "quotation": {"quote_id": self.quotes[item.quotation].pk if item.quotation else None},
                },
            )
            for n, item in enumerate(entry.evidence)
        ]
        self.ledger.settle(Evidence, parent, evidence, known_by=["title", "link"])
        if rated.merged_into_id is None:
            self.review(claim, entry.reviews, loc, entry.statement)
        elif rated.reviews.count() < len(entry.reviews):
            self.ledger.warn((*loc, "reviews"), _("stay away: this claim was merged into “%s”.") % claim)

    def review(self, claim: Claim, entries: Sequence[ReviewEntry], loc: Loc, statement: str) -> None:
        """Add reviews of a claim, each of the ``statement`` unless it names another, and who approved them."""
        reviews = [
            Wanted(
                (*loc, "reviews", n),
                {
                    "rating": {"rating_id": self.rating(item.rating, (*loc, "reviews", n, "rating")).pk},
                    "explanation": {"explanation": item.explanation},
                    "reviewed": {"reviewed_at": item.reviewed},
                    "reviewer": {"reviewer_name": item.reviewer},
                    "statement": {"wording": item.statement or statement},
                },
            )
            for n, item in enumerate(entries)
        ]
        known_by = ["rating", "explanation", "reviewed"]
        rows = self.ledger.settle(Review, {"claim_id": claim.pk}, reviews, known_by=known_by, fill=False)
        for n, (review, item) in enumerate(zip(rows, entries, strict=True)):
            if isinstance(review, Review) and not review.approvals.exists():
                self.approve(review, item, (*loc, "reviews", n))

    def approve(self, review: Review, item: ReviewEntry, loc: Loc) -> None:
        """Add the second person behind a review that has none yet."""
        alone = not item.approved_by and not settings.REQUIRE_SECOND_PERSON
        if item.approved_by or alone:
            approval = Approval(
                review=review,
                approved_name=item.approved_by or item.reviewer,
                approved_at=item.approved or item.reviewed,
                alone=alone,
            )
            self.ledger.store(approval, loc)

    def rating(self, slug: str, loc: Loc) -> Rating:
        rating = Rating.objects.filter(slug=slug).first()
        if rating is None:
            scale = ", ".join(Rating.objects.values_list("slug", flat=True))
            message = _("“%(slug)s” is no rating; the scale is %(scale)s.") % {"slug": slug, "scale": scale}
            raise self.ledger.places.error(loc, message)
        return rating

    def follow_up(self, claim: Claim, entry: ClaimEntry, loc: Loc) -> None:
        """Add corrections and replies."""
        parent = {"claim_id": claim.pk}
        corrections = [
            Wanted(
                (*loc, "corrections", n),
                {
                    "note": {"note": item.note},
                    "corrected": {"corrected_at": item.corrected},
                    "kind": {"kind": item.kind.value},
                    "before": {"said_before": item.before},
                    "now": {"says_now": item.now},
                },
            )
            for n, item in enumerate(entry.corrections)
        ]
        self.ledger.settle(Correction, parent, corrections, known_by=["note", "corrected"], fill=False)
        replies = [
            Wanted(
                (*loc, "replies", n),
                {
                    "actor": {"actor_id": self.actors[item.actor].pk},
                    "asked": {"asked_at": item.asked},
                    "how": {"asked_how": item.how},
                    "deadline": {"deadline": item.deadline},
                    "answered": {"answered_at": item.answered},
                    "answer": {"answer": item.answer},
                    "waived_by": {"waived_name": item.waived_by},
                    "waived": {"waived_reason": item.waived},
                    "unawaited_by": {"unawaited_name": item.unawaited_by},
                    "unawaited": {"unawaited_reason": item.unawaited},
                },
            )
            for n, item in enumerate(entry.replies)
        ]
        self.ledger.settle(Reply, parent, replies, known_by=["actor", "asked"])

    def set_status(self, claim: Claim, entry: ClaimEntry, loc: Loc, *, is_new: bool) -> None:
        """Bring a new claim where the record says; one that was there stays where it is."""
        if claim.status == entry.status:
            return
        if not is_new:
            self.ledger.warn((*loc, "status"), _("stays “%s”, as it is in the database.") % claim.get_status_display())
            return
        try:
            if entry.status == "published":
                publishing.publish(claim, by=None)
            else:
                publishing.submit(claim)
        except ValidationError as error:
            raise self.ledger.error((*loc, "status"), error) from error


def _once_stated(statement: str) -> set[int]:
    """Give the ids of the claims that ever said this, deleted ones too. One query."""
    events = Claim.pgh_event_model.objects  # type: ignore[attr-defined]
    return set(events.filter(statement=statement).values_list("id", flat=True))

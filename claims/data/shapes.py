"""What each thing tells in JSON. Others build on it: fields are added, never renamed and never removed.

The docstrings and descriptions stand in the OpenAPI document.
"""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from articles.vocabulary import ActorKind
from claims.models import Assertion, Evidence
from claims.pages.replies import Part
from claims.vocabulary import QuoteKind, RelayKind

Item = TypeVar("Item")
LANGUAGE = "The language of the statement, a code such as “en”: of the first article to tell it, else of this site."


class Addressed(BaseModel):
    """What has a page of its own."""

    url: str = Field(description="Its page, by which it is cited.")
    data: str = Field(description="The same as JSON.")


class ActorShort(Addressed):
    """Somebody or something that speaks, publishes, passes on or is spoken of."""

    name: str
    kind: ActorKind = Field(description="“unnamed” is a source that the article does not name.")


class ActorWhole(ActorShort):
    """An actor, with the lists of what it said and what is said about it."""

    description: str
    wikidata_id: str
    authority_link: str = Field(description="Another register's page on it.")
    quotations: str = Field(description="What it said.")
    claims_about: str
    articles: str = Field(description="What it published.")


class ArticleShort(Addressed):
    """A published article that public quotations stand in."""

    headline: str
    publisher: ActorShort | None
    published_on: date | None
    link: str = Field(description="Where its publisher has it.")


class ArticleWhole(ArticleShort):
    """An article. Its text is its publisher's and is not given out as data."""

    bylines: list[str]
    language: str
    copyright_notice: str
    times_quoted: int = Field(description="How many public quotations stand in it.")
    quotations: str
    annotations: str = Field(description="The places of its quotations, as W3C Web Annotations.")


class Verdict(BaseModel):
    """One step of the scale."""

    slug: str
    name: str
    value: int | None = Field(description="5 is true, 1 is false; Unproven has none.")


class ScaleStep(Verdict):
    """One step of the scale, with what it means."""

    explanation: str


class Stretch(BaseModel):
    """A stretch of the article's text as received; offsets count Unicode characters from 0, the end is exclusive."""

    start: int
    end: int
    text: str


class RelayShape(BaseModel):
    """Through whom or what the words reached the article, as written."""

    text: str
    kind: RelayKind
    actors: list[ActorShort]


class TieShape(Addressed):
    """A claim that a quotation bears. The statement is somebody's word: never show it without its standing."""

    stance: Assertion.Stance = Field(description="How the quotation stands to the claim.")
    statement: str
    standing: str = Field(description="Its rating in words, or that nobody checked it, or not in these words.")
    language: str = Field(description=LANGUAGE)


class Quotation(BaseModel):
    """What somebody said, word for word as the article has it."""

    url: str = Field(description="Its place in its article.")
    kind: QuoteKind
    text: str = Field(description="Its passages on one line.")
    passages: list[Stretch]
    speaker: ActorShort
    source_as_written: str = Field(description="How the article names the speaker there.")
    cue: str = Field(description="The reporting word.")
    relays: list[RelayShape]
    article: ArticleShort
    revision: int = Field(description="Which text of the article the offsets count in.")
    revision_sha256: str = Field(description="The SHA-256 of that text in UTF-8.")
    claims: list[TieShape]
    language: str = Field(description="The language of the text, that of its article; a code such as “en”.")


class FirstTelling(BaseModel):
    """Where a claim was told first, as far as is known here."""

    speaker: ActorShort
    stance: Assertion.Stance = Field(description="“asserts”, unless no quotation on record asserts it.")
    own_voice: bool = Field(description="Whether the outlet states it itself and names no source.")
    article: ArticleShort


class TimesTold(BaseModel):
    """How many public quotations bear a claim."""

    asserted: int
    in_articles: int = Field(description="That those which assert it stand in.")
    denied_or_doubted: int


class ClaimShort(Addressed):
    """A claim: somebody's statement, which the newsroom does not make its own. Show it with speaker and standing."""

    said_by: str = Field(description="Whose word it is, to stand before it and a colon.")
    claimant: ActorShort | None = Field(
        description="Whose claim it is: who asserts it first, or said it in no article held here. "
        "Null: none on record asserts it, or, of claims recorded of old, nobody noted who."
    )
    statement: str
    standing: str = Field(description="Its rating in words, or that nobody checked it, or not in these words.")
    rating: Verdict | None = Field(description="Null: nobody checked it, or not in these words.")
    rated_at: datetime | None
    rated_in_other_words: bool = Field(
        description="Whether a rating was given for other words: the statement was corrected since, or it was that of "
        "a claim which is part of this one now. It doesn’t count."
    )
    first_telling: FirstTelling | None = Field(description="Null: said in no article held here; see “said_where”.")
    said_where: str = Field(description="Where “claimant” said it, if not in an article held here.")
    told: TimesTold
    published_at: datetime
    language: str = Field(description=LANGUAGE)


class ReviewShape(BaseModel):
    """One decision of a rating, approved by a second person. It belongs to the statement that was rated."""

    rating: Verdict
    counts: bool = Field(description="Whether it is the rating of the claim: the newest, and for its present words.")
    in_other_words: bool = Field(description="Whether the statement was changed since; small fixes of spelling apart.")
    explanation: str
    reviewer: str
    reviewed_at: datetime


class ReviewBeforeMerging(ReviewShape):
    """A rating of a once public claim that is part of this one now. It counts no more."""

    claim: str = Field(description="The page of the claim that was rated, which leads to this one now.")
    statement: str = Field(description="What was rated, in the words of that claim.")


class EvidenceShape(BaseModel):
    """What a rating rests on."""

    bearing: Evidence.Bearing
    title: str
    publisher: str | None = Field(description="The name of who published it, if that is an actor on record.")
    source: str = Field(description="Who published it, in words.")
    interests: str = Field(description="What the source has to gain.")
    link: str
    archived_link: str
    summary: str
    quotation: str | None = Field(description="Its place, if it is a quotation held here.")


class ReplyShape(BaseModel):
    """What the newsroom asked, and what came."""

    asked: str = Field(description="Who was asked.")
    part: Part = Field(description="“concerned”: the claim is about them; “claimant”: they said it.")
    asked_at: datetime | None
    asked_how: str
    waived_reason: str = Field(description="Why no reply was asked, where none was.")
    unawaited_reason: str = Field(
        description="Why the claim was published before the time to answer was over, where it was."
    )
    deadline: datetime | None
    answered_at: datetime | None
    answer: str


class CorrectionNote(BaseModel):
    """What was changed after publication."""

    note: str
    corrected_at: datetime
    said_before: str = Field(
        description="The statement before, or what was told of the actor, article or topic; else empty."
    )
    says_now: str = Field(description="The statement after it, likewise.")
    made_on: str | None = Field(description="The page of the claim it was made on, where that is part of another now.")


class Addition(BaseModel):
    """What was added to a reason later. What was told before stays."""

    text: str
    added_at: datetime


class PastWithdrawal(BaseModel):
    """A time that the claim was withdrawn, and published again since."""

    taken_back_at: datetime
    reason: str
    published_again_at: datetime
    additions: list[Addition]


class Telling(BaseModel):
    """A quotation that bears the claim, and how."""

    stance: Assertion.Stance
    quotation: Quotation


class ClaimWhole(ClaimShort):
    """A claim with all that is public of it."""

    about: list[ActorShort]
    topics: list[str]
    tellings: list[Telling] = Field(description="The first of them: those that assert it before others, by time.")
    quotations: str = Field(description="All quotations that bear it, page by page.")
    reviews: list[ReviewShape]
    reviews_before_merging: list[ReviewBeforeMerging] = Field(description="The newest first; they count no more.")
    evidence: list[EvidenceShape]
    replies: list[ReplyShape]
    corrections: list[CorrectionNote]
    withdrawals: list[PastWithdrawal]


class Correction(CorrectionNote):
    """A correction; of a claim withdrawn since, nothing is repeated: neither the note nor any statement."""

    url: str = Field(description="Its place on the page of what it corrects, or among the corrections.")
    of: Literal["claim", "actor", "article", "topic"] = Field(description="What it corrects.")
    claim: str | None = Field(description="The page of the claim; null where something else was corrected.")
    name: str | None = Field(description="The actor, article or topic that was corrected, by its present name.")
    statement: str | None
    withdrawn: bool = Field(description="Whether the claim was withdrawn since.")


class Withdrawal(BaseModel):
    """A claim that was public and was withdrawn. Whoever copied it should take it back as well.

    Also what was published again since, as history: its last withdrawal.
    """

    claim: str = Field(description="A page that tells the same; its address says nothing of the statement.")
    published_at: datetime
    taken_back_at: datetime | None
    reason: str
    published_again_at: datetime | None = Field(description="When it was published again; null while it is withdrawn.")
    additions: list[Addition]


class Listed(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next: str | None = Field(description="The page after this one; null at the end.")
    previous: str | None


class Taken(BaseModel):
    """What stood here was public and is no more."""

    detail: str
    withdrawals: list[Withdrawal] = Field(description="The claims withdrawn that tell why, without their statements.")


class Refused(BaseModel):
    """Why there is no answer."""

    detail: str

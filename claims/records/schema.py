"""The format of an editorial record: which keys there are and what they hold.

``docs/editorial-record.md`` says the same to editors; a test compares the two.
"""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from articles.models import Actor, Article
from claims.models import Assertion, Correction, Evidence, Quote, Relay


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError(_("can't be empty"))
    return text


def _day(value: Any) -> Any:  # noqa: ANN401 - what YAML holds there
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("“%s” is no date; write it like 2026-01-04") % value) from None


def _moment(value: Any) -> Any:  # noqa: ANN401 - what YAML holds there
    """Give a moment out of a date (midnight) or a date and time; UTC where no offset is written."""
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(_("“%s” is no date or time; write 2026-01-04 or 2026-01-04T15:30:00+00:00") % value) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def written_moment(moment: datetime) -> str:
    """Give a moment as a record writes it: in UTC, and only the date where it is midnight."""
    moment = moment.astimezone(UTC)
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


def _or_text(key: str) -> BeforeValidator:
    """Let a mapping be written as the text of one of its keys."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


Text = Annotated[str, AfterValidator(_not_blank)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Ticked = Literal["yes", "no"]
ActorKey = Annotated[str, AfterValidator(_not_blank), Field(description="An actor's key, or its name if it has none.")]


class Entry(BaseModel):
    """One mapping of a record; keys that are not listed are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ActorEntry(Entry):
    """One who speaks, publishes, stands between, or is spoken of."""

    name: Text
    key: str = ""
    kind: Annotated[Actor.Kind, Field(strict=False)]
    names: list[Text] = []
    description: str = ""
    wikidata_id: Annotated[str, Field(pattern=r"^(Q[1-9][0-9]*)?$")] = ""
    authority_link: str = ""

    @property
    def handle(self) -> str:
        """What other parts of the record call it by."""
        return self.key or self.name


class ArticleEntry(Entry):
    """What an editor set of the article itself."""

    headline: str = ""
    publisher: str = ""
    published_on: Day | None = None
    bylines: list[Text] = []
    link: str = ""
    language: str = ""
    copyright_notice: str = ""
    display: Annotated[Article.Display | None, Field(strict=False)] = None


class Part(Entry):
    """A stretch of the article by its exact text; where that is there twice, by what stands around it."""

    text: Annotated[str, Field(min_length=1)]
    after: str = ""
    before: str = ""


class RelayEntry(Part):
    """Who or what stands between speaker and article."""

    kind: Annotated[Relay.Kind, Field(strict=False)]
    actors: list[ActorKey] = []


PartOrText = Annotated[Part, _or_text("text")]


class QuotationEntry(Entry):
    """A quotation as an editor confirmed it."""

    key: Text
    kind: Annotated[Quote.Kind, Field(strict=False)]
    speaker: ActorKey
    source: PartOrText | None = None
    cue: PartOrText | None = None
    passages: Annotated[list[PartOrText], Field(min_length=1)]
    relays: list[RelayEntry] = []
    note: str = ""


class AssertionEntry(Entry):
    """A quotation's tie to the claim."""

    quotation: Text
    stance: Annotated[Assertion.Stance, Field(strict=False)] = Assertion.Stance.ASSERTS


class EvidenceEntry(Entry):
    """What supports, undermines or gives context to the claim."""

    bearing: Annotated[Evidence.Bearing, Field(strict=False)]
    title: Text
    source: str = ""
    publisher: str = ""
    link: str = ""
    archived_link: str = ""
    summary: str = ""
    interests: str = ""
    quotation: str = ""


class ReviewEntry(Entry):
    """One decision of a rating."""

    rating: Text
    explanation: Text
    reviewer: Text
    reviewed: Moment
    statement: str = ""
    approved_by: str = ""
    approved: Moment | None = None


class CorrectionEntry(Entry):
    """A public note on what was changed."""

    note: Text
    corrected: Moment
    kind: Annotated[Correction.Kind, Field(strict=False)] = Correction.Kind.CORRECTION
    before: str = ""
    now: str = ""


class ReplyEntry(Entry):
    """What the claimant was asked and answered, or why nobody asked."""

    actor: ActorKey
    asked: Moment | None = None
    how: str = ""
    deadline: Moment | None = None
    answered: Moment | None = None
    answer: str = ""
    waived: str = ""
    waived_by: str = ""
    unawaited: str = ""
    unawaited_by: str = ""


class MergedEntry(Entry):
    """A claim that is part of the record's claim now: its address leads there, its reviews are history."""

    statement: Text
    slug: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$")]
    published: Moment | None = None
    reason: str = ""
    reviews: list[ReviewEntry] = []


class ClaimEntry(Entry):
    """One proposition and how it stands."""

    statement: Text
    slug: Annotated[str, Field(pattern=r"^([-a-zA-Z0-9_]+)?$")] = ""
    status: Literal["draft", "in_review", "published"] = "draft"
    about: list[ActorKey] = []
    topics: list[Text] = []
    said_where: str = ""
    said_by: str = ""
    note: str = ""
    accuses: list[ActorKey] = []
    sensitive: Ticked = "no"
    signed_off: Moment | None = None
    signed_off_by: str = ""
    sign_off_note: str = ""
    embargo_until: Moment | None = None
    publish_at: Moment | None = None
    quotations: list[Annotated[AssertionEntry, _or_text("quotation")]] = []
    evidence: list[EvidenceEntry] = []
    reviews: list[ReviewEntry] = []
    corrections: list[CorrectionEntry] = []
    replies: list[ReplyEntry] = []
    merged: list[MergedEntry] = []


class Content(Entry):
    """A whole record."""

    article: ArticleEntry = ArticleEntry()
    actors: list[ActorEntry] = []
    quotations: list[QuotationEntry] = []
    claims: list[ClaimEntry] = []

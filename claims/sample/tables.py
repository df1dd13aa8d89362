"""The tables that the sample fills, each with the fields that it gives."""

from articles.models import Actor, ActorName, Article, Byline, Paragraph, Revision, Section
from claims.models import (
    Approval,
    Assertion,
    Claim,
    ClaimSubject,
    ClaimTopic,
    Correction,
    Evidence,
    Passage,
    Quote,
    Relay,
    RelayActor,
    Reply,
    Review,
    Topic,
)
from claims.sample.rows import Batch, Rows


class Tables:
    """One ``Rows`` for each table."""

    def __init__(self) -> None:
        self.actors = Rows(Actor, "created modified kind name slug description wikidata_id authority_link")
        self.names = Rows(ActorName, "actor name")
        self.topics = Rows(Topic, "name slug")
        self.articles = Rows(
            Article,
            "created modified file_name publisher headline slug published_on link language copyright_notice display",
        )
        self.bylines = Rows(Byline, "article number name actor")
        self.revisions = Rows(Revision, "article number text encoding received_at")
        self.sections = Rows(Section, "number start end revision kind heading")
        self.paragraphs = Rows(Paragraph, "number start end revision section kind")
        self.quotes = Rows(
            Quote,
            "created modified revision kind state origin confidence speaker source_start source_end source_text "
            "cue_start cue_end cue_text confirmed_by confirmed_at note",
        )
        self.passages = Rows(Passage, "quote number start end text")
        self.relays = Rows(Relay, "quote number start end text kind")
        self.relay_actors = Rows(RelayActor, "relay actor")
        self.claims = Rows(
            Claim,
            "created modified statement slug status origin said_where first_published_at published_by "
            "withdrawn_reason note",
        )
        self.subjects = Rows(ClaimSubject, "claim actor")
        self.filed = Rows(ClaimTopic, "claim topic")
        self.ties = Rows(Assertion, "created modified quote claim stance")
        self.evidence = Rows(Evidence, "created modified claim bearing title source link archived_link summary")
        self.reviews = Rows(Review, "claim rating explanation reviewer reviewer_name reviewed_at wording")
        self.approvals = Rows(Approval, "review approved_by approved_name approved_at alone")
        self.corrections = Rows(Correction, "created modified claim note corrected_at corrected_by")
        self.replies = Rows(Reply, "created modified claim actor asked_at asked_how deadline answered_at answer")

    def all(self) -> list[Rows]:
        """Give them all."""
        return [rows for rows in vars(self).values() if isinstance(rows, Rows)]

    def take(self) -> list[tuple[Rows, Batch]]:
        """Give all that was gathered, and begin anew."""
        return [(rows, rows.take()) for rows in self.all()]

"""One factory a model. Texts are built so that "Always true" holds: a passage is where its offsets say."""

from datetime import timedelta

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from articles.models import Actor, ActorName, Article, Byline, Paragraph, Revision, Section
from claims.models import (
    Approval,
    Assertion,
    Claim,
    ClaimSubject,
    ClaimTopic,
    Correction,
    Evidence,
    NotSame,
    Passage,
    Quote,
    Rating,
    Relay,
    RelayActor,
    Reply,
    Review,
    Topic,
)
from newsroom.models import SignIn

TEXT = (
    "The minister spoke on Monday.\n\nThe minister said 😀 “the bridge is safe” in a statement.\n\nNobody asked why.\n"
)


class WholeFactory(DjangoModelFactory):
    """Makes a thing and its parts in one transaction, at whose end the deferred rules look at them together."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        with transaction.atomic():
            return super()._generate(strategy, params)


class UserFactory(WholeFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"editor{n}")
    password = factory.django.Password("correct horse")
    is_staff = True

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        """Take names of groups."""
        for name in extracted or ():
            self.groups.add(Group.objects.get(name=name))


class SignInFactory(WholeFactory):
    class Meta:
        model = SignIn

    kind = SignIn.Kind.REFUSED
    address = "192.0.2.1"


class ActorFactory(WholeFactory):
    class Meta:
        model = Actor

    name = factory.Sequence(lambda n: f"Person Number{n}")
    kind = Actor.Kind.PERSON


class ActorNameFactory(WholeFactory):
    class Meta:
        model = ActorName

    actor = factory.SubFactory(ActorFactory)
    name = factory.Sequence(lambda n: f"Another Name{n}")


class ArticleFactory(WholeFactory):
    class Meta:
        model = Article

    file_name = factory.Sequence(lambda n: f"article-{n}.txt")
    headline = factory.Sequence(lambda n: f"Headline {n}")
    published_on = factory.LazyFunction(lambda: timezone.now().date())
    publisher = factory.SubFactory(ActorFactory, kind=Actor.Kind.MEDIA_OUTLET)


class BylineFactory(WholeFactory):
    class Meta:
        model = Byline

    article = factory.SubFactory(ArticleFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Reporter {n}")


class RevisionFactory(WholeFactory):
    class Meta:
        model = Revision

    article = factory.SubFactory(ArticleFactory)
    number = 1
    text = TEXT


class SectionFactory(WholeFactory):
    class Meta:
        model = Section

    revision = factory.SubFactory(RevisionFactory)
    number = 0
    kind = Section.Kind.LEAD
    start = 0
    end = factory.LazyAttribute(lambda section: len(section.revision.text.rstrip()))


class ParagraphFactory(WholeFactory):
    class Meta:
        model = Paragraph

    section = factory.SubFactory(SectionFactory)
    revision = factory.SelfAttribute("section.revision")
    number = factory.Sequence(lambda n: n)
    kind = Paragraph.Kind.BODY
    start = 0
    end = 29


class PassageFactory(WholeFactory):
    """Give ``text``; its place is looked up in the revision."""

    class Meta:
        model = Passage

    quote = factory.SubFactory("tests.factories.QuoteFactory", passages=[])
    number = 1
    text = "“the bridge is safe”"
    start = factory.LazyAttribute(lambda part: part.quote.revision.text.index(part.text))
    end = factory.LazyAttribute(lambda part: part.start + len(part.text))


class QuoteFactory(WholeFactory):
    """A proposed quotation with one passage; ``passages=[…]`` gives the texts of others."""

    class Meta:
        model = Quote
        skip_postgeneration_save = True

    class Params:
        confirmed = factory.Trait(
            state=Quote.State.CONFIRMED,
            speaker=factory.SubFactory(ActorFactory),
            confirmed_at=factory.LazyFunction(timezone.now),
            confirmed_by=factory.SubFactory(UserFactory),
        )

    revision = factory.SubFactory(RevisionFactory)
    kind = Quote.Kind.DIRECT
    origin = Quote.Origin.MACHINE
    confidence = 0.9

    @factory.post_generation
    def passages(self, create, extracted, **kwargs):
        texts = ["“the bridge is safe”"] if extracted is None else extracted
        for number, text in enumerate(texts, start=1):
            PassageFactory(quote=self, number=number, text=text)


class RelayFactory(WholeFactory):
    class Meta:
        model = Relay

    quote = factory.SubFactory(QuoteFactory)
    number = 1
    kind = Relay.Kind.STATEMENT
    text = "in a statement"
    start = factory.LazyAttribute(lambda part: part.quote.revision.text.index(part.text))
    end = factory.LazyAttribute(lambda part: part.start + len(part.text))


class RelayActorFactory(WholeFactory):
    class Meta:
        model = RelayActor

    relay = factory.SubFactory(RelayFactory)
    actor = factory.SubFactory(ActorFactory, kind=Actor.Kind.MEDIA_OUTLET)


class TopicFactory(WholeFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")


class ClaimFactory(WholeFactory):
    """A draft; ``published=True`` gives it a confirmed quotation and makes it public."""

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            status=Claim.Status.PUBLISHED,
            first_published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SubFactory(UserFactory),
            quote=factory.RelatedFactory("tests.factories.AssertionFactory", "claim", quote__confirmed=True),
        )

    statement = factory.Sequence(lambda n: f"Bridge number {n} is safe")
    said_where = ""
    said_by = factory.Maybe("said_where", yes_declaration=factory.SubFactory(ActorFactory))


class AssertionFactory(WholeFactory):
    class Meta:
        model = Assertion

    quote = factory.SubFactory(QuoteFactory)
    claim = factory.SubFactory(ClaimFactory)


class NotSameFactory(WholeFactory):
    """A pair, in the order in which the claims were made."""

    class Meta:
        model = NotSame

    one = factory.SubFactory(ClaimFactory)
    other = factory.SubFactory(ClaimFactory)


class ClaimSubjectFactory(WholeFactory):
    class Meta:
        model = ClaimSubject

    claim = factory.SubFactory(ClaimFactory)
    actor = factory.SubFactory(ActorFactory)


class ClaimTopicFactory(WholeFactory):
    class Meta:
        model = ClaimTopic

    claim = factory.SubFactory(ClaimFactory)
    topic = factory.SubFactory(TopicFactory)


class RatingFactory(WholeFactory):
    """One step of the scale that the migration fills: found by its slug."""

    class Meta:
        model = Rating
        django_get_or_create = ["slug"]

    slug = "half-true"


class EvidenceFactory(WholeFactory):
    class Meta:
        model = Evidence

    claim = factory.SubFactory(ClaimFactory)
    bearing = Evidence.Bearing.SUPPORTS
    title = factory.Sequence(lambda n: f"Report {n}")


class ReviewFactory(WholeFactory):
    class Meta:
        model = Review
        skip_postgeneration_save = True

    claim = factory.SubFactory(ClaimFactory)
    rating = factory.SubFactory(RatingFactory)
    explanation = "The report says so."
    reviewer = factory.SubFactory(UserFactory)

    class Params:
        named = factory.Trait(reviewer=None, reviewer_name="Ana Ruiz")  # as a record names its reviewers

    @factory.post_generation
    def approved(self, create, extracted, **kwargs):
        """``approved=False``: nobody is behind it yet. Without, somebody is where readers see the claim."""
        asked = self.claim.status == Claim.Status.PUBLISHED if extracted is None else extracted
        if create and asked:
            ApprovalFactory(review=self)


class ApprovalFactory(WholeFactory):
    class Meta:
        model = Approval

    review = factory.SubFactory(ReviewFactory, approved=False)
    approved_by = factory.SubFactory(UserFactory)


class CorrectionFactory(WholeFactory):
    class Meta:
        model = Correction

    claim = factory.SubFactory(ClaimFactory, published=True)
    note = "The year was wrong."


class ReplyFactory(WholeFactory):
    class Meta:
        model = Reply

    claim = factory.SubFactory(ClaimFactory)
    actor = factory.SubFactory(ActorFactory)
    asked_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))

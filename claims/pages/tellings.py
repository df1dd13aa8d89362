"""A claim's tellings: each quotation that bears it, word for word in its paragraph."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr

from articles.models import Article, Paragraph
from claims.models import Assertion, Passage, Quote
from claims.pages.marking import Segment, Span, Stretch, marked


@dataclass(frozen=True)
class Telling:
    """One quotation with its tie to the claim, and the paragraphs it stands in."""

    assertion: Assertion
    paragraphs: list[list[Segment]]  # with the quotation marked; empty where no more than the quotation may be shown

    @property
    def quote(self) -> Quote:
        """The quotation."""
        return self.assertion.quote

    @property
    def asserts(self) -> bool:
        """Whether it asserts the claim, rather than deny or doubt it."""
        return self.assertion.stance == Assertion.Stance.ASSERTS

    @property
    def article(self) -> Article:
        """Where it is told."""
        return self.assertion.quote.revision.article


def spans_of(quotes: Iterable[Quote]) -> list[Span]:
    """Give what is to be marked for ``quotes``, whose passages were fetched."""
    return [Span(passage.start, passage.end, quote.pk) for quote in quotes for passage in quote.passages.all()]


def with_all_parts(assertions: QuerySet[Assertion]) -> QuerySet[Assertion]:
    """Fetch all that a telling is shown with, except the text around it: four queries, however many tellings."""
    return (
        assertions.select_related("quote__speaker", "quote__revision__article__publisher")
        .defer("quote__revision__text")
        .prefetch_related("quote__passages", "quote__relays__actors")
    )


def tellings_of(assertions: Sequence[Assertion]) -> list[Telling]:
    """Give the tellings of ``assertions``, fetched ``with_all_parts``. One query, however many."""
    around = _paragraphs_around([telling.quote for telling in assertions])
    return [
        Telling(assertion, marked(around[assertion.quote_id], spans_of([assertion.quote]))) for assertion in assertions
    ]


def _paragraphs_around(quotes: Sequence[Quote]) -> dict[int, list[Stretch]]:
    """Give the paragraphs that each quotation stands in, cut out of the text by the database."""
    shown = [quote for quote in quotes if quote.revision.article.display != Article.Display.LINK_ONLY]
    passages = Passage.objects.filter(
        quote__in=shown,
        quote__revision=OuterRef("revision"),
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    paragraphs = (
        Paragraph.objects.filter(Exists(passages), revision__in={quote.revision_id for quote in shown})
        .annotate(text=Substr("revision__text", F("start") + 1, F("end") - F("start")))
        .order_by("revision_id", "start")
    )
    by_revision: dict[int, list[Stretch]] = defaultdict(list)
    for paragraph in paragraphs:
        by_revision[paragraph.revision_id].append(Stretch(paragraph.start, paragraph.text))
    around: dict[int, list[Stretch]] = defaultdict(list)
    for quote in shown:
        spans = spans_of([quote])
        around[quote.pk] = [
            stretch
            for stretch in by_revision[quote.revision_id]
            if any(span.start < stretch.end and stretch.start < span.end for span in spans)
        ]
    return around

"""What the tests of the pages are made of: an article laid out in paragraphs, quotations in it, claims on them."""

import re
from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Actor
from claims.models import Claim
from claims.publishing import publish
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ParagraphFactory,
    QuoteFactory,
    RevisionFactory,
    SectionFactory,
    UserFactory,
)

ELSEWHERE = "Otto Rey"


def article_with(*paragraphs, number=1, **article):
    """Give a revision whose text is these paragraphs; a pair gives the kind first."""
    pairs = [part if isinstance(part, tuple) else ("body", part) for part in paragraphs]
    text = "\n\n".join(part for _kind, part in pairs) + "\n"
    if "article" in article:
        revision = RevisionFactory(article=article["article"], number=number, text=text)
    else:
        revision = RevisionFactory(number=number, text=text, **{f"article__{name}": to for name, to in article.items()})
    section = SectionFactory(revision=revision)
    start = 0
    for place, (kind, part) in enumerate(pairs):
        ParagraphFactory(section=section, number=place, start=start, end=start + len(part), kind=kind)
        start += len(part) + 2
    return revision


def quotation(revision, *passages, speaker="Ana Ruiz", **fields):
    """Give a confirmed quotation of ``revision`` in these passages."""
    if isinstance(speaker, str):
        speaker = ActorFactory(name=speaker)
    return QuoteFactory(revision=revision, confirmed=True, speaker=speaker, passages=list(passages), **fields)


def published(statement, *quotes, stance="asserts", **fields):
    """Give a published claim that ``quotes`` bear."""
    if fields.get("said_where"):
        fields.setdefault("said_by", somebody_elsewhere())
    claim = ClaimFactory(statement=statement, **fields)
    for quote in quotes:
        AssertionFactory(claim=claim, quote=quote, stance=stance)
    return made_public(claim)


def somebody_elsewhere():
    """Give who says what is said in no article held here."""
    return Actor.objects.filter(name=ELSEWHERE).first() or ActorFactory(name=ELSEWHERE)


def made_public(claim):
    """Publish ``claim``; one that no quotation asserts was said in a speech."""
    if not claim.assertions.filter(stance="asserts").exists():
        claim.said_where = claim.said_where or "A speech in the square."
        claim.said_by = claim.said_by or somebody_elsewhere()
    if claim.status != Claim.Status.PUBLISHED:
        publish(claim, by=UserFactory())
    return Claim.objects.get(pk=claim.pk)


def text_of(response):
    """Give what a reader sees of a page, its white space made single."""
    parts = []

    class Reader(HTMLParser):
        def handle_data(self, data):
            parts.append(data)

        def handle_endtag(self, tag):
            if tag in {"dt", "dd", "p", "li"}:
                parts.append(" ")

    Reader().feed(re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.S))
    return re.sub(r"\s+", " ", "".join(parts))


def marks_in(response):
    """Give the texts of a page's marks, in order."""
    marks = []

    class Reader(HTMLParser):
        inside = False

        def handle_starttag(self, tag, attrs):
            if tag == "mark":
                self.inside = True
                marks.append("")

        def handle_endtag(self, tag):
            if tag == "mark":
                self.inside = False

        def handle_data(self, data):
            if self.inside:
                marks[-1] += data

    Reader().feed(response.content.decode())
    return marks


def queries_for(client, address):
    """Give how many queries a page costs."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)

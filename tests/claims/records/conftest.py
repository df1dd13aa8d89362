"""An article, and a way to put a record beside it."""

from textwrap import dedent

import pytest

from articles.models import Revision
from claims.records import apply_record
from tests.factories import RevisionFactory

TEXT = (
    "The minister spoke on Monday.\n\n"
    "The minister said 😀 “the bridge is safe” in a statement to The Herald.\n\n"
    "He said later that the bridge was old. Nobody asked why.\n"
)

RECORD = """\
article:
  publisher: The Herald
  display: whole

actors:
  - name: Ana Ruiz
    kind: person
    names:
      - The minister
    description: minister of works
  - name: The Herald
    kind: media_outlet

quotations:
  - key: safe
    kind: direct
    speaker: Ana Ruiz
    source: The minister
    cue: said
    passages:
      - “the bridge is safe”
    relays:
      - text: a statement to The Herald
        kind: statement
        actors:
          - The Herald
  - key: old
    kind: indirect
    speaker: Ana Ruiz
    source: He
    cue: said
    passages:
      - that the bridge was old

claims:
  - statement: The bridge is safe
    slug: bridge-safe
    status: published
    about:
      - Ana Ruiz
    topics:
      - Bridges
    quotations:
      - safe
      - quotation: old
        stance: doubts
    evidence:
      - bearing: supports
        title: Inspection report
        link: https://example.org/report
    reviews:
      - rating: mostly-true
        explanation: The report says so.
        reviewer: Jo Field
        reviewed: 2026-01-05
        approved_by: Kim Rivera
        approved: 2026-01-05
    corrections:
      - note: The year was wrong.
        corrected: 2026-01-06
    replies:
      - actor: Ana Ruiz
        asked: 2026-01-04T10:00:00+00:00
        answer: It is safe.
        answered: 2026-01-05
"""


@pytest.fixture
def write(tmp_path):
    """Write a record, or bytes, beside an article file, and give its path."""

    def write(record=RECORD, name="bridge.yaml"):
        path = tmp_path / name
        path.write_bytes(record if isinstance(record, bytes) else dedent(record).encode())
        return path

    return write


@pytest.fixture
def revision(db):
    return RevisionFactory(text=TEXT, article__publisher=None, article__display="excerpt")


@pytest.fixture
def apply(write, revision):
    """Apply a record to the article."""

    def apply(record=RECORD, to=None):
        fresh = Revision.objects.select_related("article").get(pk=(to or revision).pk)
        return apply_record(write(record), fresh.article, fresh)

    return apply

"""The record of the first article agrees with the article, and is published as it should be."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Article
from articles.reading import read_file
from claims import extraction
from claims.models import Claim, Quote
from claims.records import apply_record, export_record, read_record
from claims.records.quotations import locate_quotations
from tests.factories import RevisionFactory

RECORD = Path(settings.BASE_DIR) / "seeds" / "cold-blooded-murder.yaml"
SOURCE = read_file(RECORD.with_suffix(".txt"))


@pytest.fixture
def applied(db):
    article = Article.objects.create(file_name="cold-blooded-murder.txt", headline=SOURCE.headline)
    revision = RevisionFactory(article=article, text=SOURCE.text)
    return apply_record(RECORD, article, revision)


def test_an_editor_agrees_with_the_machine_on_all_thirteen_quotations():
    record = read_record(RECORD)
    said = [q for q in locate_quotations(record.content.quotations, SOURCE.text, record.places) if q.source]
    found = extraction.extract(SOURCE.text, SOURCE.paragraphs).proposals
    assert len(said) == 13
    assert {(q.entry.kind, q.passages, q.source, q.cue, q.entry.speaker) for q in said} == {
        (q.kind, q.passages, q.source, q.cue, q.actor.name) for q in found
    }


def test_all_claims_are_public_and_none_is_checked(applied):
    assert applied.warnings == ()
    assert Claim.objects.public().count() == Claim.objects.count() >= 8
    assert not Claim.objects.filter(reviews__isnull=False).exists()
    assert not Claim.objects.filter(evidence__isnull=False).exists()
    assert not Claim.objects.filter(about=None).exists()
    assert not Claim.objects.filter(topics=None).exists()


def test_the_four_tellings_are_one_claim(applied):
    claim = Claim.objects.get(slug="us-forces-murdered-maduro-security-team")
    assert claim.assertions.filter(stance="asserts", quote__speaker__name="Vladimir Padrino").count() == 4


def test_every_quotation_bears_a_claim(applied):
    assert not Quote.objects.filter(claims=None).exists()
    assert set(Quote.objects.filter(kind="own_voice").values_list("speaker__name", flat=True)) == {"CubaHeadlines"}


def test_what_is_exported_says_the_same(applied, tmp_path):
    article = Article.objects.get()
    path = tmp_path / RECORD.name
    path.write_text(export_record(article), encoding="utf-8")
    again = apply_record(path, article, article.revisions.get())
    assert not again.changed
    assert again.warnings == ()

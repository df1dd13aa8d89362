from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, Quote
from claims.records import read_record
from tests.factories import AssertionFactory, ClaimFactory, QuoteFactory, RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return RevisionFactory(article__headline="The bridge", article__file_name="bridge.txt")


def export(*arguments):
    out = StringIO()
    call_command("export_record", *arguments, stdout=out)
    return out.getvalue()


def test_an_article_is_named_by_slug_file_name_or_id(revision):
    article = revision.article
    by_slug = export(article.slug)
    assert by_slug.startswith("# Editorial record")
    assert export("bridge.txt") == export(str(article.pk)) == by_slug


def test_an_unknown_article_is_refused():
    with pytest.raises(CommandError, match="There is no article with the slug, file name or id “tunnel”"):
        export("tunnel")


def test_it_writes_to_a_file(revision, tmp_path):
    path = tmp_path / "bridge.yaml"
    assert export("the-bridge", "--output", str(path)) == ""
    assert path.read_text(encoding="utf-8") == export("the-bridge")
    read_record(path)


def test_a_file_that_cannot_be_written_is_refused(revision, tmp_path):
    with pytest.raises(CommandError, match="can't be written: No such file or directory"):
        export("the-bridge", "--output", str(tmp_path / "none" / "bridge.yaml"))


def test_an_article_without_text_or_quotations_is_written(revision):
    assert "quotations:" not in export("the-bridge")


def test_only_confirmed_quotations_and_their_standing_claims_are_written(revision, tmp_path):
    confirmed = QuoteFactory(revision=revision, confirmed=True)
    for state in (Quote.State.PROPOSED, Quote.State.REJECTED, Quote.State.ORPHANED):
        AssertionFactory(quote=QuoteFactory(revision=revision, state=state), claim__statement=f"From {state}")
    AssertionFactory(quote=confirmed, claim__statement="The bridge is safe")
    AssertionFactory(quote=confirmed, claim__statement="Gone", claim__status=Claim.Status.WITHDRAWN,
                     claim__withdrawn_reason="Wrong.")  # fmt: skip
    path = tmp_path / "bridge.yaml"
    export("the-bridge", "--output", str(path))
    content = read_record(path).content
    assert len(content.quotations) == 1
    assert [claim.statement for claim in content.claims] == ["The bridge is safe"]


def test_quotations_in_other_articles_are_left_to_their_records(revision, tmp_path):
    claim = ClaimFactory(published=True)
    AssertionFactory(claim=claim, quote=QuoteFactory(revision=revision, confirmed=True))
    path = tmp_path / "bridge.yaml"
    export("the-bridge", "--output", str(path))
    (written,) = read_record(path).content.claims
    assert len(written.quotations) == 1


def test_queries_do_not_grow_with_quotations_and_claims(revision, django_assert_max_num_queries):
    for _ in range(10):
        quote = QuoteFactory(revision=revision, confirmed=True, confirmed_by=UserFactory())
        AssertionFactory(quote=quote, claim=ClaimFactory())
    with django_assert_max_num_queries(25):
        export("the-bridge")

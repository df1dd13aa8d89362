"""One file is taken in whole or not at all; what is wrong with it is said, and the others go in."""

import os
from dataclasses import replace

import pytest
from django.db import IntegrityError, OperationalError, connection

from articles.models import Actor, Article, Revision
from claims.extraction import Span, assembly, bounds
from claims.intake import Intake, Outcome, find, rehearsal
from claims.models import Claim, Correction, Passage, Quote
from tests.factories import ActorFactory, ClaimFactory

pytestmark = pytest.mark.django_db

TEXT = """The Harbour Post

Bridge Is Safe

Monday, March 2, 2026 by Ada Brown

Engineers spent six days on the bridge over the sound, and nobody slept much.

"The bridge is safe for lorries," Mayor Maria López said in an interview with The Evening News.
"""
RECORD = """
actors:
  - name: Maria López
    kind: person
  - name: Bridge Board
    kind: organisation
quotations:
  - key: safe
    kind: direct
    speaker: Maria López
    passages: ['"The bridge is safe for lorries,"']
claims:
  - statement: The bridge over the sound is safe for lorries.
    status: published
    quotations: [safe]
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT)
    return path


def take_in(*paths):
    intake = Intake()
    return [intake.take_in(found) for found in find(paths)]


def everything():
    """Give all that an import stores, as far as an editor or reader sees it."""
    return {
        "articles": list(Article.objects.order_by("pk").values("pk", "file_name", "headline", "slug", "modified")),
        "revisions": list(Revision.objects.order_by("pk").values("pk", "number", "sha256", "received_at")),
        "actors": list(Actor.objects.order_by("pk").values("pk", "name", "modified", "names__name")),
        "quotes": list(Quote.objects.order_by("pk").values("pk", "state", "revision", "speaker", "modified")),
        "passages": list(Passage.objects.order_by("pk").values()),
        "claims": list(Claim.objects.order_by("pk").values("pk", "slug", "status", "modified")),
    }


def test_a_new_article_comes_with_its_quotations_proposed(article):
    (row,) = take_in(article)
    assert (row.outcome, row.article, row.problem) == (Outcome.NEW, "bridge-is-safe", "")
    assert row.quotations == {"proposed": 1, "confirmed": 0, "rejected": 0, "orphaned": 0}


def test_taking_it_in_again_changes_nothing(article):
    take_in(article)
    before = everything()
    (row,) = take_in(article)
    assert row.outcome == Outcome.UNCHANGED
    assert row.quotations["proposed"] == 1
    assert everything() == before


def test_what_reading_missed_is_a_warning(article):
    article.write_text(TEXT.replace("Monday, March 2, 2026 by Ada Brown\n\n", ""))
    (row,) = take_in(article)
    assert len(row.warnings) >= 2
    assert any("date" in warning.lower() for warning in row.warnings)


def test_every_change_is_on_record_with_the_command_and_the_file(article):
    take_in(article)
    (event,) = Article.pgh_event_model.objects.all()
    assert event.pgh_context.metadata == {"command": "import_seeds", "file": "bridge.txt"}
    assert Quote.pgh_event_model.objects.filter(pgh_context=event.pgh_context).count() == 1


def test_each_file_has_a_context_of_its_own(article, tmp_path):
    (tmp_path / "other.txt").write_text(TEXT.replace("bridge", "tunnel").replace("Bridge", "Tunnel"))
    take_in(tmp_path)
    contexts = Article.pgh_event_model.objects.values_list("pgh_context__metadata__file", flat=True)
    assert sorted(contexts) == ["bridge.txt", "other.txt"]


def test_a_record_is_applied_before_anything_is_proposed(article):
    article.with_suffix(".yaml").write_text(RECORD)
    (row,) = take_in(article)
    assert row.problem == ""
    assert row.quotations == {"proposed": 0, "confirmed": 1, "rejected": 0, "orphaned": 0}
    assert Claim.objects.public().count() == 1


def test_a_record_that_comes_later_changes_its_article(article):
    take_in(article)
    article.with_suffix(".yaml").write_text(RECORD)
    (row,) = take_in(article.with_suffix(".yaml"))
    assert row.outcome == Outcome.CHANGED
    assert row.quotations["confirmed"] == 1
    before = everything()
    (row,) = take_in(article)
    assert row.outcome == Outcome.UNCHANGED
    assert everything() == before


def test_a_record_changed_together_with_its_article_keeps_its_claim_public(article):
    article.with_suffix(".yaml").write_text(RECORD)
    take_in(article)
    article.write_text(TEXT.replace("safe for lorries", "safe for all lorries"))
    article.with_suffix(".yaml").write_text(RECORD.replace("safe for lorries,", "safe for all lorries,"))
    (row,) = take_in(article)
    assert (row.outcome, row.problem) == (Outcome.CHANGED, "")
    assert row.quotations == {"proposed": 0, "confirmed": 1, "rejected": 0, "orphaned": 1}
    assert Claim.objects.public().count() == 1


def test_a_record_confirms_nothing_that_its_article_tells_of_another_now(article):
    signed = RECORD.replace("passages:", "source: Mayor Maria López\n    cue: said\n    passages:")
    article.with_suffix(".yaml").write_text(signed)
    take_in(article)
    article.write_text(TEXT.replace("Mayor Maria López", "Ben Cole") + "\nNobody asked Mayor Maria López.\n")
    (row,) = take_in(article)
    assert row.outcome == Outcome.FAILED
    assert "not in the paragraph of the quotation" in row.problem
    assert Revision.objects.count() == 1


def test_a_record_that_does_not_fit_its_article_keeps_both_out(article):
    article.with_suffix(".yaml").write_text(RECORD.replace("is safe for lorries", "is safe for trains"))
    (row,) = take_in(article)
    assert row.outcome == Outcome.FAILED
    assert row.problem.startswith("bridge.yaml:")
    assert not any(everything().values())


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\x00\x01\x02 binary", b"a\x00b", b"x" * 5_000_001])
def test_what_is_no_article_is_refused_and_the_others_go_in(article, tmp_path, content):
    (tmp_path / "bad.txt").write_bytes(content)
    bad, good = take_in(tmp_path)
    assert (bad.outcome, good.outcome) == (Outcome.FAILED, Outcome.NEW)
    assert bad.problem
    assert Article.objects.count() == 1


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (row,) = take_in(tmp_path / "pipe.txt")
    assert "pipe" in row.problem


def test_two_files_of_one_name_with_different_texts_do_not_fight(tmp_path):
    for place, text in (("one", TEXT), ("two", TEXT.replace("six", "seven"))):
        (tmp_path / place).mkdir()
        (tmp_path / place / "bridge.txt").write_text(text)
    first, second = take_in(tmp_path)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.FAILED)
    assert "one/bridge.txt" in second.problem
    assert Revision.objects.count() == 1
    first, second = take_in(tmp_path)
    assert (first.outcome, second.outcome) == (Outcome.UNCHANGED, Outcome.FAILED)


def test_two_copies_of_one_file_are_one_article(tmp_path):
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "bridge.txt").write_text(TEXT)
    assert [row.outcome for row in take_in(tmp_path)] == [Outcome.NEW, Outcome.UNCHANGED]


def test_a_name_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(TEXT)
    (row,) = take_in(path)
    assert row.outcome == Outcome.FAILED
    assert row.file.endswith("caf\N{REPLACEMENT CHARACTER}.txt")


@pytest.mark.parametrize("step", ["store", "propose", "apply_record", "settle"])
@pytest.mark.parametrize("fault", [IntegrityError("no"), RuntimeError("no")])
def test_a_fault_at_any_step_leaves_nothing_of_the_file(article, tmp_path, monkeypatch, step, fault):
    """Each step is let do its work, and fails after it."""
    from claims.intake import taking

    article.with_suffix(".yaml").write_text(RECORD)
    (tmp_path / "other.txt").write_text(TEXT.replace("bridge", "tunnel").replace("Bridge", "Tunnel"))
    works = getattr(taking, step)

    def fails_for_the_first(*arguments, **options):
        works(*arguments, **options)
        monkeypatch.setattr(taking, step, works)
        raise fault

    monkeypatch.setattr(taking, step, fails_for_the_first)
    bad, good = take_in(tmp_path)

    assert (bad.outcome, good.outcome) == (Outcome.FAILED, Outcome.NEW)
    assert "no" in bad.problem
    assert [article["file_name"] for article in everything()["articles"]] == ["other.txt"]
    assert not Actor.objects.filter(name="Bridge Board").exists()
    assert not Claim.objects.exists()


def test_a_rule_that_speaks_last_keeps_the_file_out(article, monkeypatch):
    from claims.intake import taking

    def misplace(revision, found):
        works(revision, found)
        Passage.objects.update(start=0, end=3)
        return []

    works = taking.propose
    monkeypatch.setattr(taking, "propose", misplace)
    (row,) = take_in(article)
    assert "word for word" in row.problem
    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DO $$ BEGIN RAISE deadlock_detected USING MESSAGE = 'deadlock detected'; END $$", "deadlock detected"),
        ("SELECT pg_terminate_backend(pg_backend_pid())", "terminating connection due to administrator command"),
    ],
)
def test_a_conflict_in_the_database_fails_one_file_and_not_the_import(
    article, tmp_path, monkeypatch, statement, problem
):
    (tmp_path / "other.txt").write_text(TEXT.replace("bridge", "tunnel").replace("Bridge", "Tunnel"))
    _once_instead_of_proposing(monkeypatch, statement)
    bad, good = take_in(tmp_path)
    assert bad.problem == f"{problem}. Import the file again."
    assert good.outcome == Outcome.NEW
    assert [row["file_name"] for row in everything()["articles"]] == ["other.txt"]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_gone_ends_the_import(article, monkeypatch):
    _once_instead_of_proposing(monkeypatch, "SELECT pg_terminate_backend(pg_backend_pid())")
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        take_in(article)


def _once_instead_of_proposing(monkeypatch, statement):
    from claims.intake import taking

    works = taking.propose

    def execute(*arguments):
        monkeypatch.setattr(taking, "propose", works)
        with connection.cursor() as cursor:
            cursor.execute(statement)

    monkeypatch.setattr(taking, "propose", execute)


def test_a_rehearsal_reports_the_same_and_stores_nothing(article, tmp_path):
    article.with_suffix(".yaml").write_text(RECORD)
    (tmp_path / "bad.txt").write_text("")
    ActorFactory(name="The Harbour Post")
    before = everything()
    with rehearsal():
        rehearsed = take_in(tmp_path)
    assert everything() == before
    assert take_in(tmp_path) == rehearsed


def test_what_its_publisher_changed_of_an_article_that_readers_know_is_told_each_time(article):
    article.with_suffix(".yaml").write_text(RECORD)
    take_in(article)
    before = Article.objects.get().headline
    for headline in ("Bridge Is Sound", before):
        article.write_text(article.read_text().replace(Article.objects.get().headline, headline))
        take_in(article)
    told = Correction.objects.order_by("pk").values_list("article", "note", "said_before", "says_now")
    key = Article.objects.get().pk
    assert list(told) == [
        (key, "Changed by its publisher: headline.", before, "Bridge Is Sound"),
        (key, "Changed by its publisher: headline.", "Bridge Is Sound", before),
    ]


def test_an_unchanged_file_costs_few_queries(article, django_assert_max_num_queries):
    take_in(article)
    with django_assert_max_num_queries(8):
        take_in(article)
    connection.check_constraints()


def test_an_editor_s_rejection_outlives_a_change(article):
    take_in(article)
    Quote.objects.update(state=Quote.State.REJECTED, note="Not what she said.")
    article.write_text(TEXT.replace("six days", "seven days"))
    (row,) = take_in(article)
    assert row.quotations == {"proposed": 0, "confirmed": 0, "rejected": 1, "orphaned": 0}
    assert Quote.objects.get().note == "Not what she said."


def test_a_proposal_that_can_not_be_stored_costs_itself_alone(article, caplog, monkeypatch):
    made = assembly.proposal_of

    def backwards(draft):
        proposal = made(draft)
        first = proposal.passages[0]
        return replace(proposal, passages=(Span(first.end, first.start),))

    monkeypatch.setattr(assembly, "proposal_of", backwards)
    (row,) = take_in(article)
    assert (row.outcome, row.quotations["proposed"]) == (Outcome.NEW, 0)
    assert "A proposal was left out" in caplog.text


def test_a_fault_in_looking_for_quotations_costs_no_article(article, monkeypatch):
    from claims.intake import taking

    def fails(*given):
        raise IndexError("no")

    monkeypatch.setattr(taking, "extract", fails)
    (row,) = take_in(article)
    assert (row.outcome, row.quotations["proposed"]) == (Outcome.NEW, 0)
    assert any("No quotation was looked for" in warning for warning in row.warnings)


def test_quotations_are_looked_for_before_anything_is_locked_or_begun(article, monkeypatch):
    from claims.intake import taking

    def looks(*given):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            held.append((cursor.fetchone()[0], len(connection.savepoint_ids)))
        return works(*given)

    held, works, around = [], taking.extract, len(connection.savepoint_ids)
    monkeypatch.setattr(taking, "extract", looks)
    take_in(article)
    assert held == [(0, around)]
    take_in(article)
    assert len(held) == 1  # an unchanged text is not searched again


def test_what_another_import_changed_meanwhile_is_looked_at_again(article, monkeypatch):
    from claims.intake import taking

    take_in(article)
    monkeypatch.setattr(taking, "is_newest", lambda text: True)  # it was, when this import looked
    article.write_text(TEXT.replace("six days", "seven days"))
    (row,) = take_in(article)
    assert (row.outcome, row.quotations["proposed"]) == (Outcome.CHANGED, 1)


def test_what_lies_beyond_the_bounds_is_said(article, monkeypatch):
    monkeypatch.setattr(bounds, "READ", 150)
    (row,) = take_in(article)
    assert any("were left out" in warning for warning in row.warnings)


@pytest.mark.parametrize("odd", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("gone.yaml")])
def test_a_record_that_can_not_be_read_keeps_its_article_out_and_is_said(article, odd):
    odd(article.with_suffix(".yaml"))
    (row,) = take_in(article)
    assert row.outcome == Outcome.FAILED
    assert row.problem.startswith("bridge.yaml:")


def test_a_file_of_a_million_lines_is_refused(article):
    article.write_text("a\n\n" * 500_000)
    (row,) = take_in(article)
    assert "1,000,001 lines" in row.problem


def test_hundreds_of_articles_have_one_headline(tmp_path):
    slugs = ["bridge-is-safe", *(f"bridge-is-safe-{number}" for number in range(2, 301))]
    Article.objects.bulk_create(
        Article(headline="Bridge Is Safe", slug=slug, file_name=f"{slug}.txt") for slug in slugs
    )
    (tmp_path / "new.txt").write_text(TEXT)
    (row,) = take_in(tmp_path)
    assert (row.outcome, row.article) == (Outcome.NEW, "bridge-is-safe-301")


def test_a_record_says_where_its_claim_is_there_already(article):
    ClaimFactory(statement="the bridge over the sound is safe for lorries")
    article.with_suffix(".yaml").write_text(RECORD)
    (row,) = take_in(article)
    assert any("bridge.yaml:13" in warning and "one says this already" in warning for warning in row.warnings)

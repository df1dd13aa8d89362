"""The sample keeps every rule, by the queries of its own and by the triggers' functions; or nothing is loaded."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse

from articles.models import Actor, Article, Paragraph, Revision
from claims.models import Assertion, Claim, Correction, Evidence, Passage, Quote, Relay, Reply, Review
from claims.sample import SampleRefusedError, load
from claims.sample.checking import RULES, broken
from claims.sample.making import Making
from claims.sample.recording import events_of, keeps_inserts
from claims.sample.tables import Tables
from claims.sample.words import EVERYWHERE
from tests.factories import ArticleFactory
from tests.rules import refused, set_aside, sql

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
UNCHECKED = "SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY conname"
CLAIMS = 1000


@pytest.fixture(scope="class")
def sample(django_db_setup, django_db_blocker):
    """One sample for all tests of a class; gives the constraints that were unchecked before it was loaded."""
    with django_db_blocker.unblock():
        outermost = transaction.atomic()
        outermost.__enter__()
        try:
            unchecked = all_of(UNCHECKED)  # rows that were there before a migration made them stricter
            load(CLAIMS, until=UNTIL)
            yield unchecked
        finally:
            transaction.set_rollback(True)
            outermost.__exit__(None, None, None)


def all_of(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


BREAKING = [
    ("word for word", "UPDATE claims_passage SET text = overlay(text placing 'x' from 2 for 1) WHERE id = 7"),
    ("word for word", "UPDATE claims_quote SET source_text = source_text || 'x' WHERE id = 7"),
    ("word for word", "UPDATE claims_quote SET cue_start = cue_start + 1 WHERE id = 7"),
    ("word for word", "UPDATE claims_relay SET start = start - 1 WHERE id = 7"),
    (
        "order of the text",
        "UPDATE claims_passage SET number = 3 - number",
    ),
    ("has a passage", "DELETE FROM claims_passage WHERE quote_id = 7"),
    ("quotation that asserts it", "UPDATE claims_assertion SET stance = 'denies' WHERE claim_id = 7"),
    (
        "quotation that asserts it",
        "UPDATE claims_quote SET state = 'orphaned'",
    ),
    ("has evidence", "DELETE FROM claims_evidence"),
    ("found by its name", "DELETE FROM articles_actorname WHERE actor_id = 7"),
]


@pytest.mark.usefixtures("sample")
class TestWhatIsLoaded:
    def test_there_is_some_of_everything(self):
        assert Claim.objects.count() == CLAIMS
        for model in (Correction, Evidence, Paragraph, Relay, Reply, Review):
            assert model.objects.exists()
        assert set(Quote.objects.values_list("state", flat=True)) == set(Quote.State.values)
        assert set(Claim.objects.values_list("status", flat=True)) == {*Claim.Status.values} - {Claim.Status.MERGED}
        assert set(Assertion.objects.values_list("stance", flat=True)) == set(Assertion.Stance.values)
        assert Revision.objects.filter(number=2).exists()

    def test_the_triggers_own_functions_find_nothing(self):
        all_of("SELECT claims_check_quotation(id) FROM claims_quote")
        all_of("SELECT claims_check_claim(id) FROM claims_claim")
        all_of("SELECT claims_check_gate(id) FROM claims_claim")
        connection.check_constraints()

    def test_half_of_all_claims_hold_one_word(self):
        assert Claim.objects.filter(statement__icontains=EVERYWHERE).count() == CLAIMS // 2

    def test_some_claims_are_told_often(self):
        told = sorted(len(Assertion.objects.filter(claim=claim)) for claim in range(1, CLAIMS + 1))
        assert told[0] == 1
        assert told[-1] > 5

    def test_every_row_is_on_record_as_it_came(self):
        for rows in Tables().all():
            events = events_of(rows.model)
            if events and keeps_inserts(events):
                inserted = events.objects.filter(pgh_label="insert")
                assert inserted.count() == rows.model.objects.count()
                assert inserted.first().pgh_context.metadata["command"] == "load_sample"
        claim = Claim.objects.filter(status="withdrawn").first()
        past = events_of(Claim).objects.filter(pgh_obj=claim).order_by("pgh_id").values_list("pgh_label", "status")
        assert list(past) == [("insert", "published"), ("update", "withdrawn")]

    def test_guards_are_on_again(self):
        with refused("word for word"):
            sql("UPDATE claims_passage SET text = upper(text) WHERE id = 1")
        with refused("needs at least one confirmed quotation"):
            sql("UPDATE claims_quote SET state = 'rejected'")
        assert all_of("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'") == [(0,)]

    def test_nothing_of_the_tables_was_lost(self, sample):
        """Every index and constraint of the models is there, and as valid as before."""
        there = {name for (name,) in all_of("SELECT relname FROM pg_class UNION SELECT conname FROM pg_constraint")}
        for rows in Tables().all():
            options = rows.model._meta
            assert {part.name for part in [*options.indexes, *options.constraints]} <= there
        assert all_of(UNCHECKED) == sample
        assert all_of("SELECT FROM pg_constraint WHERE NOT convalidated AND contype <> 'c'") == []

    def test_new_rows_follow(self):
        article = ArticleFactory()
        assert article.pk == Article.objects.count()

    @pytest.mark.parametrize(
        "address", ["/", "/claims/", "/claims/?q=parliament", "/actors/", "/articles/", "/corrections/"]
    )
    def test_public_pages_open(self, client, address):
        assert client.get(address).status_code == 200

    def test_pages_of_one_thing_open(self, client):
        public = Claim.objects.public().first()
        article = Article.objects.get(revisions__quotes__claims=public)
        for thing in (public, article, Actor.objects.get(quotes__claims=public)):
            assert client.get(thing.get_absolute_url()).status_code == 200
        taken_back = Claim.objects.taken_back().first()
        assert client.get(taken_back.get_absolute_url(), follow=True).status_code == 410

    @pytest.mark.parametrize("model", [Actor, Article, Claim, Passage.quote.field.related_model, Review])
    def test_the_admin_opens(self, admin_client, model):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert admin_client.get(reverse(f"{name}_changelist")).status_code == 200
        assert admin_client.get(reverse(f"{name}_change", args=[1])).status_code == 200

    def test_it_is_not_loaded_twice(self):
        with pytest.raises(SampleRefusedError, match="holds rows"), transaction.atomic():
            load(10)

    @pytest.mark.parametrize(("words", "breaking"), BREAKING)
    def test_a_broken_rule_is_found(self, words, breaking):
        """What the triggers' functions would refuse, a query finds."""
        with connection.cursor() as cursor:
            assert not any(broken(cursor, query) for query in RULES.values())
            with set_aside():
                sql(breaking)
            found = [rule for rule, query in RULES.items() if broken(cursor, query)]
        assert words in " ".join(found)


def test_the_same_seed_makes_the_same_rows():
    def made(seed):
        tables = Tables()
        making = Making(tables, claims=50, seed=seed, editors=[1, 2], ratings=[1], until=UNTIL)
        return [batch for step in making.run() for _rows, batch in step.batches]

    assert made(1) == made(1)
    assert made(1) != made(2)


def test_a_sample_that_breaks_a_rule_is_not_loaded(monkeypatch):
    add = Making._quotation

    def without_place(self, revision, at, telling, placed):
        placed.passages[0] = placed.passages[0]._replace(text="something else")
        add(self, revision, at, telling, placed)

    monkeypatch.setattr(Making, "_quotation", without_place)
    with pytest.raises(SampleRefusedError, match="word for word"), transaction.atomic():
        load(20)
    assert not Claim.objects.exists()
    assert not get_user_model().objects.exists()


class TestCommand:
    def test_it_loads(self):
        told = StringIO()
        call_command("load_sample", "--claims=30", "--seed=5", stderr=told)
        assert Claim.objects.count() == 30
        assert "30 of 30 claims" in told.getvalue()

    def test_it_leaves_a_database_in_use_alone(self):
        ArticleFactory()
        with pytest.raises(CommandError, match="in use"):
            call_command("load_sample", "--claims=30", stderr=StringIO())
        assert Article.objects.count() == 1

    def test_it_leaves_production_alone(self, settings):
        settings.PRODUCTION = True
        with pytest.raises(CommandError, match="production"):
            call_command("load_sample", "--claims=30", stderr=StringIO())

    def test_it_wants_a_number(self):
        with pytest.raises(CommandError, match="one claim or more"):
            call_command("load_sample", "--claims=0", stderr=StringIO())

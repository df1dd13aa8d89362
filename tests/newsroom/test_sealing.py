"""No session talks a trigger out of its rule: neither by a setting nor by tables of its own."""

from contextlib import contextmanager

import pytest
from django.db import connection

from articles.models import Actor, Revision
from claims.models import ActorListing, Claim, Listing
from tests.factories import ActorFactory, ClaimFactory, QuoteFactory, RevisionFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db


def of_ours(column, condition=""):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal {condition}"
        )
        return [row[0] for row in cursor.fetchall()]


def test_every_trigger_is_sealed():
    assert len(of_ours("tgname")) > 100
    assert of_ours("tgname", "AND NOT coalesce(proconfig, '{}') @> '{\"search_path=public, pg_temp\"}'") == []


def test_no_setting_silences_a_trigger():
    RevisionFactory()
    sql("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(of_ours("tgname")) + "}")
    with refused("A revision never changes"):
        Revision.objects.update(text="Nobody said it.")


def test_a_table_of_the_session_hides_no_passage():
    ClaimFactory(published=True)
    sql("CREATE TEMP TABLE claims_passage ON COMMIT DROP AS TABLE claims_passage")
    with refused("must be word for word"):
        sql("UPDATE public.claims_passage SET text = 'Nobody said it.'")


def test_a_table_of_the_session_hides_no_tie():
    ClaimFactory(published=True)
    sql("CREATE TEMP TABLE claims_assertion ON COMMIT DROP AS TABLE claims_assertion")
    with refused("at least one confirmed quotation"):
        sql("DELETE FROM public.claims_assertion")


def test_a_table_of_the_session_takes_no_event():
    ActorFactory()
    sql("CREATE TEMP TABLE articles_actorevent (LIKE public.articles_actorevent INCLUDING ALL) ON COMMIT DROP")
    Actor.objects.update(name="Renamed")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM public.articles_actorevent WHERE pgh_label = 'update'")
        assert cursor.fetchall() == [("Renamed",)]


LISTS = ["claims_listing", "claims_actorlisting", "claims_articlelisting", "claims_actortally", "claims_changecount"]
ONLY_THE_DATABASE = "Only the database itself writes what lists show"


@contextmanager
def somebody():
    """Be a role that reads and writes rows of all tables and owns none, until the transaction ends."""
    sql("CREATE ROLE somebody")
    sql("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO somebody")
    sql("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO somebody")
    sql("SET SESSION AUTHORIZATION somebody")
    yield
    sql("RESET SESSION AUTHORIZATION")


class TestWhoOwnsNothing:
    """Somebody who writes SQL to the tables: lists show what the database gathered, and nothing of theirs."""

    @pytest.fixture(autouse=True)
    def _facts(self):
        ClaimFactory(published=True)
        self.hidden = QuoteFactory()

    def test_is_refused_every_forged_row(self):
        attempts = [
            f"INSERT INTO claims_articlelisting SELECT {self.hidden.revision.article_id}, '2020-01-01', 9, facets, "
            "stemming, words FROM claims_articlelisting LIMIT 1",
            f"INSERT INTO claims_actortally (actor_id, fact, times) SELECT id, 'role:said', {self.hidden.pk} "
            "FROM articles_actor",
            *(f"UPDATE {table} SET times = 99" for table in LISTS[:4]),
            "UPDATE claims_changecount SET changes = 0",
            *(f"DELETE FROM {table}" for table in LISTS),
            "SELECT claims_tally(array_agg(id), array_agg('role:said'::text), array_agg(1)) FROM articles_actor",
        ]
        with somebody():
            for attempt in attempts:
                with refused(ONLY_THE_DATABASE):
                    sql(attempt)

    def test_is_refused_in_a_function_of_their_own(self):
        with somebody():
            sql(
                "CREATE FUNCTION pg_temp.forge() RETURNS void LANGUAGE sql SECURITY DEFINER AS "
                "'UPDATE claims_listing SET times = 99'"
            )
            sql("SELECT set_config('pgtrigger.ignore', '{claims.Listing:only_the_database_writes_it}', true)")
            with refused(ONLY_THE_DATABASE):
                sql("SELECT pg_temp.forge()")

    def test_makes_no_trigger_of_ours_on_a_table_of_theirs(self):
        with somebody():
            sql("CREATE TEMP TABLE forged (claim_id bigint, facets text[]) ON COMMIT DROP")
            for function in of_ours("DISTINCT p.proname", r"AND t.tgname LIKE 'zz\_%'"):
                with refused("permission denied for function"):
                    sql(f"CREATE TRIGGER forge AFTER INSERT ON forged FOR EACH ROW EXECUTE FUNCTION {function}()")

    def test_changes_what_is_listed_by_changing_what_is_so(self):
        claim, speaker = Claim.objects.get(), Claim.objects.get().quotes.get().speaker
        with somebody():
            sql("UPDATE claims_claim SET status = 'withdrawn', withdrawn_reason = 'Not so.'")
            connection.check_constraints()
            assert not Listing.objects.exists()
            sql("UPDATE claims_claim SET status = 'published', withdrawn_reason = ''")
            connection.check_constraints()
        assert Listing.objects.get().claim == claim
        assert ActorListing.objects.get(actor=speaker).times == 1

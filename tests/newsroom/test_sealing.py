"""No session talks a trigger out of its rule: neither by a setting nor by tables of its own."""

import pytest
from django.db import connection

from articles.models import Actor, Revision
from tests.factories import ActorFactory, ClaimFactory, RevisionFactory
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

"""What every test stands on: a real PostgreSQL, and transactional tests that keep what migrations filled."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import caretaker

hypothesis_settings.register_profile(
    "newsroom", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
hypothesis_settings.register_profile("ci", hypothesis_settings.get_profile("newsroom"), derandomize=True)


def pytest_configure(config):
    hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "newsroom")


def pytest_unconfigure(config):
    """Stop what the tests started; the process that began does it for all workers."""
    if hired := getattr(settings, "CARETAKER", None):
        caretaker.dismiss(hired)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep a copy of every row that migrations made."""
    with django_db_blocker.unblock():
        _keep_migrated_rows()
    return django_db_setup


@pytest.fixture(autouse=True, scope="session")
def _flush_past_triggers():
    """Empty the tables after a transactional test, and put back what migrations had filled.

    Triggers that forbid to delete or empty a table do not fire for a replica.
    """
    original = DatabaseOperations.execute_sql_flush

    def flush(self, sql_list):
        return original(self, ["SET LOCAL session_replication_role = replica", *sql_list, *_put_back_migrated_rows()])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


def _keep_migrated_rows():
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS migrated CASCADE")
        cursor.execute("CREATE SCHEMA migrated")
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {quote(table)})")
            if cursor.fetchone()[0]:
                cursor.execute(f"CREATE TABLE migrated.{quote(table)} AS TABLE {quote(table)}")


def _put_back_migrated_rows():
    """Return the statements; generated columns are left to generate themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT kept.table_name, string_agg(quote_ident(kept.column_name), ', ')
            FROM information_schema.columns kept
            JOIN information_schema.columns here USING (table_name, column_name)
            WHERE kept.table_schema = 'migrated' AND here.table_schema = 'public'
                AND here.is_generated = 'NEVER'
            GROUP BY kept.table_name
            """
        )
        return [
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM migrated."{table}"'
            for table, columns in cursor.fetchall()
        ]

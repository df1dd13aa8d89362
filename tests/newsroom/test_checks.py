import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, connections

from newsroom.checks import check_letters, check_strangers
from newsroom.sealing import seal
from tests.rules import sql


@pytest.fixture
def check_database(db):
    """Check a new database that was made with these options."""
    name, options_of_libc = "newsroom_letters", "LOCALE_PROVIDER libc" if connection.pg_version >= 150000 else ""
    other = connection.copy()
    other.settings_dict = connection.settings_dict | {"NAME": name}

    def check_database(options):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options_of_libc} {options}")
        connections["letters"] = other
        return [problem.id for problem in check_letters(app_configs=None, databases=["letters"])]

    yield check_database
    other.close()
    del connections["letters"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")


@pytest.mark.django_db
def test_our_own_database_is_fit():
    assert check_letters(app_configs=None, databases=["default"]) == []


def test_nothing_is_asked_where_no_database_is_named():
    assert check_letters(app_configs=None) == []


def test_a_database_of_bytes_is_refused(check_database):
    assert check_database("ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'") == ["newsroom.E001"]


def test_a_database_of_english_letters_is_refused(check_database):
    assert check_database("ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'") == ["newsroom.E002", "newsroom.E003"]


def test_a_database_as_the_hint_has_it_is_fit(check_database):
    assert check_database("ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'") == []


@pytest.mark.django_db
def test_migrate_asks(monkeypatch):
    monkeypatch.setattr("newsroom.checks._LOWER_CASE", "SELECT false")

    with pytest.raises(SystemCheckError, match="does not know the case of letters"):
        call_command("migrate", skip_checks=False)


@pytest.mark.django_db
class TestStrangers:
    """What a deployment is asked of its database: who could go past the rules that it holds."""

    @pytest.fixture(autouse=True)
    def _stranger(self):
        sql("CREATE ROLE stranger")

    def found(self):
        return {problem.id: problem.msg for problem in check_strangers(app_configs=None, databases=["default"])}

    def test_who_reads_and_writes_rows_is_no_stranger(self):
        sql("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO stranger")
        assert self.found() == {}

    def test_who_was_granted_all(self):
        sql("GRANT ALL ON claims_claim TO stranger")
        assert self.found() == {
            "newsroom.W001": "Who may make triggers on our tables, or empty them, goes past every rule: stranger."
        }

    def test_who_was_granted_all_loses_it_when_migrated(self):
        sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO stranger, PUBLIC")
        sql("GRANT CREATE ON SCHEMA public TO PUBLIC")
        seal(sender=apps.get_app_config("newsroom"), using="default")
        assert self.found() == {}

    def test_who_may_make_functions_beside_ours(self):
        sql("GRANT CREATE ON SCHEMA public TO stranger, PUBLIC")
        assert "PUBLIC, stranger" in self.found()["newsroom.W002"]

    def test_who_owns_a_table(self):
        sql("ALTER TABLE claims_claim OWNER TO stranger")
        assert "stranger" in self.found()["newsroom.W003"]

    def test_a_trigger_of_theirs(self):
        sql("CREATE FUNCTION pg_temp.swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        sql("CREATE TRIGGER zzz BEFORE UPDATE ON claims_claim FOR EACH ROW EXECUTE FUNCTION pg_temp.swallow()")
        assert self.found()["newsroom.E004"].endswith("zzz on claims_claim.")

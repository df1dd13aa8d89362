"""The backend as commands use it, each a process of its own, on an empty folder."""

import psutil
import pytest
from django.db import connection
from django.db.backends.base import base
from django.db.backends.postgresql.features import DatabaseFeatures

import manage as command_line
from newsroom.postgres.base import DatabaseWrapper
from newsroom.postgres.cluster import Cluster

STARTED = "SELECT pg_postmaster_start_time()"


def result(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.parametrize(
    "command", [["--help"], ["check"], ["migrate", "--help"], ["stop_database"], ["validate_templates"]]
)
def test_commands_that_need_no_database_start_none(manage, folder, command):
    code, _out, err = result(manage(*command))

    assert (code, err) == (0, "")
    assert not (folder / "postgres").exists()


def test_processes_that_begin_at_once_share_one_server(manage, folder):
    results = [result(process) for process in [manage("dbshell", "--", "-Atc", STARTED) for _ in range(3)]]

    assert [code for code, _out, _err in results] == [0, 0, 0], results
    assert len({out for _code, out, _err in results}) == 1


def test_the_server_outlives_the_command_until_it_is_stopped(manage, folder):
    cluster = Cluster(folder / "postgres")
    assert result(manage("check", "--database", "default"))[0] == 0
    assert cluster.answers()

    assert result(manage("stop_database")) == (0, "The database has stopped.\n", "")
    assert not cluster.answers()
    assert result(manage("stop_database")) == (0, "The database was not running.\n", "")


def test_a_server_that_cannot_be_had_is_a_message_and_no_traceback(manage, folder):
    (folder / "postgres").write_text("a file where a folder should be")

    code, _out, err = result(manage("migrate"))

    assert code == 1
    assert err.startswith(f"The database cannot be used: The database folder {folder}/postgres cannot be used: ")
    assert "Traceback" not in err


def test_a_server_that_refuses_is_a_message_and_no_traceback(manage):
    code, _out, err = result(manage("migrate", DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing"))

    assert code == 1
    assert err.startswith("The database cannot be used: connection failed")
    assert "Traceback" not in err


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_too_old_is_a_message_and_no_traceback(monkeypatch):
    monkeypatch.setattr(DatabaseFeatures, "minimum_database_version", (99,))
    monkeypatch.setattr(base, "RAN_DB_VERSION_CHECK", set())
    monkeypatch.setattr("sys.argv", ["manage.py", "showmigrations"])
    connection.close()

    with pytest.raises(SystemExit, match="The database cannot be used: PostgreSQL 99 or later is required"):
        command_line.main()


def test_a_server_needs_postgresql_14():
    assert DatabaseFeatures.minimum_database_version == (14,)


@pytest.fixture
def backend(cluster, django_db_blocker):
    """Make a connection of Django's to the shared cluster, durable as in daily use."""
    opened = []

    def backend(name="newsroom", options=None):
        own = {"NAME": name, "FOLDER": cluster.folder, "DURABLE": True, "OPTIONS": options or {}}
        opened.append(DatabaseWrapper(connection.settings_dict | own, alias="default"))
        return opened[-1]

    with django_db_blocker.unblock():
        yield backend
        for wrapper in opened:
            wrapper.close()


def test_a_killed_server_is_back_at_the_next_connection(backend, cluster):
    wrapper = backend()
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_by_django AS SELECT 1")
    kill(cluster)
    wrapper.close()

    with wrapper.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kept_by_django")
        assert cursor.fetchone() == (1,)
        cursor.execute("DROP TABLE kept_by_django")


def test_the_database_is_made_at_first_use(backend, cluster, ask):
    wrapper = backend(name="another")
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == ("another",)
    wrapper.close()
    ask(cluster, "DROP DATABASE another")


def test_a_connection_that_fails_for_another_reason_says_which(backend):
    wrapper = backend(options={"options": "-c no_such_setting=1"})

    with pytest.raises(Exception, match='unrecognized configuration parameter "no_such_setting"'):
        wrapper.ensure_connection()


def kill(cluster):
    psutil.Process(int((cluster.data / "postmaster.pid").read_text().split("\n")[0])).kill()

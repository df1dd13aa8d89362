import errno
import os
import signal
import subprocess
import threading
from contextlib import closing

import psutil
import psycopg
import pytest

from newsroom.postgres import programs
from newsroom.postgres.account import account_for
from newsroom.postgres.cluster import Cluster
from newsroom.postgres.errors import EmbeddedPostgresError
from newsroom.refusals import plain_message


def server_process(cluster):
    return psutil.Process(int((cluster.data / "postmaster.pid").read_text().split("\n")[0]))


def is_alive(process):
    """A zombie is not; some containers never reap theirs."""
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_first_use_makes_a_durable_server_that_knows_all_letters(folder, ask):
    cluster = Cluster(folder / "postgres")

    cluster.ensure_running()
    cluster.ensure_database("newsroom")

    assert ask(cluster, "SHOW fsync") == "on"
    assert ask(cluster, "SHOW server_encoding") == "UTF8"
    assert ask(cluster, "SELECT lower('ÁÑÉŠΩЖ')") == "áñéšωж"
    assert ask(cluster, "SELECT to_tsvector('simple', '“Ñandú” — «x»')::text") == "'x':2 'ñandú':1"


def test_nobody_else_can_reach_the_server(cluster, ask):
    assert ask(cluster, "SHOW listen_addresses") == ""
    for private in [cluster.data, cluster.folder / "socket"]:
        assert private.stat().st_mode & 0o077 == 0
        assert private.stat().st_uid == account_for(cluster.data).uid != 0


def test_what_is_there_is_used_again(cluster, ask):
    ask(cluster, "CREATE TABLE kept ()")
    started = ask(cluster, "SELECT pg_postmaster_start_time()")

    cluster.ensure_running()
    cluster.ensure_database("newsroom")

    assert ask(cluster, "SELECT pg_postmaster_start_time()") == started
    assert ask(cluster, "SELECT count(*) FROM kept") == 0


def test_stopping_ends_the_server_and_says_whether_there_was_one(cluster):
    server = server_process(cluster)

    assert cluster.stop() is True
    assert not is_alive(server)
    assert not (cluster.folder / "socket").exists()
    assert cluster.stop() is False


def test_nothing_to_stop_makes_nothing(folder):
    assert Cluster(folder / "postgres").stop() is False
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 110, "El País, “año” $HOME 'a' \"b\" %", "a\\b`c"])
def test_any_path_will_do(moved, ask, name):
    cluster = moved(name)

    cluster.ensure_running()

    assert ask(cluster, "SELECT 1") == 1
    short = (cluster.folder / "socket").readlink()
    assert (short.stat().st_mode & 0o777, short.stat().st_uid) == (0o700, account_for(cluster.data).uid)
    cluster.stop()
    assert not short.exists()


def test_an_old_socket_folder_that_others_can_enter_is_not_used(moved, folder, ask):
    cluster = moved("x" * 110)
    folder.chmod(0o777)
    (cluster.folder / "socket").symlink_to(folder)

    cluster.ensure_running()

    assert ask(cluster, "SELECT 1") == 1
    assert list(folder.iterdir()) == []


def test_a_killed_server_is_started_again_with_all_that_was_committed(cluster, ask):
    cluster.stop()
    cluster = Cluster(cluster.folder, durable=True)
    cluster.ensure_running()
    with closing(psycopg.connect(dbname="newsroom", autocommit=True, **cluster.address)) as connection:
        connection.execute("CREATE TABLE saying AS SELECT 'committed' AS word")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO saying VALUES ('never committed')")
        server_process(cluster).kill()

        cluster.ensure_running()

    assert ask(cluster, "SELECT string_agg(word, ', ') FROM saying") == "committed"


def test_a_connection_of_a_killed_server_that_is_still_at_work_is_waited_for(cluster, ask):
    cluster.ensure_running()
    work = "SELECT count(*) FROM generate_series(1, 4000000) a"
    with closing(psycopg.connect(dbname="newsroom", **cluster.address)) as connection:
        connection.pgconn.send_query(work.encode())
        server_process(cluster).kill()

        cluster.ensure_running()

    assert ask(cluster, "SELECT 1") == 1


def test_a_server_whose_socket_is_gone_is_started_again(cluster, ask):
    before = server_process(cluster)
    for file in (cluster.folder / "socket").iterdir():
        file.unlink()

    cluster.ensure_running()

    assert ask(cluster, "SELECT 1") == 1
    assert not is_alive(before)


class TestStaleProcessId:
    """A server was killed, and its note names a process that is none or another's."""

    @pytest.fixture
    def killed(self, cluster):
        server_process(cluster).send_signal(signal.SIGKILL)
        return cluster

    def start_with_noted(self, cluster, process_id):
        for note in [cluster.data / "postmaster.pid", cluster.folder / "socket" / ".s.PGSQL.5432.lock"]:
            _, _, rest = note.read_text().partition("\n")
            note.write_text(f"{process_id}\n{rest}")
        cluster.ensure_running()

    def as_the_server(self, cluster, command):
        account = account_for(cluster.data)
        return subprocess.Popen(command, user=None if account.is_ours else account.uid, cwd="/")

    def test_of_nobody(self, killed, ask):
        self.start_with_noted(killed, 4194304)

        assert ask(killed, "SELECT 1") == 1

    def test_of_another_living_process_of_the_same_user(self, killed, ask):
        with self.as_the_server(killed, ["sleep", "60"]) as other:
            self.start_with_noted(killed, other.pid)
            other.kill()

        assert ask(killed, "SELECT 1") == 1

    def test_of_a_dead_process_that_nobody_reaped(self, killed, ask):
        with self.as_the_server(killed, ["true"]) as other:
            while psutil.Process(other.pid).status() != psutil.STATUS_ZOMBIE:
                pass
            self.start_with_noted(killed, other.pid)

        assert ask(killed, "SELECT 1") == 1

    def test_in_an_empty_note(self, killed, ask):
        (killed.data / "postmaster.pid").write_text("")

        killed.ensure_running()

        assert ask(killed, "SELECT 1") == 1

    def test_of_the_server_whose_folder_this_one_is_a_copy_of(self, cluster, folder, ask):
        copy = Cluster(folder / "copy", durable=False)
        (folder / "copy").mkdir()
        subprocess.run(["cp", "-a", cluster.data, copy.data], check=True)

        copy.ensure_running()

        assert ask(copy, "SHOW data_directory") == str(copy.data)
        assert ask(cluster, "SHOW data_directory") == str(cluster.data)


def test_a_missing_wheel_says_to_set_database_url(folder, monkeypatch):
    monkeypatch.setattr(programs, "WHEEL", "no_wheel_of_that_name")

    with pytest.raises(EmbeddedPostgresError, match="Set DATABASE_URL to a PostgreSQL server, 14 or newer"):
        Cluster(folder).ensure_running()


def test_data_of_another_major_version_is_left_alone(folder):
    (folder / "data").mkdir()
    (folder / "data" / "PG_VERSION").write_text("12\n")

    with pytest.raises(EmbeddedPostgresError, match=r"was made by PostgreSQL 12, and this is PostgreSQL \d\d\."):
        Cluster(folder).ensure_running()

    assert (folder / "data" / "PG_VERSION").read_text() == "12\n"


def test_a_folder_that_holds_something_else_is_left_alone(folder):
    (folder / "data").mkdir()
    (folder / "data" / "novel.txt").write_text("Call me Ishmael.")

    with pytest.raises(EmbeddedPostgresError, match="is not a PostgreSQL data folder"):
        Cluster(folder).ensure_running()

    assert [path.name for path in (folder / "data").iterdir()] == ["novel.txt"]


def test_a_start_that_fails_says_what_the_server_said(cluster):
    cluster.stop()
    settings = cluster.data / "postgresql.auto.conf"
    settings.write_text("no_such_setting = 1\n")

    try:
        with pytest.raises(EmbeddedPostgresError, match='unrecognized configuration parameter "no_such_setting"'):
            cluster.ensure_running()
    finally:
        settings.write_text("")


def test_a_making_that_was_cut_short_is_begun_again(folder, ask):
    (folder / "data.new" / "base").mkdir(parents=True)

    cluster = Cluster(folder, durable=False)
    cluster.ensure_running()

    assert ask(cluster, "SELECT 1", database="postgres") == 1
    assert not (folder / "data.new").exists()


def test_the_environment_of_the_starter_changes_nothing(cluster, ask, monkeypatch):
    cluster.stop()
    for name, value in {"PGPORT": "5499", "PGDATA": os.devnull, "LC_ALL": "es_ES.UTF-8", "LANG": "tr_TR"}.items():
        monkeypatch.setenv(name, value)

    cluster.ensure_running()

    assert ask(cluster, "SHOW lc_messages") == "C"


def test_a_server_that_is_stopping_is_started_again(cluster, ask):
    with closing(psycopg.connect(dbname="newsroom", **cluster.address)):
        server_process(cluster).send_signal(signal.SIGTERM)  # waits for the last connection to end
        waiting = threading.Thread(target=cluster.ensure_running)
        waiting.start()
        waiting.join(timeout=0.3)
        assert waiting.is_alive()
    waiting.join()

    assert ask(cluster, "SELECT 1") == 1


FULL = "could not write lock file: No space left on device"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (f"LOG:  starting\nFATAL:  {FULL}\nLOG:  database system is shut down", "the disk is full"),
        ("LOG:  starting\nFATAL:  no such thing\nHINT:  make one", "FATAL:  no such thing"),
        ("pg_ctl: could not start server\nExamine the log output.", "Examine the log output."),
        ("", "it did not say why"),
        (" \n", "it did not say why"),
    ],
)
def test_a_start_that_fails_says_why_in_its_first_line(cluster, monkeypatch, said, reason):
    def fails(*arguments, **options):
        raise programs.ProgramError(said)

    cluster.stop()
    monkeypatch.setattr(programs, "run", fails)
    with pytest.raises(EmbeddedPostgresError) as error:
        cluster.ensure_running()
    assert reason in plain_message(error.value)


def test_a_full_disk_says_so_wherever_it_stops_the_start(cluster, monkeypatch):
    def fails(*arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Cluster, "_open_the_way", fails)
    cluster.stop()
    with pytest.raises(EmbeddedPostgresError, match="the disk is full"):
        cluster.ensure_running()

import multiprocessing
import os
import pwd
import traceback

import psutil
import psycopg
import pytest

from newsroom.postgres.account import SYSTEM_ACCOUNT, account_for
from newsroom.postgres.cluster import Cluster
from newsroom.postgres.errors import EmbeddedPostgresError

NOBODY = pwd.getpwnam("nobody")


def as_user(name, work):
    """Run `work` in a process of that user (of our own, where we may not choose); return what it returns."""
    ours, theirs = multiprocessing.Pipe()

    def run():
        try:
            if os.geteuid() == 0:
                user = pwd.getpwnam(name)
                os.setgroups([])
                os.setgid(user.pw_gid)
                os.setuid(user.pw_uid)
            theirs.send(work())
        except BaseException as error:
            traceback.print_exc()
            theirs.send(error)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    answer = ours.recv()
    process.join()
    return answer


def who_runs(cluster):
    cluster.ensure_running()
    with psycopg.connect(dbname="postgres", **cluster.address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    return psutil.Process(int((cluster.data / "postmaster.pid").read_text().split("\n")[0])).uids().real


@pytest.fixture
def theirs(folder, cluster):
    """A cluster in a folder of a user who is not root; the programs are readable since `cluster` started."""
    folder.chmod(0o711)
    home = folder / "home"
    home.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
    return Cluster(home / "postgres", durable=False)


def test_root_hands_the_server_to_an_account_of_its_own(cluster):
    expected = pwd.getpwnam(SYSTEM_ACCOUNT).pw_uid if os.geteuid() == 0 else os.geteuid()

    assert who_runs(cluster) == expected != 0


def test_anybody_else_runs_it_as_themselves(theirs):
    uid = as_user("nobody", lambda: who_runs(theirs))

    assert uid == theirs.data.stat().st_uid == theirs.folder.stat().st_uid != 0
    assert theirs.folder.stat().st_mode & 0o077 == 0


def test_root_joins_in_without_taking_it_away(theirs):
    owner = as_user("nobody", lambda: who_runs(theirs))
    theirs.stop()

    assert who_runs(theirs) == owner
    theirs.stop()
    assert as_user("nobody", lambda: who_runs(theirs)) == owner


def test_a_folder_that_is_closed_to_us_is_named_with_the_way_out(folder):
    folder.chmod(0o500)  # root's for nobody, and our own without a right to write

    refusal = as_user("nobody", lambda: Cluster(folder / "postgres").ensure_running())
    folder.chmod(0o700)

    assert isinstance(refusal, EmbeddedPostgresError)
    assert f"{folder}/postgres cannot be used: Permission denied" in str(refusal)
    assert "setting VAR_DIR" in str(refusal)


def test_data_of_somebody_else_is_refused_by_name(folder, monkeypatch):
    data = folder / "data"
    data.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: data.stat().st_uid + 1)
    monkeypatch.setattr(
        pwd, "getpwuid", lambda uid: pwd.struct_passwd((f"user{uid}", "x", uid, uid, "", "/", "/bin/sh"))
    )

    if data.stat().st_uid == 0:
        os.chown(data, NOBODY.pw_uid, NOBODY.pw_gid)

    with pytest.raises(EmbeddedPostgresError, match=r"belongs to another user \(user\d+\)"):
        account_for(data)


def test_a_user_without_a_name_is_told_so(folder, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 987654)

    with pytest.raises(EmbeddedPostgresError, match="user id 987654 has none"):
        account_for(folder / "data")


def test_only_what_is_needed_is_opened(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "postgres", durable=False)

    cluster.ensure_running()

    opened = 0o711 if os.geteuid() == 0 else 0o700
    assert closed.stat().st_mode & 0o777 == opened
    assert cluster.data.stat().st_mode & 0o777 == 0o700
    cluster.stop()

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from newsroom.postgres.cluster import Cluster


@pytest.fixture
def folder():
    """An empty folder with a short path, whose server is stopped at the end."""
    path = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
    yield path
    for lock in path.rglob("lock"):
        Cluster(lock.parent).stop()
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def shared():
    """One cluster for all tests that leave it sound: making one takes a second."""
    path = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
    yield Cluster(path / "postgres", durable=False)
    Cluster(path / "postgres").stop()
    shutil.rmtree(path)


@pytest.fixture
def cluster(shared):
    shared.ensure_running()
    shared.ensure_database("newsroom")
    return shared


@pytest.fixture
def moved(cluster):
    """The shared cluster for as long as the test takes under another name."""

    def move(name):
        cluster.stop()
        return Cluster(cluster.folder.rename(cluster.folder.parent / name), durable=False)

    yield move
    for folder in cluster.folder.parent.iterdir():
        Cluster(folder).stop()
        folder.rename(cluster.folder)


@pytest.fixture
def ask():
    """Ask a cluster's database one question."""

    def ask(cluster, question, database="newsroom"):
        with psycopg.connect(dbname=database, autocommit=True, **cluster.address) as connection:
            answer = connection.execute(question)
            return answer.fetchone()[0] if answer.description else None

    return ask


@pytest.fixture
def manage(folder):
    """Run a command as a process of its own, on a database in `folder`."""

    def manage(*arguments, **environment):
        ours = {name for name in os.environ if name.startswith("DJANGO_") or name == "DATABASE_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            env=kept | {"VAR_DIR": str(folder)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    return manage

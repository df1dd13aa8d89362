import subprocess
import sys

import psutil
import pytest

from newsroom.postgres.cluster import Cluster
from tests import caretaker


@pytest.fixture
def begun(tmp_path):
    """Tests that began and started a server; they wait for their end."""
    folder = tmp_path / "var"
    script = (
        "from pathlib import Path; from tests import caretaker; from newsroom.postgres.cluster import Cluster;"
        f"hired = caretaker.hire(r'{folder}'); Cluster(Path(r'{folder}/postgres'), durable=False).ensure_running();"
        "print(hired.pid, flush=True); input()"
    )
    begun = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    begun.caretaker = psutil.Process(int(begun.stdout.readline()))
    begun.folder = folder
    with begun:
        yield begun


def test_tests_that_were_killed_leave_nothing_running(begun):
    assert Cluster(begun.folder / "postgres").answers()

    begun.kill()
    begun.wait()
    begun.caretaker.wait(timeout=30)

    assert not Cluster(begun.folder / "postgres").answers()
    assert not begun.folder.exists()


def test_a_dismissed_caretaker_has_done_its_work(tmp_path):
    folder = tmp_path / "var"
    folder.mkdir()

    caretaker.dismiss(caretaker.hire(folder))

    assert not folder.exists()

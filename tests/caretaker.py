"""A process that outlives the tests, however they end, and removes what they started.

Run as `python -m tests.caretaker FOLDER`: when its input ends, as it does when the tests end or are killed,
it stops the embedded PostgreSQL in FOLDER/postgres and deletes the folder.
"""

import shutil
import subprocess
import sys
from pathlib import Path


def hire(folder):
    """Start a caretaker of the folder; `dismiss` it at the end."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.caretaker", folder],
        stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C ends the tests only
    )


def dismiss(caretaker):
    """Let it do its work, and wait for it."""
    caretaker.stdin.close()
    caretaker.wait()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.stdin.read()
    from newsroom.postgres.cluster import Cluster

    Cluster(folder / "postgres").stop()
    shutil.rmtree(folder)

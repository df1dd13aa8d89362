"""The locks install on any machine and on any later day: whole, and with the oldest pip that Python 3.11 brings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OLDEST_PIP = "22.3"  # came with Python 3.11.0
STAMPS = ("installed-base.stamp", "installed-dev.stamp")


def run(*command):
    kept = {name: value for name, value in os.environ.items() if "MAKE" not in name}  # of the make that runs us
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=kept)


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory):
    """A virtual environment with nothing but the oldest pip."""
    folder = tmp_path_factory.mktemp("oldest") / "venv"
    assert run(sys.executable, "-m", "venv", str(folder)).returncode == 0
    pip = run(f"{folder}/bin/python", "-m", "pip", "install", "--quiet", f"pip=={OLDEST_PIP}")
    if pip.returncode and "CI" not in os.environ and "connection" in pip.stderr.lower():
        pytest.skip("no package index is reached from here")
    assert pip.returncode == 0, pip.stderr
    return folder


def test_the_locks_install_with_the_oldest_pip(empty_environment):
    made = run("make", f"VENV={empty_environment}", *(f"{empty_environment}/{stamp}" for stamp in STAMPS))

    assert made.returncode == 0, made.stderr
    installed = run(f"{empty_environment}/bin/python", "-m", "pip", "--version")
    assert installed.stdout.startswith(f"pip {OLDEST_PIP} ")
    assert run(f"{empty_environment}/bin/python", "-c", "import django, spacy, pytest").returncode == 0


def test_the_locks_name_no_index_and_hash_everything():
    for name in ("base", "dev"):
        text = Path(f"requirements/{name}.txt").read_text()
        assert "index-url" not in text
        assert "://" not in "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
        pins = [line for line in text.splitlines() if line and line[0] not in "# "]
        assert pins
        assert all("==" in pin for pin in pins)

"""What `make` says and does before anything of ours runs: hence processes, on folders of their own."""

import os
import socket
import subprocess

import pytest


def make(*arguments):
    kept = {name: value for name, value in os.environ.items() if "MAKE" not in name}  # of the make that runs us
    done = subprocess.run(["make", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, env=kept)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def fake_python(tmp_path):
    """A Python for which only these one-line programs end well: those that contain one of the words."""

    def fake_python(*words, version="3.11.2"):
        path = tmp_path / "python"
        cases = "".join(f"*{word}*) exit 0;; " for word in words)
        path.write_text(f'#!/bin/sh\ncase "$*" in --version) echo Python {version}; exit 0;; {cases} esac\nexit 1\n')
        path.chmod(0o755)
        return f"PYTHON={path}"

    return fake_python


@pytest.fixture
def installed(tmp_path):
    """A `.venv` that looks as after `make setup`."""
    (tmp_path / "bin").mkdir()
    for name in ["bin/python", "installed-base.stamp", "installed-dev.stamp"]:
        (tmp_path / name).touch()
    return f"VENV={tmp_path}"


def test_help_names_every_target():
    _code, out, _err = make("help")

    assert [line.split()[1] for line in out.splitlines()] == [
        "help", "setup", "run", "stop", "test", "walk", "check", "messages", "picture", "icons", "screenshots",
        "format", "lock",
    ]  # fmt: skip


def test_setup_does_nothing_when_nothing_changed(installed):
    assert make("setup", installed) == (0, "make: Nothing to be done for 'setup'.\n", "")


def test_setup_installs_again_when_the_locked_requirements_changed(installed):
    _code, out, _err = make("--dry-run", "--what-if=requirements/base.txt", "setup", installed)

    assert "--require-hashes --no-deps --requirement requirements/base.txt" in out
    assert "pip --disable-pip-version-check check" in out


def test_new_requirements_of_the_program_reach_the_tests_too(installed):
    _code, out, _err = make("--dry-run", "--what-if=requirements/base.txt", "check", installed)

    assert "--requirement requirements/base.txt" in out
    assert "--requirement requirements/dev.txt" in out


def test_an_old_python_is_named_with_the_way_out(tmp_path, fake_python):
    code, _out, err = make(f"VENV={tmp_path}/venv", fake_python(version="3.9.2"), "setup")

    assert code != 0
    assert "Newsroom needs Python 3.11 or newer" in err
    assert "Python 3.9.2" in err
    assert "make PYTHON=" in err


def test_a_python_without_venv_is_named_with_the_way_out(tmp_path, fake_python):
    code, _out, err = make(f"VENV={tmp_path}/venv", fake_python("version_info"), "setup")

    assert code != 0
    assert "has no venv module" in err
    assert "apt-get install python3-venv" in err


def test_a_port_that_is_taken_is_told_before_anything_is_installed(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = make(f"VENV={tmp_path}/venv", f"PORT={port}", "run")

    assert code != 0
    assert f"Port {port} cannot be used" in err
    assert "make run PORT=9000" in err
    assert out == ""
    assert not (tmp_path / "venv").exists()

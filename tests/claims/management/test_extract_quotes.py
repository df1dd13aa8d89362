"""The command as a user runs it: JSON Lines out, messages for what can't be read, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.reading.folders import DANGLING, NO_FILE, OUTSIDE
from claims.extraction import bounds

PROJECT = Path(__file__).parents[3]
FIELDS = {"start", "end", "kind", "speaker", "cue", "actor", "relay", "confidence", "group"}
TEXT = "Interior Minister Anna Berg said: “🌧 It will rain.” “It leaks,” she told The Harbour Post. “It will break.”"


def run(capsys, *arguments):
    call_command("extract_quotes", *map(str, arguments))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_object_a_file_with_the_fields_of_the_contract(tmp_path, capsys):
    path = tmp_path / "rain.txt"
    path.write_text(TEXT, encoding="utf-8")
    (article,) = run(capsys, path, "--plain")
    assert article["id"] == "rain"
    first, second, third = article["quotes"]

    def cut(pair):
        return TEXT[slice(*pair)]

    assert cut((first["start"], first["end"])) == "“🌧 It will rain.”"
    assert (cut(first["speaker"]), cut(first["cue"])) == ("Interior Minister Anna Berg", "said")
    assert (first["kind"], first["actor"], first["relay"]) == ("direct", "Anna Berg", None)
    assert 0 < first["confidence"] <= 1
    assert (second["relay"], second["actor"]) == ("The Harbour Post", "Anna Berg")
    assert second["group"] == third["group"] != first["group"]
    assert set(first) == FIELDS


def test_a_file_with_a_header_is_read_as_an_article(capsys):
    (article,) = run(capsys, PROJECT / "seeds" / "cold-blooded-murder.txt")
    assert len(article["quotes"]) == 13
    assert article["quotes"][0]["kind"] == "mixed"


def test_folders_are_walked_in_order_and_only_for_text_files(tmp_path, capsys):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.txt", "a.txt", "a.md"):
        (tmp_path / name).write_text("Anna Berg said it rained.", encoding="utf-8")
    assert [article["id"] for article in run(capsys, tmp_path, "--plain")] == ["a", "a", "c"]


def test_offsets_count_carriage_returns(tmp_path, capsys):
    path = tmp_path / "windows.txt"
    path.write_bytes(b"Rain.\r\n\r\nAnna Berg said it rained.\r\n")
    (article,) = run(capsys, path, "--plain")
    assert article["quotes"][0]["speaker"] == [9, 18]


def test_what_cannot_be_read_is_named_and_the_others_go_out(tmp_path, capsys):
    good, binary, empty = tmp_path / "good.txt", tmp_path / "binary.txt", tmp_path / "empty"
    good.write_text("Anna Berg said it rained.", encoding="utf-8")
    binary.write_bytes(b"\x00\x01\x02")
    empty.mkdir()
    with pytest.raises(CommandError) as error:
        call_command("extract_quotes", str(tmp_path / "gone.txt"), str(binary), str(empty), str(good))
    assert error.value.returncode == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["good"]
    gone, second, third = printed.err.splitlines()
    assert gone.startswith(f"{tmp_path / 'gone.txt'}: ")
    assert second.startswith(f"{binary}: ")
    assert third == f"{empty}: There is no .txt file in this folder. Name a folder that has some."


def test_nothing_in_a_folder_is_left_out_silently(tmp_path, capsys):
    (tmp_path / "good.txt").write_text("Anna Berg said it rained.", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "outside.txt").symlink_to("/etc/hostname")
    with pytest.raises(CommandError) as error:
        call_command("extract_quotes", str(tmp_path), "--plain")
    assert error.value.returncode == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["good"]
    said = dict(line.removeprefix(f"{tmp_path}/").split(": ", 1) for line in printed.err.splitlines())
    assert said == {"nowhere.txt": DANGLING, "outside.txt": OUTSIDE, "pipe.txt": NO_FILE}


def test_a_fault_of_the_program_costs_one_file(tmp_path, capsys, monkeypatch):
    from claims.management.commands import extract_quotes

    def fails(*given):
        monkeypatch.undo()
        raise IndexError("no")

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Anna Berg said it rained.", encoding="utf-8")
    monkeypatch.setattr(extract_quotes, "extract", fails)
    with pytest.raises(CommandError):
        call_command("extract_quotes", str(tmp_path))
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["b"]
    assert "The program has a fault" in printed.err


def test_what_lies_beyond_the_bounds_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(bounds, "READ", 100)
    (tmp_path / "a.txt").write_text("“It leaks a lot,” Anna Berg said. " * 6, encoding="utf-8")
    call_command("extract_quotes", str(tmp_path), "--plain")
    assert "the last 104 were left out" in capsys.readouterr().err


def test_the_command_needs_no_database(tmp_path):
    (tmp_path / "rain.txt").write_text("Anna Berg said it rained.", encoding="utf-8")
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"}
    arguments = [sys.executable, "manage.py", "extract_quotes", str(tmp_path)]
    done = subprocess.run(arguments, cwd=PROJECT, env=nowhere, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "rain"


def test_without_spacy_rules_go_on_and_a_line_says_so(tmp_path, capsys, monkeypatch):
    (tmp_path / "rain.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "spacy", None)
    call_command("extract_quotes", str(tmp_path), "--plain")
    printed = capsys.readouterr()
    assert len(json.loads(printed.out)["quotes"]) == 3
    assert printed.err.startswith("spaCy is not installed. Quotations are found by rules alone: fewer, and less sure.")

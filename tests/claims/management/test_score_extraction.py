"""The command as a user runs it, on a corpus of two articles of our own: figures worked out by hand, and messages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PROJECT = Path(__file__).parents[3]
RAIN = "“It will rain,” Anna Berg said. Engineers warned that the dam leaks."
DAM = "The dam is old. “It leaks,” said Carl Dahl."


def line(text, name, role, words):
    start = text.index(words)
    return f"{name}\t{role} {start} {start + len(words)}\t{words}"


@pytest.fixture
def corpus(tmp_path):
    def write(name, text, *attributions, who="ab12"):
        (tmp_path / "text").mkdir(exist_ok=True)
        (tmp_path / "attributions").mkdir(exist_ok=True)
        (tmp_path / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        lines = []
        for number, (source, cue, content) in enumerate(attributions):
            stretches = {
                f"T{number}1": ("Source", source),
                f"T{number}2": ("Cue", cue),
                f"T{number}3": ("Content", content),
            }
            lines += [line(text, name, *role) for name, role in stretches.items()]
            lines.append(f"E{number}\tAttribution:T{number}2 Content:T{number}3 Cue:T{number}2 Source:T{number}1")
        (tmp_path / "attributions" / f"{name}_{who}.ann").write_text("\n".join(lines), encoding="utf-8")

    write.folder = tmp_path
    return write


def run(capsys, *arguments):
    call_command("score_extraction", *map(str, arguments))
    return capsys.readouterr().out


def test_what_is_found_as_marked_scores_in_full(corpus, capsys):
    corpus("rain", RAIN, ("Anna Berg", "said", "“It will rain,”"), ("Engineers", "warned", "that the dam leaks"))
    found = json.loads(run(capsys, corpus.folder, "--json"))
    whole = {"P": 100.0, "R": 100.0, "F1": 100.0}
    assert found == {
        "articles": 1,
        "direct": whole,
        "direct_with_speaker": whole,
        "attribution": whole,
        "full": whole,
        "recall_by_cue": {"speech": {"R": 100.0}},
    }


def test_a_wrong_speaker_and_something_missed_cost_what_they_should(corpus, capsys):
    corpus("rain", RAIN, ("Engineers", "said", "“It will rain,”"), ("Engineers", "warned", "that the dam leaks"))
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"), ("The dam", "is", "old"))
    found = json.loads(run(capsys, corpus.folder, "--json"))
    assert found["direct"] == {"P": 100.0, "R": 100.0, "F1": 100.0}
    assert found["direct_with_speaker"] == {"P": 50.0, "R": 50.0, "F1": 50.0}
    assert found["full"] == {"P": 66.7, "R": 50.0, "F1": 57.1}  # 2 right of 3 proposed and 4 marked
    assert found["recall_by_cue"]["speech"]["R"] == 100.0


def test_an_article_marked_by_two_people_counts_once(corpus, capsys):
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"), who="ab12")
    corpus("dam", DAM, ("The dam", "said", "“It leaks,”"), who="cd34")
    found = json.loads(run(capsys, corpus.folder, "--json", "--confidence"))
    assert found["direct_with_speaker"]["F1"] == 50.0
    bands = [band for band in found["confidence"]["quoted"] if band["share"]]
    assert [(band["share"], band["right"]) for band in bands] == [(100.0, 50.0)]


def test_the_figures_as_a_table(corpus, capsys):
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"))
    printed = run(capsys, corpus.folder, "--confidence")
    assert "1 articles" in printed
    assert "quoted runs with the right speaker            100.0   100.0  100.0" in printed
    assert "confidence, of quoted found" in printed


def test_offsets_count_carriage_returns(corpus, capsys):
    corpus("dam", DAM.replace("old. ", "old.\r\n\r\n"), ("Carl Dahl", "said", "“It leaks,”"))
    path = corpus.folder / "text" / "dam.txt"
    path.write_bytes(DAM.replace("old. ", "old.\r\n\r\n").encode())
    assert json.loads(run(capsys, corpus.folder, "--json"))["full"]["F1"] == 100.0


def refusal(folder):
    with pytest.raises(CommandError) as error:
        call_command("score_extraction", str(folder))
    return str(error.value)


def test_a_folder_without_texts(tmp_path):
    assert refusal(tmp_path) == (
        f"{tmp_path / 'text'}: no .txt file here. Name a folder that holds text/ and attributions/."
    )


def test_a_text_without_annotations(corpus):
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"))
    alone = corpus.folder / "text" / "alone.txt"
    alone.write_text("Rain.", encoding="utf-8")
    wanted = corpus.folder / "attributions" / "alone_WHO.ann"
    assert refusal(corpus.folder) == f"{alone}: no annotations. Add {wanted}, or take the text out."


def test_a_broken_line_is_named_with_its_file(corpus):
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"))
    path = corpus.folder / "attributions" / "dam_ab12.ann"
    path.write_text(path.read_text(encoding="utf-8") + "\nE7\tContent:T99", encoding="utf-8")
    assert refusal(corpus.folder) == f"{path}, line 5: names T99, which no line of the file describes."


def test_a_text_in_another_encoding(corpus):
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"))
    path = corpus.folder / "text" / "dam.txt"
    path.write_bytes(b"It leaks, said Carl D\xe4hl.")
    assert refusal(corpus.folder) == f"{path}: not UTF-8 at byte 21. Save it as UTF-8."


def test_the_command_needs_no_database(corpus):
    corpus("dam", DAM, ("Carl Dahl", "said", "“It leaks,”"))
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"}
    arguments = [sys.executable, "manage.py", "score_extraction", str(corpus.folder), "--json"]
    done = subprocess.run(arguments, cwd=PROJECT, env=nowhere, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 1


def test_the_parser_can_be_left_out(corpus, capsys, monkeypatch):
    text = "While the mayor has repeatedly said she opposes the dam, her office pays for the wall and the road."
    corpus("dam", text, ("the mayor", "has repeatedly said", "she opposes the dam"))
    assert json.loads(run(capsys, corpus.folder, "--json"))["full"]["F1"] == 100.0
    assert json.loads(run(capsys, corpus.folder, "--json", "--rules-only"))["full"]["F1"] == 0.0
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert json.loads(run(capsys, corpus.folder, "--json"))["full"]["F1"] == 0.0


def test_speed_beside_the_full_pipeline(corpus, capsys):
    corpus("rain", RAIN, ("Anna Berg", "said", "“It will rain,”"))
    found = json.loads(run(capsys, corpus.folder, "--speed", "--json"))
    assert found["ratio"] == pytest.approx(
        found["ours"]["words_per_second"] / found["pipeline"]["words_per_second"], abs=0.1
    )
    assert min(found["ours"]["peak_memory"], found["pipeline"]["peak_memory"]) > 50


def test_speed_needs_the_parser(corpus, monkeypatch):
    corpus("rain", RAIN, ("Anna Berg", "said", "“It will rain,”"))
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(CommandError, match="needs the parser"):
        call_command("score_extraction", str(corpus.folder), "--speed")


def test_speed_of_a_folder_without_texts(tmp_path):
    with pytest.raises(CommandError, match=r"no \.txt file here"):
        call_command("score_extraction", str(tmp_path), "--speed")

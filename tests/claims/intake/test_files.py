"""Which files an import takes, and what it says of paths that lead nowhere."""

import os
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from articles.reading.folders import CIRCLE, DANGLING, GONE, NO_FILE, OUTSIDE
from claims.intake import find


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "deep/er/c.TXT", "README.txt", "readme.md", ".hidden.txt", ".git/d.txt", "e.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    return tmp_path


def names(found, folder):
    return [str(file.path.relative_to(folder)) for file in found]


def test_a_folder_gives_its_articles_in_order_of_their_names(folder):
    found = find([folder])
    assert names(found, folder) == ["a.txt", "b.txt", "deep/er/c.TXT"]
    assert not any(file.problem for file in found)


def test_what_is_named_twice_is_taken_once(folder):
    (folder / "link.txt").symlink_to(folder / "a.txt")
    found = find([folder / "b.txt", folder, folder / "deep", folder / "deep" / ".." / "a.txt"])
    assert names(found, folder) == ["b.txt", "a.txt", "deep/er/c.TXT"]


def test_a_named_file_is_taken_whatever_its_name(folder):
    assert names(find([folder / "README.txt", folder / ".hidden.txt"]), folder) == ["README.txt", ".hidden.txt"]


def test_a_record_stands_for_its_article(folder):
    (folder / "a.yaml").write_text("")
    (found,) = find([folder / "a.yaml"])
    assert (found.path, found.record) == (folder / "a.txt", folder / "a.yaml")
    assert names(find([folder]), folder) == ["a.txt", "b.txt", "deep/er/c.TXT"]


def test_a_record_without_its_article_is_a_problem(folder):
    (folder / "lost.yaml").write_text("")
    for paths in ([folder / "lost.yaml"], [folder]):
        (problem,) = [file for file in find(paths) if file.problem]
        assert problem.path == folder / "lost.yaml"
        assert "lost.txt" in problem.problem


def test_a_path_that_is_not_there_is_a_problem(folder):
    (found,) = find([folder / "nowhere"])
    assert "no such file or folder" in found.problem


def test_a_folder_without_articles_is_a_problem(tmp_path):
    (tmp_path / "notes.pdf").write_text("")
    (found,) = find([tmp_path])
    assert found.path == tmp_path
    assert "no .txt file in this folder" in found.problem


def test_a_link_out_of_the_folder_is_not_followed_and_said(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("text")
    (folder / "link.txt").symlink_to(outside)
    (folder / "linked").symlink_to(outside.parent)
    found = {file.path.name: file.problem for file in find([folder]) if file.problem}
    assert found == {"link.txt": OUTSIDE, "linked": OUTSIDE}
    assert [file.problem for file in find([folder / "link.txt"])] == [""]  # whoever names it means it


def test_neither_is_one_from_a_record_or_to_one(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    for name in ("secret.txt", "secret.yaml"):
        (outside / name).write_text("text")
    (folder / "a.yaml").symlink_to(outside / "secret.yaml")
    (folder / "lost.yaml").write_text("")
    (folder / "lost.htm").symlink_to(outside / "secret.txt")
    found = {file.path.name: file.problem for file in find([folder])}
    assert found == {"a.yaml": OUTSIDE, "b.txt": "", "c.TXT": "", "lost.htm": OUTSIDE}


@pytest.mark.parametrize("name", ["odd.txt", "odd.yaml"])
def test_what_is_no_file_is_said(folder, name):
    odd = folder / name
    os.mkfifo(odd)
    assert {file.path: file.problem for file in find([folder]) if file.problem} == {odd: NO_FILE}
    odd.unlink()
    odd.symlink_to(folder / "gone.txt")
    assert {file.path: file.problem for file in find([folder]) if file.problem} == {odd: DANGLING}
    odd.unlink()
    odd.symlink_to(odd)
    assert {file.path: file.problem for file in find([folder]) if file.problem} == {odd: CIRCLE}


def test_a_socket_is_no_file_either(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with socket(AF_UNIX) as listening:
        listening.bind("odd.txt")
        assert [file.problem for file in find([Path()]) if file.problem] == [NO_FILE]


def test_what_goes_away_meanwhile_is_said(folder, monkeypatch):
    scans = os.walk

    def walk(*given, **options):
        for place in list(scans(*given, **options)):
            (folder / "a.txt").unlink(missing_ok=True)
            yield place

    monkeypatch.setattr(os, "walk", walk)
    assert {file.path.name: file.problem for file in find([folder]) if file.problem} == {"a.txt": GONE}


def test_a_link_in_a_circle_ends(folder):
    (folder / "deep" / "round").symlink_to(folder)
    assert names(find([folder]), folder) == ["a.txt", "b.txt", "deep/er/c.TXT"]


def test_a_folder_that_may_not_be_opened_is_a_problem(folder, monkeypatch):
    opens = os.scandir

    def opens_not_all(path):
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied", path)
        return opens(path)

    monkeypatch.setattr(os, "scandir", opens_not_all)
    found = find([folder])
    assert names(found, folder) == ["a.txt", "b.txt", "deep"]
    assert found[2].problem.startswith("The folder can't be opened: Permission denied.")


def test_the_way_a_path_was_given_is_kept(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert [str(file.path) for file in find([Path("deep"), Path("./b.txt")])] == ["deep/er/c.TXT", "b.txt"]

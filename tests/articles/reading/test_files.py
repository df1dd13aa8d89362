import os
import subprocess
import sys

import pytest

from articles.reading import Unreadable, read_file
from articles.reading.files import LARGEST_FILE, read_bytes


def test_a_file_is_read_with_its_encoding(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes("Café closed\r\n\r\nThe café is closed, said the owner.\r\n".encode("cp1252"))

    article = read_file(path)

    assert article.text == "Café closed\r\n\r\nThe café is closed, said the owner.\r\n"
    assert article.encoding == "windows-1252"
    assert any("windows-1252" in warning and "quotation marks" in warning for warning in article.warnings)


def test_a_utf8_file_gives_no_warning_of_its_encoding(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Café closed", encoding="utf-8-sig")

    article = read_file(path)

    assert article.text == "Café closed"
    assert not any("UTF-8" in warning for warning in article.warnings)


def test_plain_looks_for_no_header(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("A headline\n\nBy Ana Torres\n\nA sentence is here.\n")

    article = read_file(path, plain=True)

    assert {paragraph.kind for paragraph in article.paragraphs} == {"body"}
    assert (article.headline, article.bylines, article.warnings) == ("", (), ())


def test_the_largest_file_is_read_and_one_byte_more_is_refused(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * LARGEST_FILE)
    assert len(read_bytes(path)) == LARGEST_FILE

    path.write_bytes(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(Unreadable, match="5 MB"):
        read_bytes(path)


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10**13)  # sparse: reading it would fill the memory

    with pytest.raises(Unreadable, match="MB"):
        read_bytes(path)


@pytest.mark.parametrize("name", ["missing.txt", "missing/article.txt", "a\0b", "x" * 5000])
def test_no_such_file(tmp_path, name):
    with pytest.raises(Unreadable, match=r"Check the path"):
        read_bytes(tmp_path / name)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Unreadable, match="folder"):
        read_bytes(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="pipe"):
        read_bytes(tmp_path / "pipe")


def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("text")
    path.chmod(0)
    if os.geteuid() != 0:
        with pytest.raises(Unreadable, match="right to read"):
            read_bytes(path)
        return
    # Root may read anything, so another user tries, from inside the folder: those above may be closed to it.
    program = (
        "import os, sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from articles.reading.files import Unreadable, read_bytes\n"
        f"folder = os.open({str(tmp_path)!r}, os.O_RDONLY); os.fchdir(folder); os.seteuid(65534)\n"
        "try: read_bytes(Path('secret.txt'))\n"
        "except Unreadable as refusal: print(refusal)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "right to read" in done.stdout

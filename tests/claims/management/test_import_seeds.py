"""``import_seeds``: its report, its data, its way out; and several at once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from io import StringIO
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils.translation import override
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import Actor, Article, Revision
from claims.intake import Intake, find, rehearsal
from claims.intake.taking import IMPORT_LOCK
from claims.models import Quote
from tests.claims.intake.test_taking import RECORD, TEXT, everything

TUNNEL = TEXT.replace("bridge", "tunnel").replace("Bridge", "Tunnel")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "bridge.txt").write_text(TEXT)
    (tmp_path / "bridge.yaml").write_text(RECORD)
    (tmp_path / "tunnel.txt").write_text(TUNNEL)
    return tmp_path


def run(*arguments, fails=False):
    """Give what the command prints; where it should fail, with how it ends."""
    out = StringIO()
    if not fails:
        call_command("import_seeds", *map(str, arguments), stdout=out)
        return out.getvalue()
    with pytest.raises(CommandError) as end:
        call_command("import_seeds", *map(str, arguments), stdout=out)
    return out.getvalue(), end.value


@pytest.mark.django_db
def test_one_row_a_file_plain_where_there_is_no_terminal(folder):
    lines = run(folder).splitlines()
    assert lines[0] == f"new        {folder}/bridge.txt  1 confirmed"
    assert f"new        {folder}/tunnel.txt  1 proposed" in lines
    assert lines[-1] == "2 new, 0 changed, 0 unchanged, 0 failed."
    assert "\x1b" not in "".join(lines)


@pytest.mark.django_db
def test_a_second_run_says_unchanged_for_all(folder):
    run(folder)
    before = everything()
    assert run(folder).splitlines()[-1] == "0 new, 0 changed, 2 unchanged, 0 failed."
    assert everything() == before


@pytest.mark.django_db
def test_a_failure_is_told_under_its_file_and_the_rest_goes_in(folder):
    (folder / "bridge.yaml").write_text(RECORD.replace("is safe for lorries", "is safe for trains"))
    out, end = run(folder, folder / "nowhere.txt", fails=True)
    assert end.returncode == 1
    lines = out.splitlines()
    assert lines[0] == f"failed     {folder}/bridge.txt"
    assert lines[1].startswith("           bridge.yaml:")
    assert "no such file" in lines[lines.index(f"failed     {folder}/nowhere.txt") + 1]
    assert [article.file_name for article in Article.objects.all()] == ["tunnel.txt"]


@pytest.mark.django_db
def test_json_is_one_object_of_the_shape_in_the_documents(folder):
    (folder / "empty.txt").write_text("")
    out, end = run(folder, "--json", fails=True)
    report = json.loads(out)
    assert end.returncode == 1
    assert report["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "failed": 1}
    assert (report["dry_run"], report["stopped"]) == (False, False)
    bridge, empty, _tunnel = report["files"]
    assert bridge == {
        "file": f"{folder}/bridge.txt",
        "outcome": "new",
        "article": "bridge-is-safe",
        "quotations": {"proposed": 0, "confirmed": 1, "rejected": 0, "orphaned": 0},
        "warnings": bridge["warnings"],
        "problem": None,
    }
    assert (empty["outcome"], empty["article"], empty["quotations"]) == ("failed", None, {})
    assert "empty" in empty["problem"]


@pytest.mark.django_db
def test_a_dry_run_reports_the_same_and_stores_nothing(folder):
    (folder / "empty.txt").write_text("")
    dry, _ = run(folder, "--dry-run", "--json", fails=True)
    assert not Article.objects.exists()
    assert not Actor.objects.exists()
    real, _ = run(folder, "--json", fails=True)
    assert json.loads(dry)["files"] == json.loads(real)["files"]
    assert "Nothing was stored" in run(folder / "tunnel.txt", "--dry-run")


@pytest.mark.django_db
def test_without_a_path_it_takes_the_seeds():
    report = json.loads(run("--json"))
    assert {row["outcome"] for row in report["files"]} == {"new"}
    assert f"{settings.BASE_DIR / 'seeds' / 'cold-blooded-murder.txt'}" in [row["file"] for row in report["files"]]
    assert {row["outcome"] for row in json.loads(run("--json"))["files"]} == {"unchanged"}


@pytest.mark.django_db
@hypothesis_settings(max_examples=20)
@given(
    texts=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from([TEXT, TUNNEL, "", "No header. Nobody said anything."])),
        max_size=5,
    )
)
def test_importing_twice_is_importing_once(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("articles")
    for number, (name, text) in enumerate(texts):
        (folder / str(number)).mkdir()
        (folder / str(number) / f"{name}.txt").write_text(text)
    with rehearsal():
        first, second = Intake(), Intake()
        rows = [first.take_in(found) for found in find([folder])]
        once = everything()
        again = [second.take_in(found) for found in find([folder])]
        assert everything() == once
        assert {row.outcome for row in again} <= {"unchanged", "failed"}
        assert {row.path for row in again if row.problem} <= {row.path for row in rows if row.problem}


@pytest.mark.django_db(transaction=True)
def test_imports_at_once_end_in_the_same_state_as_one(folder):
    for number in range(4):
        (folder / f"report-{number}.txt").write_text(TUNNEL.replace("six days", f"{number + 2} days"))
    with rehearsal():
        run(folder)
        expected = _state()
    outcomes, start = [], threading.Barrier(4)

    def import_once():
        start.wait()
        outcomes.append([row["outcome"] for row in json.loads(run(folder, "--json"))["files"]])
        connections.close_all()

    threads = [threading.Thread(target=import_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert _state() == expected
    assert [sorted(of_file) for of_file in zip(*outcomes, strict=True)] == [["new", *["unchanged"] * 3]] * 6


def _state():
    return (
        sorted(Article.objects.values_list("file_name", "headline", "slug", "publisher__name")),
        sorted(Revision.objects.values_list("article__file_name", "number", "sha256")),
        sorted(Actor.objects.values_list("name", "kind", "names__name")),
        sorted(Quote.objects.values_list("revision__article__file_name", "state", "speaker__name", "passages__text")),
    )


@pytest.mark.django_db(transaction=True)
def test_stopped_by_the_keyboard_what_was_imported_stays(folder, monkeypatch):
    takes_in, done = Intake.take_in, []

    def take_in_one(self, found):
        if done:
            raise KeyboardInterrupt
        done.append(found)
        return takes_in(self, found)

    monkeypatch.setattr(Intake, "take_in", take_in_one)
    out, end = run(folder, "--json", fails=True)
    assert end.returncode == 130
    assert json.loads(out)["stopped"] is True
    assert len(json.loads(out)["files"]) == 1
    assert [article.file_name for article in Article.objects.all()] == ["bridge.txt"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_is_told_without_a_traceback(folder, monkeypatch):
    def fail(self, found):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(Intake, "take_in", fail)
    out, end = run(folder, fails=True)
    assert "the server closed the connection" in str(end)
    assert "0 new" in out


@pytest.mark.django_db(transaction=True)
def test_as_a_program_it_ends_with_1_and_keeps_its_output_apart(folder):
    (folder / "empty.txt").write_text("")
    out, errors = _program(folder, "--json").communicate(timeout=60)
    assert json.loads(out)["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "failed": 1}
    assert "1 of 3 files failed" in errors
    assert "Traceback" not in errors


@pytest.mark.django_db(transaction=True)
def test_two_programs_at_once_store_each_file_once(folder):
    ended = [program.communicate(timeout=60) for program in [_program(folder, "--json"), _program(folder, "--json")]]
    outcomes = [[row["outcome"] for row in json.loads(out)["files"]] for out, _ in ended]
    assert [sorted(of_file) for of_file in zip(*outcomes, strict=True)] == [["new", "unchanged"]] * 2
    assert (Article.objects.count(), Revision.objects.count(), Quote.objects.count()) == (2, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_a_program_stopped_while_it_waits_says_so_and_stores_nothing(folder):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        program = _program(folder)
        while not _somebody_waits(cursor):
            assert program.poll() is None, program.communicate()
            time.sleep(0.05)
        program.send_signal(signal.SIGINT)
        out, errors = program.communicate(timeout=60)
    assert program.returncode == 130
    assert "Another import is at work" in errors
    assert "Stopped." in errors
    assert "Traceback" not in errors + out
    assert not Article.objects.exists()


def _somebody_waits(cursor):
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
        " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database())"
    )
    return cursor.fetchone()[0]


def _program(*arguments):
    """Start ``manage.py import_seeds`` on the tests' database."""
    connection.ensure_connection()
    at = connection.connection.info
    url = f"postgres://{quote(at.user)}:{quote(at.password)}@{quote(at.host, safe='')}:{at.port}/{at.dbname}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_seeds", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # which tests run in the background ignore
    )


@pytest.mark.django_db
def test_people_read_the_report_in_their_language_and_programs_read_the_same_words(folder):
    (folder / "empty.txt").write_text("")
    with override("es"):
        report = json.loads(run(folder, "--json", "--dry-run", fails=True)[0])
        out, _end = run(folder, fails=True)
        again, _end = run(folder, "--dry-run", fails=True)
    lines = out.splitlines()
    assert lines[0] == f"nuevo        {folder}/bridge.txt  1 confirmada"
    assert f"nuevo        {folder}/tunnel.txt  1 propuesta" in lines
    assert f"con error    {folder}/empty.txt" in lines
    assert lines[-1] == "2 nuevos, 0 cambiados, 0 sin cambios, 1 con error."
    assert again.splitlines()[-1].endswith("2 sin cambios, 1 con error. No se guardó nada: era solo una prueba.")
    assert {row["outcome"] for row in report["files"]} == {"new", "failed"}
    assert set(report["counts"]) == {"new", "changed", "unchanged", "failed"}

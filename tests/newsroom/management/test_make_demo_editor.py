import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

ON_EMBEDDED = "newsroom.postgres"


@pytest.fixture
def run(db, capsys, tmp_path, settings):
    """Run the command as on the embedded database, whichever the tests run on; return what it printed."""
    settings.VAR_DIR = tmp_path

    def run(**options):
        call_command("make_demo_editor", **options)
        return capsys.readouterr().out

    return run


@pytest.fixture
def embedded(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ENGINE", ON_EMBEDDED)


@pytest.fixture
def own_server(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "django.db.backends.postgresql")


def login(printed):
    return re.search(r"Login +(\S+), password (\S+) ", printed).groups()


def sign_in(client, username, password):
    return client.post("/admin/login/", {"username": username, "password": password}).status_code == 302


@pytest.mark.usefixtures("embedded")
class TestOnTheEmbeddedDatabase:
    def test_it_makes_an_editor_and_says_what_to_open(self, run, client):
        printed = run(port=9000)

        assert "http://127.0.0.1:9000/\n" in printed
        assert "http://127.0.0.1:9000/admin/\n" in printed
        username, password = login(printed)
        assert len(password) >= 16
        assert sign_in(client, username, password)
        assert client.get("/admin/").status_code == 200

    def test_the_password_is_kept_for_its_owner_only(self, run):
        printed = run()

        kept = settings.VAR_DIR / "demo-editor.txt"
        assert kept.read_text().strip() == login(printed)[1]
        assert kept.stat().st_mode & 0o777 == 0o600

    def test_a_second_run_changes_nothing_and_prints_the_same(self, run):
        first, stored = run(), User.objects.get().password

        assert run() == first
        assert User.objects.get().password == stored

    def test_a_new_database_gets_the_kept_password(self, run):
        first = run()
        User.objects.all().delete()

        assert run() == first

    def test_a_password_that_the_editor_changed_stays(self, run, client):
        run()
        user = User.objects.get()
        user.set_password("chosen by the editor")
        user.save()

        printed = run()

        assert "with the password that was set since" in printed
        assert sign_in(client, user.username, "chosen by the editor")

    def test_a_lost_password_is_not_replaced_silently(self, run):
        run()
        (settings.VAR_DIR / "demo-editor.txt").unlink()
        stored = User.objects.get().password

        assert "manage.py changepassword demo-editor" in run()
        assert User.objects.get().password == stored
        assert not (settings.VAR_DIR / "demo-editor.txt").exists()


@pytest.mark.usefixtures("own_server")
def test_a_server_of_your_own_gets_no_demo_editor(run):
    printed = run()

    assert "manage.py createsuperuser" in printed
    assert not User.objects.exists()
    assert not (settings.VAR_DIR / "demo-editor.txt").exists()

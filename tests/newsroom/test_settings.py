import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "NEWSROOM_ENV": "production",
    "SECRET_KEY": "".join(chr(ord("A") + number) for number in range(60)),
    "ALLOWED_HOSTS": "news.example.org",
    "DATABASE_URL": "postgres://newsroom@127.0.0.1:1/nothing-is-asked",
}


def manage(*arguments, **variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=kept | variables,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_production_passes_djangos_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n"), done.stderr


@pytest.mark.parametrize("command", ["check", "migrate", "runserver"])
def test_a_bad_setting_is_a_message_and_no_traceback(command):
    done = manage(command, **PRODUCTION | {"SECRET_KEY": "short", "DEBUG": "true"})

    assert done.returncode == 1
    assert done.stderr.startswith("The environment (or .env) needs a change:\n  DEBUG: must be off in production")
    assert "\n  SECRET_KEY: production needs its own" in done.stderr
    assert "Traceback" not in done.stderr


def test_static_files_of_production_carry_their_content_in_their_name(tmp_path):
    script = (
        "from django.conf import settings; settings.STATIC_ROOT = r'%s';"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0);"
        "from django.templatetags.static import static; print(static('admin/css/base.css'))"
    )
    done = manage("shell", "-v0", "-c", script % tmp_path, **PRODUCTION)

    assert done.returncode == 0, done.stderr
    name = done.stdout.strip().removeprefix("/static/")
    assert name != "admin/css/base.css"
    assert (tmp_path / f"{name}.gz").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/healthz", "/no-such-page"])
def test_every_answer_says_what_a_page_may_load(client, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_static_files_are_served_without_a_web_server(client):
    response = client.get("/static/admin/css/base.css")

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")


def test_tests_never_run_in_the_folder_of_daily_use():
    assert settings.VAR_DIR != settings.BASE_DIR / "var"

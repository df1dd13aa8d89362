from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom import environment
from newsroom.environment import read_environment, without_compiling

VARIABLES = [
    "NEWSROOM_ENV DEBUG SECRET_KEY ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS BEHIND_PROXY SSL_REDIRECT HSTS_SECONDS",
    "HSTS_INCLUDE_SUBDOMAINS DATABASE_URL VAR_DIR REQUIRE_SECOND_PERSON SITE_NAME LANGUAGE_CODE TIME_ZONE",
    "PUBLISHER_NAME PUBLISHER_URL PUBLISHING_PRINCIPLES_URL CORRECTIONS_POLICY_URL FACT_CHECKING_POLICY_URL",
    "OWNERSHIP_FUNDING_URL LOG_LEVEL EMAIL_URL EMAIL_FROM PROOF_MINUTES SIGN_IN_HELP",
]
PRODUCTION = {
    "NEWSROOM_ENV": "production",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "news.example.org",
    "DATABASE_URL": "postgres://reader:p%23ss@db.example.org:5433/newsroom?sslmode=require",
}


@pytest.fixture
def read(monkeypatch, tmp_path):
    for name in " ".join(VARIABLES).split():
        monkeypatch.delenv(name, raising=False)

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return read_environment(tmp_path)

    return read


def refusal(read, **variables):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(**variables)
    return [line.strip() for line in str(caught.value).split("\n")[1:-1]]


def test_a_developer_needs_to_say_nothing(read, tmp_path):
    found = read()

    assert (found.production, found.debug, found.database) == (False, True, None)
    assert found.allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert found.var_dir == tmp_path / "var"
    assert (found.ssl_redirect, found.hsts_seconds, found.behind_proxy) == (False, 0, False)


def test_production_is_strict_without_being_told(read):
    found = read(**PRODUCTION)

    assert (found.production, found.debug, found.ssl_redirect) == (True, False, True)
    assert found.hsts_seconds > 0
    assert found.database["HOST"] == "db.example.org"
    assert found.database["PASSWORD"] == "p#ss"
    assert found.database["OPTIONS"] == {"sslmode": "require"}


def test_production_names_all_that_it_misses_at_once(read):
    found = refusal(read, NEWSROOM_ENV="production", DEBUG="on")

    assert [line.split(":")[0] for line in found] == ["DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"]


def test_all_nonsense_is_named_at_once(read):
    found = refusal(read, DEBUG="perhaps", TIME_ZONE="Mars", LANGUAGE_CODE="fr", LOG_LEVEL="loud", HSTS_SECONDS="-1")

    assert [line.split(":")[0] for line in found] == [
        "DEBUG",
        "HSTS_SECONDS",
        "LANGUAGE_CODE",
        "TIME_ZONE",
        "LOG_LEVEL",
    ]
    assert "TIME_ZONE: 'Mars' is no time zone; write one like America/Caracas." in found


def test_nonsense_in_production_is_reported_once(read):
    found = refusal(read, **PRODUCTION | {"DEBUG": "perhaps"})

    assert found == ["DEBUG: Not a valid boolean."]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://u:secret@h/db", "does not begin with postgres://"),
        ("newsroom", "does not begin with postgres://"),
        ("sqlite:///x", "does not begin with postgres://"),
        ("postgres://u:secret@h:5432", "names no database"),
        ("postgres://u:secret@h:notaport/db", "cannot be read"),
        ("postgres://u:sec/ret@h:5432/db", "cannot be read"),
        ("postgres://u:secret@[h/db", "cannot be read"),
    ],
)
def test_a_nonsense_database_url_is_refused_without_repeating_its_password(read, url, why):
    found = refusal(read, DATABASE_URL=url)

    assert len(found) == 1
    assert why in found[0]
    assert "sec" not in found[0].replace("second", "")


@pytest.mark.parametrize("host", ["https://news.example.org", "news.example.org/", "news.example.org:443", "a b", "x,"])
def test_a_host_that_is_none_is_refused(read, host):
    assert "is not a host name" in refusal(read, ALLOWED_HOSTS=host)[0]


@pytest.mark.parametrize("origin", ["news.example.org", "https://news.example.org/", "ftp://news.example.org"])
def test_an_origin_that_is_none_is_refused(read, origin):
    assert "is not an origin" in refusal(read, CSRF_TRUSTED_ORIGINS=origin)[0]


def test_the_env_file_fills_in_what_the_environment_leaves_out(read, tmp_path):
    (tmp_path / ".env").write_text("TIME_ZONE=America/Caracas\nSITE_NAME=The Ledger\n")

    found = read(SITE_NAME="The Gazette")

    assert (found.time_zone, found.site_name) == ("America/Caracas", "The Gazette")


def test_without_posix_a_server_must_be_named(read, monkeypatch):
    monkeypatch.setattr(environment, "HAS_EMBEDDED_POSTGRES", False)

    assert "the embedded PostgreSQL needs Linux or macOS" in refusal(read)[0]


def test_the_example_file_names_every_variable():
    lines = Path(".env.example").read_text().splitlines()
    named = {line.lstrip("#").split("=")[0] for line in lines if "=" in line}

    assert set(" ".join(VARIABLES).split()) <= named


POLICIES = {
    "PUBLISHER_URL": "https://news.example.org",
    "PUBLISHING_PRINCIPLES_URL": "https://news.example.org/principles",
    "CORRECTIONS_POLICY_URL": "https://news.example.org/corrections",
    "FACT_CHECKING_POLICY_URL": "https://news.example.org/method",
}


def test_a_newsroom_that_names_its_policies_is_a_publisher(read):
    assert read().publisher is None
    found = read(**POLICIES, SITE_NAME="The Ledger").publisher
    assert (found.name, found.url, found.method, found.funding) == (
        "The Ledger",
        "https://news.example.org",
        "https://news.example.org/method",
        "",
    )
    assert read(PUBLISHER_NAME="Ledger Press").publisher.name == "Ledger Press"


@pytest.mark.parametrize("missing", list(POLICIES))
def test_policies_are_named_all_or_none(read, missing):
    [line] = refusal(read, **{name: address for name, address in POLICIES.items() if name != missing})
    assert line.startswith(f"{missing}: must be set as well")


def test_a_policy_stands_on_the_web(read):
    [line] = refusal(read, **POLICIES | {"CORRECTIONS_POLICY_URL": "javascript:alert(1)"})
    assert line.startswith("CORRECTIONS_POLICY_URL: 'javascript:alert(1)' is no web address")


def test_rating_and_publishing_take_two_unless_said_otherwise(read):
    assert read().require_second_person is True
    assert read(REQUIRE_SECOND_PERSON="false").require_second_person is False


def test_connections_run_plans_as_they_are_and_keep_their_own_options():
    own = {"NAME": "news", "OPTIONS": {"sslmode": "require", "options": "-c search_path=news"}}
    assert without_compiling(own)["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off -c search_path=news"}


@pytest.mark.django_db
def test_no_plan_is_compiled():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_mail_is_set_up_by_an_address_and_a_sender(read):
    assert (read().email, read().email_from) == ({}, "")
    found = read(EMAIL_URL="submission://me%40news.example:p%23ss@mail.example.org", EMAIL_FROM="Desk <d@news.example>")
    assert found.email["HOST"] == "mail.example.org"
    assert (found.email["PORT"], found.email["USE_TLS"]) == (587, True)
    assert (found.email["HOST_USER"], found.email["HOST_PASSWORD"]) == ("me@news.example", "p#ss")


def test_mail_that_could_lead_elsewhere_or_comes_from_nobody_is_refused(read):
    found = refusal(read, **PRODUCTION | {"ALLOWED_HOSTS": ".example.org", "EMAIL_URL": "smtp://mail.example.org"})
    assert [line.split(":")[0] for line in found] == ["EMAIL_FROM", "ALLOWED_HOSTS"]


@pytest.mark.parametrize("url", ["mail.example.org", "http://secret@mail.example.org", "smtp://secret@x:port"])
def test_mail_by_no_known_way_is_refused_without_repeating_it(read, url):
    found = refusal(read, EMAIL_URL=url, EMAIL_FROM="nobody", PROOF_MINUTES="0")
    assert {line.split(":")[0] for line in found} == {"EMAIL_URL", "EMAIL_FROM", "PROOF_MINUTES"}
    assert "secret" not in str(found)

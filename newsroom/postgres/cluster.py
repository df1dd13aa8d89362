"""The embedded server: made once, started when it does not answer, stopped when somebody says so.

Several processes may want it at the same moment, as different users, after a crash. Two rules keep that
simple: whoever changes anything holds the lock file, and whether the server runs is asked of the server
(a connection), never of a process id.
"""

import errno
import fcntl
import os
import re
import shlex
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import pq, sql
from psycopg.conninfo import make_conninfo

from newsroom.postgres import programs, sockets
from newsroom.postgres.account import Account, account_for, let_reach, let_read
from newsroom.postgres.errors import EmbeddedPostgresError

SUPERUSER = "postgres"
START_SECONDS = 600  # crash recovery of a large database takes minutes
LAST_MOMENT_SECONDS = 10  # how long a server that has stopped may take to leave
ORPHAN_SECONDS = 60  # how long connections of a killed server may take to notice

# The case of all letters is PostgreSQL's own (the wheel has no ICU). LC_CTYPE still decides what a letter
# is for text search and trigrams: under plain "C", "“murder”" is one word, marks and all.
_LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
_LETTERS = ["C.UTF-8", "en_US.UTF-8", "UTF-8"]  # Linux; other systems; macOS

_SILENT = "it did not say why, as on a full disk."
_NO_SPACE = os.strerror(errno.ENOSPC)
_TELLING = re.compile(r"\b(?:PANIC|FATAL|ERROR|error)\b")  # before a server's hints, and what it did about it

_NO_PROCESS = 2**31 - 1  # above every system's highest process id


@dataclass(frozen=True)
class Cluster:
    """The embedded PostgreSQL whose files lie in `folder`.

    Without `durable`, what was committed can be lost when the machine stops: for tests only.
    """

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """Where PostgreSQL keeps its files."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.folder / "server.log"

    @property
    def address(self) -> dict[str, str]:
        """What a client needs to connect, but for the database's name. Starts nothing."""
        return {"host": str(sockets.socket_folder(self.folder)), "port": str(sockets.PORT), "user": SUPERUSER}

    def answers(self) -> bool:
        """Whether the server takes connections. One that is still recovering from a crash does not."""
        return self._ping() == pq.Ping.OK

    def ensure_running(self) -> None:
        """Make the cluster if it is not there, start its server if it does not answer.

        Raises EmbeddedPostgresError.
        """
        with self._locked():
            if not self.answers():
                try:
                    self._start(account_for(self.data))
                except OSError as error:  # a full disk, a folder gone
                    raise EmbeddedPostgresError(
                        f"The embedded PostgreSQL in {self.data} could not be started: {_reason(str(error))}"
                    ) from error

    def ensure_database(self, name: str) -> None:
        """Create a database of that name if there is none. The server must be running."""
        where = make_conninfo(dbname="postgres", **self.address)
        with self._locked(), psycopg.connect(where, autocommit=True) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def stop(self) -> bool:
        """Stop the server, ending its connections; return whether there was one to stop.

        Raises EmbeddedPostgresError.
        """
        if not self.data.exists():
            return False
        with self._locked():
            server = self._server_process()
            if server is None:
                return False
            self._end(account_for(self.data))
            _wait_for_end(server)
            sockets.remove_socket_folder(self.folder)
            return True

    def _ping(self) -> pq.Ping:
        where = make_conninfo(dbname="postgres", **self.address)
        return pq.Ping(pq.PGconn.ping(where.encode()))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder's lock, which the system gives back however this process ends."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The database folder {self.folder} cannot be used: {error.strerror}. "
                "Make it writable for this user, or keep the data elsewhere by setting VAR_DIR."
            ) from None
        try:
            if os.geteuid() == 0:  # root's file would lock the folder's owner out
                os.fchown(lock, self.folder.stat().st_uid, -1)
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _start(self, account: Account) -> None:
        if self._settled_state() == pq.Ping.OK:  # it was about to start, or recovering from a crash
            return
        if self._server_process() is not None:  # it runs, but its socket is gone
            self._end(account)
        self._open_the_way(account)
        self._check_version()
        if not self.data.exists():
            self._initialise(account)
        self._forget_dead_server()
        self._launch(account)

    def _open_the_way(self, account: Account) -> None:
        """Let the account, and as far as possible nobody else, reach the folder and the programs."""
        self.folder.chmod(0o700 if self.folder.stat().st_uid == account.uid else 0o711)
        let_reach(account, self.folder)
        installed = programs.folder().parent
        let_read(account, installed)
        libraries = installed.parent.with_suffix(".libs")
        if libraries.exists():
            let_read(account, libraries)
        self.log.touch(mode=0o600)
        account.own(self.log)

    def _check_version(self) -> None:
        """Refuse data that another major version of PostgreSQL made."""
        if not self.data.exists():
            return
        try:
            made_by = (self.data / "PG_VERSION").read_text().strip()
        except OSError:
            raise EmbeddedPostgresError(
                f"{self.data} is not a PostgreSQL data folder (it has no readable PG_VERSION). "
                "Move it away to begin with an empty database."
            ) from None
        ours = programs.major_version()
        if made_by != ours:
            raise EmbeddedPostgresError(
                f"{self.data} was made by PostgreSQL {made_by}, and this is PostgreSQL {ours}. "
                f"Install the version of Newsroom that used {made_by}, save the data with pg_dump, then "
                f"move {self.data} away and restore into the new one (docs/running.md says how)."
            )

    def _initialise(self, account: Account) -> None:
        """Make the data folder, whole or not at all."""
        fresh = self.folder / "data.new"
        arguments = [
            *[f"--pgdata={fresh.name}", f"--username={SUPERUSER}", "--encoding=UTF8", "--auth=trust"],
            *["--set=listen_addresses=", "--set=unix_socket_permissions=0700", "--set=log_checkpoints=off"],
            *_LOCALE,
            *([] if self.durable else ["--no-sync"]),
        ]
        problem = ""
        for letters in _LETTERS:
            shutil.rmtree(fresh, ignore_errors=True)  # left by a process that was killed here
            fresh.mkdir(mode=0o700)
            account.own(fresh)
            try:
                programs.run("initdb", *arguments, f"--lc-ctype={letters}", account=account, inside=self.folder)
            except programs.ProgramError as error:
                problem = str(error)
                if "invalid locale name" in problem:
                    continue
                break
            fresh.rename(self.data)
            return
        raise EmbeddedPostgresError(
            f"The embedded PostgreSQL could not be made in {self.data}: {_reason(problem)}\n{problem}"
        )

    def _launch(self, account: Account) -> None:
        socket = sockets.prepare_socket_folder(self.folder, account)
        options = ["-k", str(socket), "-p", str(sockets.PORT)]
        if not self.durable:
            options += ["-c", "fsync=off", "-c", "full_page_writes=off"]
        arguments = ["start", "--wait", f"--timeout={START_SECONDS}", "--pgdata=data", f"--log={self.log.name}"]
        arguments.append(f"--options={shlex.join(options)}")
        deadline = time.monotonic() + ORPHAN_SECONDS
        while problem := self._problem_of_start(account, arguments):
            # Connections of a killed server hold its memory until they notice.
            if "pre-existing shared memory block" not in problem or time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The embedded PostgreSQL in {self.data} did not start: {_reason(problem)}\n"
                    f"{self.log} has more:\n{problem}"
                )
            time.sleep(0.2)
        if self._settled_state() != pq.Ping.OK:
            raise EmbeddedPostgresError(
                f"The embedded PostgreSQL in {self.data} does not answer ({self.log} may say why)."
            )

    def _problem_of_start(self, account: Account, arguments: list[str]) -> str:
        """Try to start the server; return what it said if it did not, else nothing."""
        already_said = self.log.stat().st_size
        try:
            programs.run("pg_ctl", *arguments, account=account, inside=self.folder)
        except programs.ProgramError as error:
            with self.log.open(errors="replace") as log:
                log.seek(already_said)
                return log.read()[-2000:].strip() or str(error).strip() or _SILENT
        return ""

    def _end(self, account: Account) -> None:
        try:
            programs.run(
                *["pg_ctl", "stop", "--wait", "--mode=fast", "--timeout=60", "--pgdata=data"],
                account=account,
                inside=self.folder,
            )
        except programs.ProgramError as error:
            if self._server_process() is None:  # it had been stopping already, and was faster
                return
            raise EmbeddedPostgresError(f"The embedded PostgreSQL in {self.data} did not stop: {error}") from None

    def _settled_state(self) -> pq.Ping:
        """Return whether the server answers, once it is neither starting nor stopping."""
        deadline = time.monotonic() + START_SECONDS
        while (state := self._ping()) == pq.Ping.REJECT and time.monotonic() < deadline:
            time.sleep(0.05)
        return state

    def _server_process(self) -> psutil.Process | None:
        """Return the process that serves this folder, if it is alive.

        The process id in `postmaster.pid` may be stale: of nobody, of another program, of a zombie that
        nobody has reaped, or of the server of a folder that this one is a copy of.
        """
        try:
            noted = (self.data / "postmaster.pid").read_text().split("\n", 1)[0]
            process = psutil.Process(abs(int(noted)))
            if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
                return None
            return process if self.data.samefile(process.cwd()) else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _forget_dead_server(self) -> None:
        """Put a process id that cannot exist in place of a stale one.

        PostgreSQL does not start while the noted process is alive, whoever it is. The rest of the file
        must stay: by it PostgreSQL finds connections of a killed server that are still at work.
        """
        note = self.data / "postmaster.pid"
        if note.exists() and self._server_process() is None:
            _, _, rest = note.read_text().partition("\n")
            note.write_text(f"{_NO_PROCESS}\n{rest}")


def _reason(problem: str) -> str:
    """Return the one line of what a program said that tells most, with what to do where that is known."""
    if _NO_SPACE in problem:
        return f"the disk is full ({_NO_SPACE}). Make room on it, then try again."
    lines = [line.strip() for line in problem.splitlines() if line.strip()]
    told = next((line for line in reversed(lines) if _TELLING.search(line)), lines[-1] if lines else "")
    return told or _SILENT


def _wait_for_end(server: psutil.Process) -> None:
    """Wait until the process is gone: PostgreSQL's own word for "stopped" comes a moment before.

    A zombie is gone, though it may stay where nobody reaps it.
    """
    deadline = time.monotonic() + LAST_MOMENT_SECONDS
    with suppress(psutil.NoSuchProcess):
        while server.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
            time.sleep(0.02)

"""As which user the server runs, and what that user must be able to reach.

PostgreSQL refuses to run as root. Root (a container, a fresh machine) therefore hands the server to a
system account of its own; anybody else runs it as themselves.
"""

import logging
import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newsroom.postgres.errors import EmbeddedPostgresError

SYSTEM_ACCOUNT = "newsroom-postgres"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Account:
    """The system user that owns the data folder and runs the server."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether this process already runs as that user."""
        return self.uid == os.geteuid()

    def own(self, path: Path) -> None:
        """Give a file or folder to the account."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """Return who runs the server on this data folder: its owner, or who would own a new one.

    Raises EmbeddedPostgresError where this process may not act as that user.
    """
    uid = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if owner in (None, 0, uid):
        return _account(uid) if uid else _account(_system_account())
    if uid == 0:
        return _account(owner)
    raise EmbeddedPostgresError(
        f"{data} belongs to another user ({_name(owner)}), so its server cannot run as {_name(uid)}. "
        f"Work as {_name(owner)} or root, or keep your own data elsewhere by setting VAR_DIR."
    )


def let_reach(account: Account, folder: Path) -> None:
    """Let the account pass through every folder above this one, the folder itself left as it is.

    Only root's server needs this, and only searching is allowed, not reading.
    """
    if account.is_ours:
        return
    for parent in folder.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH and parent.stat().st_uid != account.uid:
            logger.warning("Letting all users pass through %s, for the database server inside it", parent)
            parent.chmod(mode | stat.S_IXGRP | stat.S_IXOTH)


def let_read(account: Account, folder: Path) -> None:
    """Let the account read a folder with all that is in it, and run the programs there."""
    if account.is_ours:
        return
    let_reach(account, folder)
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        needed = stat.S_IRGRP | stat.S_IROTH
        if mode & stat.S_IXUSR:
            needed |= stat.S_IXGRP | stat.S_IXOTH
        if mode & needed != needed:
            path.chmod(mode | needed)


def _account(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:  # a container that runs as a number
        raise EmbeddedPostgresError(
            f"PostgreSQL runs only as a user with a name, and user id {uid} has none (see /etc/passwd). "
            "Give it one, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"


def _system_account() -> int:
    """Return the user id of root's account for the server, made now if it is not there yet."""
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT).pw_uid
    except KeyError:
        pass
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false"]
    try:
        subprocess.run([*command, SYSTEM_ACCOUNT], check=True, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError:
        problem = "there is no useradd here"
    except subprocess.CalledProcessError as error:
        problem = error.stderr.strip()
    else:
        problem = ""
    try:  # another process may have made it meanwhile, which useradd reports as a failure
        return pwd.getpwnam(SYSTEM_ACCOUNT).pw_uid
    except KeyError:
        raise EmbeddedPostgresError(
            f"PostgreSQL does not run as root, and no account for it could be made ({problem}). "
            f"Make a system user named {SYSTEM_ACCOUNT}, work as another user, or set DATABASE_URL."
        ) from None

"""Where the server listens: a Unix socket in a folder that nobody else can enter, and no network port."""

import re
import shutil
import tempfile
from pathlib import Path

from newsroom.postgres.account import Account

PORT = 5432  # a part of the socket's name, nothing more
LONGEST_SOCKET_PATH = 103  # bytes: 107 on Linux, 103 on macOS

# A comma separates hosts in a connection string; other signs would need quoting twice, on the server's
# command line and in its settings.
_PLAIN_PATH = re.compile(r"/[\w./ -]*")


def socket_folder(folder: Path) -> Path:
    """Return where a client finds the socket of the server that keeps its files in `folder`."""
    link = folder / "socket"
    return link.readlink() if link.is_symlink() else link


def prepare_socket_folder(folder: Path, account: Account) -> Path:
    """Return an empty folder for the socket that only the account (and root) can enter.

    Nothing may be listening there any more.
    """
    prepared = _prepare(folder, account)
    for left_over in prepared.iterdir():  # a lock file with a stale process id would forbid the start
        left_over.unlink()
    return prepared


def _prepare(folder: Path, account: Account) -> Path:
    link = folder / "socket"
    if _usable(link):
        if link.is_symlink():  # from when the checkout lay under a longer path
            link.unlink()
        link.mkdir(mode=0o700, exist_ok=True)
        account.own(link)
        return link
    if link.is_symlink() and _is_private(link.readlink(), account):
        return link.readlink()
    short = Path(tempfile.mkdtemp(prefix="newsroom-", dir="/tmp"))
    account.own(short)
    if link.is_symlink():
        link.unlink()
    elif link.is_dir():
        shutil.rmtree(link)
    link.symlink_to(short)
    return short


def remove_socket_folder(folder: Path) -> None:
    """Remove the folder of a server that has stopped."""
    link = folder / "socket"
    shutil.rmtree(socket_folder(folder), ignore_errors=True)
    if link.is_symlink():
        link.unlink()


def _usable(path: Path) -> bool:
    name = f"{path}/.s.PGSQL.{PORT}"
    return len(name.encode()) <= LONGEST_SOCKET_PATH and _PLAIN_PATH.fullmatch(name) is not None


def _is_private(path: Path, account: Account) -> bool:
    if path.is_symlink() or not path.is_dir():
        return False
    found = path.stat()
    return found.st_uid == account.uid and not found.st_mode & 0o077

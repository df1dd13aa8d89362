"""A Chromium for the tests: the machine's own, else Playwright's, else Debian's package.

`python -m tests.browser.chromium` makes sure that there is one, and prints where.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

# What a browser needs in a container, as root, and to keep quiet on a machine without a network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoChromiumError(Exception):
    """There is no Chromium and none could be installed; the message says what to do."""


def chromium() -> Path:
    """Return a Chromium that runs, installed now if there is none. Raises NoChromiumError."""
    if found := _working(_on_this_machine()):
        return found
    with (Path(tempfile.gettempdir()) / f"newsroom-chromium-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # test workers begin together
        if found := _working(_on_this_machine()):
            return found
        tried = []
        for install in (_playwrights_own, _debian_package):
            print(f"Installing Chromium: {install.__doc__}", file=sys.stderr, flush=True)  # noqa: T201
            tried.append(install())
            if found := _working(_on_this_machine()):
                return found
    raise NoChromiumError(
        "The browser tests need Chromium, and none could be installed:\n"
        + "".join(f"  {outcome}\n" for outcome in tried)
        + "Install Chromium or Google Chrome, or set CHROMIUM_PATH to one. "
        "On Debian: apt-get install chromium. Elsewhere: python -m playwright install --with-deps chromium"
    )


def _on_this_machine() -> Iterator[str]:
    if chosen := os.environ.get("CHROMIUM_PATH"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _working(candidates: Iterator[str]) -> Path | None:
    """Return the first that starts: a library may be missing, or a package may be an empty shell."""
    for candidate in candidates:
        try:
            subprocess.run([candidate, "--version"], check=True, capture_output=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            continue
        return Path(candidate)
    return None


def _playwrights_own() -> str:
    """Playwright's own download."""
    return _outcome([sys.executable, "-m", "playwright", "install", "chromium"])


def _debian_package() -> str:
    """Debian's package."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return "Debian's package: only root on Debian may install it"
    updated = _outcome(["apt-get", "update"])
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    options = ["--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    installed = _outcome(["apt-get", "install", *options, "chromium"], **quiet)
    return f"{updated}; {installed}"


def _outcome(command: list[str], **environment: str) -> str:
    ended = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | environment,
    )
    if ended.returncode == 0:
        return f"{' '.join(command)}: done"
    said = ended.stdout.strip().splitlines()
    why = [line for line in said if "rror" in line or line.startswith("E:")] or said or [f"exit {ended.returncode}"]
    return f"{' '.join(command)}: {why[0].strip()}"


if __name__ == "__main__":
    try:
        print(chromium())  # noqa: T201
    except NoChromiumError as missing:
        sys.exit(str(missing))

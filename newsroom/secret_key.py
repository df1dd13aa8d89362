"""The secret key of a local installation, made once and kept under `var/`."""

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def local_secret_key(var_dir: Path) -> str:
    """Return the key in `var_dir`/secret-key, made now if there is none, readable by its owner only.

    Processes that start together get the same key. Raises ImproperlyConfigured where the file cannot be
    read or made.
    """
    kept = var_dir / "secret-key"
    try:
        if not kept.exists():
            var_dir.mkdir(parents=True, exist_ok=True)
            _make(kept)
        key = kept.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The local secret key {kept} cannot be read or made: {error.strerror}. "
            "Make it readable for this user, set VAR_DIR to a folder of your own, or set SECRET_KEY."
        ) from None
    if not key:
        raise ImproperlyConfigured(f"The local secret key {kept} is empty: delete it, and a new one is made.")
    return key


def _make(kept: Path) -> None:
    """Write a new key beside its place, then link it there: whole, and only if nobody was faster."""
    handle, name = tempfile.mkstemp(dir=kept.parent, prefix="secret-key.")  # mode 600
    with os.fdopen(handle, "w") as file:
        file.write(get_random_secret_key() + "\n")
    try:
        Path(kept).hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()

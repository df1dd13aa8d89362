"""Settings for the tests: a `var/` of their own, hence an embedded server of their own.

Whatever the tests start, commands run as processes included, lives there and ends with them. With
DATABASE_URL set, the tests run on that server instead.
"""

import os
import tempfile

os.environ["NEWSROOM_ENV"] = "local"
if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers share what the first process made
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
REMOVE_VAR_DIR = "PYTEST_XDIST_WORKER" not in os.environ  # asked by tests/conftest.py at the end

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES  # noqa: E402

DATABASES["default"] |= {"CONN_MAX_AGE": 0, "DURABLE": False}  # the latter means the embedded server only
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick

"""Settings for the tests: a `var/` of their own, hence an embedded server of their own.

Whatever the tests start, commands run as processes included, lives there and ends with them. With
DATABASE_URL set, the tests run on that server instead.
"""

import os
import tempfile

from tests import caretaker

os.environ["NEWSROOM_ENV"] = "local"
if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers share what the first process made
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
    CARETAKER = caretaker.hire(os.environ["VAR_DIR"])  # dismissed by tests/conftest.py

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES

DATABASES["default"] |= {"CONN_MAX_AGE": 0, "DURABLE": False}  # the latter means the embedded server only
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick

"""The settings the tests run under: the project's own, kept away from anybody's data."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

_data = TemporaryDirectory(prefix="jobfair-tests-", ignore_cleanup_errors=True)
os.environ["DATA_DIR"] = _data.name
os.environ["JOBFAIR_TESTING"] = "1"

from jobfair.settings import *  # noqa: E402, F403

#: Passwords in tests protect nobody; hashing them well only costs time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT = Path(_data.name) / "static"
STATIC_ROOT.mkdir()

#: Gives files to asynchronous servers, and costs every other request an event loop of its own.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("servestatic.")]  # noqa: F405

#: On PostgreSQL: the database with all tables that a worker's own is copied from.
DATABASES["default"]["TEST"] = {  # noqa: F405
    **DATABASES["default"].get("TEST", {}),  # noqa: F405
    "TEMPLATE": os.environ.get("JOBFAIR_TEST_TEMPLATE"),
}

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

"""The project's own settings, as it is served; only what is collected stays with the test's data."""

from jobfair.settings import *  # noqa: F403
from jobfair.settings import DATA_DIR

STATIC_ROOT = DATA_DIR / "static"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

#: Short enough to see one run out, long enough for a slow machine to renew it.
DESK_LEASE_SECONDS = 3.0

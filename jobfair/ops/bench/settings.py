"""The project's settings with one more address: a page that does nothing, to measure against."""

from jobfair.settings import *  # noqa: F403

ROOT_URLCONF = "jobfair.ops.bench.urls"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The load comes from few sockets; a person's limits would be all that is measured.
REQUESTS_AT_ONCE = REQUESTS_A_SECOND = 1_000_000
MADE_AT_ONCE = MADE_A_SECOND = SOCKETS_A_SESSION = 1_000_000

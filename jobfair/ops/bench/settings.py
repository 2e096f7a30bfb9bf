"""The project's settings with one more address: a page that does nothing, to measure against."""

from jobfair.settings import *  # noqa: F403

ROOT_URLCONF = "jobfair.ops.bench.urls"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

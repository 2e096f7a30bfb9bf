"""The composition root of the server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobfair.settings")

application = get_asgi_application()

"""Where uploaded files lie: outside everything that is served."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    return storages["private"]

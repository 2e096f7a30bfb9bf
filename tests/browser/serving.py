"""``python -m tests.browser.serving PORT SERVER``: serve a site that is set up, as in production."""

import gc
import socket
import sys

import django

from jobfair.ops import launch, server


def main(port: int, by: str) -> None:
    gc.disable()  # as manage.py does
    django.setup()
    listening = socket.create_server(("127.0.0.1", port))
    server.serve(listening, launch.load_application(), lambda: None, by)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

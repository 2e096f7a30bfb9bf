"""``python -m tests.browser.serving PORT``: set up an empty site and serve it as in production.

`JOBFAIR_TEST_SERVER=uvicorn` lets the browsers try the other server.
"""

import os
import socket
import sys

import django
from django.core.management import call_command

from jobfair.ops import launch, server


def main(port: int) -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    listening = socket.create_server(("127.0.0.1", port))
    by = os.environ.get("JOBFAIR_TEST_SERVER", server.DEFAULT)
    server.serve(listening, launch.load_application(), lambda: None, by)


if __name__ == "__main__":
    main(int(sys.argv[1]))

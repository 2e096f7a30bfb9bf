"""``python -m tests.browser.serving PORT``: serve a site that is set up, as in production.

`JOBFAIR_TEST_SERVER=uvicorn` lets the browsers try the other server.
"""

import os
import socket
import sys

import django

from jobfair.ops import launch, server


def main(port: int) -> None:
    django.setup()
    listening = socket.create_server(("127.0.0.1", port))
    by = os.environ.get("JOBFAIR_TEST_SERVER", server.DEFAULT)
    server.serve(listening, launch.load_application(), lambda: None, by)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Django's own backend, but for connections that a restart of the database has cut.

The pool's health check asks the database at every borrowing, and sleeps for seconds after each
broken connection that it finds. Who has been cut off can be read from: one look at the socket.
"""

from __future__ import annotations

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if self.pool is None or is_quiet(connection):
            return connection
        self.pool.putconn(connection)
        self.pool.check()  # the others will have been cut as well
        return super().get_new_connection(conn_params)


def is_quiet(connection: Any) -> bool:
    """Whether nothing has come that nobody asked for: not the word that it ends, and not the end."""
    if connection.closed:
        return False
    watch = poll()
    watch.register(connection.pgconn.socket, POLLIN)
    return not watch.poll(0)

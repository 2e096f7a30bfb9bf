"""Nothing but `send`: what it costs to give each of many sockets a frame, before anything else is done.

One thread and one system call for each socket. It knows no accounts, no rooms and no slow
readers, and stores nothing: nobody could serve with it. It tells how much of a measured
time is the machine's, whoever serves.
"""

import gc
import select
import socket
import sys
from collections.abc import Iterator

from jobfair.ops.bench.realtime.sockets import CHUNK

ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="  # for the key of RFC 6455's example, which every client here sends
WELCOME = (
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    f"Sec-WebSocket-Accept: {ACCEPT}\r\n\r\n\x81\x05hello"
).encode("latin-1")
LONG = 126


class Everybody:
    def __init__(self, port: int) -> None:
        self.listening = socket.create_server(("127.0.0.1", port), backlog=1024)
        self.epoll = select.epoll()
        self.epoll.register(self.listening, select.EPOLLIN)
        self.sockets: dict[int, socket.socket] = {}
        self.open: set[int] = set()

    def serve(self) -> None:
        while True:
            for number, _event in self.epoll.poll():
                if number == self.listening.fileno():
                    self.welcome()
                else:
                    self.hear(number)

    def welcome(self) -> None:
        plain, _address = self.listening.accept()
        plain.setblocking(False)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sockets[plain.fileno()] = plain
        self.epoll.register(plain, select.EPOLLIN)

    def hear(self, number: int) -> None:
        """Whole frames and whole handshakes only: the load sends each in one piece."""
        data = self.sockets[number].recv(CHUNK)
        if not data:
            self.open.discard(number)
            self.sockets.pop(number).close()
        elif number not in self.open:
            self.open.add(number)
            self.sockets[number].send(WELCOME)
        else:
            for frame in passed_on(data):
                self.tell(frame)

    def tell(self, frame: bytes) -> None:
        for plain in self.sockets.values():
            plain.send(frame)


def passed_on(data: bytes) -> Iterator[bytes]:
    """Each frame of the load as a server sends it; the load's mask is nought."""
    begin = 0
    while begin < len(data):
        size, head = data[begin + 1] & 0x7F, begin + 2
        mask = head
        if size == LONG:
            size, mask = int.from_bytes(data[head : head + 2], "big"), head + 2
        begin = mask + 4 + size
        yield (
            bytes([data[head - 2], data[head - 1] & 0x7F])
            + data[head:mask]
            + data[mask + 4 : begin]
        )


if __name__ == "__main__":
    gc.disable()
    Everybody(int(sys.argv[1])).serve()

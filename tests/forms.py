"""Forms of a person at a real server, as a browser without scripts sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

TOKEN = "t" * 32
SECONDS = 30


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str


class Stays(HTTPRedirectHandler):
    """A redirect is an answer like others."""

    def redirect_request(self, *args: object, **named: object) -> None:
        return None


class Sender:
    """One person's browser."""

    def __init__(self, port: int, session: str) -> None:
        self._site = f"http://127.0.0.1:{port}"
        self._cookies = f"sessionid={session}; csrftoken={TOKEN}"

    def say(self, talk: str, text: str, cid: str, **headers: str) -> Answer:
        return self.post(f"/talk/{talk}/send/", {"cid": cid, "text": text}, **headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """The answer, whatever it is; where it leads is not followed."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
        named = {"Cookie": self._cookies, "Accept-Language": "zh-CN", **headers}
        request = Request(self._site + path, body, named)
        try:
            with build_opener(Stays).open(request, timeout=SECONDS) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except HTTPError as answer:
            return Answer(answer.code, answer.headers, answer.read().decode())

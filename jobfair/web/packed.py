"""Parts of pages that are kept deflated, and pages that are joined from them as they travel.

Deflating a page takes longer than all else that is done for one whose parts are kept. Each
part is deflated for itself, and so may stand anywhere. What is of one reader alone (a token)
is not deflated at all: nothing can be learnt about it from the length of the page.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

#: RFC 1952: deflated, with a name, of no time and no system in particular.
HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
#: RFC 1951: an empty block that is the last one.
END = b"\x03\0"
LONGEST_BLOCK = 0xFFFF


@dataclass(frozen=True)
class Packed:
    """A part of a page as it is read, and the same deflated up to a whole byte."""

    plain: bytes
    deflated: bytes


Part = Packed | bytes


def pack(text: str) -> Packed:
    """Deflate a part as well as can be: it is done once."""
    plain, deflating = text.encode(), zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return Packed(plain, deflating.compress(plain) + deflating.flush(zlib.Z_FULL_FLUSH))


class PartedResponse(HttpResponse):
    """A page of these parts; those of one reader alone are bytes."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(b"".join(p.plain if isinstance(p, Packed) else p for p in parts))
        self.parts = parts

    def as_gzip(self) -> bytes:
        """The whole page in the format that browsers ask for, without deflating anything."""
        content = self.content
        name = b"a" * secrets.randbelow(GZipMiddleware.max_random_bytes) + b"\0"
        packed = (p.deflated if isinstance(p, Packed) else _stored(p) for p in self.parts)
        ending = zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
        return b"".join([HEAD, name, *packed, END, ending])


def _stored(plain: bytes) -> bytes:
    """As blocks that are not deflated: each says its length, and that once more, inverted."""
    blocks = [plain[at : at + LONGEST_BLOCK] for at in range(0, len(plain), LONGEST_BLOCK)]
    return b"".join(
        b"\0"
        + len(block).to_bytes(2, "little")
        + (len(block) ^ LONGEST_BLOCK).to_bytes(2, "little")
        + block
        for block in blocks
    )


class PackedPagesMiddleware(GZipMiddleware):
    """Django's compression, which leaves to a page what that page has done already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        accepted = request.headers.get("Accept-Encoding", "")
        if not isinstance(response, PartedResponse) or not re_accepts_gzip.search(accepted):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = response.as_gzip()
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
        return response

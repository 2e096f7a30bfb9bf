"""A page joined from parts that were deflated before is the page, for every client."""

import gzip
import zlib

import pytest
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory

from jobfair.web.packed import PackedPagesMiddleware, PartedResponse, pack

FRAME, PART, TOKEN = "<p>招聘会</p>" * 200, "<li>展位</li>" * 9000, b"a token of one reader"


def answered(response, accepted):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    return PackedPagesMiddleware(lambda _request: response)(request)


def made_of(*parts):
    return PartedResponse([part if isinstance(part, bytes) else pack(part) for part in parts])


@pytest.mark.parametrize(
    "parts",
    [
        (FRAME, PART, FRAME),
        (FRAME, TOKEN, FRAME, TOKEN, "", PART),
        (b"x" * 200_000, FRAME),
        (TOKEN,),
        ("",),
        (),
    ],
)
def test_it_is_read_as_it_was_written(parts):
    plain = b"".join(p if isinstance(p, bytes) else p.encode() for p in parts)
    response = answered(made_of(*parts), "gzip, br")
    assert gzip.decompress(response.content) == plain
    assert response["Content-Encoding"] == "gzip"
    assert response["Content-Length"] == str(len(response.content))
    assert response["Vary"] == "Accept-Encoding"


def test_a_client_that_unpacks_nothing_gets_it_plain():
    response = answered(made_of(FRAME, TOKEN), "identity")
    assert response.content == FRAME.encode() + TOKEN
    assert "Content-Encoding" not in response
    assert response["Vary"] == "Accept-Encoding"


def test_other_answers_are_packed_as_django_does():
    response = answered(HttpResponse(FRAME), "gzip")
    assert gzip.decompress(response.content) == FRAME.encode()


def test_it_is_hardly_longer_than_packed_as_one():
    as_one = len(zlib.compress((FRAME + PART + FRAME).encode(), 6))
    packed = len(made_of(FRAME, PART, FRAME).as_gzip()) - GZipMiddleware.max_random_bytes
    assert packed < as_one + 300


def test_what_is_of_one_reader_is_not_deflated_with_anything():
    """Else its length would tell how much of a guess is right."""
    assert TOKEN in made_of(FRAME, TOKEN, FRAME).as_gzip()

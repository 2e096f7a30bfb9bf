"""Pictures, robots.txt, favicon."""

from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from jobfair.common.images import prepare_picture, store_picture


@pytest.fixture
def picture(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "notes.txt").write_text("secret")
    upload = BytesIO()
    Image.new("RGB", (600, 300), "navy").save(upload, "PNG")
    upload.seek(0)
    return store_picture(prepare_picture(upload=upload, alt="蓝色"))


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_picture_may_be_kept_for_ever(client, picture, size):
    response = client.get(getattr(picture, size).url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert Image.open(BytesIO(response.content)).format == "WEBP"
    assert not response.cookies


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "..%2Fsecret.txt",
        "%2e%2e/secret.txt",
        "notes.txt",
        "0" * 26 + "-small.webp",
        "0" * 26 + "-huge.webp",
        "0" * 26 + "-small.webp%00.txt",
        "0" * 26 + "-small.webp/",
    ],
)
def test_nothing_else_is_served(client, picture, name):
    assert client.get(f"/media/pictures/{name}").status_code == 404


def test_robots_are_told_what_is_nobodys_business(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /shortlist/" in response.content.decode()


def test_an_old_browser_finds_the_icon(client):
    url = client.get("/favicon.ico").url
    assert finders.find(url.removeprefix("/static/"))

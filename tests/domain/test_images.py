"""What becomes of uploaded files that are pictures, nearly pictures, or weapons."""

import random
import struct
import tracemalloc
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from jobfair.accounts.services import discard_former_logos, remove_logo, set_logo
from jobfair.accounts.services.logos import KEPT_AFTER_CHANGE
from jobfair.common import images
from jobfair.common.errors import Invalid
from jobfair.common.models import Picture
from tests.domain.pictures import picture_bytes
from tests.factories import make_employer, make_rep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def store(content: bytes) -> Picture:
    return images.store_picture(images.prepare_picture(upload=BytesIO(content), alt="一张图"))


def refusal(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        store(content)
    assert set(refused.value.fields) == {"upload"}
    assert not Picture.objects.exists()
    return refused.value.code


def outcome(content: bytes) -> str:
    try:
        store(content)
    except Invalid as refused:
        return refused.code
    return "stored"


def stored(picture: Picture, size: str = "large") -> bytes:
    with getattr(picture, size).open() as file:
        return file.read()


def reopened(picture: Picture, size: str = "large") -> Image.Image:
    return Image.open(BytesIO(stored(picture, size)))


def chunks(webp: bytes) -> set[bytes]:
    """Names of the RIFF chunks of a WebP file."""
    names, at = set(), 12
    while at + 8 <= len(webp):
        length = struct.unpack("<I", webp[at + 4 : at + 8])[0]
        names.add(webp[at : at + 4])
        at += 8 + length + length % 2
    return names


def png_with_size(width: int, height: int) -> bytes:
    """A tiny PNG that claims to be huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head
    chunk += struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return picture_bytes("PNG")[:8] + chunk + picture_bytes("PNG")[33:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_picture_is_stored_in_three_sizes_of_webp(kind, mode):
    picture = store(picture_bytes(kind, (2000, 1000), mode))
    sizes = {name: reopened(picture, name).size for name in images.SIZES}
    assert sizes == {"small": (160, 80), "medium": (480, 240), "large": (1280, 640)}
    assert (picture.width, picture.height) == (1280, 640)
    assert reopened(picture).format == "WEBP"


@pytest.mark.parametrize("mode", ["P", "1", "RGBA", "LA", "I;16"])
def test_palettes_transparency_and_depth_are_read(mode):
    assert store(picture_bytes("PNG", (30, 20), mode)).width == 30


def test_a_small_picture_is_not_blown_up():
    assert reopened(store(picture_bytes(size=(40, 30)))).size == (40, 30)


def test_a_strip_keeps_its_shape():
    assert reopened(store(picture_bytes(size=(20_000, 2)))).size == (1280, 1)


def test_a_file_over_the_limit_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(Image, "open", lambda *args, **kwargs: pytest.fail("was opened"))
    assert refusal(bytes(images.MAX_BYTES + 1)) == "picture_too_large"


@pytest.mark.parametrize("size", [(8000, 5001), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_claims_too_many_pixels_is_never_decoded(size):
    tracemalloc.start()
    assert refusal(png_with_size(*size)) in ("picture_too_many_pixels", "picture_unreadable")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_the_largest_allowed_picture_is_taken():
    assert store(picture_bytes("JPEG", (8000, 5000), "L")).width == 1280


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + bytes(40),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        b"PK\x03\x04" + bytes(60),
        b"MZ" + bytes(60),
        SCRIPT,
        picture_bytes("GIF"),
        picture_bytes("BMP"),
        picture_bytes("TIFF"),
        picture_bytes("ICO", (16, 16)),
    ],
)
def test_what_is_no_jpeg_png_or_webp_is_refused(content):
    assert refusal(content) == "picture_unreadable"


def test_the_type_is_read_from_the_content_not_from_the_name():
    wrong = SimpleUploadedFile("photo.svg", picture_bytes("PNG"), content_type="image/svg+xml")
    picture = images.store_picture(images.prepare_picture(upload=wrong, alt="图"))
    assert picture.large.name.endswith("-large.webp")
    disguised = SimpleUploadedFile("photo.png", SCRIPT, content_type="image/png")
    with pytest.raises(Invalid, match="picture_unreadable"):
        images.prepare_picture(upload=disguised, alt="图")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_that_hides_behind_a_picture_is_kept(kind):
    picture = store(picture_bytes(kind) + SCRIPT + b"PK\x03\x04")
    assert all(SCRIPT not in stored(picture, size) for size in images.SIZES)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_place_camera_and_comments_are_removed(kind):
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    options = {"exif": exif, "icc_profile": b"SECRET PROFILE", "xmp": b"<x>SECRET</x>"}
    content = picture_bytes(kind, **options)
    assert b"SECRET" in content
    picture = store(content)
    assert b"SECRET" not in stored(picture)
    assert chunks(stored(picture)) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_taken_sideways_stands_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    assert reopened(store(picture_bytes(kind, (60, 20), exif=exif))).size == (20, 60)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_moment_is_kept(kind):
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue", "green")]
    buffer = BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=100)
    kept = reopened(store(buffer.getvalue()))
    assert getattr(kept, "n_frames", 1) == 1
    red, _green, blue = kept.convert("RGB").getpixel((15, 15))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_cut_or_damaged_file_ends_in_a_sentence_or_a_picture(kind):
    whole = picture_bytes(kind, (80, 60))
    dice = random.Random(2026)
    broken = [whole[: dice.randrange(len(whole))] for _ in range(60)]
    for _ in range(120):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        broken.append(bytes(damaged))
    outcomes = {outcome(content) for content in broken}
    assert outcomes <= {"stored", "picture_unreadable", "picture_too_many_pixels"}
    assert "picture_unreadable" in outcomes


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_refused(kind):
    whole = picture_bytes(kind, (300, 300))
    assert refusal(whole[: len(whole) // 2]) == "picture_unreadable"


LATER = timedelta(hours=2)


def files(tmp_path) -> list[str]:
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


def test_files_of_a_change_that_was_taken_back_do_not_stay(tmp_path):
    with transaction.atomic():
        store(picture_bytes())
        transaction.set_rollback(True)
    assert len(files(tmp_path)) == 4
    assert images.discard_unkept(timezone.now()) == 0
    assert len(files(tmp_path)) == 4
    assert images.discard_unkept(timezone.now() + LATER) == 1
    assert files(tmp_path) == []


def test_files_of_a_change_that_was_kept_stay(tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        store(picture_bytes())
    assert len(files(tmp_path)) == 3
    assert images.discard_unkept(timezone.now() + LATER) == 0
    assert len(files(tmp_path)) == 3


def test_a_mark_that_outlived_its_commit_takes_nothing_along(tmp_path):
    picture = store(picture_bytes())
    assert images.discard_unkept(timezone.now() + LATER) == 0
    assert files(tmp_path) == sorted(f"{picture.key}-{size}.webp" for size in images.SIZES)


def test_an_exchanged_logo_leaves_nothing_of_the_old_one(
    tmp_path, django_capture_on_commit_callbacks
):
    employer = make_employer()
    rep = make_rep(employer)
    for alt in ("旧标志", "新标志"):
        with django_capture_on_commit_callbacks(execute=True):
            upload = BytesIO(picture_bytes())
            employer = set_logo(rep, employer=employer, upload=upload, alt=alt)
    with django_capture_on_commit_callbacks(execute=True):
        discard_former_logos(timezone.now() + KEPT_AFTER_CHANGE)
    assert [picture.alt for picture in Picture.objects.all()] == ["新标志"]
    assert len(files(tmp_path)) == 3
    with django_capture_on_commit_callbacks(execute=True):
        remove_logo(rep, employer=employer)
    assert discard_former_logos(timezone.now()) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert discard_former_logos(timezone.now() + KEPT_AFTER_CHANGE) == 1
    assert files(tmp_path) == []

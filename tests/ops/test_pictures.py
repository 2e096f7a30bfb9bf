"""The README's picture is light, and laid out without gaps or overlaps."""

from PIL import Image

from jobfair.ops import pictures


def test_the_picture_is_light():
    assert 0 < pictures.FILE.stat().st_size <= pictures.MOST_BYTES


def test_every_shot_has_its_place():
    colours = ["red", "green", "blue", "yellow"]
    shots = [
        Image.new("RGB", (shot.width, pictures.HIGH), colour)
        for shot, colour in zip(pictures.SHOTS, colours, strict=True)
    ]
    sheet = pictures.laid_out(shots)
    counted = {colour: number for number, colour in sheet.getcolors()}
    for shot in shots:
        assert counted[shot.getpixel((0, 0))] == shot.width * shot.height


def test_quality_gives_way_to_weight(monkeypatch):
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    light = len(pictures.smallest(noise))
    monkeypatch.setattr(pictures, "MOST_BYTES", light - 1)
    assert len(pictures.smallest(noise)) < light

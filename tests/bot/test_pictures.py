"""Pictures are drawn anew: upright, light, without place or camera; what is none is refused."""

import io

import pytest
from PIL import Image

from bot import pictures
from bot.files import media_type
from bot.turn import Refusal
from tests.bot import photos


def opened(data):
    return Image.open(io.BytesIO(data))


def test_a_photo_says_nothing_of_where_and_by_whom_it_was_taken():
    photo = photos.jpeg(300, 200, telling=True)
    assert photo.count(b"SECRET") >= 3
    drawn = pictures.redraw(photo)
    assert b"SECRET" not in drawn
    assert not opened(drawn).getexif()
    assert {"icc_profile", "exif", "comment"} & set(opened(drawn).info) == set()


def test_a_photo_stands_upright_as_the_camera_meant():
    drawn = opened(pictures.redraw(photos.jpeg(300, 200, turned=True)))
    assert drawn.size == (200, 300)
    red, _green, blue = drawn.getpixel((100, 20))
    assert red > 200
    assert blue < 60


def test_a_large_photo_becomes_small_enough_for_a_preview():
    drawn = pictures.redraw(photos.noise(2500, 1000))
    assert max(opened(drawn).size) <= pictures.LONGEST
    assert len(drawn) <= pictures.LIGHT
    assert media_type(drawn) == "image/jpeg"


def test_what_one_sees_through_stays_so_unless_it_is_too_heavy():
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 128)).save(out, "PNG")
    clear = pictures.redraw(out.getvalue())
    assert media_type(clear) == "image/png"
    assert opened(clear).getpixel((1, 1))[3] == 128
    assert media_type(pictures.redraw(photos.noise(900, 900, "RGBA"))) == "image/jpeg"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photos.jpeg(300, 200)[:400],
        photos.bomb(40),
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Refusal, match="เปิดไฟล์นี้เป็นภาพไม่ได้"):
        pictures.redraw(data)


@pytest.mark.parametrize("data", [photos.bomb(60_000), photos.bomb(8_000), b"x" * 11_000_000])
def test_what_is_too_large_is_refused_before_it_is_unpacked(data):
    with pytest.raises(Refusal, match="ใหญ่เกินไป"):
        pictures.redraw(data)


def test_a_moving_picture_is_refused():
    with pytest.raises(Refusal, match="เคลื่อนไหว"):
        pictures.redraw(photos.moving())


def test_a_photo_with_a_smaller_copy_in_it_stands_still():
    """Phones write several pictures into one JPEG."""
    big, small = (Image.new("RGB", size, "red") for size in ((300, 200), (30, 20)))
    out = io.BytesIO()
    big.save(out, "MPO", save_all=True, append_images=[small])
    assert opened(pictures.redraw(out.getvalue())).size == (300, 200)


def test_what_newer_phones_write_is_refused_with_a_way_round_it():
    with pytest.raises(Refusal, match="ถ่ายภาพหน้าจอ"):
        pictures.redraw(photos.HEIC)


def test_the_middle_of_a_picture_is_square_and_light():
    for data in (photos.jpeg(900, 300), pictures.redraw(photos.noise(300, 900, "RGBA"))):
        small = pictures.square(data, 64)
        assert (opened(small).format, opened(small).size) == ("JPEG", (64, 64))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_photo_whose_camera_speaks_nonsense_is_taken_or_refused():
    """Pillow raises anything for such bytes."""
    import random

    dice, photo = random.Random(3), photos.jpeg(60, 40, turned=True, telling=True)
    taken = refused = 0
    for _ in range(400):
        data = bytearray(photo)
        for _slip in range(4):
            data[dice.randrange(400)] = dice.randrange(256)
        try:
            assert opened(pictures.redraw(bytes(data))).format == "JPEG"
            taken += 1
        except Refusal:
            refused += 1
    assert min(taken, refused) > 20


def test_a_type_is_sniffed_and_never_believed():
    assert media_type(photos.jpeg(9, 9)) == "image/jpeg"
    assert media_type(b"<script>") == "application/octet-stream"

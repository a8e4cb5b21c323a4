"""Pictures that people sent, drawn anew: upright, small, and with nothing but what is seen."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from bot import limits
from bot.language import _
from bot.turn import Refusal

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # what the bytes must be, whatever they are called
MOVING = ("PNG", "WEBP", "GIF")  # a JPEG of several is one photo with a smaller copy
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")  # what newer phones write
MOST_DOTS = 50_000_000  # a bomb unpacks to more
LONGEST = 2048  # dots of the longer side that is kept
LIGHT = 1_000_000  # bytes that are kept: LINE takes no heavier preview
QUALITIES = (85, 70, 50)
BROKEN = (  # what Pillow raises for a broken file, or for what that says of its camera
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError),
    *(ArithmeticError, struct.error),
)


def redraw(data: bytes) -> bytes:
    """The picture as JPEG, or PNG where one sees through it; place, camera and comments stay out.

    Raises Refusal for what is no picture, or too large.
    """
    return _light(upright(data))


def upright(data: bytes) -> Image.Image:
    """What is seen, no larger than is kept. Raises Refusal for what is no picture, or too large."""
    if len(data) > limits.PICTURE:
        raise too_large()
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise Refusal(_("เปิดภาพแบบ HEIC ไม่ได้ค่ะ ลองถ่ายภาพหน้าจอของรูปนั้น แล้วส่งมาแทนนะคะ"))
    with _refusing():
        return _read(data)


def square(data: bytes, side: int) -> bytes:
    """The middle of a picture that was drawn here, as a small JPEG on white."""
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    image.draft("RGB", (side, side))
    middle = ImageOps.fit(image.convert("RGBA"), (side, side))
    return _written(_on_white(middle), "JPEG", quality=QUALITIES[0])


def too_large() -> Refusal:
    return Refusal(_("ภาพนี้ใหญ่เกินไปค่ะ ลองส่งภาพที่เล็กลง ไม่เกิน 10 MB นะคะ"))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Image.DecompressionBombError:
        raise too_large() from None
    except BROKEN:
        raise Refusal(_("เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ ลองส่งเป็นรูปถ่ายอีกครั้งนะคะ")) from None


def _read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > MOST_DOTS:  # before anything is unpacked
        raise Image.DecompressionBombError
    image.draft("RGB", (LONGEST, LONGEST))  # a JPEG need not be unpacked whole
    if getattr(image, "is_animated", False) and image.format in MOVING:
        raise Refusal(_("ภาพนี้เคลื่อนไหวค่ะ ลองส่งเป็นรูปนิ่งนะคะ"))
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((LONGEST, LONGEST))
    return turned.convert("RGBA" if turned.has_transparency_data else "RGB")


def _light(image: Image.Image) -> bytes:
    """As good as fits: a PNG that is too heavy becomes a JPEG on white, then a smaller one."""
    if image.mode == "RGBA":
        drawn = _written(image, "PNG")
        if len(drawn) <= LIGHT:
            return drawn
        image = _on_white(image)
    for quality in QUALITIES:
        drawn = _written(image, "JPEG", quality=quality)
        if len(drawn) <= LIGHT:
            return drawn
    return _light(image.resize((image.width * 2 // 3, image.height * 2 // 3)))


def _on_white(image: Image.Image) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _written(image: Image.Image, form: str, **options: int) -> bytes:
    bare = Image.new(image.mode, image.size)  # what the file said of itself is not copied
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, form, optimize=True, **options)
    return out.getvalue()

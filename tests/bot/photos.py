"""Photos as phones take them, and files that only look like one."""

import io
import struct
import zlib

from PIL import Image
from PIL.TiffImagePlugin import IFDRational


def jpeg(width, height, *, turned=False, telling=False):
    """Left half red, right half blue; `turned` as a phone held upright notes it."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6  # the camera stood on its side
    if telling:
        exif[0x010E] = "SECRET-NAME"
        degrees = (IFDRational(13), IFDRational(45), IFDRational(0))
        exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    out = io.BytesIO()
    comment = b"SECRET-COMMENT" if telling else b""
    image.save(out, "JPEG", exif=exif, comment=comment, icc_profile=b"SECRET-PROFILE" * telling)
    return out.getvalue()


HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 40


def moving():
    frames = [Image.new("RGB", (40, 40), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def noise(width, height, mode="RGB"):
    """A picture that no format makes small."""
    import random

    dots = random.Random(1).randbytes(width * height * len(mode))
    out = io.BytesIO()
    Image.frombytes(mode, (width, height), dots).save(out, "PNG", compress_level=1)
    return out.getvalue()


def bomb(side):
    """A PNG of a few bytes that claims to unpack to side × side dots."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0"))


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

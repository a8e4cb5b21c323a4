"""The little that has to be known of a picture: its kind and its size."""

import struct
import zlib
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_PNG_HEADER = 24
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG's "start of frame" markers


class Picture(NamedTuple):
    mime: str
    width: int
    height: int


def look(data: bytes) -> Picture | None:
    """What a PNG or JPEG says of itself, or None for anything else."""
    if data.startswith(_PNG) and len(data) >= _PNG_HEADER:
        return Picture("image/png", *struct.unpack(">II", data[16:24]))
    if data.startswith(_JPEG):
        return _look_at_jpeg(data)
    return None


def _look_at_jpeg(data: bytes) -> Picture | None:
    place = 2
    while data[place : place + 1] == b"\xff" and place + 9 <= len(data):
        marker, length = struct.unpack(">BH", data[place + 1 : place + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return Picture("image/jpeg", width, height)
        place += 2 + length
    return None


def grey(width: int, height: int) -> bytes:
    """A plain PNG, in place of what would have to be decoded."""
    rows = zlib.compress((b"\x00" + b"\xbb" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

"""Finding a word wherever it lies, however it is written."""

import base64
import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, text

from models import Base

GZIP = b"\x1f\x8b\x08"


def spellings(word: str) -> dict[str, bytes]:
    """The ways in which a program could have written it."""
    plain = word.encode()
    return {
        "utf-8": plain,
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        **{f"base64 at {offset}": _base64(plain, offset) for offset in range(3)},
        "json": json.dumps(word)[1:-1].encode(),
        "json in json": json.dumps(json.dumps(word)[1:-1])[1:-1].encode(),
        "repr of bytes": repr(plain)[2:-1].encode(),
        "percent": quote(word).encode(),
        "hex": plain.hex().encode(),
    }


def _base64(plain: bytes, offset: int) -> bytes:
    """What stays the same whatever stands before it at this offset, and after it."""
    shifted = b"\x00" * offset + plain
    start = 4 if offset else 0
    return base64.b64encode(shifted[: len(shifted) // 3 * 3])[start:]


def finds(word: str, blob: bytes) -> list[str]:
    """The spellings of `word` in `blob`, also inside what is compressed there."""
    blobs = [blob, *_unpacked(blob)]
    return [how for how, needle in spellings(word).items() if any(needle in each for each in blobs)]


def _unpacked(blob: bytes) -> Iterator[bytes]:
    start = blob.find(GZIP)
    while start >= 0:
        with suppress(zlib.error):  # two bytes that only look like it
            yield zlib.decompressobj(31).decompress(blob[start:])
        start = blob.find(GZIP, start + 1)


def plantings(word: str) -> dict[str, bytes]:
    """A copy in each spelling, and a compressed one, with something around it."""
    around = {
        how: b"before " + needle + b" after"
        for how, needle in spellings(word).items()
        if not how.startswith("base64")
    }
    coded = {
        f"base64 at {offset}": base64.b64encode(b"x" * offset + word.encode() + b"yz")
        for offset in range(3)
    }
    packed = {"gzip": b"before" + gzip.compress(b"in here: " + word.encode()) + b"after"}
    return around | coded | packed


def dump(engine: Engine) -> bytes:
    """Every value of every table; what is binary as it is."""
    values: list[bytes] = []
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(text(f"SELECT * FROM {table.name}")):
                values += [
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for value in row
                ]
    return b"\n".join(values)


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield str(file), file.read_bytes()

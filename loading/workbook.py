"""The cells of an .xlsx file's first sheet, read as they come and never further than wanted.

Files come from anybody: no part is unpacked beyond its limit, no cell that is not there takes
room, and what is no such file is said so (decision 10).
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError, XMLParser

from bot.language import N_, _
from bot.turn import Refusal
from loading.people import COLUMNS

UNPACKED = 12_000_000  # bytes of a part
NAMED = 10_000  # sheets, or parts that one leads to: no book has so many
LONGEST = 200  # characters of a cell
PIECE = 65_536  # bytes that are unpacked at once
SHOUTED = re.compile("[A-Z]+")
CONTROL = re.compile("_x00[01][0-9A-Fa-f]_")  # a control character, as Excel writes it
LOCKED = "EncryptedPackage".encode("utf-16-le")  # an .xlsx with a password is packed like an .xls
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, ParseError),
    *(EOFError, LookupError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError),
)
OLD, PASSWORD, ELSE, HUGE = (
    N_("ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) เปิดใน Excel แล้วบันทึกเป็น .xlsx ก่อนนะคะ"),
    N_("ไฟล์นี้มีรหัสผ่าน เปิดใน Excel แล้วบันทึกแบบไม่มีรหัสผ่านก่อนนะคะ"),
    N_("เปิดไฟล์นี้ไม่ได้ค่ะ ใช้ไฟล์ Excel แบบ .xlsx หรือคัดลอกรายชื่อมาวางแทนนะคะ"),
    N_("ตารางในไฟล์นี้ใหญ่เกินไปค่ะ คัดลอกเฉพาะคอลัมน์ชื่อมาวางแทนนะคะ"),
)


@dataclass(frozen=True)
class Table:
    """Row i of the sheet is `rows[i - 1]`; `more` stand below the last that was wanted."""

    rows: list[list[str]]
    more: bool
    sheet: str
    sheets: int


class _Target(Protocol):
    full: bool


class _Attributes:
    """The attributes of all elements with one name."""

    def __init__(self, name: str) -> None:
        self.name, self.found, self.full = name, list[dict[str, str]](), False

    def doctype(self, *_told: str | None) -> None:
        """No Office file has one; entities that swell would need it."""
        raise ValueError

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == self.name:
            self.found.append({_local(key): value for key, value in attributes.items()})
            if len(self.found) > NAMED:
                raise ValueError


class _Texts(_Attributes):
    """The texts of all elements with one name, less how they are pronounced."""

    SAID, UNSAID = frozenset({"t"}), "rPh"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.texts = list[str]()
        self._parts, self._unsaid, self._heard = list[str](), False, False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local == self.name:
            self._parts = []
        self._unsaid = self._unsaid or local == self.UNSAID
        self._heard = local in self.SAID and not self._unsaid

    def data(self, text: str) -> None:
        if self._heard:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        local = _local(tag)
        self._heard = False
        self._unsaid = self._unsaid and local != self.UNSAID
        if local == self.name:
            self.texts.append("".join(self._parts)[:LONGEST])


class _Cells(_Texts):
    """What stands in the cells of the first `wanted` rows."""

    SAID = frozenset({"t", "v"})

    def __init__(self, shared: list[str], wanted: int) -> None:
        super().__init__("c")
        self.rows: dict[int, dict[int, str]] = {}
        self._shared, self._wanted = shared, wanted
        self._row = self._column = 0
        self._kind: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        local = _local(tag)
        if local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            if self._row < 1:
                raise ValueError
        elif local == "c":
            place = SHOUTED.match(attributes.get("r", ""))
            self._column = _number(place[0]) if place else self._column + 1
            self._kind = attributes.get("t")

    def end(self, tag: str) -> None:
        super().end(tag)
        if self.texts and (text := self._meant(self.texts.pop())):
            self.full = self.full or self._row > self._wanted
            if not self.full and self._column <= COLUMNS:
                self.rows.setdefault(self._row, {})[self._column] = text

    def _meant(self, text: str) -> str:
        text = self._shared[int(text)] if self._kind == "s" and text else text
        return " ".join(CONTROL.sub(" ", text).split())  # on one line


def read(file: bytes, wanted: int) -> Table:
    """The first sheet that is to be seen, down to row `wanted`. Raises Refusal."""
    if file.startswith(OLD_FORMAT):
        raise Refusal(_(PASSWORD if LOCKED in file else OLD))
    with _kindly(), zipfile.ZipFile(BytesIO(file)) as archive:
        book = _related(archive, "")["officeDocument"][0]
        sheets = _attributes(archive, book, "sheet")
        sheet = next((each for each in sheets if "idden" not in each.get("state", "")), sheets[0])
        parts = _related(archive, book)
        cells = _Cells(_shared(archive, parts), wanted)
        _feed(archive, parts[sheet["id"]][0], cells)
        return Table(_rows(cells.rows), cells.full, sheet["name"], len(sheets))


@contextmanager
def _kindly() -> Iterator[None]:
    try:
        yield
    except BROKEN as broken:
        raise Refusal(_(ELSE)) from broken


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """The parts that `part` leads to, by their id and by their kind."""
    folder, name = posixpath.split(part)
    found: dict[str, list[str]] = {}
    for each in _attributes(
        archive, posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"
    ):
        path = posixpath.normpath(posixpath.join("/", folder, each["Target"])).lstrip("/")
        for key in (each["Id"], posixpath.basename(each["Type"])):
            found.setdefault(key, []).append(path)
    return found


def _attributes(archive: zipfile.ZipFile, part: str, name: str) -> list[dict[str, str]]:
    target = _Attributes(name)
    _feed(archive, part, target)
    return target.found


def _shared(archive: zipfile.ZipFile, parts: dict[str, list[str]]) -> list[str]:
    """A book has one such part; where more are named, none is read again and again."""
    target = _Texts("si")
    part = parts.get("sharedStrings", [""])[0]
    if part in archive.namelist():  # some writers name it and leave it out
        _feed(archive, part, target)
    return target.texts


def _feed(archive: zipfile.ZipFile, part: str, target: _Target) -> None:
    """Zipfile unpacks no more than the size that is declared, where it is deflated."""
    packed = archive.getinfo(part)
    if packed.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refusal(_(ELSE))
    if packed.file_size > UNPACKED:
        raise Refusal(_(HUGE))
    parser: Any = XMLParser(target=target)  # noqa: S314 - _Attributes refuses a doctype
    with archive.open(packed) as unpacked:
        while not target.full and (piece := unpacked.read(PIECE)):
            parser.feed(piece)


def _rows(found: dict[int, dict[int, str]]) -> list[list[str]]:
    wide = max((column for row in found.values() for column in row), default=0)
    return [
        [found.get(row, {}).get(column, "") for column in range(1, wide + 1)]
        for row in range(1, max(found, default=0) + 1)
    ]


def _number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _local(name: str) -> str:
    return name.rpartition("}")[2]

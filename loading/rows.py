"""From entries to rows, each value checked."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from bot import bangkok
from bot.language import N_, _
from bot.messages import link
from loading.document import Entry, Value
from models import Kind, RoleKind
from models.name import person_name

VERSION = "1"
EXAMPLE = "2564-07-08 09:00"  # of a moment
NO_CLUB, NO_EVENT = N_("ไม่มีชมรมที่ใช้รหัส {code}"), N_("ไม่มีกิจกรรมที่ใช้รหัส {code}")
CODE_RULE = N_("ต้องเป็น A–Z, 0–9 และ - ยาว 3 ถึง 32 ตัว")
ERA = 543  # years between the Buddhist and the Christian count
BUDDHIST = 2400  # a year above this is Buddhist
CODE = re.compile(r"[A-Z][A-Z0-9-]{2,31}")
LINE_USER = re.compile(r"U[0-9a-f]{32}")
WHEN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::00)?")

FILE = frozenset({"version", "clubs", "members", "events"})
CLUB = frozenset({"code", "kind", "name", "province", "model"})
MEMBER = frozenset(
    {"line_user_id", "name", "club", "role", "language", "consent", "registered", "attended"}
)
EVENT = frozenset(
    {
        "code",
        "club",
        "title",
        "description",
        "sessions",
        "place",
        "online_url",
        "capacity",
        "for_all",
    }
)
SESSION = frozenset({"starts", "ends", "topic", "speaker"})

Row = dict[str, Any]


def check_version(file: Entry) -> None:
    file.only(FILE)
    version = file.need("version")
    if version.text != VERSION:
        raise version.wrong(_("ต้องเป็น {version}", version=VERSION))


def club(entry: Entry) -> Row:
    entry.only(CLUB)
    return {
        "code": _matching(entry.need("code"), CODE, _(CODE_RULE)),
        "kind": _one_of(entry.need("kind"), Kind),
        "name": _line(entry.need("name")),
        "province": _line(entry.need("province")),
        "model": _yes(entry.get("model")),
    }


def member(entry: Entry) -> Row:
    entry.only(MEMBER)
    line_user, role = entry.get("line_user_id"), entry.get("role")
    name = entry.need("name")
    if person_name(name.text) is None:
        raise name.wrong(_("ไม่ใช่ชื่อ หรือยาวเกิน 80 ตัวอักษร"))
    return {
        "line_user_id": line_user
        and _matching(line_user, LINE_USER, _("ต้องเป็น U ตามด้วย 0–9 และ a–f รวม 32 ตัว")),
        "name": person_name(name.text),
        "club": entry.need("club"),
        "role": role and _one_of(role, RoleKind),
        "language": _language(entry.get("language")),
        "consent": _optional(entry.get("consent")),
        "registered": entry.values("registered"),
        "attended": entry.values("attended"),
    }


def event(entry: Entry) -> Row:
    entry.only(EVENT)
    sittings = [_sitting(each) for each in entry.entries("sessions")]
    if not sittings:
        raise entry.wrong("sessions", _("ต้องมีอย่างน้อยหนึ่งช่วง"))
    url, capacity = entry.get("online_url"), entry.get("capacity")
    return {
        "code": _matching(entry.need("code"), CODE, _(CODE_RULE)),
        "club": entry.need("club"),
        "for_all": _yes(entry.get("for_all")),
        "title": _line(entry.need("title")),
        "description": _optional(entry.get("description")) or "",
        "place": _optional(entry.get("place")),
        "online_url": url and _web(url),
        "capacity": capacity and _count(capacity),
        "sittings": sittings,
    }


def _sitting(entry: Entry) -> Row:
    entry.only(SESSION)
    starts, ends = entry.need("starts"), entry.need("ends")
    if moment(ends) <= moment(starts):
        raise ends.wrong(_("ต้องอยู่หลัง starts"))
    return {
        "starts": moment(starts),
        "ends": moment(ends),
        "topic": _optional(entry.get("topic")),
        "speaker": _optional(entry.get("speaker")),
    }


def moment(value: Value) -> datetime:
    """`2564-07-08 09:00` or `2021-07-08 09:00`: Bangkok's time, either count of years."""
    found = WHEN.fullmatch(value.text)
    if not found:
        raise value.wrong(_("ต้องเขียนเช่น {example}", example=EXAMPLE))
    year, month, day, hour, minute = map(int, found.groups())
    if year > BUDDHIST:
        year -= ERA
    try:
        return bangkok.at(date(year, month, day), time(hour, minute))
    except ValueError:
        raise value.wrong(_("ไม่มีวันเวลา {value} ในปฏิทิน", value=value.text)) from None


def reference(value: Value, known: dict[str, int], missing: str) -> int:
    """The id behind a code; `missing` is what to say where there is none."""
    if value.text not in known:
        raise value.wrong(_(missing, code=value.text))
    return known[value.text]


def _matching(value: Value, pattern: re.Pattern[str], what: str) -> str:
    if not pattern.fullmatch(value.text):
        raise value.wrong(what)
    return value.text


def _one_of(value: Value, kind: Callable[[str], Any]) -> Any:
    try:
        return kind(value.text)
    except ValueError:
        known = ", ".join(kind)  # type: ignore[arg-type]
        raise value.wrong(_("ไม่รู้จัก {value} ใช้ได้: {known}", value=value.text, known=known)) from None


def _line(value: Value) -> str:
    """What stands in headings and file names has no line breaks."""
    return " ".join(_short(value).split())


def _short(value: Value, most: int = 300) -> str:
    if len(value.text) > most:
        raise value.wrong(_("ยาวเกิน {most} ตัวอักษร", most=most))
    return value.text


def _optional(value: Value | None) -> str | None:
    return _short(value, 4000) or None if value else None


def _yes(value: Value | None) -> bool:
    if value is None or value.text in {"", "false", "no"}:
        return False
    if value.text in {"true", "yes"}:
        return True
    raise value.wrong(_("ต้องเป็น true หรือ false"))


def _language(value: Value | None) -> str:
    if value and value.text not in {"th", "en"}:
        raise value.wrong(_("ต้องเป็น th หรือ en"))
    return value.text if value else "th"


def _web(value: Value) -> str:
    try:
        parts = urlsplit(value.text)
        link("", value.text)  # it must fit behind a button
    except ValueError:
        raise value.wrong(_("ไม่ใช่ที่อยู่เว็บที่ LINE รับ")) from None
    if parts.scheme != "https" or not parts.netloc:
        raise value.wrong(_("ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย https"))
    return value.text


def _count(value: Value) -> int:
    if not value.text.isascii() or not value.text.isdigit() or not 0 < int(value.text) < 10**6:
        raise value.wrong(_("ต้องเป็นตัวเลข 1 ถึง 999999"))
    return int(value.text)

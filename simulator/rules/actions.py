"""What a tap does: the nine actions, and the places that take them."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from simulator.rules.checks import (
    MISSING,
    Check,
    Found,
    Path,
    Problem,
    kinds,
    matching,
    named,
    one_of,
    record,
    text,
)
from simulator.units import graphemes

DATA = text(1, 300, "postback data ≤ 300 (facts §1.7)")
SHOWN = text(0, 300, "displayText, text, fillInText ≤ 300 graphemes (facts §1.7)", graphemes)
URI_RULE = "uri: http, https, line or tel, ≤ 10000, percent-encoded (facts §1.7)"
URI_LENGTH = 10_000  # 1,000 until 2026-10-27
PICKER_RULE = "datetimepicker: formats, 1900-01-01..2100-12-31, max > min (facts §1.7)"
LABEL_RULE = "action label, counted in graphemes (facts §1.7)"
FORMATS = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
FORMS = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d",
}
FIRST_YEAR, LAST_YEAR = 1900, 2100


def _uri(value: Any, path: Path, found: Found) -> None:
    if not isinstance(value, str) or not value:
        found.append(Problem(path, MISSING, URI_RULE))
    elif len(value) > URI_LENGTH:
        found.append(Problem(path, f"size must be between 0 and {URI_LENGTH}", URI_RULE))
    elif not re.match(r"(https?|line|tel):", value):
        found.append(Problem(path, "invalid uri scheme", URI_RULE))
    elif not value.isascii() or not value.isprintable() or " " in value:
        found.append(Problem(path, "invalid uri", URI_RULE))


def _postback(value: dict[str, Any], path: Path, found: Found) -> None:
    if "displayText" in value and "text" in value:
        rule = "displayText and text exclude each other (facts §1.7)"
        found.append(Problem((*path, "displayText"), "must not be specified with text", rule))
    if "fillInText" in value and value.get("inputOption") != "openKeyboard":
        rule = "fillInText needs inputOption openKeyboard (facts §1.7)"
        found.append(Problem((*path, "fillInText"), "inputOption must be openKeyboard", rule))


def _picker(value: dict[str, Any], path: Path, found: Found) -> None:
    moments = {}
    for name in ("initial", "min", "max"):
        if name in value:
            moments[name] = _moment(value["mode"], value[name])
            if moments[name] is None:
                found.append(Problem((*path, name), "invalid date or time", PICKER_RULE))
    low, high = moments.get("min"), moments.get("max")
    if low and high and high <= low:
        found.append(Problem((*path, "max"), "must be greater than min", PICKER_RULE))


def _moment(mode: str, words: str) -> datetime | None:
    """A time of day comes as one in 1900."""
    if not re.fullmatch(FORMS[mode], words, re.ASCII):
        return None
    try:
        moment = datetime.strptime(words.upper(), FORMATS[mode])  # noqa: DTZ007 - LINE's have no zone
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


ANYTHING = text(0, 100, PICKER_RULE)
FIELDS: Mapping[str, tuple[Mapping[str, Check], str, Check | None]] = {
    "postback": (
        {
            "data": DATA,
            "displayText": SHOWN,
            "text": SHOWN,
            "fillInText": SHOWN,
            "inputOption": one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
        },
        "data",
        _postback,
    ),
    "message": (
        {"text": text(1, 300, "message action text ≤ 300 graphemes (facts §1.7)", graphemes)},
        "text",
        None,
    ),
    "uri": (
        {
            "uri": _uri,
            "altUri": record({"desktop": _uri}),
        },
        "uri",
        None,
    ),
    "datetimepicker": (
        {
            "data": DATA,
            "mode": one_of(*FORMATS),
            "initial": ANYTHING,
            "min": ANYTHING,
            "max": ANYTHING,
        },
        "data mode",
        _picker,
    ),
    "clipboard": (
        {"clipboardText": text(1, 1000, "clipboardText ≤ 1000 (facts §1.7)")},
        "clipboardText",
        None,
    ),
    "camera": ({}, "", None),
    "cameraRoll": ({}, "", None),
    "location": ({}, "", None),
    "richmenuswitch": (
        {
            "data": DATA,
            "richMenuAliasId": matching(r"[a-z0-9_-]{1,32}", "alias [a-z0-9_-]{1,32} (facts §1.7)"),
        },
        "data richMenuAliasId",
        None,
    ),
}
USUAL = ("postback", "message", "uri", "datetimepicker", "clipboard")


def actions(label: int, *, labelled: bool = False, types: tuple[str, ...] = USUAL) -> Check:
    """The actions of one place: how long a label is there, and whether it must be."""
    label_check = text(int(labelled), label, LABEL_RULE, graphemes)
    return kinds({kind: _action(kind, label_check, labelled=labelled) for kind in types})


def _action(kind: str, label: Check, *, labelled: bool) -> Check:
    fields, required, also = FIELDS[kind]
    needed = f"{required} label" if labelled else required
    return record({**named(kind), "label": label, **fields}, needed, also)


QUICK = actions(20, labelled=True, types=(*USUAL, "camera", "cameraRoll", "location"))
TEMPLATE = actions(20, labelled=True)
IMAGE_COLUMN = actions(12)
TAPPED = actions(20)  # a template's defaultAction
BUTTON = actions(40, labelled=True)
FLEX = actions(40)
RICH_MENU = actions(20, types=(*USUAL, "richmenuswitch"))

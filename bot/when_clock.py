"""What time of day is meant, told in 24 hours or in the Thai way of four times six."""

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from bot.when_words import Token

_NOON, _MIDNIGHT = 12, 24
_HOURS = {  # by the manner of telling, the surest first: the hour as said, the hour as meant
    "เที่ยงคืน": {1: _MIDNIGHT},
    "เที่ยง": {1: _NOON},
    "ตี": {hour: hour for hour in range(1, 6)},
    "ทุ่ม": {hour: hour + 18 for hour in range(1, 6)},
    "บ่าย": {hour: hour + 12 for hour in range(1, 6)},
    "เย็น": {hour: hour + 12 for hour in range(1, 7)},
    "เช้า": {hour: hour + 6 for hour in range(1, 6)} | {hour: hour for hour in range(6, 12)},
    "โมง": {hour: hour + 12 for hour in range(1, 7)} | {hour: hour for hour in range(7, 13)},
    "am": {hour: hour % _NOON for hour in range(1, 13)},
    "pm": {hour: hour % _NOON + _NOON for hour in range(1, 13)},
}
_EITHER_HALF = range(1, 7)  # "4 โมง" is 16:00 to most and 10:00 to some
_NIGHT = range(1, 6)  # in which nobody meets: "2.30" is in the afternoon
_LAST_MINUTE = 59


class Clock(NamedTuple):
    time: time
    unsure: bool


def clocks(tokens: Sequence[Token]) -> list[Clock] | None:
    """The one or two times of `c`, `c-c`, `n-c` or `c-n`; None where one does not exist."""
    told = next(token for token in tokens if token.kind == "c")
    read = [_clock(_like(told, token)) for token in tokens if token.kind != "-"]
    found = [clock for clock in read if clock]
    return found if len(found) == len(read) else None


def _like(told: Token, token: Token) -> Token:
    """In "9-11 โมง" the 9 counts as the 11 does."""
    return told._replace(numbers=(*token.numbers, 0)) if token.kind == "n" else token


def _clock(token: Token) -> Clock | None:
    hour, minute = token.numbers
    text = token.text.replace(".", "")
    manner = next((each for each in _HOURS if each in text), None)
    if manner:
        meant, unsure = _told(manner, hour, token.part)
    else:
        meant, unsure = _in_24_hours(hour, token)
    if meant is None or minute > _LAST_MINUTE or (meant == _MIDNIGHT and minute):
        return None
    return Clock(time(meant % _MIDNIGHT, minute), unsure or meant == _MIDNIGHT)


def _told(manner: str, hour: int, part: str) -> tuple[int | None, bool]:
    if manner != "โมง":
        return _HOURS[manner].get(hour), False
    if part:
        return _HOURS["เช้า" if _is_morning(part) else "เย็น"].get(hour), False
    return _HOURS[manner].get(hour), hour in _EITHER_HALF


def _in_24_hours(hour: int, token: Token) -> tuple[int | None, bool]:
    if _is_morning(token.part):
        return (hour if hour <= _NOON else None), False
    if token.part:
        return (hour if hour >= _NOON else hour + _NOON), False
    afternoon = hour in _NIGHT and not token.text.lstrip("เวลา ").startswith("0")
    return (hour + _NOON if afternoon else hour), afternoon


def _is_morning(part: str) -> bool:
    return "เช้า" in part or "สาย" in part

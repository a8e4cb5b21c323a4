"""The hours in which nobody is disturbed with what can wait; administrators set them."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from bot import bangkok, choices, deeds
from bot.bangkok import Waking
from bot.language import _
from bot.turn import Refusal
from models import Member, Role, Setting, What

EVENINGS, MORNINGS = range(19, 24), range(5, 11)  # full hours that may be chosen


def waking(db: Session) -> Waking:
    """From when to when people may be disturbed."""
    setting = db.get(Setting, choices.THE_ONE)
    if setting is None:
        return bangkok.WAKING
    return Waking(time(setting.quiet_until), time(setting.quiet_from))


def awake(db: Session, now: datetime) -> bool:
    return bangkok.awake(now, waking(db))


def change(db: Session, who: Member, evening: int, morning: int, now: datetime) -> None:
    """Be quiet from this full hour to that one. What waits already keeps to it, too.

    Raises Refusal where `who` is no administrator.
    """
    if not Role.administers(db, who):
        raise Refusal(_("เรื่องนี้ผู้ดูแลระบบเป็นผู้ตัดสินค่ะ"))
    if evening not in EVENINGS or morning not in MORNINGS:
        raise ValueError(f"quiet from {evening} to {morning}")
    before = waking(db)
    if before == Waking(time(morning), time(evening)):
        return
    setting = choices.of_all(db)
    setting.quiet_from, setting.quiet_until = evening, morning
    db.add(setting)
    deeds.record(db, who, What.SETTINGS_CHANGED, now, detail="quiet")

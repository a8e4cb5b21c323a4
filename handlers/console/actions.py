"""What signs a coordinator in to her web pages: a link, or her word for a waiting machine."""

import hashlib
import hmac
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from bot import deeds, duties, guessing, links, outbox
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.console import cards
from handlers.console.flow import DIGITS
from models import ConsoleSession, Entry, Link, Member, Role, What
from models.passkey import forget
from models.session import SIGNS_IN, sign_out

GUESS = "console code"
LIFETIME = timedelta(minutes=5)
WORTH_KNOWING = timedelta(days=7)
WAITING = 500  # machines at once: of a million codes, so few are worth guessing


def invite(db: Session, who: Member, now: datetime) -> str:
    """A token that signs her in once; the one before it no longer does."""
    db.execute(delete(Link).where(Link.member_id == who.id, Link.purpose == SIGNS_IN))
    return links.issue(db, SIGNS_IN, who, expires=now + LIFETIME)


def invited(db: Session, token: str, now: datetime) -> Member | None:
    """Whom this token would sign in; looking uses nothing up."""
    link = links.find(db, SIGNS_IN, token, now)
    return link.member if link and link.used is None else None


def enter(db: Session, token: str, now: datetime) -> Member | None:
    """Use the token up, once. None where it is over, or her duty is."""
    link = links.find(db, SIGNS_IN, token, now)
    if link is None or link.used is not None or not duties.entitled(db, link.member):
        return None
    link.used = now
    return link.member


def ask(db: Session, browser: str, machine: str, secret: str, now: datetime) -> None:
    """Let the browser with this cookie wait for its owner's word. Raises Refusal."""
    db.execute(delete(Entry).where(or_(Entry.expires <= now, Entry.browser == _digest(browser))))
    if (db.scalar(select(func.count()).select_from(Entry)) or 0) >= WAITING:
        raise Refusal(_("ตอนนี้มีเครื่องรออยู่มากค่ะ รอสักครู่แล้วลองใหม่ หรือใช้ลิงก์จากแชตนะคะ"))
    salt = _unlike_others(db, browser, secret)
    entry = {
        "browser": _digest(browser),
        "salt": salt,
        "code": _keyed(secret, code(browser, salt, secret)),
        "machine": machine,
        "asked": now,
        "expires": now + LIFETIME,
    }
    db.execute(insert(Entry).values(entry).on_conflict_do_nothing())  # pressed twice is once


def code(browser: str, salt: str, secret: str) -> str:
    """The six digits that this browser shows; whoever reads our rows cannot."""
    return f"{int(_keyed(secret, f'{browser} {salt}'), 16) % 10**DIGITS:0{DIGITS}}"


def waiting(db: Session, browser: str | None, now: datetime) -> Entry | None:
    """What the browser with this cookie asked for, while it lasts."""
    hers = select(Entry).where(Entry.browser == _digest(browser or ""), Entry.expires > now)
    return db.scalar(hers.with_for_update())


def claim(db: Session, who: Member, digits: str, secret: str, now: datetime) -> Entry | None:
    """The machine that shows these digits, from now on only hers to let in. Raises Refusal.

    None where there is none: that counts, and after a few the digits are not even looked at.
    """
    if guessing.closed(db, GUESS, who, now):
        raise Refusal(_("รหัสไม่ตรงหลายครั้งแล้วค่ะ รอ 15 นาที หรือพิมพ์ “หน้าจัดการชมรม” เพื่อใช้ลิงก์นะคะ"))
    shown = select(Entry).where(Entry.code == _keyed(secret, digits), Entry.expires > now)
    entry = db.scalar(shown.with_for_update())
    if entry is None or entry.member_id not in {None, who.id}:
        guessing.wrong(db, GUESS, who, now)
        return None
    entry.member_id = who.id
    return entry


def confirm(db: Session, who: Member, entry_id: int, now: datetime) -> None:
    """Let the machine in as her; twice is once. Raises Refusal."""
    entry = _hers(db, who, entry_id, now)
    entry.confirmed = entry.confirmed or now


def turn_away(db: Session, who: Member, entry_id: int, now: datetime) -> None:
    """It never was hers: nobody lets this machine in any more. Raises Refusal."""
    db.delete(_hers(db, who, entry_id, now))


def come_in(db: Session, browser: str | None, now: datetime) -> Member | None:
    """Use her word up, once, for the browser that it was given for. None: not yet, or over."""
    entry = waiting(db, browser, now)
    if entry is None or entry.confirmed is None or entry.member is None:
        return None
    db.delete(entry)
    return entry.member if duties.entitled(db, entry.member) else None


def leave_everywhere(db: Session, who: Member, now: datetime) -> None:
    """Sign her out on every machine; where she was on none, there is nothing to tell of."""
    hers = select(ConsoleSession.digest).where(ConsoleSession.member_id == who.id)
    if db.scalar(hers.limit(1)):
        deeds.record(db, who, What.CONSOLE_LEFT, now, detail="everywhere")
    sign_out(db, who)


def protect(db: Session, who: Member, what: str, now: datetime) -> None:
    """She is told of it by a paid push, and rarely: with her link nobody adds one unnoticed."""
    deeds.record(db, who, What.SECOND_ADDED, now, detail=what)
    with addressing(who):
        told = [cards.protected()]
    key = f"second factor:{who.id}:{now:%Y%m%d%H%M}"
    outbox.promise(db, who, key, told, due=now, not_after=now + WORTH_KNOWING, at_night=True)


def help_out(db: Session, who: Member, member_id: int, now: datetime) -> Member:
    """An administrator forgets the second factor that somebody else has lost. Raises Refusal."""
    member = db.get(Member, member_id)
    if member is None or member.id == who.id or not Role.administers(db, who):
        raise Refusal(_("ไม่พบคนนี้ค่ะ"))
    start_over(db, who, member, now)
    return member


def start_over(db: Session, who: Member | None, member: Member, now: datetime) -> None:
    """Whoever holds her lost machine is out; she signs in by her link, and is told."""
    deeds.record(db, who, What.SECOND_FORGOTTEN, now, about=member)
    forget(db, member)
    sign_out(db, member)
    with addressing(member):
        told = [cards.forgotten()]
    key = f"second factor lost:{member.id}:{now:%Y%m%d%H%M}"
    outbox.promise(db, member, key, told, due=now, not_after=now + WORTH_KNOWING, at_night=True)


def _hers(db: Session, who: Member, entry_id: int, now: datetime) -> Entry:
    entry = db.get(Entry, entry_id, with_for_update=True)
    if entry is None or entry.member_id != who.id or entry.expires <= now:
        raise Refusal(_("คำขอนี้หมดเวลาหรือใช้ไปแล้วค่ะ ขอรหัสใหม่ที่หน้าเว็บได้เลยนะคะ"))
    return entry


def _unlike_others(db: Session, browser: str, secret: str) -> str:
    """A salt whose digits no other machine shows now."""
    while True:
        salt = token_urlsafe(9)
        taken = Entry.code == _keyed(secret, code(browser, salt, secret))
        if db.scalar(select(Entry.id).where(taken)) is None:
            return salt


def _keyed(secret: str, words: str) -> str:
    """A million codes are soon tried out, but not without the key."""
    return hmac.new(secret.encode(), f"{GUESS} {words}".encode(), hashlib.sha256).hexdigest()


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()

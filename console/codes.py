"""The six digits of a code app, for machines that know no passkeys."""

import base64
import hashlib
import hmac
from datetime import datetime
from secrets import token_urlsafe

import pyotp
from sqlalchemy.orm import Session

from bot import guessing
from bot.language import _
from bot.spelling import composed
from bot.turn import Refusal
from models import CodeApp, ConsoleSession, Member

GUESS = "console code app"
ASIDE = (0, -1, 1)  # half minutes that a clock may be wrong by
BYTES = 20  # of the app's secret, as the standard asks


def set_up(db: Session, signed_in: ConsoleSession, now: datetime) -> None:
    """A new secret for her app; it counts once the app has shown its digits. Raises Refusal."""
    who, salt = signed_in.member, token_urlsafe()
    if of(db, who):
        raise Refusal(_("มีแอปรหัสอยู่แล้วค่ะ ลบของเดิมก่อน แล้วตั้งใหม่ได้นะคะ"))
    db.merge(CodeApp(member_id=who.id, salt=salt, added=now, confirmed=None, step=0))
    signed_in.challenge = salt


def begun(db: Session, signed_in: ConsoleSession) -> CodeApp | None:
    """The app that is set up here: whoever is signed in as her elsewhere never sees its secret."""
    app = db.get(CodeApp, signed_in.member_id)
    return app if app and not app.confirmed and app.salt == signed_in.challenge else None


def of(db: Session, who: Member) -> CodeApp | None:
    """Her app, once it has shown its digits."""
    app = db.get(CodeApp, who.id)
    return app if app and app.confirmed else None


def otp(app: CodeApp, key: str) -> pyotp.TOTP:
    """Whoever reads our rows cannot make its digits: the secret follows from the server's own."""
    derived = hmac.new(key.encode(), f"{GUESS} {app.salt}".encode(), hashlib.sha256).digest()
    return pyotp.TOTP(base64.b32encode(derived[:BYTES]).decode())


def refused(db: Session, app: CodeApp, typed: str, key: str, now: datetime) -> str | None:
    """Why these digits do not count; None: they do, this once."""
    who = db.get_one(Member, app.member_id, with_for_update=True)
    db.refresh(app)  # as whoever was first left it
    if guessing.closed(db, GUESS, who, now):
        return _("รหัสไม่ตรงหลายครั้งแล้วค่ะ รอ 15 นาทีแล้วลองใหม่นะคะ")
    step = _step(app, "".join(composed(typed).split()), key, now)
    if step is None:
        guessing.wrong(db, GUESS, who, now)
        return wrong()
    app.step = step
    app.confirmed = app.confirmed or now
    return None


def wrong() -> str:
    return _("รหัสไม่ตรงค่ะ ดูเลขล่าสุดในแอปแล้วลองอีกครั้งนะคะ")


def _step(app: CodeApp, digits: str, key: str, now: datetime) -> int | None:
    """The half minute that these digits are of, where they were not taken yet."""
    code = otp(app, key)
    for aside in ASIDE:
        step = code.timecode(now) + aside
        right = hmac.compare_digest(code.at(now, counter_offset=aside).encode(), digits.encode())
        if right and step > app.step:
            return step
    return None

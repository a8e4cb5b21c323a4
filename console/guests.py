"""Clubs that are invited to another club's event, named a line each."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.language import _
from bot.turn import Refusal
from models import Club

MOST = 30


def named(db: Session, typed: str) -> list[Club]:
    """The clubs of these names or codes. Raises Refusal, which says which line is none."""
    lines = list(dict.fromkeys(" ".join(line.split()) for line in typed.splitlines()))
    lines = [line for line in lines if line]
    if len(lines) > MOST:
        raise Refusal(_("เชิญได้ไม่เกิน {most} ชมรมค่ะ", most=MOST))
    return [_club(db, line) for line in lines]


def written(clubs: Iterable[Club]) -> str:
    """Lines that name these clubs: by their codes, which no two have in common."""
    return "\n".join(club.code for club in clubs)


def _club(db: Session, line: str) -> Club:
    called = or_(Club.code == line.upper(), Club.name == line)
    found = db.scalars(select(Club).where(called).limit(2)).all()
    if not found:
        raise Refusal(_("ไม่พบชมรม “{name}” ค่ะ พิมพ์ชื่อเต็มหรือรหัสของชมรม บรรทัดละหนึ่งชมรมนะคะ", name=line))
    if len(found) > 1:
        raise Refusal(_("มีหลายชมรมชื่อ “{name}” ค่ะ พิมพ์รหัสของชมรมแทนนะคะ", name=line))
    return found[0]

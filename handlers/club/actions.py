"""Finding a club, and joining it."""

from datetime import datetime, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from bot import choices, deeds, duties, limits, outbox, places
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.club import cards, flow
from models import Club, Member, Role, What

_bare = lru_cache(maxsize=20_000)(places.bare)  # of clubs alone, never of what was typed
LIKE, LONGEST = 72, 40  # rapidfuzz's ratio in percent; code points of what could be a name
NEWS = timedelta(days=30)  # that somebody moved is worth telling for so long
NOTICE = "2569-11"  # version of the privacy notice in cards.py


def find(db: Session, said: str, start: int = 0) -> list[Club]:
    """The club with this code, or a page of those with these words in their name, and one more."""
    if club := with_code(db, said):
        return [club]
    words = said.strip()
    if len(words) < 3:  # noqa: PLR2004 - two letters are in every name
        return []
    named = select(Club).where(is_called(words))
    return list(db.scalars(named.order_by(Club.name, Club.id).offset(start).limit(cards.SHOWN + 1)))


def is_called(words: str) -> ColumnElement[bool]:
    """These words stand in the name, however the kind before them is written."""
    as_typed = Club.name.contains(words, autoescape=True)
    kind, rest = places.kind(words)
    if kind is None or len(rest) < 2:  # noqa: PLR2004 - one letter is in every name
        return as_typed
    return or_(as_typed, and_(Club.kind == kind, Club.name.contains(rest, autoescape=True)))


def near(db: Session, said: str) -> list[Club]:
    """The clubs whose name or code is nearly what was typed, the nearest first."""
    typed = places.bare(said)
    if len(typed) > LONGEST:
        return []
    spelt: dict[str, int] = {}
    for id_, code, name in db.execute(select(Club.id, Club.code, Club.name).order_by(Club.id)):
        spelt.setdefault(_bare(code), id_)
        spelt.setdefault(_bare(name), id_)
    alike = process.extract(
        typed, list(spelt), scorer=fuzz.ratio, score_cutoff=LIKE, limit=2 * cards.SHOWN
    )
    ids = list(dict.fromkeys(spelt[words] for words, _score, _place in alike))[: cards.SHOWN]
    return [db.get_one(Club, id_) for id_ in ids]


def with_code(db: Session, said: str) -> Club | None:
    """The club whose code stands in what was typed."""
    clubs = (Club.with_code(db, code) for code in flow.club_codes(said))
    return next((club for club in clubs if club), None)


def join(db: Session, member: Member, club: Club, now: datetime) -> None:
    """Pressing twice equals pressing once; the consent is kept with its version."""
    if member.club and member.club_id != club.id:
        _tell_of_move(db, member, member.club, club, now)
    member.club_id, member.club = club.id, club
    if member.consent != NOTICE:
        member.consent, member.consented = NOTICE, now


def set_model(db: Session, who: Member, club_id: int, now: datetime, *, model: bool) -> Club:
    """Whether others learn from this club, and may ask it. Raises Refusal."""
    if not Role.administers(db, who):
        raise Refusal(_("เรื่องนี้ผู้ดูแลระบบเป็นผู้ตัดสินค่ะ"))
    club = db.get_one(Club, club_id)
    if club.model != model:
        what = What.MODEL_NAMED if model else What.MODEL_ENDED
        deeds.record(db, who, what, now, club=club)
    club.model = model
    return club


def set_welcome(db: Session, who: Member, club: Club, words: str, now: datetime) -> None:
    """What whoever joins reads; nothing: our own words alone. Raises Refusal."""
    duties.looked_after(db, who, club.id)
    words = words.replace("\r\n", "\n").strip()
    if limits.utf16(words) > cards.WELCOME:
        raise Refusal(_("คำต้อนรับยาวได้ไม่เกิน {most} ตัวอักษรค่ะ", most=cards.WELCOME))
    choices.set_(db, who, club, "welcome", words or None, now=now)


def _tell_of_move(db: Session, member: Member, old: Club, new: Club, now: datetime) -> None:
    """The coordinators of both clubs learn of it when they next write, for free."""
    for club, told in ((old, cards.has_left), (new, cards.has_come)):
        for coordinator in Role.coordinators_of(db, club.id):
            if coordinator.id == member.id:
                continue
            with addressing(coordinator):
                name = member.name or cards.nameless()
                words = told(name, club, new if club is old else old)
            outbox.promise(
                db,
                coordinator,
                f"club:{club.id}:moved:{member.id}:{coordinator.id}:{now:%Y%m%d%H%M%S}",
                [words],
                due=now,
                not_after=now + NEWS,
                with_reply=True,
            )

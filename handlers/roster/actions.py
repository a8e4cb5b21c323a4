"""Keeping a club's roster: what chat, console and commands share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import deeds, headcount, outbox
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.roster import cards, flow
from models import (
    Apart,
    Attendance,
    Club,
    Event,
    Member,
    Promise,
    Registration,
    Role,
    RoleKind,
    What,
)
from models.name import person_name

WORTH_ASKING = timedelta(days=60)
BATCH = 20  # members whose names are compared in one transaction


@dataclass(frozen=True)
class Outlook:
    """What would become of a list of names, and which new ones are nearly somebody's."""

    sheet: flow.Sheet
    alike: list[tuple[flow.Line, str]]


def own_club(db: Session, who: Member, club_id: int | None) -> Club:
    """A club that `who` coordinates, or any for an administrator. Raises Refusal."""
    club = db.get(Club, club_id) if club_id else None
    if club is None or not (club in Role.clubs_of(db, who) or Role.administers(db, who)):
        raise Refusal(_("เรื่องนี้ผู้ประสานงานของชมรมเป็นผู้ดูแลค่ะ"))
    return club


def page(db: Session, club: Club, start: int) -> list[Member]:
    """The people of a club by name: a page, and one more."""
    return list(db.scalars(_of(club).offset(start).limit(cards.SHOWN + 1)))


def search(db: Session, club: Club, said: str) -> list[Member]:
    found = flow.sought(said, _names(db, club))[: cards.SHOWN + 1]
    return [db.get_one(Member, id_) for id_ in found]


def add(
    db: Session, who: Member, club_id: int, said: str, now: datetime, *, limit: int = flow.AT_ONCE
) -> flow.Sheet:
    """Put new names on the roster. Raises Refusal where the club is not hers."""
    club = own_club(db, who, club_id)
    db.execute(select(Club.id).where(Club.id == club.id).with_for_update())  # one list at a time
    sheet = flow.read(said, [name for _id, name in _names(db, club)], limit)
    db.add_all(Member(name=name, club_id=club.id, joined=now) for name in sheet.names)
    _seek_doubles(db, club, sheet.names)
    if sheet.names:
        deeds.record(db, who, What.ROSTER_ADDED, now, club=club, amount=len(sheet.names))
    return sheet


def look_over(db: Session, who: Member, club_id: int, said: str, limit: int) -> Outlook:
    """What `add` would do; nothing is written. Raises Refusal where the club is not hers."""
    known = dict(_names(db, own_club(db, who, club_id)))
    sheet, others = flow.read(said, known.values(), limit), flow.Others(known.items())
    near = [(line, others.like(line.words)) for line in sheet.new]
    return Outlook(sheet, [(line, known[ids[0]]) for line, ids in near if ids])


def everybody(
    db: Session, who: Member, club: Club, now: datetime
) -> list[tuple[Member, list[RoleKind]]]:
    """The roster with what each does for the club, to be taken along; that stands in the log."""
    own_club(db, who, club.id)
    held = defaultdict[int, list[RoleKind]](list)
    roles = select(Role.member_id, Role.kind).where(Role.club_id == club.id).order_by(Role.kind)
    for member_id, kind in db.execute(roles):
        held[member_id].append(kind)
    found = list(db.scalars(_of(club)))
    deeds.record(db, who, What.ROSTER_EXPORTED, now, club=club, amount=len(found))
    return [(each, held[each.id]) for each in found]


def person(db: Session, who: Member, person_id: int) -> Member:
    """Somebody on a roster of hers. Raises Refusal."""
    found = db.get(Member, person_id)
    if found is None or found.club_id is None:
        raise Refusal(_("ไม่พบชื่อนี้ในรายชื่อแล้วค่ะ พิมพ์ “รายชื่อสมาชิก” เพื่อดูล่าสุดนะคะ"))
    own_club(db, who, found.club_id)
    return found


def remove(db: Session, who: Member, person_id: int, now: datetime) -> str:
    """Take a name without LINE off the roster, and return it. Raises Refusal."""
    found = person(db, who, person_id)
    if found.line_user_id is not None:
        raise Refusal(_("สมาชิกที่ใช้ LINE ออกจากชมรมได้ด้วยตัวเองค่ะ โดยพิมพ์ “ออกจากชมรม”"))
    name = found.name or ""
    deeds.record(db, who, What.ROSTER_REMOVED, now, club=found.club)
    headcount.leave_behind(db, found, now)
    db.execute(delete(Member).where(Member.id == found.id))
    return name


def merge(db: Session, who: Member, kept_id: int, name_id: int, now: datetime) -> Member:
    """Make one person of a member and a name without LINE: all registrations, none twice.

    Both rows are locked, the lower id first, so that of two coordinators at once the second
    learns that it is done. Raises Refusal.
    """
    pair = select(Member).where(Member.id.in_((kept_id, name_id))).order_by(Member.id)
    found = {each.id: each for each in db.scalars(pair.with_for_update())}
    kept, name = found.get(kept_id), found.get(name_id)
    if kept is None or name is None:
        raise _no_pair()
    club = own_club(db, who, name.club_id)
    if kept.line_user_id is None or name.line_user_id is not None or kept.club_id != name.club_id:
        raise Refusal(_("สองชื่อนี้รวมกันไม่ได้ค่ะ ต้องอยู่ชมรมเดียวกัน และชื่อหนึ่งยังไม่ใช้ LINE"))
    _take_over(db, kept, name)
    deeds.record(db, who, What.ROSTER_MERGED, now, club=club, about=kept)
    asked_no_more(db, kept_id, name_id)
    return kept


def both_of(db: Session, club: Club, member_id: int, name_id: int) -> None:
    """Whether they are two people of this club. Raises Refusal, which tells nothing of others."""
    here = select(Member.id).where(Member.club_id == club.id)
    if set(db.scalars(here.where(Member.id.in_((member_id, name_id))))) != {member_id, name_id}:
        raise _no_pair()


def keep_apart(db: Session, who: Member, member_id: int, name_id: int) -> None:
    """These two are two people, and are not asked about again. Raises Refusal."""
    person(db, who, name_id)  # a roster of hers
    if person(db, who, member_id).club_id != db.get_one(Member, name_id).club_id:
        raise Refusal(_("สองชื่อนี้รวมกันไม่ได้ค่ะ ต้องอยู่ชมรมเดียวกัน และชื่อหนึ่งยังไม่ใช้ LINE"))
    told = upsert(Apart).values(member_id=member_id, name_id=name_id)
    db.execute(told.on_conflict_do_nothing())
    asked_no_more(db, member_id, name_id)


def rename(db: Session, who: Member, person_id: int, written: str, now: datetime) -> Member:
    """Write a name without LINE in another way. Raises Refusal."""
    found = person(db, who, person_id)
    name = person_name(written)
    if found.line_user_id is not None:
        raise Refusal(_("สมาชิกที่ใช้ LINE เปลี่ยนชื่อเองในแชตค่ะ โดยพิมพ์ “เปลี่ยนชื่อ”"))
    if name is None:
        raise Refusal(_("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี"))
    found.name = name
    deeds.record(db, who, What.ROSTER_RENAMED, now, club=found.club, about=found)
    _seek_doubles(db, own_club(db, who, found.club_id), [name])
    return found


def doubles(db: Session, club: Club, limit: int) -> list[tuple[Member, Member]]:
    """Members, each with a name without LINE that is nearly hers and was not told apart."""
    rows = db.execute(_rows(club).add_columns(Member.line_user_id.is_not(None))).all()
    with_line = [(id_, name or "") for id_, name, line in rows if line]
    without = [(id_, name or "") for id_, name, line in rows if not line]
    apart = select(Apart.member_id, Apart.name_id).join(Member, Member.id == Apart.name_id)
    told = {tuple(pair) for pair in db.execute(apart.where(Member.club_id == club.id))}
    likely = (pair for pair in flow.pairs(with_line, without) if pair not in told)
    pairs = list(islice(likely, limit))
    ids = {each for pair in pairs for each in pair}
    found = {each.id: each for each in db.scalars(select(Member).where(Member.id.in_(ids)))}
    return [(found[member], found[name]) for member, name in pairs]


def asked_no_more(db: Session, kept_id: int, name_id: int) -> None:
    outbox.withdraw_all(db, _key(kept_id, name_id))


def ask_about_new(db: Session, now: datetime) -> None:
    """Ask coordinators about members whose name, new here, is nearly one without LINE."""
    new = select(Member).where(Member.unmatched).order_by(Member.id).limit(BATCH)
    for member in db.scalars(new.with_for_update(skip_locked=True)).all():
        member.unmatched = False
        for name in _likely(db, member):
            _ask(db, member, name, now)


def _likely(db: Session, member: Member) -> Sequence[Member]:
    if member.club is None or not member.name:
        return []
    without = [
        (id_, name or "")
        for id_, name in db.execute(_rows(member.club).where(Member.line_user_id.is_(None)))
    ]
    likely = flow.Others(without).like(member.name)
    near = [db.get_one(Member, id_) for id_ in likely[: cards.SHOWN]]
    return [each for each in near if not _was_asked(db, member, each)]


def _seek_doubles(db: Session, club: Club, names: Sequence[str]) -> None:
    """A new name may be nearly that of a member who has LINE."""
    with_line = flow.Others(
        (id_, name or "")
        for id_, name in db.execute(_rows(club).where(Member.line_user_id.is_not(None)))
    )
    near = {id_ for name in names for id_ in with_line.like(name)}
    db.execute(update(Member).where(Member.id.in_(near)).values(unmatched=True))


def _was_asked(db: Session, member: Member, name: Member) -> bool:
    asked = Promise.key.startswith(_key(member.id, name.id), autoescape=True)
    told = db.get(Apart, (member.id, name.id))
    return bool(told) or db.scalar(select(Promise.id).where(asked).limit(1)) is not None


def _ask(db: Session, member: Member, name: Member, now: datetime) -> None:
    for coordinator in Role.coordinators_of(db, member.club_id or 0):
        with addressing(coordinator):
            question = cards.ask_same(member, name)
        outbox.promise(
            db,
            coordinator,
            f"{_key(member.id, name.id)}{coordinator.id}",
            [question],
            due=now,
            not_after=now + WORTH_ASKING,
            with_reply=True,
        )


def _take_over(db: Session, kept: Member, name: Member) -> None:
    """Where both answered, the member's own word counts."""
    own = select(Registration.event_id).where(Registration.member_id == kept.id)
    hers = Registration.member_id == name.id
    twice = select(Registration.event_id).where(hers, Registration.event_id.in_(own))
    db.execute(update(Event).where(Event.id.in_(twice)).values(has_room=True))
    db.execute(delete(Registration).where(hers, Registration.event_id.in_(own)))
    db.execute(update(Registration).where(hers).values(member_id=kept.id))
    _take_over_attendance(db, kept, name)
    db.flush()
    db.execute(delete(Member).where(Member.id == name.id))


def _take_over_attendance(db: Session, kept: Member, name: Member) -> None:
    """Where both were seen on a day, the first sign counts; what is left goes with the name."""
    for each in db.scalars(select(Attendance).where(Attendance.member_id == name.id)).all():
        key = {"event_id": each.event_id, "day": each.day, "member_id": kept.id}
        there = db.get(Attendance, key) or Attendance(**key, at=each.at)
        if each.at <= there.at:
            there.at, there.way, there.by_id = each.at, each.way, each.by_id
        db.add(there)


def _key(kept_id: int, name_id: int) -> str:
    return f"{headcount.doubles(kept_id)}{name_id}:"


def _of(club: Club) -> Select[Member]:
    known = select(Member).where(Member.club_id == club.id, Member.name.is_not(None))
    return known.order_by(Member.name, Member.id)


def _rows(club: Club) -> Select[int, str | None]:
    named = select(Member.id, Member.name).where(
        Member.club_id == club.id, Member.name.is_not(None)
    )
    return named.order_by(Member.id)


def _no_pair() -> Refusal:
    return Refusal(_("รวมชื่อนี้ไปแล้ว หรือไม่มีในรายชื่อแล้วค่ะ"))


def _names(db: Session, club: Club) -> list[tuple[int, str]]:
    return [(id_, name or "") for id_, name in db.execute(_rows(club))]

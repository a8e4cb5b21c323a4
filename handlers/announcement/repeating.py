"""Announcements that are made again and again: begun, planned a day ahead each time, ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import audience, bangkok, deeds, limits, outbox, placeholders
from bot.language import _, addressing
from bot.messages import text
from bot.turn import Refusal
from handlers.announcement import actions, content, flow, pictures
from handlers.announcement.actions import Wish
from handlers.announcement.repeating_flow import Rule, following
from models import Announcement, Member, Role, Series, What

AHEAD = timedelta(days=1)  # so that it can be seen, stopped and approved before it leaves
WORTH_TELLING = timedelta(days=30)
QUOTED = 40  # UTF-16 units of its words


def start(
    db: Session, wish: Wish, rule: Rule, author: Member, *, now: datetime, draft: str
) -> Series:
    """Write a series down, after its first time was checked as any announcement is.

    Raises Refusal. The same draft again gives the same series.
    """
    if started := find(db, draft):
        return started
    first = following(rule, now)
    if first is None:
        raise Refusal(_("ไม่มีครั้งไหนที่จะส่งได้แล้วค่ะ ลองตั้งวันใหม่นะคะ"))
    actions.checked(db, replace(wish, due=first), author, now)
    pictures.use(db, wish.content)
    series = Series(
        draft=draft,
        club_id=wish.club.id,
        author_id=author.id,
        audience=audience.kept(wish.whom),
        text=placeholders.plain(wish.content.text),
        parts=wish.content.kept(),
        rule=rule.model_dump(mode="json"),
        at_night=wish.at_night,
        next=first,
        until=bangkok.at(rule.until, rule.clock) if rule.until else None,
        ended=None,
    )
    db.add(series)
    db.flush()  # its card's button carries its id
    deeds.record(db, author, What.SERIES_STARTED, now, club=wish.club)
    return series


def find(db: Session, draft: str) -> Series | None:
    return db.scalar(select(Series).where(Series.draft == draft))


def running(db: Session, who: Member) -> list[Series]:
    """What is repeated in the clubs that she coordinates, the soonest first."""
    clubs = [club.id for club in Role.clubs_of(db, who)]
    here = select(Series).where(Series.club_id.in_(clubs), Series.ended.is_(None))
    return list(db.scalars(here.order_by(Series.next, Series.id)))


def stop(db: Session, who: Member, series_id: int, now: datetime) -> Series:
    """It is not made again; what was planned can be stopped by itself. Raises Refusal."""
    series = db.get(Series, series_id, with_for_update=True)
    if series is None or series.club not in Role.clubs_of(db, who):
        raise Refusal(_("ไม่พบประกาศประจำนี้ค่ะ"))
    if series.ended is None:
        series.ended = now
        deeds.record(db, who, What.SERIES_STOPPED, now, club=series.club)
    return series


def plan_next(db: Session, now: datetime) -> bool:
    """Plan what comes next of one series; False where there is nothing to plan."""
    series = db.scalar(_due(now))
    if series is None:
        return False
    author = db.get(Member, series.author_id or 0)
    if author is None or series.club not in Role.clubs_of(db, author):
        series.ended = now
        _tell(db, author, series, _stopped, now)
        return True
    if series.next + flow.LATE <= now:
        _tell(db, author, series, _missed, now)
    else:
        _make(db, series, author, now)
    rule = Rule.model_validate(series.rule)
    coming = following(rule, max(series.next, now - flow.LATE))
    series.next, series.ended = coming or series.next, None if coming else now
    return True


def _due(now: datetime) -> Select[Series]:
    due = select(Series).where(Series.ended.is_(None), Series.next <= now + AHEAD)
    return due.order_by(Series.next).limit(1).with_for_update(skip_locked=True)


def _make(db: Session, series: Series, author: Member, now: datetime) -> None:
    """The announcement of one time; once, however often it is tried."""
    whom = audience.found(series.audience)
    wish = Wish(
        series.club,
        content.found(series.parts),
        whom.again(series.next) if whom else None,
        due=max(series.next, now),
        at_night=series.at_night,
    )
    draft = f"series:{series.id}:{bangkok.local(series.next):%Y%m%d%H%M}"
    with addressing(author):
        try:
            planned: Announcement | None = actions.schedule(db, wish, author, now=now, draft=draft)
        except Refusal as why:
            planned = None
            words = _("ประกาศประจำ “{quoted}” ครั้งนี้ไม่ได้ส่งค่ะ", quoted=quoted(series))
            _promise(db, author, series, f"{words}\n{why}", now)
    if planned:
        planned.series_id = series.id


def quoted(series: Series) -> str:
    return limits.fit_utf16(series.text.strip().partition("\n")[0], QUOTED)


def _stopped(series: Series) -> str:
    return _("ประกาศประจำ “{quoted}” หยุดแล้วค่ะ เพราะคุณไม่ได้ดูแลชมรมนี้แล้ว", quoted=quoted(series))


def _missed(series: Series) -> str:
    return _("ประกาศประจำ “{quoted}” เลยเวลาไปหนึ่งครั้ง จึงไม่ได้ส่งครั้งนั้นค่ะ", quoted=quoted(series))


def _tell(
    db: Session,
    author: Member | None,
    series: Series,
    words: Callable[[Series], str],
    now: datetime,
) -> None:
    if author:
        with addressing(author):
            _promise(db, author, series, words(series), now)


def _promise(db: Session, author: Member, series: Series, words: str, now: datetime) -> None:
    """For free: it is said when she writes next."""
    key = f"series:{series.id}:{bangkok.local(series.next):%Y%m%d%H%M}"
    until = now + WORTH_TELLING
    outbox.promise(db, author, key, [text(words)], due=now, not_after=until, with_reply=True)

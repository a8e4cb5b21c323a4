"""What coordinators say and press about announcements that are on their way."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from bot import audience, words
from bot.clock import Clock
from bot.incoming import Event, Said
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import (
    content,
    drafting,
    flow,
    news_routes,
    resending,
    running,
    running_cards,
)
from models import Announcement, Role

router = Router()
clock = Clock([])

STOPPING = running_cards.HOLD, running_cards.EDIT


@clock.every(seconds=30)
def lapse(db: Session, now: datetime) -> bool:
    return running.lapse(db, now)


@router.first
def in_words(turn: Turn, event: Event) -> Replies | None:
    """“หยุดก่อน” or “ส่งต่อ” alone, while something of hers is about to leave, or leaving."""
    if not isinstance(event, Said) or not words.one_of(event.text, *STOPPING, running_cards.RESUME):
        return None
    waiting = running.unsent(turn.db, turn.member)
    newest = max(waiting, key=lambda each: each.made, default=None)
    if newest is None:
        return None
    if words.one_of(event.text, *STOPPING):
        return hold(turn, running_cards.Hold(announcement=newest.id))
    return resume(turn, running_cards.Resume(announcement=newest.id))


@router.first
def resend_in_words(turn: Turn, event: Event) -> Replies | None:
    """“ส่งซ้ำ” alone; where she was asked for an announcement's words, they are those."""
    if not isinstance(event, Said) or not words.one_of(event.text, running_cards.RESEND):
        return None
    written = running.latest(turn.db, turn.member, turn.now)
    announcement = resending.meant(turn.db, turn.member, written)
    if announcement is None or turn.state(flow.Writing):
        return None
    return resend(turn, running_cards.Resend(announcement=announcement.id))


@router.button(running_cards.Hold)
def hold(turn: Turn, button: running_cards.Hold) -> Replies:
    """What nobody got is a draft again; of what is leaving, the rest waits."""
    if running.recall(turn.db, turn.member, button.announcement, turn.now):
        announcement = running.own(turn.db, turn.member, button.announcement)
        return [running_cards.back_to_draft(), *drafting.show(turn, _draft(announcement))]
    return _progress(turn, running.pause(turn.db, turn.member, button.announcement, turn.now))


@router.button(running_cards.Resume)
def resume(turn: Turn, button: running_cards.Resume) -> Replies:
    return _progress(turn, running.resume(turn.db, turn.member, button.announcement, turn.now))


@router.button(running_cards.Resend)
def resend(turn: Turn, button: running_cards.Resend) -> Replies:
    """A draft with what it said; nothing leaves before she presses."""
    announcement = running.own(turn.db, turn.member, button.announcement)
    whom = resending.unreached(turn.db, turn.member, announcement)
    draft = _draft(announcement).model_copy(update={"to": audience.kept(whom)})
    return [running_cards.resent(), *drafting.show(turn, draft)]


@router.button(running_cards.Follow)
def follow(turn: Turn, button: running_cards.Follow) -> Replies:
    return _progress(turn, running.own(turn.db, turn.member, button.announcement))


@router.word("announcement_progress")
def show_latest(turn: Turn) -> Replies:
    if not Role.clubs_of(turn.db, turn.member):
        return news_routes.news(turn)
    latest = running.latest(turn.db, turn.member, turn.now)
    return _progress(turn, latest[0]) if len(latest) == 1 else [running_cards.latest(latest)]


@router.button(running_cards.Latest)
def show_more_of_latest(turn: Turn, button: running_cards.Latest) -> Replies:
    latest = running.latest(turn.db, turn.member, turn.now)
    return [running_cards.latest(latest, button.skip)]


@router.button(running_cards.Cancel)
def cancel(turn: Turn, button: running_cards.Cancel) -> Replies:
    sent = running.cancel(turn.db, turn.member, button.announcement, turn.now)
    return [running_cards.cancelled(sent)]


@router.word("stop_announcement")
def stop(turn: Turn) -> Replies:
    return [running_cards.unsent(running.unsent(turn.db, turn.member))]


@router.button(running_cards.Waiting)
def show_more(turn: Turn, button: running_cards.Waiting) -> Replies:
    return [running_cards.unsent(running.unsent(turn.db, turn.member), button.skip)]


def _progress(turn: Turn, announcement: Announcement) -> Replies:
    report = running.report(turn.db, announcement)
    left_out = resending.worthwhile(turn.db, turn.member, announcement)
    return [running_cards.progress(announcement, report, left_out=left_out)]


def _draft(announcement: Announcement) -> flow.Checking:
    """What was stopped before anybody got it, to be mended or sent after all."""
    return flow.Checking(
        club=announcement.club_id,
        draft=uuid4().hex,
        content=content.found(announcement.parts),
        to=announcement.audience,
        at_night=announcement.at_night,
    )

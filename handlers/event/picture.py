"""The picture of an event: asked for, hung, replaced, taken away; what chat and console share.

What was sent in the chat is on its way as an errand under LINE's id of the message.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from bot import deeds, errands, files, outbox
from bot.drawing import Drawn
from bot.language import addressing
from bot.messages import Message
from bot.turn import Refusal
from handlers.event import picture_cards, planning
from models import Errand, ErrandState, Event, Member, What

FETCH = "event.picture"
WORTH_TELLING = timedelta(days=30)


@dataclass(frozen=True)
class Wish:
    """That what she sent in this message becomes the picture of this event."""

    event: int
    member: int
    message: str
    hung: str = ""  # the digest of what it became


def ask(db: Session, who: Member, event_id: int, message_id: str, now: datetime) -> Event:
    """Have it fetched; one that was sent before is not waited for. Raises Refusal."""
    event = planning.own_open(db, who, event_id)
    _let_go(db, event)
    wish = Wish(event=event.id, member=who.id, message=message_id)
    errands.ask(db, FETCH, message_id, asdict(wish), now)
    return event


def awaited(db: Session, event: Event) -> bool:
    """Whether a picture of this event is on its way."""
    return db.scalar(_on_its_way(event).limit(1)) is not None


def wishing(db: Session, wish: Wish) -> Member | None:
    """She who sent it, while it is still wanted and hers to give; her row is locked first."""
    member = db.get(Member, wish.member, with_for_update=True)
    errand = errands.asked(db, FETCH, wish.message)
    if member is None or errand is None or Wish(**errand.details).hung:
        return None
    try:
        planning.own_open(db, member, wish.event)
    except Refusal:
        return None
    return member


def hang(db: Session, wish: Wish, drawn: Drawn, now: datetime) -> None:
    """Unless it was taken back meanwhile; twice equals once."""
    member = wishing(db, wish)
    errand = errands.asked(db, FETCH, wish.message)
    if member is None or errand is None:
        return
    event = db.get_one(Event, wish.event)
    _hang(db, member, event, drawn, now)
    errand.details = {**errand.details, "hung": drawn.digest}
    with addressing(member):
        _tell(db, member, wish, picture_cards.hung(event), now)


def say_why_not(db: Session, wish: Wish, why: str | None, now: datetime) -> None:
    """Tell her for free when she next writes; without a reason, LINE gave us nothing."""
    if member := wishing(db, wish):
        with addressing(member):
            told = picture_cards.failed(why or picture_cards.out_of_reach())
            _tell(db, member, wish, told, now)


def give(db: Session, who: Member, event_id: int, drawn: Drawn, now: datetime) -> Event:
    """Hang what is drawn and stored already; what is on its way comes no more. Raises Refusal."""
    event = planning.own_open(db, who, event_id)
    _let_go(db, event)
    _hang(db, who, event, drawn, now)
    return event


def remove(db: Session, who: Member, event_id: int, digest: str, now: datetime) -> Event:
    """Take away this picture, and what is on its way; a newer one stays. Raises Refusal."""
    event = planning.own_open(db, who, event_id)
    if (event.picture or "") == digest:
        _let_go(db, event)
        _bare(db, who, event, now)
    return event


def unsend(db: Session, who: Member, message_id: str) -> None:
    """Nothing of a photo that she took back is fetched or shown, in copies of the event neither."""
    errand = errands.asked(db, FETCH, message_id)
    if errand is None or errand.details["member"] != who.id:
        return
    wish = Wish(**errand.details)
    event = db.get(Event, wish.event)
    if event and wish.hung:
        shown = select(Event).where(Event.club_id == event.club_id, Event.picture == wish.hung)
        for each in db.scalars(shown):
            each.picture = None
    outbox.withdraw(db, _key(wish))
    db.delete(errand)


def _hang(db: Session, who: Member, event: Event, drawn: Drawn, now: datetime) -> None:
    files.keep(db, drawn.digest, drawn.data, now)
    event.picture = drawn.digest
    deeds.record(db, who, What.EVENT_CHANGED, now, club=event.club, about=event)


def _bare(db: Session, who: Member, event: Event, now: datetime) -> None:
    if event.picture:
        event.picture = None
        deeds.record(db, who, What.EVENT_CHANGED, now, club=event.club, about=event)


def _let_go(db: Session, event: Event) -> None:
    """Who fetches one of these finds its errand gone, and hangs nothing."""
    waiting = list(db.scalars(_on_its_way(event).with_for_update()))
    db.execute(delete(Errand).where(Errand.id.in_(waiting)))


def _on_its_way(event: Event) -> Select[int]:
    waiting = select(Errand.id).where(Errand.kind == FETCH, Errand.state == ErrandState.WAITING)
    return waiting.where(Errand.details["event"].as_integer() == event.id)


def _tell(db: Session, member: Member, wish: Wish, told: Message, now: datetime) -> None:
    until = now + WORTH_TELLING
    outbox.promise(db, member, _key(wish), [told], due=now, not_after=until, with_reply=True)


def _key(wish: Wish) -> str:
    return f"event.picture:{wish.message}"

"""The picture of a club: asked for, hung, and taken away.

What is on its way is an errand under LINE's id of the message. It stays known for a month
(`bot/retention.py`), longer than LINE lets anybody unsend.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from bot import deeds, duties, errands, files, outbox
from bot.drawing import Drawn
from bot.language import addressing
from bot.messages import Message
from handlers.picture import cards
from models import Club, Errand, ErrandState, Member, Role, What

FETCH = "picture.fetch"
WORTH_TELLING = timedelta(days=30)


@dataclass(frozen=True)
class Wish:
    """That what she sent in this message becomes the picture of this club."""

    club: int
    member: int
    message: str
    hung: str = ""  # the digest of what it became


def ask(db: Session, who: Member, club_id: int, message_id: str, now: datetime) -> Club:
    """Have the picture fetched; one that was sent before is not waited for. Raises Refusal."""
    club = duties.own(db, who, club_id)
    _let_go(db, club)
    wish = Wish(club=club.id, member=who.id, message=message_id)
    errands.ask(db, FETCH, message_id, asdict(wish), now)
    return club


def awaited(db: Session, club: Club) -> bool:
    """Whether a picture of this club is on its way."""
    return db.scalar(_on_its_way(club).limit(1)) is not None


def wishing(db: Session, wish: Wish) -> Member | None:
    """She who sent it, while it is still wanted and hers to give.

    Her row is locked first, as with everything that she says herself.
    """
    member = db.get(Member, wish.member, with_for_update=True)
    errand = errands.asked(db, FETCH, wish.message)
    if member is None or errand is None or Wish(**errand.details).hung:
        return None
    hers = any(club.id == wish.club for club in Role.clubs_of(db, member))
    return member if hers else None


def hang(db: Session, wish: Wish, drawn: Drawn, now: datetime) -> None:
    """Make it the club's picture, unless it was taken back meanwhile; twice equals once."""
    member = wishing(db, wish)
    errand = errands.asked(db, FETCH, wish.message)
    if member is None or errand is None:
        return
    club = db.get_one(Club, wish.club)
    _hang(db, member, club, drawn, now)
    errand.details = {**errand.details, "hung": drawn.digest}
    with addressing(member):
        _tell(db, member, wish, cards.hung(club), now)


def give(db: Session, who: Member, club_id: int, drawn: Drawn, now: datetime) -> Club:
    """Hang what is drawn and stored already; what is on its way comes no more. Raises Refusal."""
    club = duties.looked_after(db, who, club_id)
    _let_go(db, club)
    _hang(db, who, club, drawn, now)
    return club


def say_why_not(db: Session, wish: Wish, why: str | None, now: datetime) -> None:
    """Tell her for free when she next writes; without a reason, LINE gave us nothing."""
    if member := wishing(db, wish):
        with addressing(member):
            _tell(db, member, wish, cards.failed(why or cards.out_of_reach()), now)


def remove(db: Session, who: Member, club_id: int, digest: str, now: datetime) -> Club:
    """Take away this picture, and what is on its way; a newer one stays. Raises Refusal."""
    club = duties.looked_after(db, who, club_id)
    if (club.picture or "") == digest:
        _let_go(db, club)
        if club.picture:
            deeds.record(db, who, What.PICTURE_REMOVED, now, club=club)
        club.picture = None
    return club


def unsend(db: Session, who: Member, message_id: str, now: datetime) -> None:
    """Nothing of a photo that she took back is fetched or shown."""
    errand = errands.asked(db, FETCH, message_id)
    if errand is None or errand.details["member"] != who.id:
        return
    wish = Wish(**errand.details)
    club = db.get(Club, wish.club)
    if club and wish.hung and club.picture == wish.hung:
        deeds.record(db, who, What.PICTURE_REMOVED, now, club=club)
        club.picture = None
    outbox.withdraw(db, _key(wish))
    db.delete(errand)


def _hang(db: Session, who: Member, club: Club, drawn: Drawn, now: datetime) -> None:
    files.keep(db, drawn.digest, drawn.data, now)
    club.picture = drawn.digest
    deeds.record(db, who, What.PICTURE_HUNG, now, club=club)


def _let_go(db: Session, club: Club) -> None:
    """Who fetches one of these finds its errand gone, and hangs nothing."""
    waiting = list(db.scalars(_on_its_way(club).with_for_update()))
    db.execute(delete(Errand).where(Errand.id.in_(waiting)))


def _on_its_way(club: Club) -> Select[int]:
    waiting = select(Errand.id).where(Errand.kind == FETCH, Errand.state == ErrandState.WAITING)
    return waiting.where(Errand.details["club"].as_integer() == club.id)


def _tell(db: Session, member: Member, wish: Wish, told: Message, now: datetime) -> None:
    outbox.promise(
        db,
        member,
        _key(wish),
        [told],
        due=now,
        not_after=now + WORTH_TELLING,
        with_reply=True,
    )


def _key(wish: Wish) -> str:
    return f"picture:{wish.message}"

"""Whose phones are walked with, and what the walk is told with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.deployment import Deployment
from bot.language import _, speaking
from models import (
    Account,
    Club,
    ClubSetting,
    Member,
    Role,
    RoleKind,
)
from tests.conftest import Now
from tests.phone import Phone

SECRET_STORY = "มีการเรียกเงินก่อนออกใบอนุญาต"
REASON = "Please bring a letter first"
LONELY = "Is anybody there?"
LIKE, ALIKE = "Somchai Jaide", "Somchai Jaidde"  # nearly the newcomer's name
FURTHER = ("Bua Dee", "Dao Dee", "Fah Dee")
ANNOUNCED = "พรุ่งนี้พบกันที่ศาลาประชาคม เวลา 9 โมง"


@dataclass(frozen=True)
class Town:
    """Everything that a tour needs."""

    deployment: Deployment
    sessions: sessionmaker[Session]
    clock: Now
    works: Callable[[], None]
    run: Callable[..., str]
    hua_hin: Club
    newcomer: Phone
    coordinator: Phone


class Guest:
    """A phone whose owner reads one of the languages."""

    def __init__(self, phone: Phone, language: str) -> None:
        self.phone, self.language = phone, language
        self.types = phone.says

    def translated(self, thai: str, **values: object) -> str:
        with speaking(self.language):
            return _(thai, **values)

    def says(self, *thai: str) -> None:
        for words in thai:
            self.phone.says(self.translated(words))

    def presses(self, *thai: str) -> None:
        for label in thai:
            self.phone.presses(self.translated(label))

    def press(self, data: str) -> None:
        """A button of an older card, by what it sends."""
        self.phone.simulator.press(self.phone.user_id, data)

    def sees(self, *thai: str, **values: object) -> None:
        self.phone.sees(*(self.translated(words, **values) for words in thai))


def reached(guest: Guest) -> list[dict[str, Any]]:
    phone = guest.phone
    return [entry["message"] for entry in phone.simulator.ledger(phone.user_id)]


def on_roster_of(town: Town, guest: Guest, club: int | None) -> None:
    """As an import leaves her: in a club, and without consent."""
    with town.sessions.begin() as db:
        db.query(Member).filter_by(line_user_id=guest.phone.user_id).one().club_id = club


@contextmanager
def coordinating(town: Town, who: Guest, club: str) -> Iterator[None]:
    """For a while she coordinates one club more."""
    with town.sessions.begin() as db:
        member = db.query(Member).filter_by(line_user_id=who.phone.user_id).one()
        club_id = db.scalars(select(Club.id).where(Club.name == club)).one()
        role = Role(member_id=member.id, club_id=club_id, kind=RoleKind.COORDINATOR)
        role.since = town.clock()
        db.add(role)
    yield
    with town.sessions.begin() as db:
        db.delete(role)


def member(guest: Guest, db: Session) -> Member:
    return db.query(Member).filter_by(line_user_id=guest.phone.user_id).one()


def member_id(guest: Guest, db: Session) -> int:
    return member(guest, db).id


def code(guest: Guest) -> str:
    """The code that stands as the title of the newest card."""
    title: str = guest.phone.messages()[-1]["contents"]["body"]["contents"][0]["text"]
    return title


def share(town: Town, budget: int | None) -> None:
    """How many messages of the month are each club's own."""
    with town.sessions.begin() as db:
        for club_id in db.scalars(select(Club.id)).all():
            db.merge(ClubSetting(club_id=club_id, budget=budget))


def use_up(town: Town, *, undo: bool = False) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota = 300 if undo else 0

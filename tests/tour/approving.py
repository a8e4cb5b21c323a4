"""A second coordinator's yes to what is announced."""

from sqlalchemy import func, select

from handlers.announcement import approval
from models import Announcement, Club
from tests.tour.guest import ANNOUNCED, Guest, Town, coordinating, member


def approving(town: Town, guest: Guest, chair: Guest) -> None:
    chair.says("ประกาศที่รออนุมัติ")
    chair.sees("ไม่มีประกาศที่รอคุณอนุมัติค่ะ")
    with coordinating(town, guest, town.hua_hin.name):
        chair.press(f"announcement.approve?announcement={_announces(town, guest)}")
        chair.sees("ประกาศนี้ไม่ต้องรออนุมัติค่ะ")
        _chooses(town, guest, wanted=True)
        chair.says("เมนู")
        _yes(town, guest, chair)
        _no(town, guest, chair)
        _neither(town, guest, chair)
        for _several in range(4):
            _announces(town, guest)
        chair.says("อนุมัติ")
        chair.presses("ดูเพิ่ม")
        _chooses(town, guest, wanted=False)
        chair.says("เมนู")
        town.clock.moves(days=1)
        town.works()
    guest.says("เมนู")


def _yes(town: Town, guest: Guest, chair: Guest) -> None:
    own = _announces(town, guest)
    guest.press(f"announcement.approve?announcement={own}")
    guest.says("ประกาศที่รอส่ง")
    town.works()
    chair.presses("อนุมัติ")
    chair.press(f"announcement.refuse?announcement={own}")
    guest.says("เมนู")


def _no(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("ประกาศ")
    guest.types(ANNOUNCED)
    send = _pressed(guest, "ส่งเลย")
    guest.press(send)
    chair.says("ประกาศที่รออนุมัติ")
    chair.presses("ไม่อนุมัติ")
    chair.press(f"announcement.approve?announcement={_last(town)}")
    guest.press(send)


def _neither(town: Town, guest: Guest, chair: Guest) -> None:
    """Taken back, or not answered for a day."""
    taken_back = _announces(town, guest)
    guest.presses("ยกเลิกประกาศนี้")
    chair.press(f"announcement.approve?announcement={taken_back}")
    late = _announces(town, guest)
    town.clock.moves(days=1)
    town.works()
    chair.press(f"announcement.approve?announcement={late}")
    guest.says("เมนู")


def _announces(town: Town, guest: Guest) -> int:
    """Returns its id."""
    guest.says("ประกาศ")
    guest.types(ANNOUNCED)
    guest.presses("ส่งเลย")
    return _last(town)


def _last(town: Town) -> int:
    with town.sessions.begin() as db:
        return db.scalar(select(func.max(Announcement.id))) or 0


def _chooses(town: Town, guest: Guest, *, wanted: bool) -> None:
    with town.sessions.begin() as db:
        club = db.get_one(Club, town.hua_hin.id)
        approval.choose(db, member(guest, db), club, wanted=wanted, now=town.clock())


def _pressed(guest: Guest, thai: str) -> str:
    """What a button of the newest card sends."""
    label = guest.translated(thai)
    found = (each for each in guest.phone.actions() if each.get("label") == label)
    data: str = next(found)["data"]
    return data

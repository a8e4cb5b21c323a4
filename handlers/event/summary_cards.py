"""How a coordinator sees what became of an event."""

from collections.abc import Sequence

from bot import ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _
from bot.messages import Message, press, say, text
from handlers.event import facts
from handlers.event.summary import Summary
from models import Answer, Event, Kind, Way

SHOWN = 3
LOOK = N_("ดูสรุป")
KINDS = {Kind.OTHER: N_("อื่น ๆ")}  # the others are called so in both languages


class SumUp(Button, tag="event.sum_up"):
    event: Number


def summary(event: Event, found: Summary) -> Message:
    return card(
        event.title,
        band=_("สรุปกิจกรรม"),
        tone=Tone.GOOD,
        rows=_rows(found),
        note=link_proves(found),
        primary=say(_("หน้าจัดการชมรม")),
        quick=[ways.menu()],
    )


def link_proves(found: Summary) -> str | None:
    """Who opened her link was at least there to press it."""
    opened = found.ways.get(Way.LINK, 0)
    if not opened:
        return None
    return _("{count} ครั้งนับจากการเปิดลิงก์ประชุม ซึ่งบอกว่ามีคนเปิดลิงก์ แต่ไม่ยืนยันตัวคนค่ะ", count=opened)


def kinds(found: Summary) -> str:
    """อบจ. 1 · เทศบาลนคร 6"""
    return " · ".join(
        f"{_(KINDS[each.kind]) if each.kind in KINDS else each.kind.value} {each.clubs}"
        for each in found.organisations
    )


def stars(found: Summary) -> str:
    if found.stars is None:
        return _("ยังไม่มีใครให้คะแนน")
    mean = f"{found.stars:.1f}"
    return _("{mean} จาก 5 ({count} คนให้คะแนน)", mean=mean, count=found.ratings)


def none_yet() -> Message:
    words = _("ชมรมของคุณยังไม่มีกิจกรรมที่เริ่มแล้วในสองเดือนนี้ค่ะ")
    return text(words, ways.events(), ways.menu())


def which(events: Sequence[Event]) -> Message:
    items = [
        (event.title, facts.beginning(event), press(_(LOOK), SumUp(event=event.id)))
        for event in events[:SHOWN]
    ]
    return listing(_("สรุปกิจกรรมไหนคะ"), items, quick=[ways.menu()])


def _rows(found: Summary) -> list[tuple[str, str]]:
    came, said = f"{found.came:,}", f"{found.said.get(Answer.COMING, 0):,}"
    rows = [(_("มา"), _("{came} คน จากที่ลงทะเบียน {said} คน", came=came, said=said))]
    if found.clubs:
        clubs = _("{count} แห่ง: {kinds}", count=found.clubs, kinds=kinds(found))
        rows.append((_("หน่วยงาน"), clubs))
    return [*rows, (_("คะแนน"), stars(found))]

"""How events look in the chat."""

from collections.abc import Sequence

from bot import dates, ways
from bot.buttons import Button
from bot.flex import Tone, card, listing
from bot.language import _, language
from bot.messages import Action, Message, link, press, say, text
from models import Answer, Event, Sitting

SHOWN = 3  # things under each other, then “more”


class Show(Button, tag="event.show"):
    event: int


class Respond(Button, tag="event.respond"):
    event: int
    coming: bool


class More(Button, tag="event.more"):
    start: int


class Programme(Button, tag="event.programme"):
    event: int


def upcoming(events: Sequence[Event], start: int) -> Message:
    """Up to three events under each other; `events` may hold one more, which is not shown."""
    items = [
        (event.title, _days(event), press(_("ดูรายละเอียด"), Show(event=event.id)))
        for event in events[:SHOWN]
    ]
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN)) if len(events) > SHOWN else None
    return listing(
        _("กิจกรรมที่กำลังจะมาถึง"), items, more=more, quick=[ways.my_registrations(), ways.menu()]
    )


def none_upcoming() -> Message:
    words = _("ตอนนี้ยังไม่มีกิจกรรมใหม่ค่ะ มีเมื่อไรน้องสตรองจะรีบบอกนะคะ")
    return text(words, ways.quiz(), ways.menu())


def event(event: Event, coming: int, mine: Answer | None, *, open_: bool) -> Message:
    return card(
        event.title,
        band=_("กิจกรรม · {club}", club=event.club.name),
        rows=_facts(event),
        note=_seats(event, coming, mine),
        primary=_primary(event, mine, open_=open_),
        secondary=_secondary(event, mine, open_=open_),
        links=_links(event),
        quick=[ways.events(), ways.menu()],
    )


def registered(event: Event) -> Message:
    return card(
        _("ลงทะเบียนแล้วค่ะ"),
        event.title,
        band=_("✓ เข้าร่วม"),
        tone=Tone.GOOD,
        rows=_facts(event),
        note=_("ก่อนถึงวันงาน น้องสตรองจะเตือนอีกครั้งนะคะ"),
        primary=_online(event),
        secondary=[ways.my_registrations()],
        links=[press(_("ไม่สะดวกแล้ว"), Respond(event=event.id, coming=False))],
        quick=[ways.menu()],
    )


def declined(event: Event) -> Message:
    return card(
        _("รับทราบค่ะ ครั้งนี้ไม่สะดวก"),
        event.title,
        note=_("เปลี่ยนใจได้ก่อนเริ่มงานนะคะ"),
        primary=press(_("เปลี่ยนใจ เข้าร่วม"), Respond(event=event.id, coming=True)),
        secondary=[ways.events()],
        quick=[ways.menu()],
    )


def mine(events: Sequence[Event]) -> Message:
    items = [
        (event.title, _days(event), press(_("ดูหรือยกเลิก"), Show(event=event.id)))
        for event in events[: SHOWN * 3]
    ]
    return listing(_("การลงทะเบียนของฉัน"), items, quick=[ways.events(), ways.menu()])


def none_mine() -> Message:
    words = _("ยังไม่ได้ลงทะเบียนกิจกรรมไหนไว้ค่ะ ดูที่กำลังจะมาถึงไหมคะ")
    return text(words, ways.events(), ways.menu())


def which(events: Sequence[Event], *, coming: bool) -> Message:
    """More than one could be meant: ask."""
    title = _("กิจกรรมไหนคะ")
    label = _("เข้าร่วม") if coming else _("ไม่สะดวก")
    items = [
        (event.title, _days(event), press(label, Respond(event=event.id, coming=coming)))
        for event in events[: SHOWN * 3]
    ]
    return listing(title, items, quick=[ways.cancel(), ways.menu()])


def ask_name(suggested: str | None) -> Message:
    words = _("ขอชื่อและนามสกุลสำหรับรายชื่อผู้เข้าร่วมค่ะ ถามครั้งเดียว ครั้งหน้าไม่ถามแล้ว")
    offered = [say(suggested)] if suggested else []
    return text(words, *offered, ways.cancel())


def join_first(club_code: str, club: str) -> Message:
    return card(
        _("เข้าชมรมก่อนลงทะเบียนนะคะ"),
        _("แล้วกลับมากด “เข้าร่วม” ได้เลยค่ะ"),
        primary=say(_("เข้าชมรม {club}", club=club), f"เข้าชมรม {club_code}"),
        secondary=[ways.join()],
        links=[ways.menu()],
    )


def programme(event: Event) -> Message:
    lines = [_sitting(sitting) for sitting in event.sittings]
    return text(event.title + "\n\n" + "\n\n".join(lines), ways.events(), ways.menu())


def reminder(event: Event) -> Message:
    """Written so that it is true on the evening before and on the morning itself."""
    return card(
        event.title,
        band=_("ใกล้ถึงเวลานัดแล้วค่ะ"),
        tone=Tone.GOOD,
        rows=_facts(event),
        primary=_online(event),
        secondary=[press(_("ดูรายละเอียด"), Show(event=event.id))],
        links=[press(_("ไม่สะดวกแล้ว"), Respond(event=event.id, coming=False))],
    )


def no_cancelling() -> Message:
    words = _("ตอนนี้การเลื่อนหรือยกเลิกกิจกรรมทำผ่านผู้ดูแลระบบค่ะ บอกสมาชิกได้โดยพิมพ์ “ประกาศ”")
    return text(words, ways.announce(), ways.my_registrations(), ways.menu())


def no_link() -> Message:
    words = _("ยังไม่มีลิงก์เข้าประชุมของกิจกรรมที่คุณลงทะเบียนไว้ค่ะ")
    return text(words, ways.my_registrations(), ways.events())


def _days(event: Event) -> str:
    return dates.days(event.starts, event.ends, language())


def _facts(event: Event) -> list[tuple[str, str]]:
    first = event.sittings[0] if event.sittings else None
    ends = first.ends if first else event.ends
    facts = [(_("วัน"), _days(event)), (_("เวลา"), dates.hours(event.starts, ends, language()))]
    if event.place:
        facts.append((_("ที่"), event.place))
    if event.online_url:
        facts.append((_("ออนไลน์"), _("เข้าร่วมผ่านลิงก์ หลังลงทะเบียน")))
    return facts


def _seats(event: Event, coming: int, mine: Answer | None) -> str:
    count = (
        _("เข้าร่วมแล้ว {coming} คน", coming=coming)
        if event.capacity is None
        else _("เข้าร่วมแล้ว {coming} จาก {seats} ที่", coming=coming, seats=event.capacity)
    )
    if mine is Answer.COMING:
        return count + " · " + _("คุณลงทะเบียนแล้ว")
    return count + (" · " + _("คุณแจ้งว่าไม่สะดวก") if mine else "")


def _primary(event: Event, mine: Answer | None, *, open_: bool) -> Action | None:
    if not open_:
        return _online(event) if mine is Answer.COMING else None
    if mine is Answer.COMING:
        return _online(event)
    return press(_("เข้าร่วม"), Respond(event=event.id, coming=True))


def _secondary(event: Event, mine: Answer | None, *, open_: bool) -> list[Action]:
    if not open_ or mine is Answer.DECLINED:
        return []
    label = _("ยกเลิกการลงทะเบียน") if mine else _("ไม่สะดวก")
    return [press(label, Respond(event=event.id, coming=False))]


def _links(event: Event) -> list[Action]:
    several = len(event.sittings) > 1 or any(sitting.topic for sitting in event.sittings)
    if not (several or event.description):
        return []
    return [press(_("กำหนดการ"), Programme(event=event.id))]


def _online(event: Event) -> Action | None:
    return link(_("เข้าประชุม"), event.online_url) if event.online_url else None


def _sitting(sitting: Sitting) -> str:
    when = (
        dates.day(sitting.starts, language())
        + " "
        + dates.hours(sitting.starts, sitting.ends, language())
    )
    speaker = _("โดย {name}", name=sitting.speaker) if sitting.speaker else None
    return "\n".join(part for part in (when, sitting.topic, speaker) if part)

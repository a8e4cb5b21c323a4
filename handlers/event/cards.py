"""How events look in the chat."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot import dates, drawing, ways
from bot.asking import pass_on
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, link, press, say, text
from handlers.event import calendar, facts
from models import Answer, Club, Counts, Event, EventState, Registration, Sitting
from settings import Settings

SHOWN = 3  # things under each other, then “more”


class Listed(StrEnum):
    """Which events a list holds, and so what is done with the one that is pressed."""

    UPCOMING = "upcoming"
    MINE = "mine"
    COME = "come"
    STAY_AWAY = "stay_away"


LISTS = {  # title, and what stands on each
    Listed.UPCOMING: (N_("กิจกรรมที่กำลังจะมาถึง"), N_("ดูรายละเอียด")),
    Listed.MINE: (N_("การลงทะเบียนของฉัน"), N_("ดูหรือยกเลิก")),
    Listed.COME: (N_("เข้าร่วมกิจกรรมไหนคะ"), N_("เข้าร่วม")),
    Listed.STAY_AWAY: (N_("ไม่สะดวกกิจกรรมไหนคะ"), N_("ไม่สะดวก")),
}


class Show(Button, tag="event.show"):
    event: Number


class Respond(Button, tag="event.respond"):
    event: Number
    coming: bool


class Ponder(Button, tag="event.ponder"):
    """She does not know yet whether she comes."""

    event: Number


class More(Button, tag="event.more"):
    start: Number
    of: Listed = Listed.UPCOMING


class Programme(Button, tag="event.programme"):
    event: Number


def listed(of: Listed, events: Sequence[Event], start: int) -> Message:
    """Up to three events under each other; `events` may hold one more, which is not shown."""
    title, label = LISTS[of]
    items = [
        (event.title, facts.beginning(event), press(_(label), _choice(of, event)))
        for event in events[:SHOWN]
    ]
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN, of=of)) if len(events) > SHOWN else None
    other = ways.events() if of is Listed.MINE else ways.my_registrations()
    return listing(_(title), items, more=more, quick=[other, ways.menu()])


def none_upcoming() -> Message:
    words = _("ตอนนี้ยังไม่มีกิจกรรมใหม่ค่ะ แวะมาดูใหม่เมื่อไรก็ได้นะคะ")
    return text(words, ways.quiz(), ways.menu())


def none_on(first: date, last: date, today: date, *, online: bool) -> Message:
    """Nothing is on in these days; what follows is the next event, where there is one."""
    named = {today: _("วันนี้"), today + timedelta(days=1): _("พรุ่งนี้")}
    when = dates.days(first, last, language())
    when = named.get(first, when) if first == last else when
    if online:
        words = _("{when} ไม่มีกิจกรรมออนไลน์ที่คุณลงทะเบียนไว้ค่ะ", when=when)
    else:
        words = _("{when} ไม่มีกิจกรรมค่ะ", when=when)
    return text(words, ways.events(), ways.menu())


def none_mine() -> Message:
    words = _("ยังไม่ได้ลงทะเบียนกิจกรรมไหนไว้ค่ะ ดูกิจกรรมที่กำลังจะมาถึงไหมคะ")
    return text(words, ways.events(), ways.menu())


def event(
    event: Event,
    counts: Counts,
    mine: Registration | None,
    now: datetime,
    settings: Settings,
    *,
    meeting: str | None = None,
) -> Message:
    """`meeting` is her own link to it."""
    open_ = event.starts > now and event.state is EventState.PUBLISHED
    said = mine.answer if mine else None
    return card(
        event.title,
        band=_("กิจกรรม · {club}", club=event.club.name),
        picture=drawing.address(settings.public_url, event.picture),
        rows=facts.rows(event, said),
        note=_seats(event, counts, mine) if open_ else over(event, now),
        primary=taking(event, counts, said, now, meeting, open_=open_),
        secondary=_secondary(event, said) if open_ else [],
        links=[*_links(event, said, open_=open_), *_kept(event, said, now, settings)],
        quick=[*_asking(event, now), ways.events(), ways.menu()],
    )


def join_first(club: Club | None) -> Message:
    """`club` is hers already, from a roster, where there is one."""
    other = [ways.join()]
    label = _("เข้าชมรม {club}", club=club.name) if club else ""
    words = _("เข้าชมรม {club}", club=club.code) if club else ""
    return card(
        _("เข้าชมรมก่อนลงทะเบียนนะคะ"),
        _("แล้วกลับมากด “เข้าร่วม” ได้เลยค่ะ"),
        primary=say(label, words) if club else ways.join(),
        secondary=other if club else [],
        links=[ways.menu()],
    )


def programme(event: Event) -> Message:
    parts = [event.title, event.description, *map(_sitting, event.sittings)]
    return text("\n\n".join(part for part in parts if part), ways.events(), ways.menu())


def told(lines: str) -> Message:
    """What the event's own words say about what was asked."""
    return text(lines, ways.events(), ways.menu())


def not_told(question: str) -> Message:
    words = _("เรื่องนี้ไม่มีบอกในรายละเอียดกิจกรรมค่ะ ฝากถามผู้ประสานงานได้นะคะ")
    return text(words, pass_on(question), ways.contact(), ways.menu())


def reminder(
    event: Event,
    words: str | None = None,
    *,
    meeting: str | None = None,
    starting: bool = False,
) -> Message:
    """True on the evening before and on the morning itself; `words` are the club's own.

    `meeting` is her own link to it; `starting`: it begins now, online.
    """
    return card(
        event.title,
        band=_("ถึงเวลาเข้าประชุมแล้วค่ะ") if starting else _("ใกล้ถึงเวลานัดแล้วค่ะ"),
        tone=Tone.GOOD,
        rows=facts.rows(event, Answer.COMING),
        note=words,
        primary=online(meeting),
        secondary=[press(_("ดูรายละเอียด"), Show(event=event.id))],
        links=[press(_("ไม่สะดวกแล้ว"), Respond(event=event.id, coming=False))],
    )


def no_link() -> Message:
    words = _("ยังไม่มีลิงก์เข้าประชุมของกิจกรรมที่คุณลงทะเบียนไว้ค่ะ")
    return text(words, ways.my_registrations(), ways.events())


def refused(words: str) -> Message:
    return text(words, ways.events(), ways.menu())


def _choice(of: Listed, event: Event) -> Button:
    if of in {Listed.COME, Listed.STAY_AWAY}:
        return Respond(event=event.id, coming=of is Listed.COME)
    return Show(event=event.id)


def _seats(event: Event, counts: Counts, mine: Registration | None) -> str:
    count = (
        _("เข้าร่วมแล้ว {coming} คน", coming=counts.coming)
        if event.capacity is None
        else _("เข้าร่วมแล้ว {coming} จาก {seats} ที่", coming=counts.coming, seats=event.capacity)
    )
    waiting = _("รอที่นั่ง {count} คน", count=counts.waiting) if counts.waiting else None
    return " · ".join(part for part in (count, waiting, her_answer(mine), _closes(event)) if part)


def her_answer(mine: Registration | None) -> str | None:
    if mine and mine.answer is Answer.OFFERED and mine.held_until:
        return kept_until(mine.held_until)
    said = {
        Answer.COMING: N_("คุณลงทะเบียนแล้ว"),
        Answer.MAYBE: N_("คุณยังไม่แน่ใจ"),
        Answer.DECLINED: N_("คุณแจ้งว่าไม่สะดวก"),
        Answer.WAITING: N_("คุณรอที่นั่งอยู่"),
    }
    return _(said[mine.answer]) if mine and mine.answer in said else None


def kept_until(until: datetime) -> str:
    return _("เก็บที่นั่งไว้ให้คุณถึง {when} นะคะ", when=dates.moment(until, language()))


def _closes(event: Event) -> str | None:
    if event.deadline is None:
        return None
    return _("ลงทะเบียนได้ถึง {when}", when=dates.moment(event.deadline, language()))


def over(event: Event, now: datetime) -> str:
    if event.state is EventState.CANCELLED:
        return _("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    return _("กิจกรรมนี้จบแล้วค่ะ") if event.ends <= now else _("กิจกรรมนี้เริ่มแล้วค่ะ")


def taking(
    event: Event,
    counts: Counts,
    said: Answer | None,
    now: datetime,
    meeting: str | None,
    *,
    open_: bool,
) -> Action | None:
    if said is Answer.COMING:
        return online(meeting)
    if not open_ or said is Answer.WAITING:
        return None
    come = Respond(event=event.id, coming=True)
    if said is Answer.OFFERED:
        return press(_("รับที่นั่ง"), come)
    if event.deadline and event.deadline <= now:
        return None
    full = event.capacity is not None and counts.taken >= event.capacity
    return press(_("ลงชื่อรอที่นั่ง") if full else _("เข้าร่วม"), come)


def _secondary(event: Event, said: Answer | None) -> list[Action]:
    labels = {
        Answer.COMING: N_("ยกเลิกการลงทะเบียน"),
        Answer.WAITING: N_("ไม่รอแล้ว"),
        Answer.DECLINED: None,
    }
    label = labels.get(said, N_("ไม่สะดวก")) if said else N_("ไม่สะดวก")
    return [press(_(label), Respond(event=event.id, coming=False))] if label else []


def _links(event: Event, said: Answer | None, *, open_: bool) -> list[Action]:
    unsure = press(_("ยังไม่แน่ใจ"), Ponder(event=event.id))
    undecided = [unsure] if open_ and said in (None, Answer.LAPSED) else []
    several = len(event.sittings) > 1 or any(sitting.topic for sitting in event.sittings)
    told = several or event.description
    return undecided + ([press(_("กำหนดการ"), Programme(event=event.id))] if told else [])


def _asking(event: Event, now: datetime) -> list[Action]:
    on = event.state is EventState.PUBLISHED and event.ends > now
    words = _("ถามวิทยากร {code}", code=event.code)
    return [say(_("ถามวิทยากร"), words)] if on else []


def _kept(event: Event, said: Answer | None, now: datetime, settings: Settings) -> list[Action]:
    on = event.state is EventState.PUBLISHED and event.ends > now
    return [to_calendar(event, settings)] if on and said is Answer.COMING else []


def to_calendar(event: Event, settings: Settings) -> Action:
    return link(_("เพิ่มลงปฏิทิน"), calendar.page(settings, event))


def online(meeting: str | None) -> Action | None:
    return link(_("เข้าประชุม"), meeting) if meeting else None


def _sitting(sitting: Sitting) -> str:
    when = facts.of_sitting(sitting)
    speaker = _("โดย {name}", name=sitting.speaker) if sitting.speaker else None
    return "\n".join(part for part in (when, sitting.topic, speaker) if part)
